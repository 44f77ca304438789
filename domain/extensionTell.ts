import { extensionRule, type Extension } from './extensionState.ts';
import type { Instant } from './instant.ts';
import type { Notice } from './machine.ts';
import { calendarNow, termFrom } from './matterLimit.ts';
import { tellAbout } from './matterTell.ts';
import type { Obligation } from './obligation.ts';
import type { Gate, Recipient } from './regime.ts';
import type { ExtensionRule } from './regimeExtension.ts';
import { about } from './taskJudgement.ts';
import type { TaskState, TaskView } from './taskState.ts';

type Payload = Readonly<Record<string, unknown>>;

/** The facts about an application that each of its records repeats. */
export function content(view: TaskView, state: TaskState, matter: Extension): Payload {
  const { unit, until, reason, progress, opinion, limitAt } = matter;
  return {
    ...about(obligationOf(view, state, matter)),
    ...{ unit, until, reason, progress },
    ...(opinion === undefined ? {} : { opinion }),
    ...(limitAt === undefined
      ? {}
      : { limitAt, desk: deskOf(ruleOf(view, state, matter), matter) }),
  };
}

export function obligationOf(
  view: TaskView,
  state: TaskState,
  { obligation }: Extension,
): Obligation {
  return view.lineAt(state).byKey.get(obligation) as Obligation;
}

export function ruleOf(view: TaskView, state: TaskState, matter: Extension): ExtensionRule {
  return extensionRule(view, obligationOf(view, state, matter)) as ExtensionRule;
}

/** With whom it lies. */
export function deskOf({ first, decide }: ExtensionRule, { phase }: Extension): Recipient {
  return phase === 'checking' && first !== undefined ? first.by : decide.by;
}

/** The application with the limit and the reminder of a desk. */
export function limited(
  view: TaskView,
  state: TaskState,
  matter: Extension,
  gate: Gate,
  at: Instant,
): Extension {
  const { remind } = ruleOf(view, state, matter);
  return { ...matter, ...termFrom(calendarNow(view, state), { ...gate, remind }, at) };
}

export function tell(
  view: TaskView,
  state: TaskState,
  matter: Extension,
  at: Instant,
  type: string,
  to: readonly Recipient[],
  payload: Payload,
  nth?: string,
): Notice[] {
  const { members } = obligationOf(view, state, matter).party;
  const news = { at, matter, type, to, payload, members };
  return tellAbout(view, state, nth === undefined ? news : { ...news, nth });
}

export function tellUnit(
  view: TaskView,
  state: TaskState,
  matter: Extension,
  at: Instant,
  type: string,
  payload: Payload,
): Notice[] {
  return tell(view, state, matter, at, type, ['reporter', 'head'], payload);
}
