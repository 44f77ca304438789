import { ONCE } from './firsts.ts';
import { DEADLINES } from './obligation.ts';
import { term } from './terms.ts';
import { bulkNotice } from './wordsBulk.ts';
import { calendarNotice } from './wordsCalendar.ts';
import { contentNotices } from './wordsContent.ts';
import { lifeNotices } from './wordsLife.ts';
import { verifyNotices } from './wordsVerifyNotices.ts';
import { itemNotices } from './wordsItems.ts';
import { planNotices } from './wordsPlan.ts';
import { talkNotices } from './wordsTalkNotices.ts';
import { jointGroundWords } from './wordsJoint.ts';
import {
  bulletinRule,
  bulletinWords,
  countWords,
  dueWords,
  dutyWords,
  draftWords,
  groundList,
  groundsOf,
  latenessWords,
  momentWords,
  partyWords,
  provisionalWords,
  recipientWords,
  regimeWords,
  stepOf,
  stepRuleWords,
  taskWords,
  text,
  type Names,
  type NoticeWords,
  type Payload,
  type Spoken,
} from './wordsParts.ts';
import { nextStepWords } from './wordsNextStep.ts';
import { REGIME_NOTICES } from './wordsRegime.ts';
import { extensionNotices } from './wordsExtension.ts';
import { gateNotices, stepMoreWords } from './wordsGates.ts';

/** A notice knows its recipient. */
export interface SpokenNotice extends Spoken {
  readonly recipient: string;
}

type Say = (notice: SpokenNotice, names: Names) => NoticeWords;

const NEVER_AUTOMATIC = '到期自动失效，不会自动约谈';

