import { cutOffWords, offsetWords, term } from './terms.ts';
import {
  bulletinRule,
  bulletinWords,
  countWords,
  dueWords,
  dutyWords,
  draftWords,
  groundList,
  groundsOf,
  groundWords,
  latenessWords,
  listed,
  momentWords,
  obligationWords,
  partyWords,
  provisionalWords,
  recipientWords,
  regimeWords,
  stepOf,
  stepRuleWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type Payload,
  type Spoken,
} from './wordsParts.ts';
import { broadcastWords } from './wordsBroadcast.ts';
import { bulkFacts, underNumber } from './wordsBulk.ts';
import { calendarReason, calendarWords } from './wordsCalendar.ts';
import { jointGroundWords, ownPartWords } from './wordsJoint.ts';
import { itemFacts } from './wordsItems.ts';
import { joiningFacts } from './wordsJoining.ts';
import { planFacts } from './wordsPlan.ts';
import { talkFacts } from './wordsTalks.ts';
import { lifeFacts } from './wordsLife.ts';
import { contentFacts, stageWords } from './wordsContent.ts';
import { extraWords, verifyFacts } from './wordsVerify.ts';
import { attainedReason, attainedWords, valueWords } from './wordsAttained.ts';
import { REGIME_FACTS } from './wordsRegime.ts';
import { extensionFacts } from './wordsExtension.ts';
import { gateFacts, stepMoreWords } from './wordsGates.ts';

type Say = (fact: Spoken, names: Names) => FactWords;

