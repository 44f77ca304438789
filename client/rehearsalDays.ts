import { campaignTicks } from '../domain/campaignTicks.ts';
import { isAnnounced } from '../domain/calendar.ts';
import type { Context, OwedTask } from '../domain/context.ts';
import { dueDay } from '../domain/due.ts';
import { firstDay, ONCE } from '../domain/firsts.ts';
import { dayOf, type Day } from '../domain/instant.ts';
import { DEADLINES, deadlineSlots, dutySlots, periodsOf, type Slot } from '../domain/obligation.ts';
import type { EscalationStep } from '../domain/regime.ts';
import type { Names } from '../domain/words.ts';
import { bulletinWords, dutyWords } from '../domain/wordsParts.ts';
import { COUNTED } from './yearCounts.ts';

/** A due day that falls on a rest day and was moved 提前、顺延. */
export interface Shifted {
  readonly what: string;
  readonly from: Day;
  readonly to: Day;
}

/** The due days that were moved, once for each period of a duty and each day of the plan. */
export function shiftsOf(
  context: Context,
  tasks: readonly OwedTask[],
  names: Names,
): readonly Shifted[] {
  const { calendar, regime } = context;
  const moved = new Map<string, Shifted>();
  const note = (slot: Slot, from: Day) => {
    const to = slot.instants.dueDay;
    if (from !== to) moved.set(`${slot.duty}/${from}`, { what: dutyWords(slot, names), from, to });
  };
  const slots = new Map(dutySlots(context).map((slot) => [`${slot.duty}/${slot.period}`, slot]));
  for (const duty of regime.duties) {
    for (const period of periodsOf(duty, context)) {
      const slot = slots.get(`${duty.id}/${period.key}`);
      if (slot) note(slot, dueDay(duty.due, period, calendar));
    }
  }
  for (const first of regime.firsts ?? []) {
    const slot = slots.get(`${first.id}/${ONCE}`);
    if (slot) note(slot, firstDay(first, context.startedAt, calendar));
  }
  for (const slot of allDeadlines(context, tasks)) note(slot, slot.period.slice(0, 10));
  return [...moved.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** What lies beyond the announced calendar 暂定: a day, and what of which duty or bulletin stands on it. */
export interface Held {
  readonly day: Day;
  /** The period of a duty, or the bulletin. */
  readonly what: string;
  readonly act: string;
}

/** Due days whose judgement lies beyond the announced calendar, steps there, and cut-offs. */
export function heldIn(
  context: Context,
  tasks: readonly OwedTask[],
  names: Names,
): readonly Held[] {
  const { calendar } = context;
  const slots = [...dutySlots(context), ...allDeadlines(context, tasks)].flatMap((slot) => {
    const what = dutyWords(slot, names);
    const { dueDay } = slot.instants;
    const act = isAnnounced(calendar, dueDay) ? '到期后的判定' : '到期';
    const steps = slot.steps.filter(({ provisional }) => provisional);
    return [
      ...(slot.provisional ? [{ day: dueDay, what, act }] : []),
      ...steps.map(({ at, step }) => ({
        what,
        day: dayOf(at, calendar.zone),
        act: stepName(step),
      })),
    ];
  });
  const cutOffs = campaignTicks(context).flatMap((tick) => {
    if (tick.kind !== 'cut-off' || !tick.provisional) return [];
    const day = dayOf(tick.at, calendar.zone);
    return [{ day, what: bulletinWords({ ...tick }, names), act: '截止' }];
  });
  return [...slots, ...cutOffs];
}

function stepName({ step, title }: EscalationStep): string {
  return title ?? (step === 'interview' ? COUNTED.proposed : COUNTED[step]);
}

/** What is provisional 暂定, each period and bulletin once. */
export function provisionalOf(
  context: Context,
  tasks: readonly OwedTask[],
  names: Names,
): readonly string[] {
  return [...new Set(heldIn(context, tasks, names).map(({ what }) => what))];
}

/** One slot for each day on which the plan dates anything; what is due on it differs from task to task. */
function allDeadlines(context: Context, tasks: readonly OwedTask[]): readonly Slot[] {
  const byDay = new Map<string, Slot>();
  for (const task of tasks) {
    if ((task.parties[DEADLINES] ?? []).length === 0) continue;
    for (const { duty, period, instants, steps, provisional } of deadlineSlots(context, task)) {
      const day = period.slice(0, 10);
      if (!byDay.has(day)) byDay.set(day, { duty, period: day, instants, steps, provisional });
    }
  }
  return [...byDay.values()];
}
