import { term } from './terms.ts';
import type { SpokenNotice } from './wordsNotices.ts';
import {
  dutyWords,
  momentWords,
  partyWords,
  recipientWords,
  regimeWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type NoticeWords,
  type Payload,
  type Spoken,
} from './wordsParts.ts';

type SayFact = (fact: Spoken, names: Names) => FactWords;
type SayNotice = (notice: SpokenNotice, names: Names) => NoticeWords;

const NEVER = '不决定就不延期';

/** What the ledger says of 延期. */
export const extensionFacts: Readonly<Record<string, SayFact>> = {
  'extension-asked': (fact, names) => ({
    what: `${unitIn(fact.payload, names)} 申请延期：${subject(fact, names)} 延至 ${text(fact.payload['until'])}`,
    why: joined(ownWords(fact.payload), dueIn(fact.payload, names), limitIn(fact.payload, names)),
  }),
  'extension-late': (fact, names) => ({
    what: `${unitIn(fact.payload, names)} 逾期申请延期：${subject(fact, names)}，只作记录`,
    why: joined(ownWords(fact.payload), dueIn(fact.payload, names), '到期之后申请，仍按原时限判定'),
  }),
  'extension-passed': (fact, names) => ({
    what: `延期初审送出：${subject(fact, names)} 拟延至 ${text(fact.payload['until'])}`,
    why: joined(
      `${byWords(fact.payload, names)}初审：${text(fact.payload['opinion'])}`,
      limitIn(fact.payload, names),
    ),
  }),
  'extension-unchecked': (fact, names) => ({
    what: `延期初审逾期，申请不带意见送审定：${subject(fact, names)}`,
    why: joined('初审超过限期', limitIn(fact.payload, names)),
  }),
  'extension-approved': (fact, names) => ({
    what: `准予延期：${subject(fact, names)} 改为 ${momentWords(fact.payload['due'], names)} 到期`,
    why: joined(
      `${byWords(fact.payload, names)}批准${noteIn(fact.payload)}`,
      `原到期 ${momentWords(fact.payload['was'], names)}`,
      askedIn(fact.payload),
      ownWords(fact.payload),
    ),
  }),
  'extension-refused': (fact, names) => ({
    what: `不予延期：${subject(fact, names)} 仍按原时限`,
    why: joined(
      `${byWords(fact.payload, names)}决定，理由：${text(fact.payload['because'])}`,
      '暂缓的步骤自决定之日起办理',
    ),
  }),
  'extension-withdrawn': (fact, names) => ({
    what: `${unitIn(fact.payload, names)} 撤回延期申请：${subject(fact, names)} 仍按原时限`,
    why: `单位自行撤回，理由：${text(fact.payload['because'])}`,
  }),
  'extension-settled': (fact, names) => ({
    what: `延期申请终结：${subject(fact, names)} 已${term(text(fact.payload['because']))}`,
    why: '决定之前已不再需要延期',
  }),
  'extension-reminded': (fact, names) => ({
    what: `延期申请临期，已提醒：${subject(fact, names)}`,
    why: limitIn(fact.payload, names),
  }),
  'extension-overdue': (fact, names) => ({
    what: `延期审定逾期，已报告上级：${subject(fact, names)}`,
    why: `${approverIn(fact.payload)}在限期内没有决定；申请仍待决定，${NEVER}`,
  }),
  'due-moved': (fact, names) => ({
    what: `${subject(fact, names)} 改为 ${momentWords(fact.payload['due'], names)} 到期`,
    why: joined(
      `原到期 ${momentWords(fact.payload['was'], names)}`,
      `${byWords(fact.payload, names)}决定，${text(fact.payload['reason'])}`,
    ),
  }),
};

