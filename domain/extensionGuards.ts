import { actorMay } from './approver.ts';
import { addOffset, isWorkday } from './calendar.ts';
import type { ExtensionMessage } from './extensionMessages.ts';
import { extensionRule, extensionsOf, openExtension, type Extension } from './extensionState.ts';
import { movedTo } from './extended.ts';
import { fault, type Fault } from './faults.ts';
import { ruleNamed } from './firsts.ts';
import {
  at as instantAt,
  epoch,
  isRealDay,
  maxInstant,
  plusDays,
  type Day,
  type Instant,
} from './instant.ts';
import type { Obligation } from './obligation.ts';
import type { ExtensionRule } from './regimeExtension.ts';
import { calendarNow } from './matterLimit.ts';
import { isSuspended, type TaskState, type TaskView } from './taskState.ts';
import { term } from './terms.ts';
import { maySpeakFor } from './transfer.ts';

type Of<K extends ExtensionMessage['kind']> = Extract<ExtensionMessage, { kind: K }>;

/** The fault with which an act about 延期 is refused. */
export function extensionGuard(
  view: TaskView,
  state: TaskState,
  message: ExtensionMessage,
): Fault | undefined {
  const task = view.input.task.key;
  const { obligation: key } = message;
  if (state.closed) return fault('task-closed', { task, ...state.closed });
  const obligation = view.lineAt(state).byKey.get(key);
  if (obligation === undefined) return fault('obligation-unknown', { task, obligation: key });
  const rule = extensionRule(view, obligation);
  if (rule === undefined) return fault('extension-none', { task });
  if (message.kind === 'extend') return askFault(view, state, obligation, rule, message);
  const open = openExtension(state, key);
  const wrong = actorFault(rule, open, obligation.party.members, message);
  if (wrong) return wrong;
  if (open === undefined) return fault('extension-not-open', { obligation: key });
  switch (message.kind) {
    case 'pass-extension':
      if (open.phase !== 'checking') return fault('extension-checked', { obligation: key });
      return message.opinion.trim() === ''
        ? fault('content-missing', { what: '初审意见' })
        : undefined;
    case 'approve-extension': {
      if (open.phase === 'checking') return uncheckedFault(rule, open);
      if (isSuspended(state)) return pausedFault(state);
      const { until = open.until, confirm } = message;
      const confirmed = confirm === true || until === open.until;
      const at = maxInstant(message.receivedAt, state.clock);
      return dayFault(view, state, obligation, rule, { until, confirmed, at });
    }
    case 'refuse-extension':
      if (open.phase === 'checking') return uncheckedFault(rule, open);
      return reasonFault(message.reason, '不批准延期');
    case 'withdraw-extension':
      return reasonFault(message.reason, '撤回延期申请');
  }
}

function actorFault(
  rule: ExtensionRule,
  open: Extension | undefined,
  members: readonly string[],
  message: Exclude<ExtensionMessage, Of<'extend'>>,
): Fault | undefined {
  const { by, kind } = message;
  if (kind === 'withdraw-extension') {
    const own = open === undefined || maySpeakFor(by, open.unit, members);
    return own ? undefined : fault('extension-not-own', { act: '撤回' });
  }
  const approver = kind === 'pass-extension' ? (rule.first?.by ?? rule.decide.by) : rule.decide.by;
  if (actorMay(by, approver)) return undefined;
  return fault('wrong-approver', { approver: term(approver), actor: term(by) });
}

function askFault(
  view: TaskView,
  state: TaskState,
  obligation: Obligation,
  rule: ExtensionRule,
  message: Of<'extend'>,
): Fault | undefined {
  const { key, party, slot } = obligation;
  const { receivedAt, by, reason, progress } = message;
  if (!party.members.some((unit) => by === `unit:${unit}`)) {
    return fault('extension-not-own', { act: '申请' });
  }
  if (isSuspended(state)) return pausedFault(state);
  const settled = settledFault(state, key);
  if (settled) return settled;
  const missing = reasonFault(reason, '申请延期');
  if (missing) return missing;
  if (progress.trim() === '') return fault('content-missing', { what: '目前进展' });
  const open = openExtension(state, key);
  if (open !== undefined) {
    return fault('extension-open', { until: open.until, limit: open.limitAt ?? '审定' });
  }
  if (epoch(receivedAt) > epoch(slot.instants.due)) {
    if (rule.late === 'record') return undefined;
    return fault('extension-late', { due: slot.instants.due });
  }
  const early = beforeFault(view, state, obligation, rule, receivedAt);
  if (early) return early;
  const { times } = rule.atMost ?? {};
  const used = extensionsOf(state, key).filter(({ phase }) => phase === 'approved').length;
  if (times !== undefined && used >= times) return fault('extension-used', { used, times });
  const at = maxInstant(receivedAt, state.clock);
  const asked = { until: message.until, confirmed: message.confirm === true, at };
  return dayFault(view, state, obligation, rule, asked);
}

