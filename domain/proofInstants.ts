import { periodFromKey } from './cadence.ts';
import { addWorkdays, type Calendar, type Offset } from './calendar.ts';
import type { Context } from './context.ts';
import { dueDay } from './due.ts';
import type { FirstRule } from './firstRule.ts';
import { firstDay, ONCE } from './firsts.ts';
import { firstRuleWords } from './firstWords.ts';
import { dayOf, plusDays, type Day, type Instant } from './instant.ts';
import { amendedContext, cadenceOf, type Obligation } from './obligation.ts';
import type { ProofInstants } from './proof.ts';
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

/**
 * The instants of the obligation that a notice of a task speaks of, and how they follow. Of the states before and after
 * its turn the one counts under which its step falls on the notice's instant.
 */
export function instantsOf(
  input: TaskInput,
  states: readonly TaskState[],
  notice: { readonly at: Instant; readonly payload: Readonly<Record<string, unknown>> },
): ProofInstants | null {
  const { obligation: key, step } = notice.payload;
  const found = states.flatMap((state) => {
    const obligation = lineIn(input, state).byKey.get(String(key));
    return obligation === undefined ? [] : [{ state, obligation }];
  });
  const fits = ({ obligation }: { obligation: Obligation }) =>
    obligation.slot.steps.some((own) => own.step.id === step && own.at === notice.at);
  const chosen = found.find(fits) ?? found[0];
  if (chosen === undefined) return null;
  return derived(input.context, chosen.state, chosen.obligation, String(step));
}

function derived(
  context: Context,
  state: TaskState,
  { key, slot }: Obligation,
  step: string,
): ProofInstants {
  const calendar = state.calendar ?? context.calendar;
  const { opens, due, graceEnd, closes, dueDay: shifted } = slot.instants;
  const taken = slot.steps.find((own) => own.step.id === step);
  const { under } = slot;
  const own = under === undefined ? context : { ...context, regime: under };
  const base = ruleOf(own, slot.duty, slot.period, calendar);
  return {
    obligation: key,
    ...(under === undefined ? {} : { regime: { id: under.id, version: under.version } }),
    calendar: { id: calendar.id, version: calendar.version },
    ...{ ...base, dueDay: shifted, opens, due, graceEnd, closes },
    suspensions: state.suspensions.map(({ from, to }) =>
      to === undefined ? { from } : { from, to },
    ),
    step:
      taken === undefined
        ? null
        : {
            id: step,
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
