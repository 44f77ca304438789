import { DEADLINES, deadlineSlots, dutySlots } from '../domain/obligation.ts';
import { obligationKey } from '../domain/ids.ts';
import { tasksOf } from '../store/campaigns.ts';
import { openObligations, openPeriod as freeze } from '../store/expected.ts';
import type { Effects } from './perform.ts';

/** Freezes the expected set 应报名单 of a period when it opens. */
export const openPeriod: Effects = async ({ pool }, context, { effect }) => {
  const duty = String(effect.payload['duty']);
  const period = String(effect.payload['period']);
  const { campaign } = context;
  if (duty !== DEADLINES) {
    const slot = dutySlots(context).find((own) => own.duty === duty && own.period === period);
    if (slot === undefined) throw new RangeError(`no such period: ${duty} ${period}`);
    await freeze(pool, { campaign, duty, period, due: slot.instants.due, openedAt: effect.at });
    return null;
  }
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
  await openObligations(pool, campaign, rows, effect.at);
  return null;
};
