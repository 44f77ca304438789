import { term } from './terms.ts';
import { evidenceWords, limitWords, whoWords } from './wordsClosure.ts';
import {
  bulletinWords,
  obligationWords,
  regimeWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type NoticeWords,
  type Payload,
  type Spoken,
} from './wordsParts.ts';

type Say = (fact: Spoken, names: Names) => FactWords;
type Tell = (notice: Spoken, names: Names) => NoticeWords;

const WHAT: Readonly<Record<string, string>> = {
  judged: '报送判定',
  criticised: '通报批评',
  interview: '约谈',
  listed: '挂牌督办',
  grade: '销号等次',
  'false-report': '虚报认定',
};

/** `第1项 … 2026年1月“月调度” 的报送判定`, `约谈`: what was objected to. */
function subject({ payload, process }: Spoken, names: Names): string {
  const { type } = (payload['against'] ?? {}) as { readonly type?: string };
  const what = WHAT[type ?? ''] ?? '结论';
  const { obligation } = payload;
  const of = obligation === undefined ? '' : ` ${obligationWords(text(obligation), names)}`;
  return `${taskWords(process, names)}${of} 的${what}`;
}

function unitIn({ unit }: Payload, names: Names): string {
  return names.unit(text(unit));
}

function resultWords({ result, corrected }: Payload): string {
  if (result !== 'upheld') return '不成立，原结论不变';
  return corrected === undefined ? '成立' : `成立，判定更正为${term(text(corrected))}`;
}

/** `t0001 monthly/2026-01/u001`: the item of a bulletin that is, or was, under review. */
function itemIn({ task, of, unit }: Payload, names: Names): string {
  const item = of === undefined ? '通报批评' : obligationWords(text(of), names);
  return `${names.unit(text(unit))} ${text(task)} ${item}`;
}

function correctedIn({ verdict, corrected }: Payload): string {
  if (verdict === undefined || corrected === undefined) return '该项批评不再作数';
  return `${term(text(verdict))}更正为${term(text(corrected))}`;
}

function issueIn(payload: Payload, names: Names): string {
  const { number, year } = payload;
  const nth = number === undefined ? '' : `（${text(year)}年第${Number(number)}期）`;
  return `${bulletinWords(payload, names)}${nth}`;
}

/** What the ledger says of 异议, 复核 and 更正. */
export const objectionFacts: Readonly<Record<string, Say>> = {
  objection: (fact, names) => ({
    what: `${unitIn(fact.payload, names)} 对${subject(fact, names)}提出异议`,
    why: `理由：${text(fact.payload['reason'])}；${evidenceWords(fact.payload)}；由${whoWords(fact.payload['decider'], names)}在 ${limitWords(fact.payload, names)} 前复核；报送和升级照常`,
  }),
  'objection-reminder': (fact, names) => ({
    what: `提醒${whoWords(fact.payload['decider'], names)}复核${subject(fact, names)}`,
    why: `时限 ${limitWords(fact.payload, names)}`,
  }),
  'objection-overdue': (fact, names) => ({
    what: `${subject(fact, names)}的异议逾期未复核，已向上报告`,
    why: `${whoWords(fact.payload['decider'], names)}应在 ${limitWords(fact.payload, names)} 前决定；不会自动成立`,
  }),
  'objection-decided': (fact, names) => ({
    what: `${unitIn(fact.payload, names)} 对${subject(fact, names)}的异议${resultWords(fact.payload)}`,
    why: `${whoWords(fact.payload['by'], names)}复核，理由：${text(fact.payload['reason'])}`,
  }),
  'objection-withdrawn': (fact, names) => ({
    what: `${unitIn(fact.payload, names)} 撤回对${subject(fact, names)}的异议`,
    why: '由提出的单位撤回，原结论不变',
  }),
  'conclusion-corrected': (fact, names) => ({
    what: `${unitIn(fact.payload, names)}：${subject(fact, names)}不再作数`,
    why: `${whoWords(fact.payload['by'], names)}复核认定异议成立：${text(fact.payload['reason'])}；原记录保留`,
  }),
  'under-review': ({ payload }, names) => ({
    what: `${itemIn(payload, names)} 列为复核中，签发前退出通报的批评`,
    why: `${whoWords(payload['by'], names)}提出异议，尚未决定`,
  }),
  'review-settled': ({ payload }, names) => ({
    what: `${itemIn(payload, names)} 的复核已了：${term(text(payload['phase']))}`,
    why: `${whoWords(payload['by'], names)}办理`,
  }),
  correction: ({ payload }, names) => ({
    what: `更正 ${issueIn(payload, names)}：${itemIn(payload, names)}，${correctedIn(payload)}`,
    why: '异议经复核成立；原通报保持原样，以本更正为准',
  }),
};

