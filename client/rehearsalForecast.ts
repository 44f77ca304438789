import { regimesOf } from '../domain/amendedContext.ts';
import type { Demand } from '../domain/burden.ts';
import type { Context, Party } from '../domain/context.ts';
import { obligationKey } from '../domain/ids.ts';
import { dayOf, plusDays, weekday, type Day } from '../domain/instant.ts';
import { dutySlots, type Obligation, type Slot } from '../domain/obligation.ts';
import type { Regime } from '../domain/regime.ts';
import { coincidencesOf } from '../domain/together.ts';

type Parties = Readonly<Record<string, readonly Party[]>>;

/** A campaign that runs, as far as it says what it will ask for. */
export interface RunningCampaign {
  /** With the calendar and the regimes that are in force now. */
  readonly context: Context;
  readonly tasks: readonly {
    readonly task: string;
    readonly parties: Parties;
    readonly under: Readonly<Record<string, Parties>>;
    readonly moved: Readonly<Record<string, readonly string[]>>;
  }[];
  /** Periods that the register has already, as `duty/period`. */
  readonly opened: ReadonlySet<string>;
  readonly unitName: (id: string) => string;
  readonly hashOf: (regime: Regime) => string;
}

/**
 * What a running campaign will ask for from a day up to another, which is not among them, in periods that have not opened
 * yet: the register holds those that have. Nobody knows the decisions to come, so that each period stands as its regime has
 * it. What falls due together is one.
 */
export function forecastDemands(
  running: RunningCampaign,
  within: { readonly from: Day; readonly to: Day },
): readonly Demand[] {
  const { context, tasks, unitName } = running;
  const { zone } = context.calendar;
  const slots = comingSlots(running, within);
  const regimes = regimesOf(context);
  const dayIn = ({ slot }: Obligation) => dayOf(slot.instants.due, zone);
  return tasks.flatMap((one) => {
    const owed = slots.flatMap((slot) =>
      partiesOf(running, one, slot).map((party): Obligation => ({
        ...{ key: obligationKey(slot.duty, slot.period, party.id), slot, party },
      })),
    );
    const together = coincidencesOf(regimes, owed, dayIn);
    const counts = new Map<string, Demand>();
    for (const obligation of owed) {
      const { key, party } = obligation;
      if ((together.get(key)?.members.at(-1)?.key ?? key) !== key) continue;
      const day = dayIn(obligation);
      const week = plusDays(day, 1 - weekday(day));
      for (const id of one.moved[party.id] ?? party.members) {
        const unit = unitName(id);
        const count = (counts.get(`${week} ${unit}`)?.count ?? 0) + 1;
        const demand = { unit, campaign: context.campaign, task: one.task, week, count };
        counts.set(`${week} ${unit}`, demand);
      }
    }
    return [...counts.values()];
  });
}

/** The periods that fall due then and have not opened yet. */
export function comingSlots(
  { context, opened }: Pick<RunningCampaign, 'context' | 'opened'>,
  { from, to }: { readonly from: Day; readonly to: Day },
): readonly Slot[] {
  return dutySlots(context).filter(({ duty, period, instants }) => {
    const day = dayOf(instants.due, context.calendar.zone);
    return day >= from && day < to && !opened.has(`${duty}/${period}`);
  });
}

function partiesOf(
  { hashOf }: RunningCampaign,
  { parties, under }: RunningCampaign['tasks'][number],
  { duty, under: regime }: Slot,
): readonly Party[] {
  const own = regime === undefined ? undefined : under[hashOf(regime)];
  return own?.[duty] ?? parties[duty] ?? [];
}
