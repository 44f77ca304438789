import { describe, expect, test } from '@jest/globals';
import { FaultError } from '../../client/faultError.ts';
import { overtaken } from '../../client/handlers/overtaken.ts';
import { fault } from '../../domain/faults.ts';
import type { Db } from '../../store/pool.ts';

const LOST = {
  ...{ process: 'task/c2026-001/t0001', zone: 'Asia/Shanghai', by: 'office' },
  ...{ act: 'pause', requestId: 'second', content: {} },
};
const REFUSED = new FaultError(fault('already-suspended', { at: '' }));
const ENTRY = {
  ...{ at: new Date('2026-04-02T01:00:00Z'), actor: 'office', act: 'pause' },
  ...{ account: null, detail: {} },
};

/** A register in which an act is under way for some questions, and its entry is there from a look on. */
function register(underWay: number, entryAt = Infinity): { db: Db; looks: () => number } {
  let asked = 0;
  let looks = 0;
  const query = (text: string) => {
    if (text.includes('from request'))
      return Promise.resolve({ rowCount: ++asked > underWay ? 0 : 1 });
    if (!text.includes('from audit')) return Promise.resolve({ rows: [] });
    return Promise.resolve({ rows: ++looks >= entryAt ? [ENTRY] : [] });
  };
  return { db: { query } as unknown as Db, looks: () => looks };
}

describe('a refusal', () => {
  test('is answered after one look where no act of another is under way', async () => {
    const { db, looks } = register(0);
    expect(await overtaken(db, LOST, REFUSED)).toBe(REFUSED);
    expect(looks()).toBe(1);
  });

  test('waits for the entry of an act that is under way, and says who was first', async () => {
    const { db, looks } = register(2, 2);
    const { message } = (await overtaken(db, LOST, REFUSED)) as Error;
    expect(message).toMatch(/督查室已于 .+ 办理“暂停”。$/);
    expect(looks()).toBe(2);
  });

  test('sees the entry of an act that ended after it was found under way', async () => {
    const { db } = register(1, 2);
    expect((await overtaken(db, LOST, REFUSED)) as Error).not.toBe(REFUSED);
  });

  test('does not wait without end', async () => {
    const { db, looks } = register(Infinity);
    expect(await overtaken(db, LOST, REFUSED)).toBe(REFUSED);
    expect(looks()).toBe(3);
  });

  test('that has nothing to do with another asks nothing', async () => {
    const { db, looks } = register(Infinity);
    const own = new FaultError(fault('reason-missing', { act: '暂停' }));
    expect(await overtaken(db, LOST, own)).toBe(own);
    expect(looks()).toBe(0);
  });
});
