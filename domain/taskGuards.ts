import { fault, type Fault } from './faults.ts';
import { epoch } from './instant.ts';
import { matterGuard } from './matterHost.ts';
import type { Obligation } from './obligation.ts';
import { contentGuard } from './reportContent.ts';
import { extraGuard } from './reportExtra.ts';
import { isSuspended, type TaskState, type TaskView } from './taskState.ts';
import type { ReportSubmitted, TaskMessage } from './taskMessages.ts';
import { term } from './terms.ts';
import { enteredNow } from './verifyState.ts';

/** What a task that was closed 销号 still takes. */
const OUTLIVE: readonly TaskMessage['kind'][] = [
  ...['calendar', 'regime', 'regime-withdraw', 'close', 'look-back'],
  ...['object', 'decide-objection', 'withdraw-objection', 'publish-listing', 'file-listing'],
] as const;

/** A campaign that pauses or resumes is heard by a closed task too, since it may be opened again. */
function outlives({ kind, id }: TaskMessage): boolean {
  const passedOn = (kind === 'suspend' || kind === 'resume') && id.startsWith('broadcast:');
  return passedOn || OUTLIVE.includes(kind);
}

/** The fault with which a task answers a message, or nothing: validator, API and button call this one. */
export function taskGuard(
  view: TaskView,
  state: TaskState,
  message: TaskMessage,
): Fault | undefined {
  const task = view.input.task.key;
  if (state.ended) return fault('task-ended', { task, ...state.ended });
  if (message.kind === 'report') return reportGuard(view, state, message);
  if (state.closed && !outlives(message)) {
    return fault('task-closed', { task, ...state.closed });
  }
  if (message.kind === 'suspend') {
    if (isSuspended(state)) {
      return fault('already-suspended', { at: state.suspensions.at(-1)?.from ?? '' });
    }
    if (message.reason.trim() === '') return fault('reason-missing', { act: '暂停' });
  }
  if (message.kind === 'resume' && !isSuspended(state)) return fault('not-suspended');
  if (message.kind === 'close' && message.reason.trim() === '') {
    return fault('reason-missing', { act: message.voids === true ? '终止' : '结束' });
  }
  if (message.kind === 'close' && message.voids === true && message.by !== 'office') {
    return fault('wrong-approver', { approver: term('office'), actor: term(message.by) });
  }
  if (message.kind === 'exempt') {
    const { obligation, reason } = message;
    if (reason.trim() === '') return fault('reason-missing', { act: '免报' });
    if (!view.lineAt(state).byKey.has(obligation)) {
      return fault('obligation-unknown', { task, obligation });
    }
    const verdict = state.entries[obligation]?.verdict;
    if (verdict) return fault('obligation-settled', { obligation, verdict: term(verdict) });
  }
  return matterGuard(view, state, message);
}

/** The obligation that a report answers: same duty and period, a party of which the unit is a member. */
export function obligationOf(
  view: TaskView,
  state: TaskState,
  report: Pick<ReportSubmitted, 'unit' | 'duty' | 'period'>,
): Obligation | undefined {
  return view
    .lineAt(state)
    .obligations.find(
      ({ slot, party }) =>
        slot.duty === report.duty &&
        slot.period === report.period &&
        party.members.includes(report.unit),
    );
}

function reportGuard(view: TaskView, state: TaskState, report: ReportSubmitted): Fault | undefined {
  const task = view.input.task.key;
  const { duty, period, unit } = report;
  if (state.closed) return fault('task-closed', { task, ...state.closed });
  const slots = view
    .lineAt(state)
    .obligations.filter(({ slot }) => slot.duty === duty && slot.period === period);
  if (slots.length === 0) return fault('report-unknown-period', { task, duty, period });
  const obligation = obligationOf(view, state, report);
  if (!obligation) return fault('report-wrong-unit', { task, unit });
  const { opens, closes } = obligation.slot.instants;
  if (epoch(report.receivedAt) < epoch(opens)) return fault('report-not-open', { period, opens });
  const entered = enteredNow(view, state, obligation, report.receivedAt);
  if (entered.length === 0) return fault('report-closed', { period, closes });
  return (
    extraGuard(view, state, obligation, report) ?? contentGuard(view, state, obligation, report)
  );
}

/** Whether this very message has been taken before. */
export function isRepeated(view: TaskView, state: TaskState, message: TaskMessage): boolean {
  if (message.kind !== 'report') return state.seen.includes(message.id);
  const obligation = obligationOf(view, state, message);
  const reports = obligation && state.entries[obligation.key]?.reports;
  return reports?.includes(message.id) ?? false;
}
