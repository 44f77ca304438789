import type { Verdict } from '../domain/escalation.ts';
import { taskRow, type TaskColumns, type TaskRow } from './campaigns.ts';
import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** An obligation of a campaign as it stands, in order of due instant. */
export interface StandingRow {
  readonly task: string;
  readonly duty: string;
  readonly period: string;
  readonly party: string;
  readonly verdict: Verdict | 'pending';
}

/** Those of a campaign, or of some of its tasks. */
export async function standingsOf(
  db: Db,
  campaign: string,
  tasks?: readonly string[],
): Promise<readonly StandingRow[]> {
  const { rows } = await db.query<StandingRow>(
    `select task, duty, period, party, verdict from obligation_standing
      where campaign = $1 and ($2::text[] is null or task = any ($2)) order by due, obligation`,
    [campaign, tasks ?? null],
  );
  return rows;
}

/**
 * What the state of a task is made of: every milestone, and the duties and parties of which the newest judged period is
 * missing. Members play no part in it, so that a task that was transferred is like any other.
 */
export async function standingsForStates(
  db: Db,
  campaign: string,
  tasks?: readonly string[],
): Promise<readonly StandingRow[]> {
  const only = tasks === undefined ? '' : 'and task = any ($2)';
  const values = tasks === undefined ? [campaign] : [campaign, tasks];
  const [milestones, lagging] = await Promise.all([
    keptRows<StandingRow>(
      db,
      `select task, duty, period, party, verdict from standing
        where campaign = $1 and planned is not null and duty = 'deadlines' ${only}
        order by task, due, obligation`,
      values,
    ),
    keptRows<StandingRow>(
      db,
      `select task, duty, '' as period, party, 'missing' as verdict from standing
        where campaign = $1 and planned is not null ${only} and duty <> 'deadlines'
        group by task, duty, party
       having max(due) filter (where verdict = 'missing') = max(due) filter (where verdict <> 'pending')`,
      values,
    ),
  ]);
  return [...milestones, ...lagging];
}

/** A task as far as a tree is made of it, without its words. */
export interface TreeTaskRow {
  readonly key: string;
  readonly no: string | null;
  readonly category: readonly string[];
  /** Its only deadlines are 持续推进. */
  readonly continuous: boolean;
}

/** The tasks of a campaign in order: all, or those under the outermost category of one of them. */
export function treeTasks(
  db: Db,
  campaign: string,
  beside?: string,
): Promise<readonly TreeTaskRow[]> {
  return keptRows<TreeTaskRow>(
    db,
    `select key, body ->> 'no' as no, body -> 'category' as category,
            jsonb_array_length(body -> 'deadlines') > 0
              and not jsonb_path_exists(body, '$.deadlines[*] ? (@.kind <> "continuous")') as continuous
       from task where campaign = $1
        and ($2::text is null or body -> 'category' ->> 0 is not distinct from
              (select body -> 'category' ->> 0 from task where campaign = $1 and key = $2))
      order by ordinal`,
    [campaign, beside ?? null],
  );
}

/** The words of some tasks, by their keys. */
export async function taskTitles(
  db: Db,
  campaign: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ key: string; title: string }>(
    `select key, coalesce(body ->> 'title', body ->> 'content') as title from task
      where campaign = $1 and key = any ($2)`,
    [campaign, keys],
  );
  return new Map(rows.map(({ key, title }) => [key, title]));
}

/** The tasks of the same outermost category, or where there is none of the same printed number, in order. */
export async function tasksBeside(
  db: Db,
  campaign: string,
  { key, plan: { category, no } }: Pick<TaskRow, 'key' | 'plan'>,
): Promise<readonly TaskRow[]> {
  const { rows } = await db.query<TaskColumns>(
    `select key, body, owed, since_text from task
      where campaign = $1 and (key = $2 or ($3::text is not null and body -> 'category' ->> 0 = $3)
        or ($3::text is null and body -> 'category' ->> 0 is null and body ->> 'no' = $4))
      order by ordinal`,
    [campaign, key, category[0] ?? null, no],
  );
  return rows.map(taskRow);
}

/** How tasks ended: the newest such fact of each, and whether a person decided it. */
export async function endingsOf(
  db: Db,
  campaign: string,
  processes?: readonly string[],
): Promise<ReadonlyMap<string, { readonly type: string; readonly decided: boolean }>> {
  const { rows } = await db.query<{ task: string; type: string; decided: boolean }>(
    `select distinct on (process) split_part(process, '/', 3) as task, type,
            payload ->> 'reason' is distinct from '期满' as decided
       from ledger
      where campaign = $1 and process like 'task/%' and ($2::text[] is null or process = any ($2))
        and type in ('ended', 'closed', 'reopened', 'terminated')
      order by process, seq desc, n desc`,
    [campaign, processes ?? null],
  );
  return new Map(rows.map(({ task, ...ending }) => [task, ending]));
}