/** What has been reported in time, exempted, or waits with its report for the calendar. */
function settledFault({ entries }: TaskState, obligation: string): Fault | undefined {
  const { verdict, receivedAt } = entries[obligation] ?? {};
  if (verdict === 'missing' || (verdict === undefined && receivedAt === undefined)) {
    return undefined;
  }
  return fault('extension-settled', { obligation, verdict: term(verdict ?? 'report') });
}

/** `before`: so many days before the due day, at the time of day of the due instant. */
function beforeFault(
  view: TaskView,
  state: TaskState,
  { slot }: Obligation,
  { before }: ExtensionRule,
  receivedAt: Instant,
): Fault | undefined {
  if (before === undefined) return undefined;
  const calendar = calendarNow(view, state);
  const { dueDay, due } = slot.instants;
  const day = addOffset(calendar, dueDay, before, -1);
  const last = instantAt(day, due.slice(11, 16), calendar.zone);
  return epoch(receivedAt) <= epoch(last) ? undefined : fault('extension-too-late', { last, due });
}

/** 新时限: later than the present one, ahead, within the horizon and what the regime allows, on a day that it settles. */
function dayFault(
  view: TaskView,
  state: TaskState,
  obligation: Obligation,
  rule: ExtensionRule,
  {
    until,
    confirmed,
    at,
  }: { readonly until: Day; readonly confirmed: boolean; readonly at: Instant },
): Fault | undefined {
  const wrong = (problem: string, hint: string) => fault('extension-day', { until, problem, hint });
  if (!isRealDay(until)) return wrong('没有这一天', '请核对日期。');
  const { horizon } = view.input.context;
  if (until >= horizon.to) {
    return wrong('超出专项行动的期限', `最迟到 ${plusDays(horizon.to, -1)}。`);
  }
  const { due } = movedTo(view, state, { at, obligation, due: until }).slot.instants;
  const present = obligation.slot.instants.due;
  if (epoch(due) <= epoch(at)) return wrong('已经过去', '请另定日期。');
  if (epoch(due) <= epoch(present)) {
    return wrong(`不晚于现在的到期时间 ${words(present)}`, '请改为更晚的日期。');
  }
  const last = lastDay(view, state, obligation, rule);
  if (last !== undefined && until > last) {
    return wrong('超过制度允许的最迟日期', `最迟到 ${last}。`);
  }
  return restFault(view, state, obligation, { until, confirmed, due });
}

function restFault(
  view: TaskView,
  state: TaskState,
  { slot }: Obligation,
  {
    until,
    confirmed,
    due,
  }: { readonly until: Day; readonly confirmed: boolean; readonly due: Instant },
): Fault | undefined {
  if (isWorkday(calendarNow(view, state), until)) return undefined;
  const regime = slot.under ?? view.input.context.regime;
  const { shift } = ruleNamed(regime, slot.duty) ?? regime.deadlines;
  if (shift === 'unchanged') {
    const hint = '制度遇休息日不调整，请改为工作日。';
    return fault('extension-day', { until, problem: '是休息日', hint });
  }
  return confirmed ? undefined : fault('extension-rest', { until, shift: term(shift), due });
}

/** The last day that the regime allows: so far beyond the first due day. */
function lastDay(
  view: TaskView,
  state: TaskState,
  { key }: Obligation,
  { atMost }: ExtensionRule,
): Day | undefined {
  if (atMost?.offset === undefined) return undefined;
  const rest = (state.changes ?? []).filter(
    (change) => change.kind !== 'due' || change.obligation !== key,
  );
  const first = view.lineAt({ ...state, changes: rest }).byKey.get(key);
  if (first === undefined) return undefined;
  return addOffset(calendarNow(view, state), first.slot.instants.dueDay, atMost.offset);
}

function reasonFault(reason: string, act: string): Fault | undefined {
  return reason.trim() === '' ? fault('reason-missing', { act }) : undefined;
}

function uncheckedFault(rule: ExtensionRule, { limitAt = '' }: Extension): Fault {
  return fault('extension-unchecked', { by: term(rule.first?.by ?? 'office'), limit: limitAt });
}

function pausedFault({ suspensions }: TaskState): Fault {
  return fault('extension-paused', { at: suspensions.at(-1)?.from ?? '' });
}

function words(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
}
