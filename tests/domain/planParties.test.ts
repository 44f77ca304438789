import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Party } from '../../domain/context.ts';
import { movesBetween, partiesHeld } from '../../domain/planParties.ts';
import { partyOf, UNITS } from '../harness/cast.ts';

type Parties = Readonly<Record<string, readonly Party[]>>;

const [A = '', B = '', C = '', D = ''] = UNITS.map(({ id }) => id);

/** `u001→u003`, `u001→u001+u002` */
function moves(held: Parties, next: Parties): readonly string[] | undefined {
  const owed = { parties: next as Record<string, Party[]>, units: UNITS };
  return movesBetween(held, owed)?.map(
    ({ from, to }) => `${from}→${to.map(({ id }) => id).join('+')}`,
  );
}

describe('hand-overs between two versions', () => {
  const lead = (...parties: readonly Party[]): Parties => ({
    monthly: parties,
    deadlines: parties,
  });
  test.each([
    ['nothing changes', lead(partyOf(A)), lead(partyOf(A)), []],
    ['one for another', lead(partyOf(A)), lead(partyOf(C)), [`${A}→${C}`]],
    ['one becomes joint', lead(partyOf(A)), lead(partyOf(A, B)), [`${A}→${A}+${B}`]],
    ['joint becomes one', lead(partyOf(A, B)), lead(partyOf(A)), [`${B}→${A}`]],
    ['of a joint party one goes', lead(partyOf(A, B)), lead(partyOf(A, C)), [`${B}→${C}`]],
    [
      'all of a joint party go',
      lead(partyOf(A, B)),
      lead(partyOf(C, D)),
      [`${A}→${C}+${D}`, `${B}→${C}+${D}`],
    ],
    ['one of several', lead(partyOf(A), partyOf(B)), lead(partyOf(A), partyOf(C)), [`${B}→${C}`]],
    ['one more owes', lead(partyOf(A)), lead(partyOf(A), partyOf(B)), undefined],
    ['one owes no more', lead(partyOf(A), partyOf(B)), lead(partyOf(A)), undefined],
    ['another duty', { monthly: [partyOf(A)] }, { weekly: [partyOf(A)] }, undefined],
    [
      'only of one duty, while the unit stays in the other',
      { monthly: [partyOf(A)], deadlines: [partyOf(A, B)] },
      { monthly: [partyOf(C)], deadlines: [partyOf(A, B)] },
      undefined,
    ],
  ] as const)('%s', (_, held, next, expected) => {
    expect(moves(held, next)).toEqual(expected);
  });

  test('a unit that nobody knows cannot take over', () => {
    const next = { parties: { monthly: [partyOf('u099')] }, units: UNITS };
    expect(movesBetween({ monthly: [partyOf(A)] }, next)).toBeUndefined();
  });

  test('whoever took over in flight is who hands over', () => {
    const task = { parties: { monthly: [partyOf(A)] } };
    const change = { kind: 'holder', at: '', party: A, members: [B], keep: [], units: [] } as const;
    const held = partiesHeld(task, [{ ...change, members: [B] }]);
    expect(moves(held, { monthly: [partyOf(C)] })).toEqual([`${B}→${C}`]);
    expect(partiesHeld(task)).toEqual(task.parties);
  });

  const members = fc.uniqueArray(fc.constantFrom(A, B, C, D), { minLength: 1, maxLength: 4 });
  test('wherever there are hand-overs they lead from the one to the other', () => {
    fc.assert(
      fc.property(members, members, (old, wanted) => {
        const held = lead(partyOf(...old));
        const found = movesBetween(held, {
          parties: lead(partyOf(...wanted)) as Record<string, Party[]>,
          units: UNITS,
        });
        let now: readonly string[] = old;
        for (const { from, to } of found ?? []) {
          const ids = to.map(({ id }) => id);
          now = [...new Set(now.flatMap((id) => (id === from ? ids : [id])))];
        }
        expect(found).toBeDefined();
        expect([...now].sort()).toEqual([...wanted].sort());
      }),
    );
  });
});
