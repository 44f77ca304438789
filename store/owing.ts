import type { Party } from '../domain/context.ts';
import type { Db } from './pool.ts';

type Parties = Readonly<Record<string, readonly Party[]>>;

/** What a task that is still open owes by duty, also under regimes that came into force in flight, by their hash. */
export interface OwingTask {
  readonly task: string;
  readonly parties: Parties;
  readonly under: Readonly<Record<string, Parties>>;
  /** Who stands for a party now 转办, by the party. */
  readonly moved: Readonly<Record<string, readonly string[]>>;
}

/** The tasks of a campaign that may still ask for reports: neither ended nor closed. */
export async function owingTasks(db: Db, campaign: string): Promise<readonly OwingTask[]> {
  const [tasks, moved] = await Promise.all([
    db.query<Omit<OwingTask, 'moved'>>(
      `select t.key as task, coalesce(t.owed -> 'parties', '{}'::jsonb) as parties,
              coalesce((select jsonb_object_agg(o.hash, o.parties) from regime_owed o
                         where o.campaign = t.campaign and o.task = t.key), '{}'::jsonb) as under
         from task t join task_now n on n.campaign = t.campaign and n.task = t.key
        where t.campaign = $1 and not n.ended and not n.closed`,
      [campaign],
    ),
    db.query<{ task: string; party: string; members: readonly string[] }>(
      `select split_part(process, '/', 3) as task, payload ->> 'party' as party, payload -> 'members' as members
         from ledger where campaign = $1 and type = 'transferred' order by seq, n`,
      [campaign],
    ),
  ]);
  const byTask = new Map<string, Record<string, readonly string[]>>();
  for (const { task, party, members } of moved.rows) {
    byTask.set(task, { ...byTask.get(task), [party]: members });
  }
  return tasks.rows.map((row) => ({ ...row, moved: byTask.get(row.task) ?? {} }));
}
