import { itemRule, itemSource } from './item.ts';
import { DEADLINES } from './obligation.ts';
import { term } from './terms.ts';
import { dayWords } from './wordsCalendar.ts';
import type { SpokenNotice } from './wordsNotices.ts';
import {
  dutyWords,
  listed,
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

/** `领导批示事项“整治积水点”（t0005）` */
function itemWords({ source, title, task }: Payload, { regime }: Names): string {
  const kind = itemSource(regime, text(source))?.title ?? text(source);
  return `${kind}事项“${text(title)}”（${text(task)}）`;
}

/** `区长2026年3月2日批示，特急，责任单位：甲局，办结期限 2026年4月1日` */
function aboutWords(payload: Payload, names: Names): string {
  const { leader, on, urgency, due } = payload;
  return [
    `${actor(leader, names)}${dayWords(text(on))}所提`,
    ...(urgency === 'ordinary' ? [] : [term(text(urgency))]),
    ...unitsPart(payload, names),
    due === undefined ? '办结期限自立项之日起按来源的时限计算' : `办结期限 ${dayWords(text(due))}`,
  ].join('，');
}

function unitsPart({ units }: Payload, names: Names): readonly string[] {
  if (!Array.isArray(units)) return [];
  return [`责任单位：${listed(units.map((unit) => names.unit(String(unit))))}`];
}

function actor(who: unknown, names: Names): string {
  return recipientWords(text(who), names).replace(/^post:/, '');
}

function approver({ regime }: Names): string {
  const rule = itemRule(regime);
  return rule === undefined ? '批准人' : term(rule.approve.by);
}

const SILENT = '逾期自动失效，不会自动立项';

/** What the ledger says of items 督办事项. */
export const itemFacts: Readonly<Record<string, SayFact>> = {
  'item-registered': ({ payload }, names) => ({
    what: `登记${itemWords(payload, names)}：${aboutWords(payload, names)}`,
    why: `${actor(payload['by'], names)}登记，送${approver(names)}，限 ${momentWords(payload['limitAt'], names)} 前决定，${SILENT}`,
  }),
  'item-approved': ({ payload }, names) => ({
    what: `${itemWords(payload, names)}立项，编号交办：${aboutWords(payload, names)}`,
    why: `由${actor(payload['by'], names)}批准${noteWords(payload)}；${regimeWords(names)}`,
  }),
  'item-rejected': ({ payload }, names) => ({
    what: `${itemWords(payload, names)}不予立项`,
    why: `${actor(payload['by'], names)}决定，理由：${text(payload['reason'])}`,
  }),
  'item-withdrawn': ({ payload }, names) => ({
    what: `${itemWords(payload, names)}撤回`,
    why: `${actor(payload['by'], names)}在决定之前撤回，理由：${text(payload['reason'])}`,
  }),
  'item-lapsed': ({ payload }, names) => ({
    what: `${itemWords(payload, names)}立项逾期失效，没有立项`,
    why: `${approver(names)}在 ${momentWords(payload['limitAt'], names)} 前没有决定`,
  }),
  'item-proposed': ({ payload }, names) => ({
    what: `${itemWords(payload, names)}再次送${approver(names)}`,
    why: `${actor(payload['by'], names)}再次送批，理由：${text(payload['reason'])}；限 ${momentWords(payload['limitAt'], names)} 前决定`,
  }),
  'item-reminded': ({ payload }, names) => ({
    what: `提醒${approver(names)}：${itemWords(payload, names)}待立项`,
    why: `限 ${momentWords(payload['limitAt'], names)} 前决定，${SILENT}`,
  }),
};

function noteWords({ note }: Payload): string {
  return text(note) === '' ? '' : `（${text(note)}）`;
}

/** What is sent about items 督办事项. */
export const itemNotices: Readonly<Record<string, SayNotice>> = {
  'approve-item': ({ payload }, names) => ({
    title: `【待立项】${itemWords(payload, names)}，限 ${momentWords(payload['limitAt'], names)} 前决定`,
    body: `${actor(payload['by'], names)}登记${itemWords(payload, names)}：${aboutWords(payload, names)}。`,
    ask: '请决定立项或不予立项；不予立项的写明理由',
    ifNothing: SILENT,
  }),
  'item-reminder': ({ payload }, names) => ({
    title: `【临期提醒】${itemWords(payload, names)}尚未决定`,
    body: `${aboutWords(payload, names)}。限 ${momentWords(payload['limitAt'], names)} 前决定。`,
    ask: '请在限期内决定立项或不予立项',
    ifNothing: SILENT,
  }),
  'item-rejected': ({ payload }, names) => ({
    title: `【不予立项】${itemWords(payload, names)}`,
    body: `${actor(payload['by'], names)}决定不予立项，理由：${text(payload['reason'])}。`,
    ask: '请将结果告知提出人；情况有变的可以重新登记',
    ifNothing: '该事项不再办理',
  }),
  'item-withdrawn': ({ payload }, names) => ({
    title: `【立项撤回】${itemWords(payload, names)}`,
    body: `${actor(payload['by'], names)}已撤回，理由：${text(payload['reason'])}。无需再作决定。`,
  }),
  'item-lapsed': ({ payload }, names) => ({
    title: `【立项失效】${itemWords(payload, names)}逾期没有决定`,
    body: `${approver(names)}在 ${momentWords(payload['limitAt'], names)} 前没有决定，没有立项。沉默不算同意。`,
    ...(payload['again'] === true
      ? { ask: '已送批两次；仍需督办的，请督查室重新登记', ifNothing: '该事项不再办理' }
      : { ask: '仍需督办的，请督查室再次送批一次', ifNothing: '该事项不立项，不交办' }),
  }),
  'item-assigned': ({ payload, process }, names) => ({
    title: `【事项交办】${text(payload['number'])} ${taskWords(process, names)}，${momentWords(payload['due'], names)} 前办结`,
    body: `${text(payload['source'])}（${actor(payload['leader'], names)}）立项为${text(payload['number'])}。${unitsPart(payload, names).join('')}。办结期限 ${momentWords(payload['due'], names)}。`,
    ask: '请在期限前办结并报送结果；不能按期办结的，期前说明原因',
    ifNothing: '到期未报的，判为未报，按制度催办、升级，并回复提出该事项的领导',
  }),
  'item-answered': ({ payload, process }, names) => ({
    title: `【事项回复】${text(payload['number'])} ${taskWords(process, names)}：${outcomeWords(payload)}`,
    body: `${text(payload['source'])}（${actor(payload['leader'], names)}）${text(payload['number'])}：${answerWords(payload, names)}。`,
    ...(payload['verdict'] === 'missing'
      ? { ask: '请阅；是否过问，请批示', ifNothing: '按制度继续催办、升级，有结果时再回复' }
      : { ask: '请阅；如有新的批示，请交督查室登记' }),
  }),
};

const OUTCOMES: Readonly<Record<string, string>> = {
  'on-time': '已按时报来办理结果',
  late: '已报来办理结果（迟报）',
  missing: '到期没有报来结果',
  exempt: '经决定不再要求报送',
};

function outcomeWords({ verdict, closed }: Payload): string {
  if (closed === true) return '已销号办结';
  return OUTCOMES[text(verdict)] ?? '已经办结';
}

function answerWords(payload: Payload, names: Names): string {
  const { verdict, party, reason, due, receivedAt, closed } = payload;
  if (closed === true) return '经核实办结，已经销号';
  if (verdict === undefined) return `已经结束，理由：${text(reason)}`;
  const what = `${partyWords(party, names)}的${dutyWords({ ...payload, duty: DEADLINES }, names)}`;
  const when =
    receivedAt === undefined ? '' : `，${momentWords(receivedAt, names)} 收到，内容见台账`;
  const why = text(reason) === '' ? '' : `，理由：${text(reason)}`;
  const until = due === undefined ? '' : `（${momentWords(due, names)} 到期）`;
  return `${what}${until}${outcomeWords(payload)}${when}${why}`;
}
