import { periodsWithin, type Cadence, type Period } from './cadence.ts';
import { addWorkdays, isAnnounced, shiftDay, workdaysBetween, type Calendar } from './calendar.ts';
import type { Context, OwedTask, Party } from './context.ts';
import { deadlineInstants, dutyInstants, stepInstant, type DutyInstants } from './due.ts';
import { at, clockOf, dayOf, epoch, maxInstant, type Instant } from './instant.ts';
import { obligationKey } from './ids.ts';
import type { Duty, EscalationStep } from './regime.ts';

/** The duty under which milestones and dated deadlines are owed. */
export const DEADLINES = 'deadlines';

/** Slot 报送期: one duty and one period, with every instant that follows from the regime and the calendar. */
export interface Slot {
  readonly duty: string;
  readonly period: string;
  readonly instants: DutyInstants;
  readonly steps: readonly StepInstant[];
  /** 暂定: its judgement lies beyond the announced calendar and waits for one that covers the day. */
  readonly provisional: boolean;
  /** What a milestone is about (入规、投产), and whether the plan only strives for it (力争). */
  readonly what?: string;
}

export interface StepInstant {
  readonly step: EscalationStep;
  readonly at: Instant;
  /** 暂定: beyond the announced calendar. */
  readonly provisional: boolean;
}

/** Obligation 报送义务: one report owed by one party for one task and period. */
export interface Obligation {
  readonly key: string;
  readonly slot: Slot;
  readonly party: Party;
}

/** Suspension 暂停: nothing fires between `from` and `to`; absent `to` means that it still lasts. */
export interface Suspension {
  readonly from: Instant;
  readonly to?: Instant;
}

/** Where everything lies that a lasting suspension holds. */
export const NEVER: Instant = '9999-12-31T00:00:00+08:00';
const slots = new WeakMap<Context, readonly Slot[]>();
const ends = new WeakMap<Context, Instant>();
/** Of an amended context, the one with which the campaign started. */
const starts = new WeakMap<Context, Context>();
/** Amended once for each calendar, so that the tasks of a campaign share their slots. */
const amendments = new WeakMap<Context, WeakMap<Calendar, Context>>();

/** The cadence of a duty or bulletin: two months begin with the campaign's first month unless the regime says. */
export function cadenceOf(rule: Pick<Duty, 'every' | 'phase'>, context: Context): Cadence {
  if (rule.phase !== undefined) return { every: rule.every, phase: rule.phase };
  if (rule.every !== 'two-months') return { every: rule.every };
  return { every: rule.every, phase: Number(context.horizon.from.slice(5, 7)) };
}

/** The periods of a duty or bulletin over the horizon; a rule that skips parts 不足一期的 has only whole ones. */
export function periodsOf(
  rule: Pick<Duty, 'every' | 'phase' | 'parts'>,
  context: Context,
): readonly Period[] {
  const { from, to } = context.horizon;
  return periodsWithin(cadenceOf(rule, context), from, to, rule.parts);
}

/** The context under an amended calendar. What is owed stays what it was at the start: only instants move. */
export function amendedContext(context: Context, calendar: Calendar): Context {
  if (calendar === context.calendar) return context;
  const known = amendments.get(context) ?? new WeakMap<Calendar, Context>();
  amendments.set(context, known);
  const found = known.get(calendar);
  if (found !== undefined) return found;
  const amended = { ...context, calendar };
  starts.set(amended, starts.get(context) ?? context);
  known.set(calendar, amended);
  return amended;
}

/** The slot, if it is owed at all; one that an amended calendar would move to before the start keeps its instants. */
function owedStill(
  context: Context,
  slot: Slot,
  slotsOf: (start: Context) => readonly Slot[],
): readonly Slot[] {
  const after = epoch(slot.instants.due) > epoch(context.firstNoticesAt);
  const start = starts.get(context);
  if (start === undefined) return after ? [slot] : [];
  const was = slotsOf(start).find(
    ({ duty, period }) => duty === slot.duty && period === slot.period,
  );
  return was === undefined ? [] : [after ? slot : was];
}

/**
 * The slots of every duty over the horizon, in order of time. A period whose due instant is not after the first
 * notices stands as 启动前 and is not among them.
 */
export function dutySlots(context: Context): readonly Slot[] {
  const known = slots.get(context);
  if (known) return known;
  const { regime, calendar } = context;
  const made = regime.duties
    .flatMap((duty) =>
      periodsOf(duty, context).map((period) =>
        slotOf(
          context,
          duty.id,
          period.key,
          clampOpening(dutyInstants(duty, period, calendar), context),
        ),
      ),
    )
    .flatMap((slot) => owedStill(context, slot, (first) => dutySlots(first)))
    .sort((a, b) => epoch(a.instants.due) - epoch(b.instants.due));
  slots.set(context, made);
  return made;
}

/**
 * The slots of a task's milestones and dated deadlines that fall inside the horizon and after the start, in order of
 * time; keys of the same day are numbered in the order of the plan.
 */
export function deadlineSlots(
  context: Context,
  task: Pick<OwedTask, 'deadlines'>,
): readonly Slot[] {
  const seen = new Map<string, number>();
  const made = task.deadlines.flatMap((deadline) => {
    if (deadline.kind !== 'date') return [];
    if (deadline.on < context.horizon.from || deadline.on >= context.horizon.to) return [];
    const count = (seen.get(deadline.on) ?? 0) + 1;
    seen.set(deadline.on, count);
    const period = count === 1 ? deadline.on : `${deadline.on}#${count}`;
    const found = deadlineInstants(context.regime.deadlines, deadline.on, context.calendar);
    const slot = slotOf(context, DEADLINES, period, clampOpening(found, context));
    const { what } = deadline;
    return owedStill(context, what === undefined ? slot : { ...slot, what }, (first) =>
      deadlineSlots(first, task),
    );
  });
  return made.sort((a, b) => epoch(a.instants.due) - epoch(b.instants.due));
}

