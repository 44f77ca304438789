import { PlanTask } from '../domain/plan.ts';
import { taskRow, type TaskColumns, type TaskRow } from './campaigns.ts';
import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** Standing 现状 in numbers of obligations: the four verdicts and pending always sum to expected. */
export interface Counts {
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly exempt: number;
  readonly pending: number;
}

const COUNTS = `count(s.obligation)::int as expected,
  count(*) filter (where s.verdict = 'on-time')::int as "onTime",
  count(*) filter (where s.verdict = 'late')::int as late,
  count(*) filter (where s.verdict = 'missing')::int as missing,
  count(*) filter (where s.verdict = 'exempt')::int as exempt,
  count(*) filter (where s.verdict = 'pending')::int as pending`;

const NONE: Counts = { expected: 0, onTime: 0, late: 0, missing: 0, exempt: 0, pending: 0 };

/** Of a whole campaign, or of what one unit owes in it. */
export async function campaignCounts(db: Db, campaign: string, unit?: string): Promise<Counts> {
  const rows = await (unit === undefined
    ? keptRows<Counts>(
        db,
        `select coalesce(sum(expected), 0)::int as expected, coalesce(sum(on_time), 0)::int as "onTime",
                coalesce(sum(late), 0)::int as late, coalesce(sum(missing), 0)::int as missing,
                coalesce(sum(exempt), 0)::int as exempt, coalesce(sum(pending), 0)::int as pending
           from task_standing where campaign = $1`,
        [campaign],
      )
    : keptRows<Counts>(
        db,
        `select ${COUNTS} from obligation_standing s where s.campaign = $1 and $2 = any (s.members)`,
        [campaign, unit],
      ));
  return rows[0] ?? NONE;
}

type CampaignPhase = 'starting' | 'running' | 'paused' | 'looking-back' | 'ended';

const PHASE = `case coalesce(l.type, '') when '' then 'starting' when 'ended' then 'ended'
                 when 'suspended' then 'paused'
                 when 'looking-back' then 'looking-back' else 'running' end`;
const FROM_CAMPAIGNS = `from campaign c
       left join lateral (
         select type from ledger where process = 'campaign/' || c.id
            and type in ('started', 'suspended', 'resumed', 'looking-back', 'ended')
          order by seq desc, n desc limit 1) l on true`;

/** All campaigns by their ids with what they are at, the newest first. */
export async function campaignPhases(
  db: Db,
): Promise<readonly { readonly id: string; readonly state: CampaignPhase }[]> {
  const rows = await keptRows<{ id: string; state: CampaignPhase }>(
    db,
    `select c.id, ${PHASE} as state ${FROM_CAMPAIGNS} order by c.id desc`,
  );
  return rows;
}

/** Campaigns with their present state, the newest first: all, or some. */
export async function campaignStates(
  db: Db,
  ids?: readonly string[],
): Promise<
  readonly {
    readonly id: string;
    readonly title: string;
    readonly createdAt: Date;
    readonly horizon: { readonly from: string; readonly to: string };
    readonly tasks: number;
    readonly state: CampaignPhase;
    /** 试运行 */
    readonly trial: boolean;
  }[]
> {
  const rows = await keptRows<Awaited<ReturnType<typeof campaignStates>>[number]>(
    db,
    `select c.id, c.title, c.created_at as "createdAt", c.context -> 'horizon' as horizon,
            (select count(*)::int from task t where t.campaign = c.id) as tasks,
            coalesce((c.context ->> 'trial')::boolean, false) as trial, ${PHASE} as state
       ${FROM_CAMPAIGNS}
      where $1::text[] is null or c.id = any ($1) order by c.id desc`,
    [ids ?? null],
  );
  return rows;
}

