import { succeededContext, regimesOf } from '../../domain/amendedContext.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { Context } from '../../domain/context.ts';
import type { Instant } from '../../domain/instant.ts';
import { amendedContext } from '../../domain/obligation.ts';
import { withComing } from '../../domain/regimeNames.ts';
import type { Regime } from '../../domain/regime.ts';
import { nearUntil, raisedSteps } from '../../domain/standingMark.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Names } from '../../domain/words.ts';
import { calendarsTaken } from '../../store/calendars.ts';
import { findCampaign } from '../../store/campaigns.ts';
import { taskNames } from '../../store/deskMatters.ts';
import type { Db } from '../../store/pool.ts';
import { regimesTaken } from '../../store/regimes.ts';
import { campaignStates } from '../../store/standings.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { campaignFor, unitsNow } from './find.ts';
import { namesIn } from './history.ts';
import { campaignSeen } from './seen.ts';

/** What the pages need of a campaign to make their words: who it is, by which rules, and which instant it is now. */
export interface DeskCampaign {
  readonly id: string;
  readonly title: string;
  readonly context: Context;
  /** The regime of the start with what later ones have brought: what names are looked up in. */
  readonly regime: Regime;
  /** The calendar in force now. */
  readonly calendar: Calendar;
  readonly units: readonly Unit[];
  readonly now: Instant;
  readonly near: Instant;
  /** Steps that lift a task above 催办. */
  readonly raised: readonly string[];
}

/** The campaign that is meant, as `campaignFor` has it. */
export async function deskCampaign(
  service: Service,
  wanted: string | undefined,
): Promise<DeskCampaign> {
  const { pool } = service;
  const row = await campaignFor(pool, wanted);
  return made(service, row);
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly context: Context;
}

async function made(service: Service, { id, title, context: start }: Row): Promise<DeskCampaign> {
  const { pool } = service;
  const [units, calendars, now] = await Promise.all([
    unitsNow(pool, id),
    calendarsTaken(pool, id),
    nowOf(service, pool, start.calendar.zone),
  ]);
  const calendar = calendars.at(-1)?.calendar ?? start.calendar;
  const context = amendedContext(start, calendar);
  const raised = [...new Set(regimesOf(context).flatMap(raisedSteps))];
  const regime = withComing(context.regime, context.later ?? []);
  return {
    id,
    title,
    context,
    regime,
    calendar,
    units,
    now,
    near: nearUntil(now, calendar),
    raised,
  };
}

export interface RunningCampaign extends DeskCampaign {
  readonly state: string;
  readonly tasks: number;
}

/** The campaigns that run and that the actor reads, trials too where no other runs; or the one that is named. */
export async function runningCampaigns(
  service: Service,
  wanted: string | undefined,
  actor: string,
): Promise<readonly RunningCampaign[]> {
  const { pool } = service;
  const isSeen = await campaignSeen(pool, actor);
  const all = (await campaignStates(pool)).filter(({ id }) => isSeen(id));
  const named = wanted === undefined ? undefined : (await campaignFor(pool, wanted)).id;
  const open = all.filter(({ id, state }) =>
    named === undefined ? state !== 'ended' : id === named,
  );
  const live = open.filter(({ trial }) => !trial);
  const found = live.length > 0 ? live : open;
  return Promise.all(
    found.map(async ({ id, state, tasks }) => {
      const row = await findCampaign(pool, id);
      if (row === undefined) throw new Error(`campaign ${id} was not found`);
      const context = succeededContext(row.context, await regimesTaken(pool, id));
      return { ...(await made(service, { ...row, context })), state, tasks };
    }),
  );
}

/** The names of a campaign with those of some tasks. */
export async function namesFor(
  db: Db,
  { id, context, calendar, units, now }: DeskCampaign,
  tasks: readonly string[],
): Promise<Names> {
  const known = await taskNames(db, id, [...new Set(tasks)]);
  return namesIn({ ...context, calendar }, known, units, now);
}

export function unitName({ units }: Pick<DeskCampaign, 'units'>, id: string): string {
  return units.find((unit) => unit.id === id)?.name ?? id;
}
