import type { Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** A task, by its campaign. */
export interface TaskAt {
  readonly campaign: string;
  readonly task: string;
}

/** 同一事项: two tasks of two campaigns for which one report counts. */
export interface SameMatter {
  readonly id: string;
  readonly one: TaskAt;
  readonly other: TaskAt;
  readonly confirmedAt: Date;
  readonly confirmedBy: string;
  readonly reason: string;
}

interface Row {
  readonly id: string;
  readonly campaign: string;
  readonly task: string;
  readonly other: string;
  readonly other_task: string;
  readonly confirmed_at: Date;
  readonly confirmed_by: string;
  readonly reason: string;
}

const STANDING = `select m.* from same_matter m
   where not exists (select from same_matter_ended e where e.matter = m.id)`;

/** Answers whether it is new; the same pair stands once. */
export async function insertSameMatter(
  db: Db,
  matter: Omit<SameMatter, 'confirmedAt'> & { readonly confirmedAt: Instant },
): Promise<void> {
  const { id, one, other, confirmedAt, confirmedBy, reason } = matter;
  await db.query(
    `insert into same_matter (id, campaign, task, other, other_task, confirmed_at, confirmed_by, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, one.campaign, one.task, other.campaign, other.task, confirmedAt, confirmedBy, reason],
  );
}

export async function endSameMatter(
  db: Db,
  ended: {
    readonly matter: string;
    readonly at: Instant;
    readonly actor: string;
    readonly reason: string;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into same_matter_ended (matter, at, actor, reason) values ($1, $2, $3, $4)
       on conflict do nothing`,
    [ended.matter, ended.at, ended.actor, ended.reason],
  );
  return rowCount === 1;
}

/** Those that stand, of one campaign or of all. */
export async function sameMatters(db: Db, campaign?: string): Promise<readonly SameMatter[]> {
  const { rows } = await db.query<Row>(
    `${STANDING} and ($1::text is null or $1 in (m.campaign, m.other)) order by m.confirmed_at, m.id`,
    [campaign ?? null],
  );
  return rows.map(matterOf);
}

export async function findSameMatter(db: Db, id: string): Promise<SameMatter | undefined> {
  const { rows } = await db.query<Row>(`${STANDING} and m.id = $1`, [id]);
  return rows[0] && matterOf(rows[0]);
}

/** The tasks that are one matter with this one. */
export async function sameAs(db: Db, { campaign, task }: TaskAt): Promise<readonly TaskAt[]> {
  const { rows } = await db.query<TaskAt>(
    `select o.campaign, o.task from (
       select other as campaign, other_task as task, id from same_matter where campaign = $1 and task = $2
       union all
       select campaign, task, id from same_matter where other = $1 and other_task = $2) o
      where not exists (select from same_matter_ended e where e.matter = o.id)
      order by 1, 2`,
    [campaign, task],
  );
  return rows;
}

function matterOf(row: Row): SameMatter {
  const { id, campaign, task, other, other_task: otherTask, reason } = row;
  return {
    ...{ id, reason, one: { campaign, task }, other: { campaign: other, task: otherTask } },
    ...{ confirmedAt: row.confirmed_at, confirmedBy: row.confirmed_by },
  };
}
