import { contextAtStart } from './amendedContext.ts';
import type { Period } from './cadence.ts';
import type { Context, OwedTask, Party } from './context.ts';
import { deadlineInstants, dutyInstants, stepInstant, type DutyInstants } from './due.ts';
import { firstInstants, ONCE, ruleNamed } from './firsts.ts';
import { at, epoch, maxInstant, type Day, type Instant } from './instant.ts';
import { obligationKey } from './ids.ts';
import type { EscalationStep, Regime } from './regime.ts';
import { boundaryInstant, periodsUnder } from './regimePeriods.ts';
import { beyond, resumedInstant, type Suspension } from './suspension.ts';

export { amendedContext } from './amendedContext.ts';
export { cadenceOf, periodsOf } from './regimePeriods.ts';
export { NEVER, resumedInstant, suspended, type Suspension } from './suspension.ts';

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
  /** A regime that came into force in flight and gives this period; absent: the one of the start. */
  readonly under?: Regime;
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
  /** How often its due day was moved by a decision; absent: never. */
  readonly moved?: number;
}

/** A name of an obligation's own, told apart after each new due day: what was done once is done once more for that. */
export function again({ moved }: Pick<Obligation, 'moved'>, name: string): string {
  return moved === undefined ? name : `${name}~${moved}`;
}

const slots = new WeakMap<Context, readonly Slot[]>();
const ends = new WeakMap<Context, Instant>();

/** The slot, if it is owed at all; one that an amended calendar would move to before the start keeps its instants. */
function owedStill(
  context: Context,
  slot: Slot,
  slotsOf: (start: Context) => readonly Slot[],
): readonly Slot[] {
  const after = epoch(slot.instants.due) > epoch(context.firstNoticesAt);
  const start = contextAtStart(context);
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
  const periodic = periodsUnder(context, ({ duties }) => duties)
    .filter(({ period }) => isOwedFromStart(context, period))
    .map(({ rule, period, under }) => {
      const instants = clampOpening(dutyInstants(rule, period, calendar), context);
      return slotOf(context, rule.id, period.key, instants, under);
    });
  const once = (regime.firsts ?? []).map((rule) =>
    slotOf(context, rule.id, ONCE, firstInstants(rule, context)),
  );
  const made = [...periodic, ...once]
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
    const slot = deadlineSlot(context, period, deadline.on);
    const { what } = deadline;
    return owedStill(context, what === undefined ? slot : { ...slot, what }, (first) =>
      deadlineSlots(first, task),
    );
  });
  return made.sort((a, b) => epoch(a.instants.due) - epoch(b.instants.due));
}

/**
 * The slot of a dated deadline. On or after the day on which a regime came into force it follows that one, unless either
 * would have it due before; what reminded before that day has reminded, and no step of one name is taken twice.
 */
export function deadlineSlot(context: Context, period: string, on: Day): Slot {
  const under = ({ deadlines }: Regime, later?: Regime) => {
    const found = deadlineInstants(deadlines, on, context.calendar);
    return slotOf(context, DEADLINES, period, clampOpening(found, context), later);
  };
  const { later = [] } = context;
  return later.reduce((was, { from, regime }) => {
    if (on < from) return was;
    const is = under(regime, regime);
    const boundary = epoch(boundaryInstant(from, context));
    if ([was, is].some(({ instants }) => epoch(instants.due) < boundary)) return was;
    const taken = was.steps.filter((step) => epoch(step.at) < boundary);
    const names = taken.map(({ step }) => step.id);
    const rest = is.steps.filter(
      ({ step, at: when }) => epoch(when) >= boundary && !names.includes(step.id),
    );
    return { ...is, steps: [...taken, ...rest] };
  }, under(context.regime));
}

/** Every obligation of a task: of its duties, then of its deadlines, each in order of due instant, then party. */
export function obligationsOf(context: Context, task: OwedTask): readonly Obligation[] {
  return [...dutySlots(context), ...deadlineSlots(context, task)].flatMap((slot) =>
    owingParties(task, slot).map((party) => ({
      key: obligationKey(slot.duty, slot.period, party.id),
      slot,
      party,
    })),
  );
}

/** Who owes a slot: a regime that came into force in flight may ask others. */
export function owingParties(
  { parties, under }: Pick<OwedTask, 'parties' | 'under'>,
  slot: Pick<Slot, 'duty' | 'under'>,
): readonly Party[] {
  const own = slot.under && under?.[slot.under.version];
  return own?.[slot.duty] ?? parties[slot.duty] ?? [];
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
  const { calendar, horizon, later = [] } = context;
  const last = [context, ...later]
    .map(({ regime }) => deadlineInstants(regime.deadlines, horizon.to, calendar).closes)
    .reduce(maxInstant);
  return dutySlots(context)
    .flatMap((slot) => [slot.instants.closes, ...slot.steps.map((step) => step.at)])
    .reduce(maxInstant, last);
}

/** The slot with another due day: its instants follow from the same rule; entry opens when it did. */
export function slotDueOn(context: Context, slot: Slot, day: Day): Slot {
  const regime = slot.under ?? context.regime;
  const duty = ruleNamed(regime, slot.duty) ?? regime.deadlines;
  const { opens } = slot.instants;
  const found = { ...deadlineInstants(duty, day, context.calendar), opens };
  const made = slotOf(context, slot.duty, slot.period, found, slot.under);
  return slot.what === undefined ? made : { ...made, what: slot.what };
}

/** A task that was added in flight owes from the next period on: one that opens after it was added. */
function isOwedFromStart({ joined, startedAt, calendar }: Context, { from }: Period): boolean {
  return joined !== true || epoch(at(from, '00:00', calendar.zone)) > epoch(startedAt);
}

function clampOpening(instants: DutyInstants, context: Context): DutyInstants {
  const late = epoch(instants.opens) < epoch(context.startedAt);
  return late ? { ...instants, opens: context.startedAt } : instants;
}

function slotOf(
  context: Context,
  duty: string,
  period: string,
  instants: DutyInstants,
  under?: Regime,
): Slot {
  const { calendar } = context;
  const steps = (under ?? context.regime).ladder
    .filter((step) => step.on === undefined || step.on.includes(duty))
    .flatMap((step) => {
      const when = stepInstant(step.at, step.time, instants, calendar);
      if (when === undefined || epoch(when) < epoch(context.firstNoticesAt)) return [];
      return [
        { step, at: when, provisional: beyond(when, calendar) || beyond(instants.due, calendar) },
      ];
    });
  const provisional = beyond(instants.graceEnd, calendar);
  return { duty, period, instants, steps, provisional, ...(under ? { under } : {}) };
}
