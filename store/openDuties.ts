import type { Db } from './pool.ts';

/** One open obligation of a unit. */
export interface OpenDuty {
  readonly campaign: string;
  readonly task: string;
  readonly no: string | null;
  readonly title: string;
  readonly obligation: string;
  readonly duty: string;
  readonly period: string;
  readonly members: readonly string[];
  readonly due: Date;
  readonly planned: Date;
  readonly verdict: string;
  readonly steps: readonly string[];
  readonly reportedAt: Date | null;
  readonly draftAt: Date | null;
}

/** Units by campaign: a unit has an id of its own in each. */
export type OwnUnits = readonly { readonly campaign: string; readonly unit: string }[];

const TRANSFERRED = `(select split_part(l.process, '/', 3) from ledger l
    where l.campaign = o.campaign and l.type = 'transferred')`;

/**
 * What a unit has still to report: what is pending and has not been received, and what is missing and has not been made up, of
 * tasks that are not over. Where a task was transferred the members of its parties are those of today. `back`: the report was
 * returned to the unit. Lists that all rows are held against are `in (…)` without a join, so that no statistics make the
 * planner compare each with each.
 */
const MINE = `with mine as materialized (
       select o.unit, r.*, 'task/' || r.campaign || '/' || r.task || '#' || r.obligation in (
                select b.process || '#' || (b.payload ->> 'obligation') from matter_now b
                 where b.campaign = any ($1) and b.type = 'report-returned') as back
         from unnest($1::text[], $2::text[]) as o (campaign, unit)
         join lateral (
         select m.*, m.members as members_now from standing m
          where m.campaign = o.campaign and m.members @> array[o.unit] and m.verdict in ('pending', 'missing')
            and m.task not in ${TRANSFERRED}
          union all
         select m.*, s.members as members_now from standing m
           join obligation_standing s
             on s.campaign = m.campaign and s.task = m.task and s.obligation = m.obligation
          where m.campaign = o.campaign and m.verdict in ('pending', 'missing')
            and m.task in ${TRANSFERRED} and o.unit = any (s.members)) r on true
      where r.planned is not null and (
            r.verdict = 'pending' and r.reported_at is null
            or r.verdict = 'missing' and (r.reported_at is null or r.reported_at < r.judged_at))
        and (r.campaign, r.task) not in (
              select t.campaign, t.task from task_now t where t.campaign = any ($1) and (t.ended or t.closed)))`;

function named(own: OwnUnits): readonly [campaigns: string[], units: string[]] {
  return [own.map(({ campaign }) => campaign), own.map(({ unit }) => unit)];
}

/** Open obligations of a unit that stand alike. */
export interface OpenGroup {
  readonly campaign: string;
  readonly duty: string;
  readonly period: string;
  readonly due: Date;
  readonly planned: Date;
  readonly verdict: string;
  readonly back: boolean;
  readonly count: number;
}

export async function openGroups(db: Db, own: OwnUnits): Promise<readonly OpenGroup[]> {
  const { rows } = await db.query<OpenGroup>(
    `${MINE} select campaign, duty, period, due, planned, verdict, back, count(*)::int as count
       from mine group by 1, 2, 3, 4, 5, 6, 7`,
    [...named(own)],
  );
  return rows;
}

/** In order of due instant, a page at a time: those of the groups that are named. */
export async function openDuties(
  db: Db,
  own: OwnUnits,
  page: {
    readonly groups: readonly OpenGroup[];
    readonly after?: readonly [due: string, id: string] | undefined;
    readonly limit: number;
  },
): Promise<readonly OpenDuty[]> {
  const { rows } = await db.query<OpenDuty>(
    `${MINE}, page as (
       select m.*, m.campaign || '/' || m.task || '/' || m.obligation as id from mine m
        where (m.campaign, m.duty, m.period, m.due, m.back) in (
                select g.campaign, g.duty, g.period, g.due, g.back from jsonb_to_recordset($3)
                  as g (campaign text, duty text, period text, due timestamptz, back boolean))
          and ($4::timestamptz is null
               or (m.due, m.campaign || '/' || m.task || '/' || m.obligation) > ($4, $5::text))
        order by m.due, id limit $6)
     select r.campaign, r.task, t.no, t.title, r.obligation, r.duty, r.period, r.members_now as members, r.due,
            r.planned, r.verdict, r.steps, r.reported_at as "reportedAt",
            (select max(d.at) from draft d where d.campaign = r.campaign and d.task = r.task
                and d.obligation = r.obligation and d.unit = r.unit) as "draftAt"
       from page r join task_now t on t.campaign = r.campaign and t.task = r.task order by r.due, r.id`,
    [
      ...[...named(own), JSON.stringify(page.groups)],
      ...[page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
    ],
  );
  return rows;
}