const NEVER = '不会自动成立，也不会自动不成立；逾期向上报告';

/** What people are told about 异议, 复核 and 更正. */
export const objectionNotices: Readonly<Record<string, Tell>> = {
  'decide-objection': (notice, names) => {
    const { payload } = notice;
    return {
      title: `【异议待复核】${subject(notice, names)}，${limitWords(payload, names)} 前决定`,
      body: `${unitIn(payload, names)}提出异议，理由：${text(payload['reason'])}。${evidenceWords(payload)}。参与过原结论的人已回避。依据：${regimeWords(names)}“异议”一条。`,
      ask: `请核对台账，在 ${limitWords(payload, names)} 前决定成立或不成立，写明理由；判定更正为何种也请写明`,
      ifNothing: NEVER,
    };
  },
  'objection-received': (notice, names) => {
    const { payload } = notice;
    return {
      title: `【异议已受理】${subject(notice, names)}`,
      body: `由${whoWords(payload['decider'], names)}在 ${limitWords(payload, names)} 前复核。签发前的通报列为复核中，不作批评。`,
      ask: '请按期报送；需要补充材料的，请送督查室',
      ifNothing: '复核照常进行；报送义务和升级步骤不停',
    };
  },
  'objection-at-gate': (notice, names) => {
    const { payload } = notice;
    return {
      title: `【事由有异议】${unitIn(payload, names)} 的约谈`,
      body: `${subject(notice, names)}正在复核，由${whoWords(payload['decider'], names)}在 ${limitWords(payload, names)} 前决定。单位的理由：${text(payload['reason'])}。`,
      ask: '请在决定约谈时一并考虑；约谈的审批时限不变',
      ifNothing: '约谈按原程序进行',
    };
  },
  'objection-reminder': (notice, names) => ({
    title: `【提醒】${subject(notice, names)}的异议，${limitWords(notice.payload, names)} 到期`,
    body: `${unitIn(notice.payload, names)}提出，尚未决定。`,
    ask: `请在 ${limitWords(notice.payload, names)} 前决定`,
    ifNothing: NEVER,
  }),
  'objection-overdue': (notice, names) => ({
    title: `【异议复核逾期】${subject(notice, names)}`,
    body: `${whoWords(notice.payload['decider'], names)}应在 ${limitWords(notice.payload, names)} 前决定，至今没有。`,
    ask: '请督促尽快复核',
    ifNothing: '异议继续等候决定，通报仍列为复核中',
  }),
  'objection-decided': (notice, names) => {
    const { payload } = notice;
    const upheld = payload['result'] === 'upheld';
    return {
      title: `【异议${upheld ? '成立' : '不成立'}】${subject(notice, names)}`,
      body: `${whoWords(payload['by'], names)}复核：${resultWords(payload)}。理由：${text(payload['reason'])}。`,
      ask: upheld ? askOf(payload) : '单位无需操作；报送义务照常',
      ifNothing: upheld ? '更正已记入台账，原记录保留' : '原结论不变',
    };
  },
  'objection-withdrawn': (notice, names) => ({
    title: `【异议撤回】${subject(notice, names)}`,
    body: `${unitIn(notice.payload, names)}撤回异议。`,
    ask: '无需操作，不必再复核',
    ifNothing: '原结论不变',
  }),
  'bulletin-under-review': ({ payload }, names) => ({
    title: `【待签通报有异议】${bulletinWords(payload, names)}`,
    body: `${itemIn(payload, names)} 有异议正在复核。签发时该项列为复核中，不作批评。`,
    ask: '可以照常签发，也可以等复核之后再签',
    ifNothing: '签发时限不变',
  }),
  correction: ({ payload }, names) => ({
    title: `【更正】${issueIn(payload, names)}`,
    body: `${itemIn(payload, names)}：${correctedIn(payload)}。异议经复核成立，原通报保持原样，以本更正为准。`,
    ask: '请知悉，并随原通报一并存档',
  }),
};

/** An interview is not undone by itself: whoever proposed it withdraws it. */
function askOf({ against }: Payload): string {
  const { type } = (against ?? {}) as { readonly type?: string };
  return type === 'interview'
    ? '请督查室撤回或终止该约谈；单位无需操作'
    : '单位无需操作；已经通报的，另发更正';
}
