import { expect, test } from '@jest/globals';
import { issuedIn } from '../../client/handlers/deskBulletins.ts';

const FIGURES = { expected: 2, onTime: 1, late: 0, missing: 1, exempt: 0, pending: 0, units: [] };
const row = (key: string, payload: Readonly<Record<string, unknown>>) => ({
  ...{ kind: 'fact' as const, type: 'bulletin-issued', key, payload, recipient: null },
  ...{ at: '2026-04-01T18:30:00.000+00:00', madeAt: new Date('2026-04-01T18:30:00Z') },
});

test('a signed bulletin keeps its number and its day, whatever the regime says of objections', () => {
  const rows = [
    row('bulletin-issued:bimonthly/2026-01B', { figures: FIGURES, number: 3, year: '2026' }),
    row('bulletin-issued:bimonthly/2026-02B', { figures: FIGURES }),
    row('criticised:bimonthly/2026-01B:u001', { figures: FIGURES, number: 3 }),
  ];
  expect([...issuedIn(rows, 'Asia/Shanghai')]).toEqual([
    ['bimonthly/2026-01B', { figures: FIGURES, number: 3, day: '2026-04-02' }],
    ['bimonthly/2026-02B', { figures: FIGURES, number: null, day: '2026-04-02' }],
  ]);
});
