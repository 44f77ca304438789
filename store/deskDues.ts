import { keptRows, tensBefore } from './kept.ts';
import type { Db } from './pool.ts';
import type { OwedTask } from '../domain/context.ts';
import type { Counts } from './standings.ts';

/** What falls due in [from, to) of some campaigns: how many, of how many units, and what has come of it. */
export interface DueCounts {
  readonly expected: number;
  readonly units: number;
  readonly reported: number;
  readonly unreported: number;
}

/**
 * How many obligations stand alike. Where a task was transferred the members of its parties are those of today, and the
 * obligations are asked one by one.
 */
async function tallyOf(db: Db, campaigns: readonly string[]): Promise<string> {
  const transferred = await keptRows(
    db,
    `select 1 from ledger where campaign = any ($1) and type = 'transferred' limit 1`,
    [campaigns],
  );
  if (transferred.length === 0) return 'tally';
  return `(select s.campaign, s.duty, s.period, s.members, s.due, s.verdict, r.reported_at is not null as come, 1 as n
       from obligation_standing s join standing r
         on r.campaign = s.campaign and r.task = s.task and r.obligation = s.obligation)`;
}

const COME = `(s.verdict in ('on-time', 'late') or s.come and s.verdict = 'pending')`;

export async function dueCounts(
  db: Db,
  campaigns: readonly string[],
  from: string,
  to: string,
): Promise<DueCounts> {
  const rows = await keptRows<DueCounts>(
    db,
    `with found as (
       select s.campaign, s.members, ${COME} as come, s.n
         from ${await tallyOf(db, campaigns)} s
        where s.campaign = any ($1) and s.due >= $2 and s.due < $3 and s.verdict <> 'exempt' and s.n > 0)
     select coalesce(sum(n), 0)::int as expected,
            (select count(distinct coalesce(u.name, m))::int from found f cross join lateral unnest(f.members) as m
               left join unit u on u.campaign = f.campaign and u.id = m) as units,
            coalesce(sum(n) filter (where come), 0)::int as reported,
            coalesce(sum(n) filter (where not come), 0)::int as unreported
       from found`,
    [campaigns, from, to],
  );
  return rows[0] ?? { expected: 0, units: 0, reported: 0, unreported: 0 };
}

export interface UnitWeek {
  readonly campaign: string;
  readonly unit: string;
  /** From 0, in the order of `from`. */
  readonly week: number;
  readonly count: number;
}

/** Obligations that fall due, by unit and week of seven days from `from`. */
export async function unitWeeks(
  db: Db,
  campaigns: readonly string[],
  from: string,
  weeks: number,
): Promise<readonly UnitWeek[]> {
  const rows = await keptRows<UnitWeek>(
    db,
    `select s.campaign, m as unit, floor(extract(epoch from s.due - $2::timestamptz) / 604800)::int as week,
            sum(s.n)::int as count
       from ${await tallyOf(db, campaigns)} s cross join lateral unnest(s.members) as m
      where s.campaign = any ($1) and s.due >= $2::timestamptz
        and s.due < $2::timestamptz + make_interval(days => 7 * $3) and s.verdict <> 'exempt' and s.n > 0
      group by 1, 2, 3`,
    [campaigns, from, weeks],
  );
  return rows;
}

/** Texts of the newest reports of some tasks by a unit: what was sent last, whatever the period. */
export async function lastReports(
  db: Db,
  tasks: readonly { readonly process: string; readonly unit: string }[],
): Promise<ReadonlyMap<string, { readonly at: string; readonly text: string }>> {
  if (tasks.length === 0) return new Map();
  const { rows } = await db.query<{ process: string; at: string; text: string | null }>(
    `select k.process, i.at, i.text
       from jsonb_to_recordset($1) as k (process text, unit text)
       join lateral (
         select i.message ->> 'receivedAt' as at, coalesce(i.body ->> 'text', i.body ->> 'nil') as text
           from intake i
          where i.process = k.process and i.refused is null and i.message ->> 'kind' = 'report'
            and i.message ->> 'unit' = k.unit
          order by i.received_at desc limit 1) i on true`,
    [JSON.stringify(tasks)],
  );
  return new Map(rows.map(({ process, at, text }) => [process, { at, text: text ?? '' }]));
}

