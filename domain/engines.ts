import { campaignMachine, initialCampaign } from './campaign.ts';
import type { Instant } from './instant.ts';
import { initialInterview } from './interview.ts';
import { firstInterviewMachine } from './interviewFirst.ts';
import { talkMachine } from './interview2.ts';
import { answering } from './itemAnswer.ts';
import { initialTalk } from './interview2State.ts';
import type { Machine, MessageBase, Step } from './machine.ts';
import { initialTask, taskMachine } from './task.ts';
import { onTrial } from './trial.ts';

/** Engine 规则引擎: one generation of the rules of one kind of process. A running process keeps its own. */
export interface Engine<Input, State, Message extends MessageBase> {
  readonly machine: (input: Input) => Machine<State, Message>;
  readonly initial: (input: Input) => State;
}

export type Engines<Input, State, Message extends MessageBase> = Readonly<
  Record<number, Engine<Input, State, Message>>
>;

export const TASK_ENGINES = {
  1: { machine: onTrial(answering(taskMachine)), initial: initialTask },
} as const;
export const CAMPAIGN_ENGINES = {
  1: { machine: onTrial(campaignMachine), initial: initialCampaign },
} as const;
export const INTERVIEW_ENGINES = {
  1: { machine: onTrial(firstInterviewMachine), initial: initialInterview },
  2: { machine: onTrial(talkMachine), initial: initialTalk },
} as const;

export type AnyEngines = Engines<unknown, unknown, MessageBase>;

/** A machine of any kind, for those who only fold, ask or wake it. */
export type AnyMachine = Machine<unknown, MessageBase>;

/** A process as the register tells it: its machine and where that has come to. */
export interface Folded {
  readonly kind: Kind;
  readonly input: unknown;
  readonly engine: number;
  readonly machine: AnyMachine;
  readonly state: unknown;
}

const ALL = { task: TASK_ENGINES, campaign: CAMPAIGN_ENGINES, interview: INTERVIEW_ENGINES };

export type Kind = keyof typeof ALL;

/** The newest generation that this build has for a kind of process. */
export function newestEngine(kind: Kind): number {
  return Math.max(...Object.keys(ALL[kind]).map(Number));
}

function found(kind: Kind, engine: number): Engine<unknown, unknown, MessageBase> {
  const engines = ALL[kind] as unknown as Engines<unknown, unknown, MessageBase>;
  const own = engines[engine];
  if (own === undefined) throw new RangeError(`no engine ${engine} of ${kind}`);
  return own;
}

/** The machine and first state of a process under an engine. */
export function engineOf(kind: Kind, input: unknown, engine = 1): Folded {
  const { machine, initial } = found(kind, engine);
  return { kind, input, engine, machine: machine(input), state: initial(input) };
}

/** The process under another engine: a state is carried over as it is, which is what continue-as-new does. */
function under(folded: Folded, engine: number): Folded {
  if (engine === folded.engine) return folded;
  const { kind, input, state } = folded;
  return { kind, input, engine, machine: found(kind, engine).machine(input), state };
}

/**
 * Takes recorded steps, each under the engine that took it: the state is a function of the input and of what was taken,
 * and of nothing else. A step that names no engine is taken under the present one.
 */
export function fold(
  folded: Folded,
  steps: readonly {
    readonly upTo: Instant;
    readonly message?: MessageBase;
    readonly engine?: number;
  }[],
): Folded {
  return steps.reduce((now, { upTo, message, engine }): Folded => {
    const own = under(now, engine ?? now.engine);
    const step: Step<unknown> = own.machine.advance(own.state, message, upTo);
    return { ...own, state: step.state };
  }, folded);
}
