import type { Folded } from '../../domain/engines.ts';
import { readProcess } from '../../domain/ids.ts';
import { epoch } from '../../domain/instant.ts';
import { lineIn } from '../../domain/proofInstants.ts';
import { isHeld } from '../../domain/suspension.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import { expectedDues, settleShifts, shiftsOwed } from '../../store/dueShifts.ts';
import { openPool, transaction, type Pool } from '../../store/pool.ts';
import { foldedProcess } from '../handlers/foldedProcess.ts';

/**
 * What calendars, resumptions and regimes had moved before the register kept it: each task that took one is folded once,
 * and its open rows get the instants that its line of time says. A register that is up to date costs one question.
 */
export async function settleEarlierShifts(pool: Pool): Promise<void> {
  for (const process of await shiftsOwed(pool)) await settle(pool, process);
}

/** Before the worker starts, so that no turn comes between. */
export async function settleEarlierShiftsAt(database: string): Promise<void> {
  const pool = openPool(database, 2);
  try {
    await settleEarlierShifts(pool);
  } finally {
    await pool.end();
  }
}

type Row = Awaited<ReturnType<typeof expectedDues>>[number];

/** As `domain/dueShift.ts` has it, in one: what was judged stands, unless both days lie ahead. */
function shiftsOf({ input, state }: Folded, rows: readonly Row[]) {
  const { clock } = state as TaskState;
  const { byKey, exempt } = lineIn(input as TaskInput, state as TaskState);
  return rows.flatMap(({ obligation, due: old, verdict }) => {
    const due = byKey.get(obligation)?.slot.instants.due;
    if (due === undefined || isHeld(due) || exempt.has(obligation)) return [];
    if (epoch(due) === old.getTime()) return [];
    const lie = Math.min(epoch(due), old.getTime()) > epoch(clock);
    return verdict === 'pending' || lie ? [{ obligation, due }] : [];
  });
}

async function settle(pool: Pool, process: string): Promise<void> {
  const found = readProcess(process);
  if (found?.kind !== 'task') return;
  const { campaign, task } = found;
  const folded = await foldedProcess(pool, process);
  const rows = await expectedDues(pool, campaign, task);
  const dues = folded === undefined ? [] : shiftsOf(folded, rows);
  await transaction(pool, (db) => settleShifts(db, process, campaign, task, dues));
}
