import { describe, expect, test } from '@jest/globals';
import { listDigest, takenBefore } from '../../client/handlers/confirmed.ts';
import { attempt, roleOf } from '../../client/handlers/actor.ts';
import { FaultError } from '../../client/faultError.ts';
import type { Service } from '../../client/service.ts';
import type { MessageBase } from '../../domain/machine.ts';
import type { Db } from '../../store/pool.ts';

const MESSAGE = { id: 'r1', receivedAt: '2026-04-02T09:00:00+08:00', by: 'office' };

/** A register whose only turn took the message with this answer. */
function registerOf(answer: Readonly<Record<string, unknown>>): Db {
  const query = () => Promise.resolve({ rows: [{ taken: [{ message: MESSAGE, answer }] }] });
  return { query } as unknown as Db;
}

const before = (
  answer: Readonly<Record<string, unknown>>,
  isSame: (told: MessageBase) => boolean,
) => takenBefore(registerOf(answer), 'campaign/c2026-001', 'r1', isSame);

describe('a request that was taken before', () => {
  test('is answered with what was taken', async () => {
    expect(await before({ value: {} }, ({ by }) => by === 'office')).toEqual(MESSAGE);
  });

  test('of another content is refused', async () => {
    const told = before({ value: {} }, () => false);
    await expect(told).rejects.toMatchObject({ fault: { code: 'request-reused' } });
  });

  test('has the fault that it had', async () => {
    const fault = { code: 'already-ended', message: '已经结束' };
    await expect(before({ fault }, () => true)).rejects.toMatchObject({ fault });
  });
});

test('one list has one code, whatever the order of its keys, and another has another', () => {
  expect(listDigest({ a: 1, b: [2] })).toBe(listDigest({ b: [2], a: 1 }));
  expect(listDigest({ a: 1, b: [2] })).not.toBe(listDigest({ a: 1, b: [3] }));
  expect(listDigest([])).toMatch(/^[0-9a-f]{16}$/);
});

describe('a write that another has been first with', () => {
  const what = { actor: 'office', act: 'registerItem', subject: 'c2026-001' };
  const taken = Object.assign(new Error('duplicate key'), { code: '23505' });
  const after = (failures: number, error: Error) => {
    let done = 0;
    const work = () => {
      done += 1;
      return done > failures ? Promise.resolve(done) : Promise.reject(error);
    };
    return attempt({} as Service, what, work);
  };

  test('is done once more, and not a third time', async () => {
    expect(await after(1, taken)).toBe(2);
    await expect(after(2, taken)).rejects.toBe(taken);
  });

  test.each(['40P01', '40001'])('broken off by another (%s) is tried thrice', async (code) => {
    const broken = Object.assign(new Error('deadlock detected'), { code });
    expect(await after(2, broken)).toBe(3);
    await expect(after(3, broken)).rejects.toBe(broken);
  });

  test('is not done again for any other reason', async () => {
    const other = Object.assign(new Error('no such column'), { code: '42703' });
    await expect(after(1, other)).rejects.toBe(other);
  });
});

test('an actor is a unit, a post or a desk; nobody else', () => {
  expect(['unit:甲局', 'post:区长', 'office'].map(roleOf)).toEqual(['unit', 'post', 'office']);
  expect(() => roleOf('nobody')).toThrow(FaultError);
});
