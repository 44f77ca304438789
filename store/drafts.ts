import { instantOf, type Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** Which draft 草稿: one for each unit and obligation of a task. */
export interface DraftKey {
  readonly campaign: string;
  readonly task: string;
  readonly obligation: string;
  readonly unit: string;
}

export interface ReportDraft {
  readonly content: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly at: Instant;
}

/** Keeps a draft in place of the one before. */
export async function saveDraft(db: Db, key: DraftKey, draft: ReportDraft): Promise<void> {
  const { campaign, task, obligation, unit } = key;
  await db.query(
    `insert into draft (campaign, task, obligation, unit, content, actor, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (campaign, task, obligation, unit)
     do update set content = excluded.content, actor = excluded.actor, at = excluded.at`,
    [campaign, task, obligation, unit, JSON.stringify(draft.content), draft.actor, draft.at],
  );
}

export async function findDraft(
  db: Db,
  { campaign, task, obligation, unit }: DraftKey,
  zone: string,
): Promise<ReportDraft | undefined> {
  const { rows } = await db.query<{ content: Record<string, unknown>; actor: string; at: Date }>(
    `select content, actor, at from draft
      where campaign = $1 and task = $2 and obligation = $3 and unit = $4`,
    [campaign, task, obligation, unit],
  );
  const [found] = rows;
  return found && { ...found, at: instantOf(found.at.getTime(), zone) };
}

/** Whether there was one. */
export async function deleteDraft(
  db: Db,
  { campaign, task, obligation, unit }: DraftKey,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from draft where campaign = $1 and task = $2 and obligation = $3 and unit = $4',
    [campaign, task, obligation, unit],
  );
  return (rowCount ?? 0) > 0;
}
