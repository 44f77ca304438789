import { amendedContext, succeededContext } from '../../domain/amendedContext.ts';
import type { Demand } from '../../domain/burden.ts';
import { at, dayOf, instantOf, plusDays, weekday, type Day } from '../../domain/instant.ts';
import { owingWithin, type Owing } from '../../store/burden.ts';
import { calendarsTaken } from '../../store/calendars.ts';
import { findCampaign, unitsOf } from '../../store/campaigns.ts';
import { openedPeriods } from '../../store/expected.ts';
import { owingTasks } from '../../store/owing.ts';
import type { Db } from '../../store/pool.ts';
import { regimeHash, regimesTaken } from '../../store/regimes.ts';
import { campaignStates } from '../../store/standings.ts';
import { comingSlots, forecastDemands } from '../rehearsalForecast.ts';
import { ZONE } from './actor.ts';

interface Within {
  readonly from: Day;
  /** Not among them. */
  readonly to: Day;
}

/**
 * What all campaigns ask of units in some days: what the register has, and the periods to come. Trials ask units for nothing,
 * and what has ended asks for nothing more.
 */
export async function demandsWithin(db: Db, within: Within): Promise<readonly Demand[]> {
  const { from, to } = within;
  const campaigns = (await campaignStates(db)).filter(({ trial }) => !trial);
  const ids = new Set(campaigns.map(({ id }) => id));
  const open = campaigns.filter(
    ({ state, horizon }) => state !== 'ended' && horizon.from < to && horizon.to > from,
  );
  const namesIn = namesOnce(db);
  const [standing, coming] = await Promise.all([
    owingWithin(db, at(from, '00:00', ZONE), at(to, '00:00', ZONE)),
    Promise.all(open.map(({ id }) => comingOf(db, id, within, namesIn))),
  ]);
  const asking = standing.filter(({ campaign }) => ids.has(campaign));
  const named = new Map<string, (unit: string) => string>();
  for (const id of new Set(asking.map(({ campaign }) => campaign))) {
    named.set(id, await namesIn(id));
  }
  const opened = asking.flatMap((owing) => demandsOf(owing, named.get(owing.campaign)));
  return [...opened, ...coming.flat()];
}

function demandsOf(
  { campaign, members, due, tasks }: Owing,
  unitName: (id: string) => string = (id) => id,
): Demand[] {
  const day = dayOf(instantOf(due.getTime(), ZONE), ZONE);
  const week = plusDays(day, 1 - weekday(day));
  const counts = new Map<string, number>();
  for (const task of tasks) counts.set(task, (counts.get(task) ?? 0) + 1);
  return members.flatMap((member) => {
    const unit = unitName(member);
    return [...counts].map(([task, count]) => ({ unit, campaign, task, week, count }));
  });
}

type NamesIn = (campaign: string) => Promise<(id: string) => string>;

/** The names of the units of campaigns; of each they are read once. */
function namesOnce(db: Db): NamesIn {
  const known = new Map<string, ReturnType<NamesIn>>();
  return (campaign) => {
    const found = known.get(campaign) ?? unitNames(db, campaign);
    known.set(campaign, found);
    return found;
  };
}

async function unitNames(db: Db, campaign: string): Promise<(id: string) => string> {
  const names = new Map((await unitsOf(db, campaign)).map((unit) => [unit.id, unit.name]));
  return (id) => names.get(id) ?? id;
}

async function comingOf(
  db: Db,
  id: string,
  within: Within,
  namesIn: NamesIn,
): Promise<readonly Demand[]> {
  const row = await findCampaign(db, id);
  if (row === undefined) return [];
  const [opened, calendars, regimes] = await Promise.all([
    openedPeriods(db, id),
    calendarsTaken(db, id),
    regimesTaken(db, id),
  ]);
  const calendar = calendars.at(-1)?.calendar ?? row.context.calendar;
  const context = amendedContext(succeededContext(row.context, regimes), calendar);
  if (comingSlots({ context, opened }, within).length === 0) return [];
  const [tasks, unitName] = await Promise.all([owingTasks(db, id), namesIn(id)]);
  return forecastDemands({ context, tasks, opened, unitName, hashOf: regimeHash }, within);
}