/** Every type of notice that the machines send; a type that differs by process stands as `interview:…` too. */
export const noticeTable: Readonly<Record<string, Say>> = {
  ...talkNotices,
  ...lifeNotices,
  ...itemNotices,
  ...planNotices,
  ...contentNotices,
  ...verifyNotices,
  ...extensionNotices,
  ...gateNotices,
  assigned: (_, names) => ({
    title: '【交办】任务已交办，按期报送自此开始',
    body: `专项行动已启动，${regimeWords(names)}“${names.regime.title}”施行。${dutiesWords(names)}`,
    ask: '请核对本单位承担的任务和报送时限；有误请在首次到期之前告知督查室',
    ifNothing: '各期按制度提醒、判定',
  }),
  remind: (notice, names) => {
    const { process, payload } = notice;
    const due = momentWords(payload['due'], names);
    return {
      title: `【提醒】${taskWords(process, names)}：${dutyWords(payload, names)} ${due} 到期${provisionalWords(payload)}`,
      body: `${owed(process, payload, names)}，应在 ${due} 前报送，目前尚未收到。依据：${stepRuleWords(payload['step'], names)}。`,
      ask: `请在 ${due} 前报送；${payload['duty'] === DEADLINES || payload['period'] === ONCE ? '不能按时完成的，写明原因和预计时间' : '没有新情况的，报零报告并说明'}`,
      ifNothing: `届时仍未收到：判为未报；${nextStepWords(payload['step'], payload['duty'], names)}`,
    };
  },
  urge: pressing('催办', '请立即报送；已有进展的如实报进展，未完成的写明困难'),
  letter: pressing('督办函', '请主要负责人督促本单位立即报送，并说明未报原因'),
  'report-up': pressing('上报', '请阅；是否过问、如何督促，请批示'),
  interview: (notice, names) => {
    const { process, payload } = notice;
    const rule = names.regime.interview;
    const approver = rule === undefined ? '审批人' : term(rule.gate.by);
    return {
      title: `【提请约谈】${partyWords(payload['party'], names)} ${countWords(payload, names)}`,
      body: `${owed(process, payload, names)}，${standing(notice, names)}。${conditionSentence(payload, names)}依据：${stepRuleWords(payload['step'], names)}。`,
      ask: `无需操作；次一工作日${rule?.proposeAt ?? ''}与同日其他事由一并提请${approver}决定，如有情况说明请在此之前补充`,
      ifNothing: `提请照常送出；未经${approver}批准不会约谈`,
    };
  },
  'interview:interview': ({ payload }, names) => ({
    title: `【约谈通知】${unitOf(payload, names)}主要负责人`,
    body: `经${recipientWords(text(payload['approvedBy']), names)}批准，约谈${unitOf(payload, names)}主要负责人。事由 ${groundsOf(payload).length} 项：${groundList(payload, names)}。${jointSentence(payload, names)}`,
    ask: '请主要负责人按督查室通知的时间到场，带齐各项任务未报原因和整改措施',
    ifNothing: '约谈照常进行；缺席情况记入台账并报批准人',
  }),
  'decide-interview': ({ payload }, names) => {
    const limit = momentWords(payload['limitAt'], names);
    return {
      title: `【约谈待批】${unitOf(payload, names)}，${limit} 前决定`,
      body: `提请约谈${unitOf(payload, names)}主要负责人。事由 ${groundsOf(payload).length} 项：${groundList(payload, names)}。${jointSentence(payload, names)}各期提醒、催办、督办函均按制度发出，见台账。依据：${regimeWords(names)}“约谈”一条。`,
      ask: `请在 ${limit} 前批准或不批准；不批准的请写明理由`,
      ifNothing: `到 ${limit} 仍未决定：${NEVER_AUTOMATIC}，退回督查室并记入台账`,
    };
  },
  'interview-rejected': ({ payload }, names) => ({
    title: `【约谈不予批准】${unitOf(payload, names)}`,
    body: `约谈${unitOf(payload, names)}的提请未获批准。理由：${text(payload['reason'])}。`,
    ask: '请据此督促该单位补报；今后符合条件时可再次提请',
    ifNothing: '本次提请到此结束，所用事由不再重复计算',
  }),
  'interview-lapsed': ({ payload }, names) => ({
    title: `【约谈逾期失效】${unitOf(payload, names)}`,
    body: `约谈${unitOf(payload, names)}的提请在限期内没有得到${approverOf(payload)}的决定，已自动失效；沉默不算同意，没有约谈。`,
    ask: `请与${approverOf(payload)}沟通，确需约谈的，待下次符合条件时再提请`,
    ifNothing: '本次提请到此结束，所用事由不再重复计算',
  }),
  'sign-bulletin': ({ payload }, names) => {
    const limit = momentWords(payload['limitAt'], names);
    return {
      title: `【通报待签】${bulletinWords(payload, names)}，${limit} 前签发`,
      body: `${bulletinWords(payload, names)}${draftWords(payload)}已成稿，数据截至 ${momentWords(payload['cutOff'], names)}。签发之前不公布，也不编号。`,
      ask: `请在 ${limit} 前看稿并签发；有误的请退回并写明理由`,
      ifNothing: `到 ${limit} 仍未签发：记为签发逾期，告知督查室；不会自动签发`,
    };
  },
  'bulletin-incomplete': ({ payload }, names) => ({
    title: `【通报数据不全】${bulletinWords(payload, names)}`,
    body: `${bulletinWords(payload, names)}汇集满一小时，仍有 ${Number(payload['pending'])} 项应报事项没有判定，稿中已如实列出。截止 ${momentWords(payload['cutOff'], names)}。`,
    ask: '请查明未判定的事项（多因暂停或节假日安排未公布），必要时请签发人退回重新汇集',
    ifNothing: '通报按现有数据送签，未判定的事项单列',
  }),
  'sign-overdue': ({ payload }, names) => ({
    title: `【签发逾期】${bulletinWords({ bulletin: payload['subject'] }, names)}`,
    body: `${bulletinWords({ bulletin: payload['subject'] }, names)}在限期内没有签发。${signerWords(payload, names)}`,
    ask: '请尽快签发或退回',
    ifNothing: '通报一直等待签发，不会自动签发；任务的催办照常进行',
  }),
  criticise: ({ payload, recipient }, names) => ({
    title: `【通报批评】${blamedUnit(payload, recipient, names)}`,
    body: `${numberWords(payload)}${bulletinWords(payload, names)}已签发，${blamedUnit(payload, recipient, names)}因期内有未报事项被点名通报。${criticismRule(payload, names)}`,
    ask: '请主要负责人督促补报，并从下一期起按时报送',
    ifNothing: '通报批评记入台账；继续未报的按制度升级',
  }),
  bulletin: ({ payload }, names) => ({
    title: `【通报】${numberWords(payload)}${bulletinWords(payload, names)}`,
    body: `${bulletinWords(payload, names)}已签发，列有各单位按时、迟报、未报的项数，以及表扬和批评的单位。`,
    ask: '请阅；对本单位数据有异议的，请向督查室提出',
  }),
  'calendar-updated': calendarNotice,
  ...REGIME_NOTICES,
  bulk: bulkNotice,
  'recipient-missing': (notice, names) => {
    const role = recipientWords(text(notice.payload['insteadOf']), names);
    const fallback = term(names.regime.fallback);
    return {
      title: `【接收人空缺】${role}`,
      body: `${missedWords(notice, names)}应送 ${role}，该接收人空缺，已改送${fallback}。`,
      ask: '请在单位名录中补上该职务，或指定代行人',
      ifNothing: `以后各次通知继续改送${fallback}`,
    };
  },
};

