import { addresses } from './escalation.ts';
import type { Instant } from './instant.ts';
import type { Notice } from './machine.ts';
import { again, type Obligation } from './obligation.ts';
import type { EscalationStep } from './regime.ts';
import { about } from './taskJudgement.ts';
import { taskIn, type TaskState, type TaskView } from './taskState.ts';

/** A step of the ladder as it leaves: when, for which obligation, and what its notices say. */
export interface StepLeaving {
  readonly at: Instant;
  readonly obligation: Obligation;
  readonly step: EscalationStep;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The notices of a step, one for each inbox; an empty role goes to the fallback at once, and the office hears of it. */
export function stepNotices(view: TaskView, state: TaskState, leaving: StepLeaving): Notice[] {
  const { at, obligation, step, payload } = leaving;
  const regime = obligation.slot.under ?? view.input.context.regime;
  const task = taskIn(view, state);
  const subject = again(obligation, obligation.key);
  const seen = new Set<string>();
  return step.to.flatMap((role) =>
    addresses(role, regime, task, obligation.party).flatMap((address): Notice[] => {
      const key = `${view.process}:${subject}:${step.id}:${address.recipient}`;
      const missing =
        address.insteadOf === undefined ? [] : [missingRecipient(view, leaving, address.insteadOf)];
      if (seen.has(key)) return missing;
      seen.add(key);
      const instead = address.insteadOf === undefined ? {} : { insteadOf: address.insteadOf };
      const notice: Notice = {
        kind: 'notice',
        at,
        type: step.step,
        key,
        recipient: address.recipient,
        payload: { ...payload, ...instead, ...(address.copy === true ? { copy: true } : {}) },
      };
      return [notice, ...missing];
    }),
  );
}

/** An empty recipient never waits in silence: the office is told that there is nobody. */
function missingRecipient(
  view: TaskView,
  { at, obligation, step }: StepLeaving,
  role: string,
): Notice {
  return {
    kind: 'notice',
    at,
    type: 'recipient-missing',
    key: `${view.process}:${again(obligation, obligation.key)}:${step.id}:missing:${role}`,
    recipient: 'office',
    payload: { ...about(obligation), step: step.id, insteadOf: role },
  };
}
