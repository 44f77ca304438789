import { periodFromKey } from './cadence.ts';
import { addWorkdays, type Calendar, type Offset } from './calendar.ts';
import { dueChangesOf } from './change.ts';
import type { Context } from './context.ts';
import { dueDay } from './due.ts';
import type { FirstRule } from './firstRule.ts';
import { firstDay, ONCE } from './firsts.ts';
import { firstRuleWords } from './firstWords.ts';
import { dayOf, plusDays, type Day, type Instant } from './instant.ts';
import { amendedContext, cadenceOf, type Obligation, type StepInstant } from './obligation.ts';
import type { ProofInstants, ProofNotice } from './proof.ts';
import type { Replayed } from './proofReplay.ts';
import type { EscalationStep } from './regime.ts';
import type { TaskInput, TaskState } from './taskState.ts';
import { lineOf, type Line } from './taskTicks.ts';
import { dueRuleWords, offsetWords, stepWords } from './terms.ts';

/** The line of time of a task in a state. */
export function lineIn(
  { context, task }: TaskInput,
  state: Pick<TaskState, 'calendar' | 'suspensions' | 'changes'>,
): Line {
  const calendar = state.calendar ?? context.calendar;
  const { suspensions, changes } = state;
  return lineOf(amendedContext(context, calendar), task, calendar, suspensions, changes);
}

/** What a task remembered after each turn and before the first, newest first. */
export function statesFrom(turns: readonly Replayed[]): readonly TaskState[] {
  const all = [turns[0]?.before, ...turns.map(({ after }) => after)];
  return all.reverse().filter((state): state is TaskState => state !== undefined);
}

type Told = Pick<ProofNotice, 'at' | 'payload'> & Partial<Pick<ProofNotice, 'type'>>;

/** When the step of a notice fell due: before it left, where a pending decision or an approval held it. */
export function plannedAt({ at, payload }: Pick<Told, 'at' | 'payload'>): unknown {
  return payload['planned'] ?? (payload['approvedBy'] ? payload['proposedAt'] : undefined) ?? at;
}

/** Whether a notice is a step of the ladder taken, and not something said about a step. */
function isOf({ step }: StepInstant, { type, payload }: Told): boolean {
  const ofStep = [step.step, 'recipient-missing', undefined];
  return step.id === payload['step'] && ofStep.includes(type);
}

/**
 * The instants of the obligation that a notice of a task speaks of, and how they follow. Of the states up to its turn,
 * newest first, the one counts under which its step falls on the notice's instant.
 */
export function instantsOf(
  input: TaskInput,
  states: readonly TaskState[],
  notice: Told,
): ProofInstants | null {
  const { obligation: key } = notice.payload;
  const planned = plannedAt(notice);
  let first: { readonly state: TaskState; readonly obligation: Obligation } | undefined;
  for (const state of states) {
    const obligation = lineIn(input, state).byKey.get(String(key));
    if (obligation === undefined) continue;
    const taken = obligation.slot.steps.find((own) => isOf(own, notice));
    if (taken?.at === planned) return derived(input.context, state, obligation, taken);
    first ??= { state, obligation };
    if (taken === undefined) break;
  }
  if (first === undefined) return null;
  const { state, obligation } = first;
  const taken = obligation.slot.steps.find((own) => isOf(own, notice));
  return derived(input.context, state, obligation, taken);
}

function derived(
  context: Context,
  state: TaskState,
  { key, slot }: Obligation,
  taken: StepInstant | undefined,
): ProofInstants {
  const calendar = state.calendar ?? context.calendar;
  const { opens, due, graceEnd, closes, dueDay: shifted } = slot.instants;
  const moved = dueChangesOf(state.changes ?? [], key).map(({ at, due: day }) => ({ at, day }));
  const { under } = slot;
  const own = under === undefined ? context : { ...context, regime: under };
  const base = ruleOf(own, slot.duty, slot.period, calendar);
  return {
    obligation: key,
    ...(under === undefined ? {} : { regime: { id: under.id, version: under.version } }),
    calendar: { id: calendar.id, version: calendar.version },
    ...{ ...base, dueDay: shifted, opens, due, graceEnd, closes },
    ...(moved.length === 0 ? {} : { moved }),
    suspensions: state.suspensions.map(({ from, to }) =>
      to === undefined ? { from } : { from, to },
    ),
    step:
      taken === undefined
        ? null
        : {
            id: taken.step.id,
            rule: stepWords(taken.step),
            counted: countedDays(taken.step, shifted, graceEnd, calendar),
            at: taken.at,
          },
  };
}

type Base = Pick<ProofInstants, 'period' | 'rule' | 'ruled' | 'shift' | 'grace'>;

/** What the regime prescribes, and the day that it names. */
function ruleOf(context: Context, duty: string, key: string, calendar: Calendar): Base {
  const { regime } = context;
  const rule = regime.duties.find(({ id }) => id === duty);
  const first = regime.firsts?.find(({ id }) => id === duty);
  if (first !== undefined) return ruleOfFirst(context, first, calendar);
  const period = rule && periodFromKey(cadenceOf(rule, context), key);
  if (rule === undefined || period === undefined) {
    const { shift, time, grace } = regime.deadlines;
    const on = key.slice(0, 10);
    return {
      period: { key, from: on, to: plusDays(on, 1) },
      rule: `方案写明的日期${time}`,
      ruled: on,
      shift,
      grace: offsetWords(grace),
    };
  }
  return {
    period: { key, from: period.from, to: period.to },
    rule: dueRuleWords(rule),
    ruled: dueDay(rule.due, period, calendar),
    shift: rule.shift,
    grace: offsetWords(rule.grace),
  };
}

/** What is owed once counts from the start. */
function ruleOfFirst({ startedAt }: Context, first: FirstRule, calendar: Calendar): Base {
  const ruled = firstDay(first, startedAt, calendar);
  return {
    period: { key: ONCE, from: dayOf(startedAt, calendar.zone), to: plusDays(ruled, 1) },
    rule: firstRuleWords(first),
    ...{ ruled, shift: first.shift, grace: offsetWords(first.grace) },
  };
}

/** The working days that a step counts, in the order of counting; calendar days need no list. */
function countedDays(
  { at }: EscalationStep,
  due: Day,
  graceEnd: Instant,
  calendar: Calendar,
): Day[] {
  const sign = 'before' in at ? -1 : 1;
  const from = 'before' in at ? due : dayOf(graceEnd, calendar.zone);
  const count = workdaysOf(at.offset);
  return Array.from({ length: count }, (_, i) => addWorkdays(calendar, from, sign * (i + 1)));
}

function workdaysOf(offset: Offset): number {
  return 'workdays' in offset ? offset.workdays : 0;
}
