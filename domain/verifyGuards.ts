import { actorMay } from './approver.ts';
import { fault, type Fault } from './faults.ts';
import { maxInstant, type Instant } from './instant.ts';
import type { Actor } from './machine.ts';
import type { TaskMessage } from './taskMessages.ts';
import { calendarNow } from './matterLimit.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { term } from './terms.ts';
import { limitDayFault } from './verifyLimit.ts';
import {
  acceptedFault,
  obligationsIn,
  ruleOf,
  verifierOf,
  verifyOf,
  verifyRule,
  type Verify,
} from './verifyState.ts';

type Of<K extends TaskMessage['kind']> = Extract<TaskMessage, { kind: K }>;

/** The fault with which a verifier's decision is refused. */
export function verifyGuard(
  view: TaskView,
  state: TaskState,
  message: TaskMessage,
): Fault | undefined {
  if (message.kind === 'accept-report') {
    const asked = { ...message, act: '核实' };
    return actFault(view, state, message.obligation, asked) ?? gradeFault(view, state, message);
  }
  if (message.kind !== 'return-report') return undefined;
  const asked = { ...message, act: '退回' };
  return actFault(view, state, message.obligation, asked) ?? returnFault(view, state, message);
}

function actFault(
  view: TaskView,
  state: TaskState,
  obligation: string,
  {
    by,
    act,
    receivedAt,
  }: { readonly by: Actor; readonly act: string; readonly receivedAt: Instant },
): Fault | undefined {
  const task = view.input.task.key;
  if (!view.lineAt(state).byKey.has(obligation)) {
    return fault('obligation-unknown', { task, obligation });
  }
  const matter = verifyOf(state, obligation);
  if (matter === undefined) return fault('verify-nothing', { task, obligation });
  if (matter.phase === 'accepted') {
    return acceptedFault(
      state,
      obligation,
      maxInstant(receivedAt, matter.acceptedAt ?? receivedAt),
      act,
    );
  }
  if (matter.phase === 'returned') return fault('verify-returned', { obligation });
  const verifier = verifierOf(ruleOf(view, state, matter), matter.phase);
  if (actorMay(by, verifier)) return undefined;
  return fault('wrong-approver', { approver: term(verifier), actor: term(by) });
}

function gradeFault(
  view: TaskView,
  state: TaskState,
  { obligation, grade, reason = '' }: Of<'accept-report'>,
): Fault | undefined {
  if (grade === undefined) return undefined;
  const matter = verifyOf(state, obligation) as Verify;
  const { grades = [], then } = ruleOf(view, state, matter);
  if (!grades.includes(grade)) {
    const list = grades.length === 0 ? '本制度不评等次' : grades.join('、');
    return fault('grade-unknown', { grade, list });
  }
  if (then !== undefined && matter.phase !== 'leader') {
    return fault('grade-not-last', { approver: term(then.by) });
  }
  return reason.trim() === '' ? fault('reason-missing', { act: '评定等次' }) : undefined;
}

function returnFault(
  view: TaskView,
  state: TaskState,
  { reason, until, receivedAt, obligation }: Of<'return-report'>,
): Fault | undefined {
  if (reason.trim() === '') return fault('reason-missing', { act: '退回报送' });
  if (until === undefined) return undefined;
  const calendar = calendarNow(view, state);
  const [found] = obligationsIn(view, state, [obligation]);
  const time = (found && verifyRule(view, found)?.time) ?? '17:00';
  return limitDayFault(until, time, receivedAt, calendar, '新的报送时限');
}