export interface TaskFilter {
  readonly unit?: string | undefined;
  readonly verdict?: string | undefined;
  readonly category?: string | undefined;
  /** Keys of the tasks that may be read; absent: all. */
  readonly seen?: ReadonlySet<string> | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

export interface TaskStanding {
  readonly key: string;
  readonly ordinal: number;
  readonly plan: PlanTask;
  readonly counts: Counts;
  /** The next due instant among what is pending. */
  readonly due: Date | null;
  readonly ended: boolean;
  /** 已销号: nothing more is owed. */
  readonly closed: boolean;
  readonly reportedAt: Date | null;
  /** The id of the step taken last, where no report came after it. */
  readonly step: string | null;
}

/** Tasks of a campaign in the order of the plan, a page at a time, with their counts. */
export async function taskStandings(
  db: Db,
  campaign: string,
  filter: TaskFilter,
): Promise<{ readonly total: number; readonly tasks: readonly TaskStanding[] }> {
  const where = `t.campaign = $1
    and ($2::text is null or t.key in (
           select n.task from task_now n where n.campaign = $1 and n.units @> array[$2::text]))
    and ($3::text is null or exists (select 1 from obligation_standing s
           where s.campaign = t.campaign and s.task = t.key and s.verdict = $3
             and ($2::text is null or $2 = any (s.members))))
    and ($4::text is null or t.body -> 'category' @> to_jsonb(array[$4::text]))
    and ($5::text[] is null or t.key = any ($5))`;
  const seen = filter.seen && [...filter.seen];
  const own = [filter.unit ?? null, filter.verdict ?? null, filter.category ?? null, seen ?? null];
  const counted = await db.query<{ total: number }>(
    `select count(*)::int as total from task t where ${where}`,
    [campaign, ...own],
  );
  const { rows } = await db.query<
    Omit<TaskStanding, 'plan' | 'counts'> & Counts & { readonly body: unknown }
  >(
    `with page as (select t.campaign, t.key, t.ordinal, t.body from task t
                    where ${where} and t.ordinal > $6 order by t.ordinal limit $7)
     select page.key, page.ordinal, page.body, ${COUNTS},
            min(s.due) filter (where s.verdict = 'pending') as due,
            exists (select 1 from ledger l where l.process = 'task/' || page.campaign || '/' || page.key
                       and l.type = 'ended') as ended,
            coalesce((select l.type = 'closed' from ledger l
              where l.process = 'task/' || page.campaign || '/' || page.key
                and l.type in ('closed', 'reopened') order by l.seq desc, l.n desc limit 1), false) as closed,
            (select max(l.at) from ledger l where l.process = 'task/' || page.campaign || '/' || page.key
                and l.type = 'report') as "reportedAt",
            (select case l.type when 'step' then l.payload ->> 'step' end from ledger l
              where l.process = 'task/' || page.campaign || '/' || page.key
                and l.type in ('step', 'report') order by l.seq desc, l.n desc limit 1) as step
       from page left join obligation_standing s
         on s.campaign = page.campaign and s.task = page.key
      group by page.campaign, page.key, page.ordinal, page.body order by page.ordinal`,
    [campaign, ...own, filter.after ?? -1, filter.limit],
  );
  return {
    total: counted.rows[0]?.total ?? 0,
    tasks: rows.map(({ key, ordinal, body, due, ended, closed, reportedAt, step, ...counts }) => ({
      key,
      ordinal,
      plan: PlanTask.parse(body),
      counts,
      due,
      ended,
      closed,
      reportedAt,
      step,
    })),
  };
}

/** Obligations of one task that have opened, in order of due instant. */
export async function obligationsOfTask(
  db: Db,
  campaign: string,
  task: string,
): Promise<
  readonly {
    readonly obligation: string;
    readonly duty: string;
    readonly period: string;
    readonly party: string;
    readonly members: readonly string[];
    readonly due: Date;
    readonly verdict: string;
  }[]
> {
  const rows = await keptRows<Awaited<ReturnType<typeof obligationsOfTask>>[number]>(
    db,
    `select obligation, duty, period, party, members, due, verdict from obligation_standing
      where campaign = $1 and task = $2 order by due, obligation`,
    [campaign, task],
  );
  return rows;
}

/** Campaigns whose process has not recorded a turn: they were committed and perhaps never started. */
export async function campaignsWithoutTurn(db: Db): Promise<readonly string[]> {
  const rows = await keptRows<{ id: string }>(
    db,
    `select id from campaign c
      where not exists (select 1 from turn t where t.process = 'campaign/' || c.id) order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Hashes of the documents that a campaign binds. */
export async function documentHashes(
  db: Db,
  campaign: string,
): Promise<Readonly<Record<'plan' | 'regime' | 'calendar' | 'directory', string>>> {
  const { rows } = await db.query<Record<'plan' | 'regime' | 'calendar' | 'directory', string>>(
    `select plan_hash as plan, regime_hash as regime, calendar_hash as calendar,
            directory_hash as directory from campaign where id = $1`,
    [campaign],
  );
  return rows[0] ?? { plan: '', regime: '', calendar: '', directory: '' };
}

/** Tasks that a person may mean: the one with this key, else those with this printed number. */
export async function tasksNamed(
  db: Db,
  campaign: string,
  wanted: string,
): Promise<readonly TaskRow[]> {
  const rows = await keptRows<TaskColumns>(
    db,
    /^t\d+$/.test(wanted)
      ? 'select key, body, owed, since_text from task where campaign = $1 and key = $2'
      : `select key, body, owed, since_text from task where campaign = $1
            and (body ->> 'no' = $2 or owed -> 'item' ->> 'number' = $2) order by ordinal`,
    [campaign, wanted],
  );
  return rows.map(taskRow);
}