/** Every obligation of a task: of its duties, then of its deadlines, each in order of due instant, then party. */
export function obligationsOf(context: Context, task: OwedTask): readonly Obligation[] {
  return [...dutySlots(context), ...deadlineSlots(context, task)].flatMap((slot) =>
    (task.parties[slot.duty] ?? []).map((party) => ({
      key: obligationKey(slot.duty, slot.period, party.id),
      slot,
      party,
    })),
  );
}

/**
 * When the last entry of the campaign has closed and the last step is past: its processes end then, unless a decision
 * ends them before. The end keeps its remaining working days over a suspension, as everything else does.
 */
export function endOf(context: Context, suspensions: readonly Suspension[] = []): Instant {
  const planned = ends.get(context) ?? plannedEnd(context);
  ends.set(context, planned);
  return suspensions.reduce(
    (end, suspension) => resumedInstant(end, suspension, context.calendar),
    planned,
  );
}

function plannedEnd(context: Context): Instant {
  const { calendar, horizon, regime } = context;
  const last = deadlineInstants(regime.deadlines, horizon.to, calendar).closes;
  return dutySlots(context)
    .flatMap((slot) => [slot.instants.closes, ...slot.steps.map((step) => step.at)])
    .reduce(maxInstant, last);
}

/** The slot under suspensions; `exempt` when it lay wholly inside one. Nothing falls due while one lasts. */
export function suspended(
  slot: Slot,
  suspensions: readonly Suspension[],
  calendar: Calendar,
): { readonly slot: Slot; readonly exempt: boolean } {
  return suspensions.reduce<{ slot: Slot; exempt: boolean }>(
    (seen, suspension) => {
      const { opens, due } = seen.slot.instants;
      if (suspension.to === undefined || epoch(opens) <= epoch(suspension.from)) {
        return { slot: moveSlot(seen.slot, suspension, calendar), exempt: seen.exempt };
      }
      return { slot: seen.slot, exempt: seen.exempt || epoch(due) <= epoch(suspension.to) };
    },
    { slot, exempt: false },
  );
}

/**
 * Where an instant after the beginning of a suspension comes to lie: it keeps its remaining working days, counted from
 * the resumption, at its own time of day, and never lies before the resumption.
 */
export function resumedInstant(
  instant: Instant,
  suspension: Suspension,
  calendar: Calendar,
): Instant {
  if (epoch(instant) <= epoch(suspension.from)) return instant;
  if (suspension.to === undefined) return NEVER;
  const { zone } = calendar;
  const left = workdaysBetween(calendar, dayOf(suspension.from, zone), dayOf(instant, zone));
  const day = shiftDay(calendar, addWorkdays(calendar, dayOf(suspension.to, zone), left), 'later');
  const moved = at(day, clockOf(instant, zone), zone);
  if (epoch(moved) > epoch(suspension.to)) return moved;
  return at(addWorkdays(calendar, day, 1), clockOf(instant, zone), zone);
}

function moveSlot(slot: Slot, suspension: Suspension, calendar: Calendar): Slot {
  const move = (instant: Instant) => resumedInstant(instant, suspension, calendar);
  const due = move(slot.instants.due);
  const closes = move(slot.instants.closes);
  const lasts = suspension.to === undefined;
  const instants: DutyInstants = {
    ...slot.instants,
    due,
    dueDay: dayOf(due, calendar.zone),
    graceEnd: move(slot.instants.graceEnd),
    closes,
    provisional: slot.instants.provisional || (!lasts && beyond(closes, calendar)),
  };
  const steps = slot.steps.flatMap((step): StepInstant[] => {
    const when = movedStep(step, slot.instants, instants, move, calendar);
    if (lasts) return [{ ...step, at: when }];
    if ('before' in step.step.at && epoch(when) >= epoch(due)) return [];
    return [{ ...step, at: when, provisional: beyond(when, calendar) || beyond(due, calendar) }];
  });
  const provisional = lasts ? slot.provisional : beyond(instants.graceEnd, calendar);
  return { ...slot, instants, steps, provisional };
}

/** What follows the end of grace keeps its distance from it, so that no step overtakes its judgement. */
function movedStep(
  step: StepInstant,
  was: DutyInstants,
  is: DutyInstants,
  move: (instant: Instant) => Instant,
  calendar: Calendar,
): Instant {
  const fixed = is.graceEnd === was.graceEnd || is.graceEnd === NEVER;
  if (fixed || 'before' in step.step.at) return move(step.at);
  return stepInstant(step.step.at, step.step.time, is, calendar) ?? move(step.at);
}

function beyond(instant: Instant, calendar: Calendar): boolean {
  return !isAnnounced(calendar, dayOf(instant, calendar.zone));
}

function clampOpening(instants: DutyInstants, context: Context): DutyInstants {
  const late = epoch(instants.opens) < epoch(context.startedAt);
  return late ? { ...instants, opens: context.startedAt } : instants;
}

function slotOf(context: Context, duty: string, period: string, instants: DutyInstants): Slot {
  const { regime, calendar } = context;
  const steps = regime.ladder
    .filter((step) => step.on === undefined || step.on.includes(duty))
    .flatMap((step) => {
      const when = stepInstant(step.at, step.time, instants, calendar);
      if (when === undefined || epoch(when) < epoch(context.firstNoticesAt)) return [];
      return [
        { step, at: when, provisional: beyond(when, calendar) || beyond(instants.due, calendar) },
      ];
    });
  return { duty, period, instants, steps, provisional: beyond(instants.graceEnd, calendar) };
}
