import { describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { yearRow } from '../../client/rehearsalView.ts';
import { yearCounts, type YearRow } from '../../client/yearCounts.ts';
import { yearBook } from '../../client/yearView.ts';
import { demoBehaviour } from '../../client/demoBehaviour.ts';
import { sampleYear } from '../fixtures/sampleYear.ts';

const { input, tasks, names } = sampleYear();
const UNTIL = '2027-01-21T00:00:00+08:00';

function rowsOf(behaviour: Behaviour): YearRow[] {
  const rows: YearRow[] = [];
  rehearse({ input, tasks, behaviour, until: UNTIL, onRow: (row) => rows.push(yearRow(row)) });
  return rows;
}

function printed(rows: readonly YearRow[], full = false): string {
  const book = yearBook(names, { full });
  for (const row of rows) book.add(row);
  return book.text(2_000);
}

describe('a silent year', () => {
  const rows = rowsOf(Behaviour.parse({ reports: 'silent' }));
  const text = printed(rows.filter(({ at }) => at.startsWith('2026-03')));

  test('like acts of one day stand in one paragraph that names the units and says why', () => {
    const reminders = text.split('\n').filter((line) => line.startsWith('  09:00 提醒（2026年3月'));
    expect(reminders).toHaveLength(1);
    expect(reminders[0]).toContain('12项');
    expect(reminders[0]).toContain('区发展改革局（第7项、第9项）');
    expect(reminders[0]).toContain('区自然资源局＋示例产业园管理委员会（第1项）');
    const why = text.split('\n')[text.split('\n').indexOf(reminders[0] as string) + 1];
    expect(why).toBe(
      '        因为：到期 3月25日（周三）17:00；制度 park-monthly 第1版 步骤 remind：到期前3个工作日09:00，提醒单位联络员',
    );
  });

  test('at one instant the judgement stands before the steps, the steps before the grounds', () => {
    const at = text.indexOf('3月30日（周一）');
    const day = text.slice(at, text.indexOf('\n3月31日', at));
    const places = ['督办函', '符合提请约谈条件', '约谈事由'].map((word) => day.indexOf(word));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('months and days are in order', () => {
    const year = printed(rows, true);
    const months = [...year.matchAll(/^━━ (\d{4})年(\d+)月 ━━$/gm)].map(
      ([, year, month]) => Number(year) * 100 + Number(month),
    );
    expect(months).toEqual([...Array.from({ length: 12 }, (_, i) => 202601 + i), 202701]);
  });
});

test('in full each fact and notice has a line of its own', () => {
  const rows = rowsOf(Behaviour.parse({ reports: 'late' }));
  const lines = printed(rows, true)
    .split('\n')
    .filter((line) => /^ {2}\d\d:\d\d /.test(line));
  expect(lines).toHaveLength(rows.filter(({ kind }) => kind !== 'effect').length);
});

test('the counts take a correction in the place of what it corrects', () => {
  const counts = yearCounts(input.context.regime);
  const judged = (verdict: string, corrects?: string): YearRow => ({
    process: 'task/c2026-001/t0001',
    kind: 'fact',
    type: 'judged',
    key: verdict,
    at: '2026-03-25T17:00:00+08:00',
    payload: { verdict, ...(corrects === undefined ? {} : { corrects }) },
  });
  for (const row of [judged('missing'), judged('missing'), judged('late', 'missing')])
    counts.add(row);
  expect(counts.verdicts).toEqual({ 'on-time': 0, late: 1, missing: 1, exempt: 0 });
});

test('the mixed year of the demonstration has everything in it', () => {
  const rows = rowsOf(demoBehaviour('mixed', input, tasks, UNTIL));
  const counts = yearCounts(input.context.regime);
  for (const row of rows) counts.add(row);
  const { report, remind, urge, letter, criticised, approved, rejected, lapsed } = counts.totals;
  const all = [report, remind, urge, letter, criticised, approved, rejected, lapsed];
  expect(Math.min(...all)).toBeGreaterThan(0);
  expect(counts.totals['bulletin-issued']).toBe(6);
  expect(rows.filter(({ type }) => type === 'suspended').length).toBeGreaterThan(tasks.length);
});