/** Every type of fact and effect that the machines and the driver record; `task:ground` is the effect. */
export const factTable: Readonly<Record<string, Say>> = {
  ...talkFacts,
  ...lifeFacts,
  ...bulkFacts,
  ...itemFacts,
  ...planFacts,
  ...joiningFacts,
  ...contentFacts,
  ...verifyFacts,
  ...extensionFacts,
  ...gateFacts,
  started: ({ payload }, names) => ({
    what: `专项行动启动${payload['trial'] === true ? `（${term('trial')}，通知只送督查室）` : ''}，期限 ${horizonWords(payload)}`,
    why: `${regimeWords(names)}“${names.regime.title}”，工作日历 ${String(payload['calendar'])}`,
  }),
  assigned: ({ payload, process }, names) => ({
    what: `交办 ${text(payload['number'])} ${taskWords(process, names)}，报送单位：${partiesWords(payload, names)}`,
    why: `按方案分工和${regimeWords(names)}的报送要求`,
  }),
  report: ({ payload, process }, names) => ({
    what: `收到 ${names.unit(text(payload['unit']))} 报送：${subject(process, payload, names)}${versionWords(payload)}${nilWords(payload)}${valueWords(payload)}${stageWords(payload, names)}${extraWords(payload, names)}`,
    why: dueWords(payload, names),
  }),
  attained: ({ payload, process }, names) => ({
    what: `${subject(process, payload, names)}：${attainedWords(payload)}（${partyWords(payload['party'], names)}）`,
    why: attainedReason(payload, names),
  }),
  judged: (fact, names) => ({
    what: `${subject(fact.process, fact.payload, names)}：${verdictWords(fact.payload)}（${partyWords(fact.payload['party'], names)}）`,
    why: verdictReason(fact, names),
  }),
  step: ({ at, payload, process }, names) => ({
    what: `${stepTitle(payload, names)} ${partyWords(payload['party'], names)}：${subject(process, payload, names)}${provisionalWords(payload)}`,
    why: [
      dueWords(payload, names),
      latenessWords(payload['due'], at, names),
      countWords(payload, names),
      stepRuleWords(payload['step'], names) + stepMoreWords(payload, names),
    ]
      .filter((part) => part !== '')
      .join('；'),
  }),
  suspended: ({ at, payload, process }, names) => ({
    what: `${whole(process, names)}暂停，自 ${momentWords(at, names)} 起不提醒、不判定`,
    why: `${actorWords(payload, names)}决定${underNumber(payload)}，理由：${text(payload['reason'])}`,
  }),
  resumed: ({ at, payload, process }, names) => ({
    what: `${whole(process, names)}恢复，自 ${momentWords(at, names)} 起`,
    why: `${actorWords(payload, names)}决定${underNumber(payload)}；全在暂停期内的免报，其余各时点按剩余工作日顺延`,
  }),
  ended: ({ payload, process }, names) => ({
    what: `${whole(process, names)}结束`,
    why: endReason(payload, names),
  }),
  ...REGIME_FACTS,
  'calendar-amended': ({ payload, process }, names) => ({
    what: `${whole(process, names)}${calendarWords(payload)}`,
    why: `${actorWords(payload, names)}${calendarReason(payload)}；已作的判定不变，仍按作出时的日历`,
  }),
  refused: ({ payload, process }, names) => ({
    what: `${whole(process, names)}收到一条无法识别的消息，未予处理`,
    why: `内容不符合要求：${text(payload['detail'])}`,
  }),
  'bulletin-drafted': ({ payload }, names) => ({
    what: `${bulletinWords(payload, names)}成稿${draftWords(payload)}：${figuresWords(payload['figures'])}`,
    why: `数据截至 ${momentWords(payload['cutOff'], names)}（${cutOffRule(payload, names)}）；限 ${momentWords(payload['limitAt'], names)} 前签发，不会自动签发`,
  }),
  'bulletin-issued': ({ payload }, names) => ({
    what: `签发${String(payload['year'])}年第${Number(payload['number'])}期·${bulletinWords(payload, names)}：${figuresWords(payload['figures'])}${namedWords(payload, names)}`,
    why: `由${recipientWords(text(payload['by']), names)}签发；编号在签发时给定`,
  }),
  'bulletin-returned': ({ payload }, names) => ({
    what: `${bulletinWords(payload, names)}${draftWords(payload)}退回，重新汇集`,
    why: `由${recipientWords(text(payload['by']), names)}退回，理由：${text(payload['reason'])}`,
  }),
  'bulletin-empty': ({ payload }, names) => ({
    what: `${bulletinWords(payload, names)}没有内容，不成稿`,
    why: '本期没有应报事项',
  }),
  'sign-overdue': ({ payload }, names) => ({
    what: `${bulletinWords(payload, names)}签发逾期`,
    why: signLimitRule(payload, names),
  }),
  criticised: ({ payload }, names) => ({
    what: `通报批评 ${names.unit(text(payload['unit']))}（${bulletinWords(payload, names)}）：${figuresWords(payload['figures'])}`,
    why: `${regimeWords(names)}：通报期内${bulletinRule(payload['bulletin'], names)?.criticise?.missing ?? ''}期以上未报的点名批评`,
  }),
  commended: ({ payload }, names) => ({
    what: `通报表扬 ${names.unit(text(payload['unit']))}（${bulletinWords(payload, names)}）：${figuresWords(payload['figures'])}`,
    why: `${regimeWords(names)}：通报期内全部按时，且不少于${bulletinRule(payload['bulletin'], names)?.commend?.atLeast ?? ''}期`,
  }),
  ground: ({ payload }, names) => ({
    what: `${names.unit(text(payload['unit']))} 增加一项约谈事由：${groundWords(`${text(payload['task'])}/${text(payload['obligation'])}`, names)}`,
    why: [
      ownPartWords(payload['joint'], names),
      stepRuleWords(payload['step'], names),
      '次一工作日一并提请',
    ]
      .filter((part) => part !== '')
      .join('；'),
  }),
  'task:ground': ({ payload, process }, names) => ({
    what: `将 ${subject(process, payload, names)} 作为约谈 ${names.unit(text(payload['unit']))} 的事由送出`,
    why: [
      countWords(payload, names),
      ownPartWords(payload['joint'], names),
      stepRuleWords(payload['step'], names),
    ]
      .filter((part) => part !== '')
      .join('；'),
  }),
  proposed: ({ payload }, names) => ({
    what: `提请约谈 ${names.unit(text(payload['unit']))}：事由 ${groundsOf(payload).length} 项（${groundList(payload, names)}）`,
    why: [
      `请${term(text(payload['approver']))}在 ${momentWords(payload['limitAt'], names)} 前决定；到期自动失效，不会自动约谈`,
      jointGroundWords(payload, names),
    ]
      .filter((part) => part !== '')
      .join('；'),
  }),
  approved: ({ payload }, names) => ({
    what: `批准约谈 ${names.unit(text(payload['unit']))}${payload['phase'] === undefined ? '，约谈通知送出' : ''}`,
    why: `由${recipientWords(text(payload['by']), names)}批准${payload['note'] === undefined ? '' : `，附言：${text(payload['note'])}`}；事由 ${groundsOf(payload).length} 项：${groundList(payload, names)}`,
  }),
  rejected: ({ payload }, names) => ({
    what: `不批准约谈 ${names.unit(text(payload['unit']))}`,
    why: `由${recipientWords(text(payload['by']), names)}决定，理由：${text(payload['reason'])}`,
  }),
  lapsed: ({ payload }, names) => ({
    what: `约谈 ${names.unit(text(payload['unit']))} 的提请逾期失效，没有约谈`,
    why: `${term(text(payload['approver']))}在限期内没有决定；沉默不算同意`,
  }),
  gather: ({ payload }, names) => ({
    what: `汇集${bulletinWords(payload, names)}的数据${draftWords(payload)}`,
    why: cutOffRule(payload, names),
  }),
  broadcast: broadcastWords,
};

