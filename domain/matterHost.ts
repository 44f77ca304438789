import type { Fault } from './faults.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import type { Matter } from './matter.ts';
import { withMatter } from './matter.ts';
import type { MatterRule, MatterWake } from './matterRule.ts';
import { resumedInstant, type Obligation } from './obligation.ts';
import { isSuspended, type Progress, type TaskState, type TaskView } from './taskState.ts';
import type { TaskMessage } from './taskMessages.ts';

function ruleOf({ rules }: TaskView, { kind }: Matter): MatterRule {
  const found = rules.find((rule) => rule.kind === kind);
  if (found === undefined) throw new RangeError(`no such matter: ${kind}`);
  return found;
}

function takerOf({ rules }: TaskView, message: TaskMessage): MatterRule | undefined {
  return rules.find(({ takes }) => takes.includes(message.kind));
}

export function matterGuard(
  view: TaskView,
  state: TaskState,
  message: TaskMessage,
): Fault | undefined {
  return takerOf(view, message)?.guard(view, state, message);
}

export function takeMatter(view: TaskView, state: TaskState, message: TaskMessage): Progress {
  const rule = takerOf(view, message);
  if (rule === undefined) throw new RangeError(`nobody takes ${message.kind}`);
  return rule.take(view, state, message);
}

/** What every kind does at 交办. */
export function beginMatters(view: TaskView, state: TaskState, at: Instant): Progress {
  return inTurn(view, state, (rule, now) => rule.begin?.(view, now, at));
}

/** What every kind does when a message has been taken. */
export function afterMessage(
  view: TaskView,
  state: TaskState,
  message: TaskMessage,
  before: TaskState,
): Progress {
  return inTurn(view, state, (rule, now) => rule.after?.(view, now, message, before));
}

function inTurn(
  view: TaskView,
  state: TaskState,
  hear: (rule: MatterRule, state: TaskState) => Progress | undefined,
): Progress {
  let current = state;
  const decisions: Decision[] = [];
  for (const rule of view.rules) {
    const made = hear(rule, current);
    if (made === undefined) continue;
    current = made.state;
    decisions.push(...made.decisions);
  }
  return { state: current, decisions };
}

/** The earliest reminder or limit of any matter; while a suspension lasts only of those that run on. */
export function nextWake(view: TaskView, state: TaskState): MatterWake | undefined {
  const paused = isSuspended(state);
  let found: MatterWake | undefined;
  for (const matter of state.matters ?? []) {
    if (paused && ruleOf(view, matter).pausable) continue;
    for (const wake of wakesOf(matter)) {
      if (found === undefined || epoch(wake.at) < epoch(found.at)) found = wake;
    }
  }
  return found;
}

function wakesOf(matter: Matter): readonly MatterWake[] {
  const { remindAt, limitAt } = matter;
  return [
    ...(remindAt === undefined ? [] : [{ at: remindAt, matter, what: 'remind' as const }]),
    ...(limitAt === undefined ? [] : [{ at: limitAt, matter, what: 'limit' as const }]),
  ];
}

/** Takes one wake: its instant is taken out first, so that it never comes again. */
export function takeWake(view: TaskView, state: TaskState, wake: MatterWake): Progress {
  const { remindAt, limitAt, ...rest } = wake.matter;
  const spent: Matter = {
    ...rest,
    ...(wake.what === 'remind' && limitAt !== undefined ? { limitAt } : {}),
    ...(wake.what === 'limit' && remindAt !== undefined ? { remindAt } : {}),
  };
  return ruleOf(view, spent).wake(view, withMatter(state, spent), { ...wake, matter: spent });
}

/** The matters of which something is still to come, by itself or by somebody who is waited for. */
export function openMatters(view: TaskView, { matters = [] }: TaskState): readonly Matter[] {
  return matters.filter(
    (matter) => wakesOf(matter).length > 0 || ruleOf(view, matter).awaited?.(matter),
  );
}

export function isAwaiting(view: TaskView, state: TaskState): boolean {
  return openMatters(view, state).length > 0;
}

/** Until when the task lives for the sake of its matters; the line of time may end later. */
export function livesUntil(view: TaskView, state: TaskState): Instant | undefined {
  const found = view.rules.flatMap((rule) => rule.until?.(view, state) ?? []);
  return found.length === 0 ? undefined : found.reduce(maxInstant);
}

/** On resumption the limits that pause keep their remaining working days. */
export function resumeMatters(view: TaskView, state: TaskState): TaskState {
  const last = state.suspensions.at(-1);
  if (state.matters === undefined || last?.to === undefined) return state;
  const { calendar = view.input.context.calendar } = state;
  const matters = state.matters.map((matter): Matter => {
    if (!ruleOf(view, matter).pausable) return matter;
    const { remindAt, limitAt } = matter;
    const move = (instant: Instant) =>
      maxInstant(resumedInstant(instant, last, calendar), last.to as Instant);
    return {
      ...matter,
      ...(remindAt === undefined ? {} : { remindAt: move(remindAt) }),
      ...(limitAt === undefined ? {} : { limitAt: move(limitAt) }),
    };
  });
  return { ...state, matters };
}

/** Whether any pending decision may hold a step. */
export function isHolding(view: TaskView, state: TaskState): boolean {
  return (
    state.matters !== undefined &&
    openMatters(view, state).some((matter) => ruleOf(view, matter).holds !== undefined)
  );
}

/** Whether a pending decision holds the steps above 催办 for an obligation. */
export function isHeld(view: TaskView, state: TaskState, obligation: Obligation): boolean {
  return (state.matters ?? []).some((matter) => ruleOf(view, matter).holds?.(matter, obligation));
}

/** The marks that a judgement of an obligation carries. */
export function pendingMarks(
  view: TaskView,
  state: TaskState,
  obligation: Obligation,
): readonly string[] {
  return (state.matters ?? []).flatMap(
    (matter) => ruleOf(view, matter).marks?.(matter, obligation) ?? [],
  );
}
