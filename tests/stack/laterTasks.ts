import type { OwedTask } from '../../domain/context.ts';
import type { PlanTask } from '../../domain/plan.ts';
import type { Pool } from '../../store/pool.ts';

/** What the API keeps of tasks before they join: items as they are registered, and a published version's new tasks. */
export async function enterLater(
  pool: Pool,
  campaign: string,
  later: readonly OwedTask[],
): Promise<void> {
  // Numbers run over all campaigns; each scenario begins with the first.
  await pool.query('truncate item_number');
  for (const owed of later) {
    if (owed.item === undefined) continue;
    await pool.query(
      `insert into item (campaign, task, request_id, registered_at, actor, body, plan, owed)
       values ($1, $2, $3, '2026-01-01', 'office', '{}', $4, $5)`,
      [campaign, owed.key, `${campaign}-${owed.key}`, JSON.stringify(printed(owed)), owed],
    );
  }
  const added = later
    .filter(({ item }) => item === undefined)
    .map((owed) => ({ plan: printed(owed), owed }));
  if (added.length === 0) return;
  await pool.query(
    `insert into plan_version (campaign, request_id, version, hash, published_at, actor, body)
     values ($1, $2, 2, 'hash', '2026-01-01', 'office', $3)`,
    [campaign, `${campaign}-plan`, JSON.stringify({ lastKey: 't0099', added, words: [] })],
  );
}

export function printed({ key, deadlines, leaders }: OwedTask): PlanTask {
  return {
    ...{ key, no: null, category: [], title: key, content: key, openEnded: false },
    ...{ assignments: [], leaders, deadlines },
  };
}