const COUNTS = `sum(n)::int as expected,
            coalesce(sum(n) filter (where verdict = 'on-time'), 0)::int as "onTime",
            coalesce(sum(n) filter (where verdict = 'late'), 0)::int as late,
            coalesce(sum(n) filter (where verdict = 'missing'), 0)::int as missing,
            coalesce(sum(n) filter (where verdict = 'exempt'), 0)::int as exempt,
            coalesce(sum(n) filter (where verdict = 'pending'), 0)::int as pending`;

/** How a campaign stands, by duty and period. */
export async function periodCounts(
  db: Db,
  campaign: string,
): Promise<
  readonly (Counts & { readonly duty: string; readonly period: string; readonly due: Date })[]
> {
  const rows = await keptRows<Counts & { duty: string; period: string; due: Date }>(
    db,
    `select duty, case when duty = 'deadlines' then left(period, 7) else period end as period,
            max(due) filter (where n > 0) as due, ${COUNTS}
       from tally s where campaign = $1 group by 1, 2 having sum(n) > 0 order by 3, 1, 2`,
    [campaign],
  );
  return rows;
}

/** Counts of each unit: a joint obligation counts for every member. */
export async function unitCounts(
  db: Db,
  campaign: string,
  now: string,
): Promise<
  readonly (Counts & { readonly unit: string; readonly open: number; readonly overdue: number })[]
> {
  const rows = await keptRows<Counts & { unit: string; open: number; overdue: number }>(
    db,
    `select m as unit, ${COUNTS},
            coalesce(sum(n) filter (where s.verdict in ('pending', 'missing')), 0)::int as open,
            coalesce(sum(n) filter (where s.verdict = 'missing' or s.verdict = 'pending' and s.due < $2), 0)::int as overdue
       from ${await tallyOf(db, [campaign])} s cross join lateral unnest(s.members) as m
      where s.campaign = $1 group by m having sum(n) > 0`,
    [campaign, tensBefore(now)],
  );
  return rows;
}

/** Tasks of a campaign by level, and those that are over. */
export async function levelCounts(
  db: Db,
  campaign: string,
  now: string,
  near: string,
  raised: readonly string[],
): Promise<
  Counts & {
    readonly tasks: number;
    readonly ended: number;
    readonly closed: number;
    readonly normal: number;
    readonly near: number;
    readonly overdue: number;
    readonly raised: number;
  }
> {
  const rows = await keptRows<Awaited<ReturnType<typeof levelCounts>>>(
    db,
    `select count(*)::int as tasks, count(*) filter (where ended)::int as ended,
            count(*) filter (where closed and not ended)::int as closed,
            count(*) filter (where level = 'normal')::int as normal, count(*) filter (where level = 'near')::int as near,
            count(*) filter (where level = 'late')::int as overdue, count(*) filter (where level = 'raised')::int as raised,
            coalesce(sum(expected), 0)::int as expected, coalesce(sum(on_time), 0)::int as "onTime",
            coalesce(sum(late), 0)::int as late, coalesce(sum(missing), 0)::int as missing,
            coalesce(sum(exempt), 0)::int as exempt, coalesce(sum(pending), 0)::int as pending
       from (select t.*, case when t.ended or t.closed then 'normal' when t.steps && $4::text[] then 'raised'
                  when t.owed > 0 or t.due < $2::timestamptz then 'late'
                  when t.due <= $3::timestamptz then 'near' else 'normal' end as level
               from task_now t where t.campaign = $1) t`,
    [campaign, tensBefore(now), near, raised],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate has one row');
  return row;
}

/** How many tasks name a unit among those that owe, or have anything to do. */
export async function tasksByUnit(db: Db, campaign: string): Promise<ReadonlyMap<string, number>> {
  const rows = await keptRows<{ unit: string; count: number }>(
    db,
    `select u as unit, count(*)::int as count from task_now t, unnest(t.units) as u
      where t.campaign = $1 group by u`,
    [campaign],
  );
  return new Map(rows.map(({ unit, count }) => [unit, count]));
}

/** What some tasks aim at, as far as a form asks for it. */
export type Aims = Partial<Pick<OwedTask, 'targets' | 'measures'>>;

export async function aimsOf(
  db: Db,
  campaign: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Aims>> {
  if (keys.length === 0) return new Map();
  const { rows } = await db.query<{ key: string; aims: Aims }>(
    `select key, jsonb_strip_nulls(jsonb_build_object('targets', owed -> 'targets', 'measures', owed -> 'measures')) as aims
       from task where campaign = $1 and key = any ($2)`,
    [campaign, keys],
  );
  return new Map(rows.map(({ key, aims }) => [key, aims]));
}
