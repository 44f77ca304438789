import { expect, test } from '@jest/globals';
import { hubOf } from '../../client/server/hub.ts';
import type { Pool } from '../../store/pool.ts';

const TURN = { written: '5', process: 'task/c2026-001/t0001', seq: 1, recipients: [] };

/** A register at place 10 that cannot be asked from one place. */
const pool = {
  query: (sql: string, values: readonly unknown[] = []) => {
    if (sql.includes('pg_snapshot_xmin')) return Promise.resolve({ rows: [{ written: '10' }] });
    if (values[1] === 'unreadable') return Promise.reject(new Error('unreadable place'));
    return Promise.resolve({ rows: [TURN] });
  },
} as unknown as Pool;

test('a reader whose place cannot be read keeps nobody else from hearing', async () => {
  const failures: unknown[] = [];
  const hub = hubOf(pool, (error) => failures.push(error), 1);
  const heard = await new Promise<readonly string[]>((resolve) => {
    const from = (process: string) => ({ written: '1', process, seq: 1 });
    const lost = () => undefined;
    void hub.listen({ from: from('unreadable'), hear: () => Promise.resolve(), lost });
    void hub.listen({
      ...{ from: from('a'), lost },
      hear: (turns) => Promise.resolve(resolve(turns.map(({ process }) => process))),
    });
  });
  hub.stop();
  expect(heard).toEqual([TURN.process]);
  expect(failures.map(String)).toContain('Error: unreadable place');
});
