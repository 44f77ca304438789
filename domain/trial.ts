import type { Context } from './context.ts';
import type { Decision, Machine, MessageBase, Notice } from './machine.ts';

/** 试运行: what a notice carries when it went to the office in place of its recipient. */
export interface TrialMark {
  readonly trial: true;
  /** The inbox that it would have gone to. */
  readonly for: string;
}

type OfCampaign = { readonly context: Pick<Context, 'trial'> };

/**
 * The machine of a campaign on trial 试运行: it decides everything as in earnest, and every notice goes to the office.
 * This is the one place where a trial differs; life and rehearsal get their machines through it.
 */
export function onTrial<Input extends OfCampaign, State, Message extends MessageBase>(
  make: (input: Input) => Machine<State, Message>,
): (input: Input) => Machine<State, Message> {
  return (input) => {
    const machine = make(input);
    if (input.context.trial !== true) return machine;
    return {
      ...machine,
      advance(state, message, upTo) {
        const step = machine.advance(state, message, upTo);
        return { ...step, decisions: step.decisions.map(toOffice) };
      },
    };
  };
}

/** The key stays that of the recipient who is meant, so that two notices of one step never meet. */
export function toOffice(decision: Decision): Decision {
  if (decision.kind !== 'notice') return decision;
  const mark: TrialMark = { trial: true, for: decision.recipient };
  return { ...decision, recipient: 'office', payload: { ...decision.payload, ...mark } };
}

/** The mark of a notice that was sent on trial. */
export function trialMark({ payload }: Pick<Notice, 'payload'>): TrialMark | undefined {
  const { trial, for: meant } = payload;
  return trial === true && typeof meant === 'string' ? { trial, for: meant } : undefined;
}

/** What a notice says besides that it was sent on trial. */
export function unmarked({ payload }: Pick<Notice, 'payload'>): Notice['payload'] {
  const own = Object.entries(payload).filter(([name]) => name !== 'trial' && name !== 'for');
  return Object.fromEntries(own);
}
