import type { Calendar } from '../domain/calendar.ts';
import type { Context } from '../domain/context.ts';
import { epoch, type Instant } from '../domain/instant.ts';
import { contextOfJoining, slotsFromJoining, type Joining } from '../domain/joining.ts';
import {
  amendedContext,
  DEADLINES,
  deadlineSlots,
  dutySlots,
  type Slot,
} from '../domain/obligation.ts';
import { obligationKey, readProcess } from '../domain/ids.ts';
import { calendarsTaken } from '../store/calendars.ts';
import { tasksOf, type TaskRow } from '../store/campaigns.ts';
import {
  openedPeriods,
  openObligations,
  openPeriod as freeze,
  type ExpectedRow,
} from '../store/expected.ts';
import type { Pool } from '../store/pool.ts';
import { regimeHash } from '../store/regimes.ts';
import type { Effects } from './perform.ts';

/** Freezes the expected set 应报名单 of a period when it opens. */
export const openPeriod: Effects = async ({ pool }, context, { effect, process }) => {
  const { duty, period, tasks, rows } = effect.payload as {
    readonly duty: string;
    readonly period: string;
    readonly tasks?: readonly string[];
    readonly rows?: readonly Omit<ExpectedRow, 'task'>[];
  };
  if (rows !== undefined) {
    const found = readProcess(process);
    const task = found?.kind === 'task' ? found.task : '';
    const own = rows.map((row) => ({ ...row, task }));
    await openObligations(pool, context.campaign, own, effect.at);
  } else if (tasks !== undefined) {
    const joining = effect.payload as unknown as Joining;
    await openJoined(pool, contextOfJoining(context, joining), tasks, effect.at);
  } else if (duty === DEADLINES) await openDeadlines(pool, context, effect.at);
  else {
    const slots = dutySlots(await underCalendar(pool, context));
    const slot = slots.find((own) => own.duty === duty && own.period === period);
    if (slot === undefined) throw new RangeError(`no such period: ${duty} ${period}`);
    await openSlot(pool, context, slot);
  }
  return null;
};

/**
 * Makes sure that whatever opened by an instant has its expected set: effects of a process that catches up after an
 * outage may overtake one another, and a bulletin must not count what is not yet there.
 */
export async function ensureOpened(pool: Pool, context: Context, upTo: Instant): Promise<void> {
  const opened = await openedPeriods(pool, context.campaign);
  if (!opened.has(DEADLINES)) await openDeadlines(pool, context, context.startedAt);
  for (const slot of dutySlots(await underCalendar(pool, context))) {
    const due = epoch(slot.instants.opens) <= epoch(upTo);
    if (due && !opened.has(`${slot.duty}/${slot.period}`)) await openSlot(pool, context, slot);
  }
}

/** What has opened since a task was added, should its start have been delayed: the periods that others have by now. */
export async function openSince(pool: Pool, joined: Context, upTo: Instant): Promise<void> {
  for (const slot of dutySlots(joined)) {
    const { opens } = slot.instants;
    const since = epoch(opens) > epoch(joined.startedAt) && epoch(opens) <= epoch(upTo);
    if (since) await openSlot(pool, joined, slot);
  }
}

/** Of each campaign the calendar that it took last, so that its slots are computed once. */
const calendars = new WeakMap<Context, { readonly id: string; readonly calendar: Calendar }>();

/**
 * The context under the calendar that is in force: a period that opens after a change is frozen with the instant by which
 * its tasks will judge it. One that opened before is moved by its tasks as they take the change.
 */
async function underCalendar(pool: Pool, context: Context): Promise<Context> {
  const last = (await calendarsTaken(pool, context.campaign)).at(-1);
  if (last === undefined) return context;
  const known = calendars.get(context);
  const { calendar } = known?.id === last.id ? known : last;
  calendars.set(context, { id: last.id, calendar });
  return amendedContext(context, calendar);
}

async function openSlot(pool: Pool, { campaign }: Context, slot: Slot): Promise<void> {
  const { duty, period, instants, under } = slot;
  const own = { campaign, duty, period, due: instants.due, openedAt: instants.opens };
  await freeze(pool, under === undefined ? own : { ...own, regime: regimeHash(under) });
}

/** The dated deadlines of the tasks of the start. */
async function openDeadlines(pool: Pool, context: Context, openedAt: Instant): Promise<void> {
  const { campaign } = context;
  const tasks = (await tasksOf(pool, campaign)).filter(({ since }) => since === undefined);
  const rows = tasks.flatMap((task) => expectedOf(task, deadlineSlots(context, task.owed)));
  await openObligations(pool, campaign, rows, openedAt);
}

/** The days of tasks that were added in flight, and what they owe once. */
async function openJoined(
  pool: Pool,
  context: Context,
  keys: readonly string[],
  openedAt: Instant,
): Promise<void> {
  const tasks = (await tasksOf(pool, context.campaign)).filter(({ key }) => keys.includes(key));
  const rows = tasks.flatMap((task) => expectedOf(task, slotsFromJoining(context, task.owed)));
  await openObligations(pool, context.campaign, rows, openedAt);
}

function expectedOf({ key, owed }: TaskRow, slots: readonly Slot[]): readonly ExpectedRow[] {
  return slots.flatMap(({ duty, period, instants }) =>
    (owed.parties[duty] ?? []).map((party) => ({
      ...{ task: key, duty, period, due: instants.due },
      ...{ obligation: obligationKey(duty, period, party.id) },
      ...{ party: party.id, members: party.members },
    })),
  );
}