function subject(process: string, payload: Payload, names: Names): string {
  return `${taskWords(process, names)} ${dutyWords(payload, names)}`;
}

/** The process as a whole: a task by its name, else the campaign. */
function whole(process: string, names: Names): string {
  return taskWords(process, names) || '专项行动';
}

function horizonWords({ horizon }: Payload): string {
  const { from, to } = (horizon ?? {}) as { from?: string; to?: string };
  return `${from ?? ''} 至 ${to ?? ''}（不含）`;
}

function partiesWords({ parties }: Payload, names: Names): string {
  const ids = Object.values((parties ?? {}) as Record<string, readonly string[]>).flat();
  return [...new Set(ids)].map((id) => partyWords(id, names)).join('；');
}

function versionWords({ version }: Payload): string {
  return Number(version) > 1 ? `（第${Number(version)}版）` : '';
}

function nilWords({ nil }: Payload): string {
  return nil === undefined ? '' : `（${term('nil')}：${text(nil)}）`;
}

/** `按时（零报告、宽限内）`, `由未报更正为迟报`. */
function verdictWords({ verdict, corrects, marks }: Payload): string {
  const words = (Array.isArray(marks) ? marks : []).map((mark) => term(String(mark)));
  const marked = words.length === 0 ? '' : `（${words.join('、')}）`;
  const now = `${term(text(verdict))}${marked}`;
  return corrects === undefined ? now : `由${term(text(corrects))}更正为${now}`;
}

function verdictReason({ payload }: Spoken, names: Names): string {
  const due = dueWords(payload, names);
  if (payload['verdict'] === 'exempt' || payload['reason'] !== undefined) {
    const by =
      payload['by'] === undefined ? '' : `${actorWords(payload, names)}决定${underNumber(payload)}`;
    return [due, by, text(payload['reason'])].filter((part) => part !== '').join('；');
  }
  if (payload['withdrawn'] === true) return `${due}；单位在到期之前撤回，仍须报送`;
  const received = payload['receivedAt'];
  if (received === undefined) return `${due}；宽限期满仍未收到${carrierWords(payload, names)}`;
  const late = latenessWords(payload['due'], text(received), names);
  return [due, `${momentWords(received, names)} 收到`, late].filter((p) => p !== '').join('；');
}

/** An obligation whose steps another carries says so. */
function carrierWords({ carrier }: Payload, names: Names): string {
  if (carrier === undefined) return '';
  return `；与${obligationWords(text(carrier), names)}合报一份，催办等各步随其一并办理`;
}

function stepTitle({ step }: Payload, names: Names): string {
  const found = stepOf(step, names);
  if (found === undefined) return String(step);
  return found.step === 'interview' ? '符合提请约谈条件' : (found.title ?? term(found.step));
}

function actorWords({ by }: Payload, names: Names): string {
  return recipientWords(text(by), names);
}

function endReason(payload: Payload, names: Names): string {
  const by = payload['by'] === undefined ? '' : `${actorWords(payload, names)}决定；`;
  return `${by}${text(payload['reason'])}`;
}

/** `应报98：按时90、迟报3、未报5`; verdicts of which there are none are not named. */
export function figuresWords(figures: unknown): string {
  if (typeof figures !== 'object' || figures === null) return '';
  const own = figures as Record<string, number>;
  const parts = (
    [
      ['onTime', 'on-time'],
      ['late', 'late'],
      ['missing', 'missing'],
      ['exempt', 'exempt'],
      ['pending', 'pending'],
      ['underReview', 'underReview'],
    ] as const
  ).flatMap(([column, verdict]) => {
    const count = own[column] ?? 0;
    return count > 0 ? [`${term(verdict)}${count}`] : [];
  });
  return `应报${own['expected'] ?? 0}：${parts.join('、') || '无'}`;
}

function namedWords({ criticised, commended }: Payload, names: Names): string {
  const list = (ids: unknown) =>
    listed(
      (Array.isArray(ids) ? ids : []).map((id) => names.unit(String(id))),
      6,
      '家',
    );
  const [blamed, praised] = [list(criticised), list(commended)];
  return `${blamed && `；批评 ${blamed}`}${praised && `；表扬 ${praised}`}`;
}

function cutOffRule({ bulletin }: Payload, names: Names): string {
  const rule = bulletinRule(bulletin, names);
  return rule === undefined
    ? regimeWords(names)
    : `${regimeWords(names)}：${cutOffWords(rule)}截止`;
}

function signLimitRule({ bulletin }: Payload, names: Names): string {
  const rule = bulletinRule(String(bulletin).split('/')[0], names);
  if (rule === undefined) return regimeWords(names);
  return `${regimeWords(names)}：限${term(rule.sign.by)}${offsetWords(rule.sign.limit)}内签发；不会自动签发`;
}
