import { evidenceTitle } from './evidenceList.ts';
import { term } from './terms.ts';
import {
  listed,
  momentWords,
  obligationWords,
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

type Say = (fact: Spoken, names: Names) => FactWords;
type Tell = (notice: Spoken, names: Names) => NoticeWords;

/** `区发改局`, `督查室`: whoever acted or has it, as a person reads it. */
export function whoWords(actor: unknown, names: Names): string {
  const id = text(actor);
  return id.startsWith('unit:') ? names.unit(id.slice('unit:'.length)) : recipientWords(id, names);
}

export function limitWords({ limitAt }: Payload, names: Names): string {
  return momentWords(limitAt, names);
}

export function evidenceWords(payload: Payload): string {
  return attachedWords(payload) || '没有附佐证';
}

/** `佐证：验收单.pdf、照片`; nothing where none is named. */
export function attachedWords({ evidence }: Payload): string {
  const list = Array.isArray(evidence) ? evidence.map(evidenceTitle) : [];
  return list.length === 0 ? '' : `佐证：${listed(list)}`;
}

function nthWords({ nth, of }: Payload): string {
  return of === undefined ? '' : `（共 ${Number(of)} 次，第 ${Number(nth)} 次）`;
}

function applied({ applicant, text: said, opinion }: Payload, names: Names): string {
  const first = opinion === undefined ? '' : `；初审意见：${text(opinion)}`;
  return `${whoWords(applicant, names)}申请：${text(said)}${first}`;
}

/** `甲局申请：已建成投用；佐证：验收单.pdf`: what a decision on 销号 rests on. */
export function appliedWords(payload: Payload, names: Names): string {
  return `${applied(payload, names)}；${evidenceWords(payload)}`;
}

/** What the ledger says of 销号 and 回头看. */
export const closureFacts: Readonly<Record<string, Say>> = {
  'closure-applied': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 申请销号`,
    why: `${appliedWords(payload, names)}；应在 ${limitWords(payload, names)} 前审核`,
  }),
  'closure-reviewed': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 销号初审通过，送审定`,
    why: `${whoWords(payload['by'], names)}初审；应在 ${limitWords(payload, names)} 前审定`,
  }),
  'closure-returned': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 的销号申请退回，${limitWords(payload, names)} 前再次申请`,
    why: `${whoWords(payload['by'], names)}退回，理由：${text(payload['reason'])}`,
  }),
  'closure-withdrawn': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 的销号申请撤回`,
    why: `${whoWords(payload['by'], names)}撤回，理由：${text(payload['reason'])}`,
  }),
  'closure-reminder': ({ payload, process }, names) => ({
    what: `提醒${whoWords(payload['desk'], names)}办理 ${taskWords(process, names)} 的销号`,
    why: `时限 ${limitWords(payload, names)}`,
  }),
  'closure-overdue': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 的销号逾期未审，已向上报告`,
    why: `${whoWords(payload['desk'], names)}应在 ${limitWords(payload, names)} 前办理；不会自动销号`,
  }),
  'closure-lapsed': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 退回后没有再次申请销号，任务照旧`,
    why: `时限 ${limitWords(payload, names)}`,
  }),
  'task:closed': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 销号${gradeWords(payload)}，此后不再应报`,
    why: `${whoWords(payload['by'], names)}准予；${appliedWords(payload, names)}${aheadWords(payload, names)}`,
  }),
  'look-back-due': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 回头看到期${nthWords(payload)}`,
    why: `按${regimeWords(names)}的回头看办法；${limitWords(payload, names)} 前登记结果`,
  }),
  'look-back': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 回头看${payload['result'] === 'passed' ? '合格' : '不合格'}${nthWords(payload)}`,
    why: `${whoWords(payload['by'], names)}登记：${text(payload['reason'])}`,
  }),
  'look-back-reminder': ({ payload, process }, names) => ({
    what: `提醒${whoWords(payload['desk'], names)}登记 ${taskWords(process, names)} 的回头看结果`,
    why: `时限 ${limitWords(payload, names)}`,
  }),
  'look-back-overdue': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 的回头看逾期，已向上报告`,
    why: `${whoWords(payload['desk'], names)}应在 ${limitWords(payload, names)} 前登记结果`,
  }),
  'look-back-missed': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 的回头看没有做${nthWords(payload)}`,
    why: '到下一次回头看时仍没有登记结果',
  }),
  reopened: ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 重启，原有经过都保留${untilWords(payload)}`,
    why: `回头看不合格：${text(payload['reason'])}；自 ${momentWords(payload['closedAt'], names)} 销号以来按暂停处理${insideWords(payload, names)}`,
  }),
  'false-report': ({ payload, process }, names) => ({
    what: `${names.unit(text(payload['unit']))} 在 ${taskWords(process, names)} 上虚报`,
    why: `销号后回头看不属实：${text(payload['reason'])}；按制度计分`,
  }),
  'reopened-reminder': ({ payload, process }, names) => ({
    what: `提醒：重启的 ${taskWords(process, names)} 将到时限`,
    why: `应在 ${limitWords(payload, names)} 前再次销号`,
  }),
  'reopened-overdue': ({ payload, process }, names) => ({
    what: `重启的 ${taskWords(process, names)} 逾期未再次销号，已向上报告`,
    why: `时限 ${limitWords(payload, names)}；重启原因：${text(payload['reason'])}`,
  }),
  'looking-back': (_, names) => ({
    what: '专项行动期满，进入回头看',
    why: `仍可能有任务待回头看、待复核或重新办理；${regimeWords(names)}`,
  }),
  'tasks-open': ({ payload }, names) => ({
    what: `尚有 ${Number(payload['open'])} 项任务没有结束：${listed(namesOfTasks(payload['tasks']))}`,
    why: `${momentWords(payload['until'], names)} 再核对`,
  }),
  askTasks: () => ({ what: '核对还有哪些任务没有结束', why: '专项行动要等到最后一项任务结束' }),
  tell: ({ payload }) => ({
    what: `把有关情况告知 ${text(payload['process'])}`,
    why: '通报须避开复核中的事项，异议成立的要更正',
  }),
};

