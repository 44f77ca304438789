import type { Context } from '../domain/context.ts';
import { epoch, type Instant } from '../domain/instant.ts';
import { DEADLINES, deadlineSlots, dutySlots, type Slot } from '../domain/obligation.ts';
import { obligationKey } from '../domain/ids.ts';
import { tasksOf } from '../store/campaigns.ts';
import { openedPeriods, openObligations, openPeriod as freeze } from '../store/expected.ts';
import type { Pool } from '../store/pool.ts';
import type { Effects } from './perform.ts';

/** Freezes the expected set 应报名单 of a period when it opens. */
export const openPeriod: Effects = async ({ pool }, context, { effect }) => {
  const duty = String(effect.payload['duty']);
  const period = String(effect.payload['period']);
  if (duty === DEADLINES) await openDeadlines(pool, context, effect.at);
  else {
    const slot = dutySlots(context).find((own) => own.duty === duty && own.period === period);
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
  for (const slot of dutySlots(context)) {
    const due = epoch(slot.instants.opens) <= epoch(upTo);
    if (due && !opened.has(`${slot.duty}/${slot.period}`)) await openSlot(pool, context, slot);
  }
}

async function openSlot(pool: Pool, { campaign }: Context, slot: Slot): Promise<void> {
  const { duty, period, instants } = slot;
  await freeze(pool, { campaign, duty, period, due: instants.due, openedAt: instants.opens });
}

async function openDeadlines(pool: Pool, context: Context, openedAt: Instant): Promise<void> {
  const { campaign } = context;
  const duty = DEADLINES;
  const rows = (await tasksOf(pool, campaign)).flatMap(({ key, owed }) =>
    deadlineSlots(context, owed).flatMap((slot) =>
      (owed.parties[DEADLINES] ?? []).map((party) => ({
        task: key,
        obligation: obligationKey(duty, slot.period, party.id),
        duty,
        period: slot.period,
        party: party.id,
        members: party.members,
        due: slot.instants.due,
      })),
    ),
  );
  await openObligations(pool, campaign, rows, openedAt);
}
