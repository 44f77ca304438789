import type { Instant } from './instant.ts';
import { matterOf, type Matter } from './matter.ts';
import { again, type Obligation } from './obligation.ts';
import type { EscalationStep, Gate } from './regime.ts';
import type { TaskState, TaskView } from './taskState.ts';

/** `sent-back`: the first proposal lapsed and lies with the clerk; `settled`: reported, or extended, before a decision. */
export type GatePhase =
  'proposed' | 'sent-back' | 'approved' | 'rejected' | 'lapsed' | 'withdrawn' | 'settled';

/** StepGate 审批关口: one step for one obligation, which leaves only when the post that the regime names approves. */
export interface StepGate extends Matter {
  readonly kind: 'gate';
  readonly phase: GatePhase;
  readonly obligation: string;
  readonly step: string;
  readonly proposedAt: Instant;
  /** 2: proposed again. */
  readonly round: number;
  /** What the step says: its obligation and what its condition counted. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** The approver was told that the report has come. */
  readonly told?: true;
}

/** One gate for each new due day of an obligation. */
export function gateId(obligation: Obligation, step: string): string {
  return `gate/${again(obligation, obligation.key)}/${step}`;
}

export function gateFor(
  view: TaskView,
  state: TaskState,
  { obligation, step }: { readonly obligation: string; readonly step: string },
): StepGate | undefined {
  const found = view.lineAt(state).byKey.get(obligation);
  return found && matterOf<StepGate>(state, 'gate', gateId(found, step));
}

/** The step of a gate, in the regime under which the obligation is owed. */
export function gatedStep(
  { input }: TaskView,
  { slot }: Obligation,
  step: string,
): (EscalationStep & { readonly gate: Gate }) | undefined {
  const { ladder } = slot.under ?? input.context.regime;
  const found = ladder.find(({ id }) => id === step);
  return found?.gate === undefined ? undefined : { ...found, gate: found.gate };
}
