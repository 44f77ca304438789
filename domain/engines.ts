import { campaignMachine, initialCampaign } from './campaign.ts';
import type { Instant } from './instant.ts';
import { initialInterview, interviewMachine } from './interview.ts';
import type { Machine, MessageBase, Step } from './machine.ts';
import { initialTask, taskMachine } from './task.ts';

/** Engine 规则引擎: one generation of the rules of one kind of process. A running process keeps its own. */
export interface Engine<Input, State, Message extends MessageBase> {
  readonly machine: (input: Input) => Machine<State, Message>;
  readonly initial: (input: Input) => State;
}

export type Engines<Input, State, Message extends MessageBase> = Readonly<
  Record<number, Engine<Input, State, Message>>
>;

export const TASK_ENGINES = { 1: { machine: taskMachine, initial: initialTask } } as const;
export const CAMPAIGN_ENGINES = {
  1: { machine: campaignMachine, initial: initialCampaign },
} as const;
export const INTERVIEW_ENGINES = {
  1: { machine: interviewMachine, initial: initialInterview },
} as const;

export type AnyEngines = Engines<unknown, unknown, MessageBase>;

/** A machine of any kind, for those who only fold, ask or wake it. */
export type AnyMachine = Machine<unknown, MessageBase>;

/** A process as the register tells it: its machine and where that has come to. */
export interface Folded {
  readonly machine: AnyMachine;
  readonly state: unknown;
}

const ALL = { task: TASK_ENGINES, campaign: CAMPAIGN_ENGINES, interview: INTERVIEW_ENGINES };

/** The machine and first state of a process under an engine. */
export function engineOf(kind: keyof typeof ALL, input: unknown, engine = 1): Folded {
  const engines = ALL[kind] as unknown as Engines<unknown, unknown, MessageBase>;
  const found = engines[engine];
  if (found === undefined) throw new RangeError(`no engine ${engine} of ${kind}`);
  return { machine: found.machine(input), state: found.initial(input) };
}

/** Takes recorded steps: the state is a function of the input and of what was taken, and of nothing else. */
export function fold(
  folded: Folded,
  steps: readonly { readonly upTo: Instant; readonly message?: MessageBase }[],
): Folded {
  const state = steps.reduce((now, { upTo, message }): unknown => {
    const step: Step<unknown> = folded.machine.advance(now, message, upTo);
    return step.state;
  }, folded.state);
  return { machine: folded.machine, state };
}
