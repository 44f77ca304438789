import type { Obligation } from '../../domain/obligation.ts';
import type { Unit } from '../../domain/unit.ts';
import { plusDays, type Instant } from '../../domain/instant.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { candidatesOf, type LinkedObligation } from '../../store/links.ts';
import type { Entry, EntriesView } from '../linkAnswers.ts';
import type { Service } from '../service.ts';
import type { z } from 'zod';
import { nowOf } from './actor.ts';
import { campaignFor, lineNow, taskFor, taskNow, unitFor } from './find.ts';
import { entriesOfTask, isEnterable, type Seen } from './linkEntry.ts';

/** What was due longer ago than these days and was judged is corrected by nobody. */
const LOOKED_BACK_DAYS = 100;
/** Tasks that are folded at once. */
const AT_ONCE = 6;

/** A unit of a campaign at an instant: what an entry is looked at from. */
export interface Whose {
  readonly campaign: Awaited<ReturnType<typeof campaignFor>>;
  readonly unit: Unit;
  readonly units: readonly Unit[];
  readonly at: Instant;
}

export async function whoseFor(
  service: Service,
  wanted: string | undefined,
  unit: string,
): Promise<Whose> {
  const { pool } = service;
  const campaign = await campaignFor(pool, wanted);
  const [found, units, at] = await Promise.all([
    unitFor(pool, campaign.id, unit),
    unitsOf(pool, campaign.id),
    nowOf(service, pool, campaign.context.calendar.zone),
  ]);
  return { campaign, unit: found, units, at };
}

/** A task with those of its obligations that are asked about and may be reported now. */
export interface Open {
  readonly seen: Seen;
  readonly obligations: readonly Obligation[];
}

/** Everything that the unit may report or correct now, in order of due instant. */
export async function candidates(
  { pool }: Service,
  { campaign, unit, at }: Whose,
): Promise<readonly LinkedObligation[]> {
  const since = `${plusDays(at.slice(0, 10), -LOOKED_BACK_DAYS)}T00:00:00+08:00`;
  return candidatesOf(pool, campaign.id, unit.id, since);
}

/** Those of the named obligations that the unit may report now, by task. */
export async function openOf(
  { pool }: Service,
  { campaign, unit, units, at }: Whose,
  named: readonly LinkedObligation[],
): Promise<readonly Open[]> {
  const { context } = campaign;
  const keys = [...new Set(named.map(({ task }) => task))];
  const found: Open[] = [];
  for (let i = 0; i < keys.length; i += AT_ONCE) {
    const some = keys.slice(i, i + AT_ONCE).map(async (key): Promise<Open> => {
      const task = await taskFor(pool, campaign.id, key);
      const seen = { context, task, now: await taskNow(pool, context, task), unit, units, at };
      const { byKey } = lineNow(seen.now);
      const own = named.filter((one) => one.task === key);
      const obligations = own
        .flatMap(({ obligation }) => byKey.get(obligation) ?? [])
        .filter((one) => isEnterable(seen, one));
      return { seen, obligations };
    });
    found.push(...(await Promise.all(some)));
  }
  return found.filter(({ obligations }) => obligations.length > 0);
}

/** The entries of what is open, the one due first before the others; what is still owed before what was sent. */
export async function entriesOf(
  { pool }: Service,
  open: readonly Open[],
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const { seen, obligations } of open) {
    entries.push(...(await entriesOfTask(pool, seen, obligations)));
  }
  const rank = ({ state }: Entry) => (state === 'owed' || state === 'returned' ? 0 : 1);
  return entries.toSorted(
    (a, b) => rank(a) - rank(b) || Date.parse(a.due.at) - Date.parse(b.due.at),
  );
}

export function entriesView(
  { campaign, unit, at }: Whose,
  entries: readonly Entry[],
): z.infer<typeof EntriesView> {
  const owed = entries.filter(({ state }) => state === 'owed' || state === 'returned');
  const late = owed.filter(({ mark }) => mark.level === 'late').length;
  const returned = owed.filter(({ state }) => state === 'returned').length;
  const parts = [
    owed.length === 0 ? '目前没有要报的' : `本期要报 ${owed.length} 项`,
    ...(late > 0 ? [`其中逾期 ${late} 项`] : []),
    ...(returned > 0 ? [`退回待补报 ${returned} 项`] : []),
  ];
  return {
    ...{ campaign: campaign.id, title: campaign.title, zone: campaign.context.calendar.zone },
    ...{ now: at, unit: unit.name, words: parts.join('，'), entries: [...entries] },
  };
}
