import type { Verdict } from '../domain/escalation.ts';
import { taskRow, type TaskColumns, type TaskRow } from './campaigns.ts';
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

/** A task as far as a tree is made of it, without its words. */
export interface TreeTaskRow {
  readonly key: string;
  readonly no: string | null;
  readonly category: readonly string[];
  /** Tasks that stand alike have the same. */
  readonly facts: StateFacts;
}

/** What the state of a task is made of. */
export interface StateFacts {
  /** Its only deadlines are 持续推进. */
  readonly continuous: boolean;
  /** How its milestones stand: the verdicts of each day once. */
  readonly milestones: readonly (readonly [verdict: StandingRow['verdict'], day: string])[];
  /** The newest judged period of a duty and party is missing. */
  readonly lagging: boolean;
  readonly ending: Ending | undefined;
}

/** How a task ended: the newest such fact, and whether a person decided it. */
export interface Ending {
  readonly type: string;
  readonly decided: boolean;
}

/**
 * The tasks of a campaign in order: all, or those under the outermost category of one of them. They come as one text, a line
 * each: thousands of rows cost more to take apart than to read.
 */
export async function treeTasks(
  db: Db,
  campaign: string,
  beside?: string,
): Promise<readonly TreeTaskRow[]> {
  const { rows } = await db.query<{ text: string | null }>(
    `select string_agg(place || E'\\t' || facts, E'\\n' order by ordinal) as text from task_state
      where campaign = $1
        and ($2::text is null or place::jsonb -> 2 -> 0 is not distinct from
              (select place::jsonb -> 2 -> 0 from task_state where campaign = $1 and task = $2))`,
    [campaign, beside ?? null],
  );
  const lines = rows[0]?.text?.split('\n') ?? [];
  const known = new Map<string, StateFacts>();
  return lines.map((line) => {
    const [place = '', words = ''] = line.split('\t');
    const [key, no, category, continuous] = JSON.parse(place) as readonly [
      ...[key: string, no: string | null, category: string[], continuous: boolean],
    ];
    const alike = `${continuous}${words}`;
    const facts = known.get(alike) ?? { continuous, ...factsIn(words) };
    known.set(alike, facts);
    return { key, no, category, facts };
  });
}

function factsIn(words: string): Omit<StateFacts, 'continuous'> {
  const [milestones, lagging, type, decided] = JSON.parse(words) as readonly [
    ...[StateFacts['milestones'], boolean, type: string | null, decided: boolean | null],
  ];
  const ending = type === null ? undefined : { type, decided: decided === true };
  return { milestones, lagging, ending };
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
): Promise<ReadonlyMap<string, Ending>> {
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