/** What could not reach its recipient: a step of a task, else a notice of the campaign or of an interview. */
function missedWords({ process, payload }: SpokenNotice, names: Names): string {
  if (payload['party'] === undefined) return `“${term(text(payload['step']))}”`;
  const step = stepOf(payload['step'], names);
  const title = step === undefined ? String(payload['step']) : term(step.step);
  return `${owed(process, payload, names)}的“${title}”`;
}

/** Urging, letter and reporting up say the same in another voice: not reported, how late, by which rule. */
function pressing(title: string, ask: string): Say {
  return (notice, names) => {
    const { process, payload } = notice;
    const count = countWords(payload, names);
    return {
      title: `【${title}】${partyWords(payload['party'], names)} ${dutyWords(payload, names)}未报送`,
      body: `${owed(process, payload, names)}，${standing(notice, names)}${count && `；${count}`}。依据：${stepRuleWords(payload['step'], names)}${stepMoreWords(payload, names)}。`,
      ask,
      ifNothing: `仍未收到：${nextStepWords(payload['step'], payload['duty'], names)}`,
    };
  };
}

function owed(process: string, payload: Payload, names: Names): string {
  return `${partyWords(payload['party'], names)}：${taskWords(process, names)}，${dutyWords(payload, names)}`;
}

function conditionSentence(payload: Payload, names: Names): string {
  const count = countWords(payload, names);
  return count === '' ? '' : `符合提请约谈的条件：${count}。`;
}

/** Due when, and how late it is now. */
function standing({ at, payload }: SpokenNotice, names: Names): string {
  const late = latenessWords(payload['due'], at, names);
  const due = dueWords(payload, names);
  return late === '' ? `${due}，届时没有收到` : `${due}，至今${late}`;
}

function dutiesWords({ regime }: Names): string {
  const all = [...regime.duties, ...(regime.firsts ?? [])];
  const duties = all.map(({ title }) => `“${title}”`).join('、');
  return `请按${duties}的要求报送，并按方案写明的时限完成。`;
}

function jointSentence(payload: Payload, names: Names): string {
  const words = jointGroundWords(payload, names);
  return words && `${words}。`;
}

function unitOf(payload: Payload, names: Names): string {
  return names.unit(text(payload['unit']));
}

/** The unit that is named, also where its head is vacant and somebody else is told. */
function blamedUnit({ insteadOf }: Payload, recipient: string, names: Names): string {
  const inbox = text(insteadOf) || recipient;
  const [unit = ''] = inbox.split('/');
  return /^u\d+\//.test(inbox) ? names.unit(unit) : '本期点名的单位';
}

function approverOf({ approver }: Payload): string {
  return term(text(approver));
}

function numberWords({ number, year }: Payload): string {
  return number === undefined ? '' : `${String(year)}年第${Number(number)}期·`;
}

function signerWords({ subject }: Payload, names: Names): string {
  const rule = bulletinRule(String(subject).split('/')[0], names);
  return rule === undefined ? '' : `签发人：${term(rule.sign.by)}。`;
}

function criticismRule(payload: Payload, names: Names): string {
  const least = bulletinRule(payload['bulletin'], names)?.criticise?.missing;
  return least === undefined
    ? ''
    : `依据：${regimeWords(names)}，通报期内${least}期以上未报的点名批评。`;
}
