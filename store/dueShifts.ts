import type { Instant } from '../domain/instant.ts';
import type { DueShift } from '../domain/machine.ts';
import type { Db } from './pool.ts';

interface Shifted {
  readonly process: string;
  readonly seq: number;
  readonly shifts?: readonly DueShift[];
}

/** Where a turn has moved what is open; of an obligation that it moved twice, the last. */
export async function insertShifts(
  db: Db,
  { process, seq, shifts = [] }: Shifted,
  campaign: string,
): Promise<void> {
  if (shifts.length === 0) return;
  const last = new Map(shifts.map((shift) => [shift.obligation, shift]));
  await db.query(
    `insert into due_shift (process, seq, campaign, obligation, due, cause)
     select $1, $2, $3, obligation, due, cause
       from jsonb_to_recordset($4) as r (obligation text, due timestamptz, cause text)
     on conflict do nothing`,
    [process, seq, campaign, JSON.stringify([...last.values()])],
  );
}

/** Tasks whose earlier turns have still to be looked through for shifts. */
export async function shiftsOwed(db: Db): Promise<readonly string[]> {
  const { rows } = await db.query<{ process: string }>(
    'select process from due_shift_owed order by process',
  );
  return rows.map(({ process }) => process);
}

/** When what is expected of a task falls due, as its rows say. */
export async function expectedDues(
  db: Db,
  campaign: string,
  task: string,
): Promise<
  readonly { readonly obligation: string; readonly due: Date; readonly verdict: string }[]
> {
  const { rows } = await db.query<Awaited<ReturnType<typeof expectedDues>>[number]>(
    `select obligation, due, verdict from standing
      where campaign = $1 and task = $2 and planned is not null`,
    [campaign, task],
  );
  return rows;
}

/** What the earlier turns of a task have moved, under the last of them; looked through once and for all. */
export async function settleShifts(
  db: Db,
  process: string,
  campaign: string,
  task: string,
  dues: readonly { readonly obligation: string; readonly due: Instant }[],
): Promise<void> {
  const { rows } = await db.query<{ seq: number }>(
    'select max(seq)::int as seq from turn where process = $1',
    [process],
  );
  const shifts = dues.map((own) => ({ ...own, cause: 'earlier' }));
  await insertShifts(db, { process, seq: rows[0]?.seq ?? 0, shifts }, campaign);
  await db.query(
    `update standing s set moved = r.due
       from jsonb_to_recordset($3) as r (obligation text, due timestamptz)
      where s.campaign = $1 and s.task = $2 and s.obligation = r.obligation`,
    [campaign, task, JSON.stringify(dues)],
  );
  await db.query('select count_tasks($1, array[$2])', [campaign, task]);
  await db.query('delete from due_shift_owed where process = $1', [process]);
}