function namesOfTasks(tasks: unknown): readonly string[] {
  return Array.isArray(tasks) ? tasks.map(String) : [];
}

function gradeWords({ grade }: Payload): string {
  return grade === undefined ? '' : `（等次：${text(grade)}）`;
}

function aheadWords({ lookBack }: Payload, names: Names): string {
  const days = Array.isArray(lookBack) ? lookBack.map((day) => momentWords(day, names)) : [];
  return days.length === 0 ? '' : `；${listed(days)} 回头看`;
}

function untilWords({ until }: Payload): string {
  return until === undefined ? '' : `，新的时限 ${text(until)}`;
}

function insideWords({ exempt }: Payload, names: Names): string {
  const keys = Array.isArray(exempt)
    ? exempt.map((key) => obligationWords(String(key), names))
    : [];
  return keys.length === 0 ? '' : `，其间免报：${listed(keys)}`;
}

const NEVER_CLOSES = '不会自动销号，任务照常报送；逾期未审将向上报告';

/** What people are told about 销号 and 回头看. */
export const closureNotices: Readonly<Record<string, Tell>> = {
  'decide-closure': ({ payload, process }, names) => ({
    title: `【销号待审】${taskWords(process, names)}，${limitWords(payload, names)} 前办理`,
    body: `${applied(payload, names)}。${evidenceWords(payload)}。依据：${regimeWords(names)}“销号”一条。`,
    ask: `请在 ${limitWords(payload, names)} 前准予或退回；退回的写明理由和再次申请的时限`,
    ifNothing: NEVER_CLOSES,
  }),
  'closure-reminder': ({ payload, process }, names) => ({
    title: `【提醒】${taskWords(process, names)} 的销号，${limitWords(payload, names)} 到期`,
    body: `${applied(payload, names)}，目前由${whoWords(payload['desk'], names)}办理。`,
    ask: `请在 ${limitWords(payload, names)} 前办完`,
    ifNothing: payload['phase'] === 'returned' ? '原申请失效，任务照常报送' : NEVER_CLOSES,
  }),
  'closure-overdue': ({ payload, process }, names) => ({
    title: `【销号审核逾期】${taskWords(process, names)}`,
    body: `${whoWords(payload['desk'], names)}应在 ${limitWords(payload, names)} 前审核，至今没有决定。${applied(payload, names)}。`,
    ask: '请督促尽快决定；审核的延误不算单位的',
    ifNothing: '申请继续等候决定，不会自动销号',
  }),
  'closure-returned': ({ payload, process }, names) => ({
    title: `【销号退回】${taskWords(process, names)}，${limitWords(payload, names)} 前再次申请`,
    body: `${whoWords(payload['by'], names)}退回销号申请。理由：${text(payload['reason'])}。`,
    ask: `请补齐后在 ${limitWords(payload, names)} 前再次申请`,
    ifNothing: '原申请失效，任务照常报送',
  }),
  'closure-withdrawn': ({ payload, process }, names) => ({
    title: `【销号申请撤回】${taskWords(process, names)}`,
    body: `${whoWords(payload['by'], names)}撤回了申请。理由：${text(payload['reason'])}。`,
    ask: '无需操作，不必再审',
    ifNothing: '任务照常报送',
  }),
  'closure-lapsed': ({ payload, process }, names) => ({
    title: `【销号申请失效】${taskWords(process, names)}`,
    body: `退回之后，到 ${limitWords(payload, names)} 没有再次申请。`,
    ask: '请继续按期报送；完成之后可以重新申请销号',
    ifNothing: '任务照常报送、判定',
  }),
  'task:closed': ({ payload, process }, names) => ({
    title: `【销号】${taskWords(process, names)}${gradeWords(payload)}`,
    body: `${whoWords(payload['by'], names)}准予销号，此后不再应报。${applied(payload, names)}${aheadWords(payload, names)}。`,
    ask: '请保存佐证备查',
  }),
  'look-back-due': ({ payload, process }, names) => ({
    title: `【回头看】${taskWords(process, names)}${nthWords(payload)}，${limitWords(payload, names)} 前登记`,
    body: `该任务已销号，到了制度规定的回头看时间。依据：${regimeWords(names)}“回头看”一条。`,
    ask: `请实地核查，在 ${limitWords(payload, names)} 前登记合格或不合格，写明情况`,
    ifNothing: '向上报告；任务不结束，也不会自动算合格',
  }),
  'look-back-passed': ({ payload, process }, names) => ({
    title: `【回头看合格】${taskWords(process, names)}${nthWords(payload)}`,
    body: `${whoWords(payload['by'], names)}核查：${text(payload['reason'])}。`,
    ask: '无需操作',
    ifNothing: '销号有效',
  }),
  'look-back-reminder': ({ payload, process }, names) => ({
    title: `【提醒】${taskWords(process, names)} 的回头看，${limitWords(payload, names)} 到期`,
    body: `目前由${whoWords(payload['desk'], names)}办理，尚未登记结果。`,
    ask: `请在 ${limitWords(payload, names)} 前登记`,
    ifNothing: '向上报告',
  }),
  'look-back-overdue': ({ payload, process }, names) => ({
    title: `【回头看逾期】${taskWords(process, names)}`,
    body: `${whoWords(payload['desk'], names)}应在 ${limitWords(payload, names)} 前登记结果，至今没有。`,
    ask: '请督促尽快核查登记',
    ifNothing: '继续等候登记，任务和专项行动都不结束',
  }),
  reopened: ({ payload, process }, names) => ({
    title: `【任务重启】${taskWords(process, names)}，${limitWords(payload, names)} 前再次销号`,
    body: `回头看不合格：${text(payload['reason'])}。任务带着原有经过重新办理，虚报记在责任单位名下。`,
    ask: `请限期整改，按期报送，在 ${limitWords(payload, names)} 前再次申请销号；有异议的可以提出`,
    ifNothing: '逾期向主要领导报告；报送义务照常判定、升级',
  }),
  'reopened-reminder': ({ payload, process }, names) => ({
    title: `【提醒】重启的 ${taskWords(process, names)}，${limitWords(payload, names)} 到期`,
    body: `重启原因：${text(payload['reason'])}。尚未再次销号。`,
    ask: `请在 ${limitWords(payload, names)} 前完成整改并申请销号`,
    ifNothing: '逾期向主要领导报告',
  }),
  'reopened-overdue': ({ payload, process }, names) => ({
    title: `【重启任务逾期】${taskWords(process, names)}`,
    body: `应在 ${limitWords(payload, names)} 前再次销号，至今没有。重启原因：${text(payload['reason'])}。`,
    ask: '请责任单位说明原因、尽快完成；请领导酌情督促',
    ifNothing: `任务不结束，继续等候销号（${term('office')}可另作决定）`,
  }),
};
