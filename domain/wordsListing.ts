import { term } from './terms.ts';
import { evidenceWords, limitWords, whoWords } from './wordsClosure.ts';
import {
  momentWords,
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

function reason({ reason: said }: Payload): string {
  return `理由：${text(said)}`;
}

function by({ by: actor }: Payload, names: Names): string {
  return whoWords(actor, names);
}

function pendingWords({ pending }: Payload): string {
  return pending === undefined ? '' : `（${term(text(pending))}正在办理）`;
}

/** What the ledger says of 挂牌督办. */
export const listingFacts: Readonly<Record<string, Say>> = {
  'listing-proposed': ({ payload, process }, names) => ({
    what: `提请对 ${taskWords(process, names)} 挂牌督办`,
    why: `${by(payload, names)}提请，${reason(payload)}；应在 ${limitWords(payload, names)} 前决定`,
  }),
  'listing-gate-reminder': ({ payload, process }, names) => ({
    what: `提醒决定 ${taskWords(process, names)} 的挂牌`,
    why: `时限 ${limitWords(payload, names)}`,
  }),
  'listing-lapsed': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 的挂牌提请失效，没有挂牌`,
    why: `到 ${limitWords(payload, names)} 没有决定；沉默不算同意`,
  }),
  'listing-refused': ({ payload, process }, names) => ({
    what: `不批准 ${taskWords(process, names)} 挂牌`,
    why: `${by(payload, names)}决定，${reason(payload)}`,
  }),
  listed: ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 挂牌督办，期限 ${limitWords(payload, names)}`,
    why: `${by(payload, names)}批准，${reason(payload)}；${momentWords(payload['publishBy'], names)} 前公布，${momentWords(payload['fileBy'], names)} 前备案`,
  }),
  'listing-published': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} ${term(text(payload['duty']))}：${text(payload['text'])}`,
    why: `${by(payload, names)}登记`,
  }),
  'listing-filed': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 挂牌已备案：${text(payload['text'])}`,
    why: `${by(payload, names)}登记`,
  }),
  'listing-reminder': ({ payload, process }, names) => ({
    what: `提醒：${taskWords(process, names)} 的挂牌期限将到`,
    why: `期限 ${limitWords(payload, names)}`,
  }),
  'listing-overdue': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 挂牌逾期，继续挂牌，已向上报告${pendingWords(payload)}`,
    why: `期限 ${limitWords(payload, names)}；挂牌${reason(payload)}`,
  }),
  'listing-duty-reminder': ({ payload, process }, names) => ({
    what: `提醒${whoWords(payload['desk'], names)}：${taskWords(process, names)} ${term(text(payload['duty']))}`,
    why: `时限 ${limitWords(payload, names)}`,
  }),
  'listing-duty-overdue': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} ${term(text(payload['duty']))}逾期，已向上报告`,
    why: `${whoWords(payload['desk'], names)}应在 ${limitWords(payload, names)} 前办理`,
  }),
  'listing-extension-asked': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 申请挂牌延期到 ${text(payload['until'])}`,
    why: `${by(payload, names)}申请，${reason(payload)}；应在 ${limitWords(payload, names)} 前决定`,
  }),
  'listing-extended': ({ payload, process }, names) => ({
    what: `准予 ${taskWords(process, names)} 挂牌延期，期限改到 ${limitWords(payload, names)}`,
    why: `${by(payload, names)}决定，${reason(payload)}`,
  }),
  'listing-not-extended': ({ payload, process }, names) => ({
    what: `不准 ${taskWords(process, names)} 挂牌延期，原期限不变`,
    why: `${by(payload, names)}决定，${reason(payload)}`,
  }),
  'delisting-asked': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 申请摘牌`,
    why: `${by(payload, names)}：${text(payload['text'])}；${evidenceWords(payload)}；应在 ${limitWords(payload, names)} 前验收`,
  }),
  'delisting-refused': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 摘牌验收不合格，继续挂牌`,
    why: `${by(payload, names)}验收，${reason(payload)}`,
  }),
  delisted: ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 摘牌，${momentWords(payload['publishBy'], names)} 前公布`,
    why: `${by(payload, names)}决定，${reason(payload)}`,
  }),
};

const STAYS = '继续挂牌，逾期向上报告；没有验收不会摘牌';

