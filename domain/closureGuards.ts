import { unitActing } from './machine.ts';
import type { EvidenceList } from './evidenceList.ts';
import { fault, type Fault } from './faults.ts';
import type { Instant } from './instant.ts';
import { isRunning } from './listing.ts';
import { mattersOf, type Matter } from './matter.ts';
import { dayFault, deskFault } from './matterLimit.ts';
import type { ClosureRule } from './regimeClosure.ts';
import type { Gate } from './regimeParts.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { term } from './terms.ts';
import { holdersNow, maySpeakFor } from './transfer.ts';

/** Closure 销号申请: it lies with the clerk, with the approver, or with whoever applied; `done` and `lapsed` are history. */
export interface Closure extends Matter {
  readonly kind: 'closure';
  readonly phase: 'first' | 'deciding' | 'returned' | 'withdrawn' | 'lapsed';
  readonly by: string;
  readonly text: string;
  readonly evidence: EvidenceList;
  /** When it was last applied for, and how often. */
  readonly appliedAt: Instant;
  readonly round: number;
  readonly opinion?: string;
}

export type Of<K extends TaskMessage['kind']> = Extract<TaskMessage, { kind: K }>;
export const OPEN: readonly string[] = ['first', 'deciding'];

export function closureRule({ input }: TaskView): ClosureRule | undefined {
  return input.context.regime.closure;
}

/** The newest application; of a task that was closed and opened again, the one after. */
export function closureOf(state: TaskState): Closure | undefined {
  return mattersOf<Closure>(state, 'closure').at(-1);
}

export function openClosure(state: TaskState): Closure | undefined {
  const found = closureOf(state);
  return found !== undefined && OPEN.includes(found.phase) ? found : undefined;
}

/** Who has it: the clerk, then the approver. */
export function gateOf(rule: ClosureRule, phase: Closure['phase']): Gate {
  return phase === 'first' ? (rule.first ?? rule.decide) : rule.decide;
}

export function applyFault(view: TaskView, state: TaskState, message: Of<'apply-closure'>) {
  const task = view.input.task.key;
  const rule = closureRule(view);
  if (rule === undefined) return fault('closure-not-asked', { task });
  const unit = unitActing(message.by);
  if (unit === undefined || rule.apply === 'office') {
    const refused = deskFault(message.by, 'office', term);
    if (refused) return refused;
  } else if (!holdersNow(view, state).includes(unit))
    return fault('unit-not-holder', { task, unit });
  const open = openClosure(state);
  if (open) return fault('closure-open', { task, at: open.appliedAt });
  if (isRunning(state)) return fault('closure-listed', { task });
  if (message.text.trim() === '') return fault('content-missing', { what: '完成情况' });
  if (rule.evidence === 'required' && (message.evidence ?? []).length === 0) {
    return fault('closure-evidence', { task });
  }
  return undefined;
}

export function decideFault(
  view: TaskView,
  state: TaskState,
  message: Of<'review-closure' | 'approve-closure' | 'return-closure' | 'withdraw-closure'>,
): Fault | undefined {
  const task = view.input.task.key;
  const rule = closureRule(view);
  const open = openClosure(state);
  if (rule === undefined || open === undefined) return fault('closure-none', { task });
  if (message.kind === 'withdraw-closure') {
    const asker = unitActing(open.by);
    const own =
      asker === undefined
        ? message.by === open.by
        : maySpeakFor(message.by, asker, holdersNow(view, state));
    if (!own) return deskFault(message.by, open.by, term);
    return message.reason.trim() === '' ? fault('reason-missing', { act: '撤回' }) : undefined;
  }
  if (message.kind === 'review-closure' && open.phase !== 'first') {
    return fault('closure-reviewed', { task });
  }
  if (message.kind === 'approve-closure' && open.phase === 'first') {
    return fault('closure-unreviewed', { task, desk: term(gateOf(rule, 'first').by) });
  }
  const refused = deskFault(message.by, gateOf(rule, open.phase).by, term);
  if (refused) return refused;
  if (message.kind === 'approve-closure' && isRunning(state)) {
    return fault('closure-listed', { task });
  }
  if (message.kind === 'return-closure') {
    if (message.reason.trim() === '') return fault('reason-missing', { act: '退回' });
    return dayFault(view, state, message.until, message.receivedAt);
  }
  return message.kind === 'approve-closure' ? gradeFault(view, rule, message) : undefined;
}

function gradeFault(
  { input }: TaskView,
  { grades }: ClosureRule,
  { grade }: Of<'approve-closure'>,
) {
  const task = input.task.key;
  if (grades === undefined) return grade === undefined ? undefined : fault('grade-none', { task });
  const known = grades.join('、');
  return grade !== undefined && grades.includes(grade)
    ? undefined
    : fault('grade-unknown', { grade: grade ?? '（未写）', known });
}