export const extensionNotices: Readonly<Record<string, SayNotice>> = {
  'check-extension': (notice, names) => ({
    title: `【延期待初审】${unitIn(notice.payload, names)}，${limit(notice.payload, names)} 前提出意见`,
    body: asked(notice, names),
    ask: `请在 ${limit(notice.payload, names)} 前核对情况，写明意见，送审定人`,
    ifNothing: '到期未初审的，申请不带意见送审定人，初审逾期记入台账',
  }),
  'decide-extension': (notice, names) => ({
    title: `【延期待审定】${unitIn(notice.payload, names)}，${limit(notice.payload, names)} 前决定`,
    body: asked(notice, names),
    ask: `请在 ${limit(notice.payload, names)} 前批准（可另定日期）或不批准；不批准的请写明理由`,
    ifNothing: `到期未决定的，提醒并报告上级；${NEVER}，到期照常判定并注明延期待批`,
  }),
  'extension-reminder': (notice, names) => ({
    title: `【延期临期】${unitIn(notice.payload, names)}的申请，限 ${limit(notice.payload, names)}`,
    body: asked(notice, names),
    ask: `请在 ${limit(notice.payload, names)} 前办理`,
    ifNothing: `逾期的报告上级或转下一环节；${NEVER}`,
  }),
  'extension-overdue': (notice, names) => ({
    title: `【延期审定逾期】${unitIn(notice.payload, names)}的申请`,
    body: `${asked(notice, names)}${approverIn(notice.payload)}在限期内没有决定。`,
    ask: '请尽快批准或不批准',
    ifNothing: `申请一直待决定，${NEVER}；催办以上的步骤暂缓至决定之日`,
  }),
  'extension-approved': (notice, names) => ({
    title: `【准予延期】${dutyWords(notice.payload, names)}，${momentWords(notice.payload['due'], names)} 到期`,
    body: `${owed(notice, names)}。${byWords(notice.payload, names)}批准延期${noteIn(notice.payload)}，由 ${momentWords(notice.payload['was'], names)} 改为 ${momentWords(notice.payload['due'], names)} 到期。`,
    ask: `请在 ${momentWords(notice.payload['due'], names)} 前报送`,
    ifNothing: '届时仍未收到：按新时限判为未报，升级步骤重新起算；原判定保留在台账',
  }),
  'extension-refused': (notice, names) => ({
    title: `【不予延期】${dutyWords(notice.payload, names)}`,
    body: `${owed(notice, names)}。延期申请未获批准。理由：${text(notice.payload['because'])}。`,
    ask: '请按原时限报送；已过时限的请立即补报',
    ifNothing: '按原时限判定；暂缓的升级步骤自决定之日起办理',
  }),
  'extension-withdrawn': (notice, names) => ({
    title: `【延期申请撤回】${unitIn(notice.payload, names)}`,
    body: `${owed(notice, names)}。单位已撤回延期申请，理由：${text(notice.payload['because'])}。`,
    ask: '无需再作决定',
  }),
  'extension-settled': (notice, names) => ({
    title: `【延期申请终结】${unitIn(notice.payload, names)}`,
    body: `${owed(notice, names)}。决定之前已${term(text(notice.payload['because']))}，不再需要延期。`,
    ask: '无需再作决定',
  }),
  'extension-late': (notice, names) => ({
    title: `【逾期申请延期】${unitIn(notice.payload, names)}`,
    body: `${asked(notice, names)}申请在到期之后，依${regimeWords(names)}只作记录，仍按原时限判定。`,
    ask: '请阅；确需处理的，由督查室按制度另行决定',
    ifNothing: '按原时限判定和升级',
  }),
};

/** `甲局：第3项 …，2026年3月“月调度”` */
export function owed({ process, payload }: Spoken, names: Names): string {
  return `${partyWords(payload['party'], names)}：${taskWords(process, names)}，${dutyWords(payload, names)}`;
}

export function subject({ process, payload }: Spoken, names: Names): string {
  return `${taskWords(process, names)} ${dutyWords(payload, names)}`;
}

function asked(notice: SpokenNotice, names: Names): string {
  const { payload } = notice;
  const opinion = text(payload['opinion']);
  return [
    `${owed(notice, names)}，${dueIn(payload, names)}。`,
    `${unitIn(payload, names)}申请延至 ${text(payload['until'])}。`,
    `${ownWords(payload)}。`,
    opinion === '' ? '' : `初审意见：${opinion}。`,
  ].join('');
}

function unitIn({ unit }: Payload, names: Names): string {
  return names.unit(text(unit));
}

export function byWords({ by }: Payload, names: Names): string {
  return recipientWords(text(by), names);
}

function ownWords({ reason, progress }: Payload): string {
  return `理由：${text(reason)}；目前进展：${text(progress)}`;
}

function dueIn({ due }: Payload, names: Names): string {
  return due === undefined ? '' : `到期 ${momentWords(due, names)}`;
}

function limit({ limitAt }: Payload, names: Names): string {
  return momentWords(limitAt, names);
}

function limitIn(payload: Payload, names: Names): string {
  return payload['limitAt'] === undefined ? '' : `限 ${limit(payload, names)} 前办理，${NEVER}`;
}

export function noteIn({ note }: Payload): string {
  return text(note) === '' ? '' : `，附言：${text(note)}`;
}

function askedIn({ asked: until }: Payload): string {
  return text(until) === '' ? '' : `单位申请延至 ${text(until)}`;
}

export function approverIn({ approver }: Payload): string {
  return term(text(approver));
}

export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('；');
}