/** What people are told about 挂牌督办. */
export const listingNotices: Readonly<Record<string, Tell>> = {
  'decide-listing': ({ payload, process }, names) => ({
    title: `【挂牌待批】${taskWords(process, names)}，${limitWords(payload, names)} 前决定`,
    body: `${by(payload, names)}提请挂牌督办，${reason(payload)}。依据：${regimeWords(names)}“挂牌督办”一条。`,
    ask: `请在 ${limitWords(payload, names)} 前批准或不批准；不批准的写明理由`,
    ifNothing: '到期失效，沉默不算同意，不会挂牌',
  }),
  'listing-gate-reminder': ({ payload, process }, names) => ({
    title: `【提醒】${taskWords(process, names)} 挂牌待批，${limitWords(payload, names)} 到期`,
    body: `提请${reason(payload)}。`,
    ask: `请在 ${limitWords(payload, names)} 前决定`,
    ifNothing: '到期失效，不会挂牌',
  }),
  'listing-lapsed': ({ payload, process }, names) => ({
    title: `【挂牌提请失效】${taskWords(process, names)}`,
    body: `到 ${limitWords(payload, names)} 没有决定，没有挂牌。`,
    ask: '确需挂牌的，请与批准人沟通后再次提请',
    ifNothing: '任务照常督办',
  }),
  'listing-refused': ({ payload, process }, names) => ({
    title: `【不批准挂牌】${taskWords(process, names)}`,
    body: `${by(payload, names)}不批准，${reason(payload)}。`,
    ask: '请据此继续督促',
    ifNothing: '任务照常督办',
  }),
  listed: ({ payload, process }, names) => ({
    title: `【挂牌督办】${taskWords(process, names)}，期限 ${limitWords(payload, names)}`,
    body: `经${by(payload, names)}批准挂牌督办，${reason(payload)}。督查室应在 ${momentWords(payload['publishBy'], names)} 前公布、${momentWords(payload['fileBy'], names)} 前备案。`,
    ask: `请责任单位在 ${limitWords(payload, names)} 前整改到位并申请摘牌；需要延期的提前申请，有异议的可以提出`,
    ifNothing: STAYS,
  }),
  'listing-reminder': ({ payload, process }, names) => ({
    title: `【提醒】${taskWords(process, names)} 的挂牌，${limitWords(payload, names)} 到期`,
    body: `挂牌${reason(payload)}，尚未摘牌。`,
    ask: `请在 ${limitWords(payload, names)} 前完成并申请摘牌`,
    ifNothing: STAYS,
  }),
  'listing-overdue': ({ payload, process }, names) => ({
    title: `【挂牌逾期】${taskWords(process, names)}${pendingWords(payload)}`,
    body: `挂牌期限 ${limitWords(payload, names)} 已到，仍未摘牌。挂牌${reason(payload)}。`,
    ask: '请责任单位说明原因、尽快完成；请领导酌情督促',
    ifNothing: '继续挂牌，没有验收不会摘牌',
  }),
  'listing-duty-reminder': ({ payload, process }, names) => ({
    title: `【提醒】${taskWords(process, names)} ${term(text(payload['duty']))}，${limitWords(payload, names)} 到期`,
    body: `由${whoWords(payload['desk'], names)}办理，尚未登记。`,
    ask: `请在 ${limitWords(payload, names)} 前办理并登记`,
    ifNothing: '逾期向上报告',
  }),
  'listing-duty-overdue': ({ payload, process }, names) => ({
    title: `【逾期】${taskWords(process, names)} ${term(text(payload['duty']))}`,
    body: `${whoWords(payload['desk'], names)}应在 ${limitWords(payload, names)} 前办理，至今没有登记。`,
    ask: '请督促尽快办理',
    ifNothing: '继续等候办理；沉默不算同意，也不会自动延期或摘牌',
  }),
  'decide-listing-extension': ({ payload, process }, names) => ({
    title: `【挂牌延期待批】${taskWords(process, names)}，${limitWords(payload, names)} 前决定`,
    body: `${by(payload, names)}申请延期到 ${text(payload['until'])}，${reason(payload)}。`,
    ask: `请在 ${limitWords(payload, names)} 前准予或不准，写明理由`,
    ifNothing: '沉默不延期，逾期向上报告',
  }),
  'listing-extended': ({ payload, process }, names) => ({
    title: `【准予挂牌延期】${taskWords(process, names)}，期限 ${limitWords(payload, names)}`,
    body: `${by(payload, names)}准予延期，${reason(payload)}。`,
    ask: `请在 ${limitWords(payload, names)} 前完成并申请摘牌`,
    ifNothing: STAYS,
  }),
  'listing-not-extended': ({ payload, process }, names) => ({
    title: `【不准挂牌延期】${taskWords(process, names)}`,
    body: `${by(payload, names)}不准延期，${reason(payload)}。原期限不变。`,
    ask: '请按原期限完成并申请摘牌',
    ifNothing: STAYS,
  }),
  'accept-delisting': ({ payload, process }, names) => ({
    title: `【摘牌待验收】${taskWords(process, names)}，${limitWords(payload, names)} 前办理`,
    body: `${by(payload, names)}申请摘牌：${text(payload['text'])}。${evidenceWords(payload)}。`,
    ask: `请在 ${limitWords(payload, names)} 前验收，登记合格或不合格`,
    ifNothing: '继续挂牌，逾期向上报告；不会自动摘牌',
  }),
  'delisting-refused': ({ payload, process }, names) => ({
    title: `【摘牌验收不合格】${taskWords(process, names)}`,
    body: `${by(payload, names)}验收，${reason(payload)}。继续挂牌。`,
    ask: '请补齐后再次申请摘牌',
    ifNothing: STAYS,
  }),
  delisted: ({ payload, process }, names) => ({
    title: `【摘牌】${taskWords(process, names)}`,
    body: `经${by(payload, names)}决定摘牌，${reason(payload)}。`,
    ask: `督查室应在 ${momentWords(payload['publishBy'], names)} 前按原范围公布；单位无需操作`,
    ifNothing: '公布逾期的向上报告',
  }),
};
