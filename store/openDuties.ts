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
 * What a unit has still to report: what is pending and has not been received, and what is missing and has not been made up.
 * Where a task was transferred the members of its parties are those of today. `back`: the report was returned to the unit.
 */
const MINE = `with mine as materialized (
       select o.unit, r.* from unnest($1::text[], $2::text[]) as o (campaign, unit)
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
            or r.verdict = 'missing' and (r.reported_at is null or r.reported_at < r.judged_at)))`;

/** Of these the tasks that go on, looked up one by one: there are few, and a planner that thinks otherwise reads all tasks. */
const GOING_ON = `mine r
       join lateral (
         select t.no, t.title from task_now t
          where t.campaign = r.campaign and t.task = r.task and not t.ended and not t.closed offset 0) t on true
       left join matter_now b on b.process = 'task/' || r.campaign || '/' || r.task
         and b.type = 'report-returned' and b.payload ->> 'obligation' = r.obligation`;

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
    `${MINE} select r.campaign, r.duty, r.period, r.due, r.planned, r.verdict, b.process is not null as back,
            count(*)::int as count
       from ${GOING_ON} group by 1, 2, 3, 4, 5, 6, 7`,
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
    `${MINE} select r.campaign, r.task, t.no, t.title, r.obligation, r.duty, r.period, r.members_now as members, r.due,
            r.planned, r.verdict, r.steps, r.reported_at as "reportedAt",
            (select max(d.at) from draft d where d.campaign = r.campaign and d.task = r.task
                and d.obligation = r.obligation and d.unit = r.unit) as "draftAt"
       from ${GOING_ON}
      where (r.campaign, r.duty, r.period, r.due, b.process is not null) in (
              select g.campaign, g.duty, g.period, g.due, g.back from jsonb_to_recordset($3)
                as g (campaign text, duty text, period text, due timestamptz, back boolean))
        and ($4::timestamptz is null
             or (r.due, r.campaign || '/' || r.task || '/' || r.obligation) > ($4, $5::text))
      order by r.due, r.campaign || '/' || r.task || '/' || r.obligation limit $6`,
    [
      ...[...named(own), JSON.stringify(page.groups)],
      ...[page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
    ],
  );
  return rows;
}
