import type { Db } from './pool.ts';

/** What the reports of a process fill in 填报表, by request number; those without a form are not among them. */
export async function filledOf(
  db: Db,
  process: string,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const { rows } = await db.query<{ id: string; fields: Readonly<Record<string, string>> }>(
    `select request_id as id, body -> 'fields' as fields from intake
      where process = $1 and refused is null and body -> 'fields' is not null`,
    [process],
  );
  return new Map(rows.map(({ id, fields }) => [id, fields]));
}
