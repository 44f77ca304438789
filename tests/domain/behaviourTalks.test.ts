import { describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { factWords, noticeWords } from '../../domain/words.ts';
import { sampleYear } from '../fixtures/sampleYear.ts';

const { names, input, tasks } = sampleYear();

function talks(behaviour: Record<string, unknown>, engines?: { interview: number }): LedgerRow[] {
  const rows: LedgerRow[] = [];
  rehearse({
    input,
    tasks,
    behaviour: Behaviour.parse({ reports: 'silent', ...behaviour }),
    ...(engines === undefined ? {} : { engines }),
    onRow: (row) => {
      if (row.process.startsWith('interview/')) rows.push(row);
    },
  });
  return rows;
}

const facts = (rows: readonly LedgerRow[]) =>
  rows.filter(({ decision }) => decision.kind === 'fact').map(({ decision }) => decision.type);
const count = (rows: readonly LedgerRow[], type: string) =>
  facts(rows).filter((one) => one === type).length;

describe('interviews of a rehearsed year', () => {
  test('are held by the principal, rectified in time and verified, unless assumed otherwise', () => {
    const rows = talks({});
    const approved = count(rows, 'approved');
    expect(approved).toBeGreaterThan(0);
    for (const type of ['scheduled', 'held', 'minutes', 'rectified', 'closed']) {
      expect(count(rows, type)).toBe(approved);
    }
    expect(facts(rows).filter((type) => /overdue|absent|not-verified/.test(type))).toEqual([]);
  });

  test('under the first engine they end at the gate', () => {
    const rows = talks({}, { interview: 1 });
    expect(count(rows, 'approved')).toBe(count(talks({}), 'approved'));
    expect(count(rows, 'scheduled')).toBe(0);
  });

  const WAYS: readonly (readonly [Record<string, unknown>, readonly string[]])[] = [
    [{ hears: [true] }, ['hearing', 'statement', 'approved', 'closed']],
    [{ attends: ['delegate'] }, ['absent', 'second-interview', 'referral-proposed', 'referred']],
    [{ rectifies: ['late'] }, ['rectify-overdue', 'rectified', 'closed']],
    [{ rectifies: ['silent'], then: ['nothing'] }, ['rectify-overdue', 'unmet-overdue']],
    [{ verifies: ['failed'], refers: ['reject'] }, ['not-verified', 'not-referred']],
    [{ verifies: ['failed'], then: ['refer'], refers: ['lapse'] }, ['referral-lapsed']],
    [{ verifies: ['never'] }, ['verify-overdue']],
    [{ holds: 'never' }, ['hold-overdue']],
    [{ minutes: 'never' }, ['minutes-overdue']],
  ];

  test.each(WAYS)('%j', (ways, types) => {
    const rows = talks({ talks: ways });
    for (const type of types) expect(facts(rows)).toContain(type);
    const keys = rows.map(({ process, decision }) => `${process} ${decision.kind} ${decision.key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('a lapsed proposal is proposed again, once', () => {
    const rows = talks({ gates: ['lapse'], talks: { again: [true] } });
    expect(count(rows, 'lapsed')).toBe(count(rows, 'proposed'));
    expect(count(rows, 'proposed') % 2).toBe(0);
  });

  test.each([...WAYS.map(([ways]) => ({ talks: ways })), { gates: ['lapse'] }])(
    'every line stands in words, and a notice is read in half a minute (%j)',
    (behaviour) => {
      const holes = /undefined|NaN|null|\[object|\bu\d{3}\b|\bt\d{4}\b|\d{4}-\d{2}-\d{2}T|post:/;
      for (const { process, decision } of talks(behaviour)) {
        const words =
          decision.kind === 'notice'
            ? noticeWords({ ...decision, process }, names)
            : factWords({ ...decision, process }, names);
        const text = Object.values(words).join('\n');
        expect(text).not.toMatch(holes);
        expect(text).not.toContain(`${decision.type}：`);
        if (decision.kind === 'notice') expect([...text].length).toBeLessThanOrEqual(420);
      }
    },
  );
});
