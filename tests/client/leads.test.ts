import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { leadershipOf } from '../../client/commands/leadership.ts';
import { runCli } from '../../client/commands/program.ts';
import type { LeadComparison } from '../../client/rehearsalLeads.ts';

const plans = join(import.meta.dirname, '..', '..', 'plans');
const REHEARSE = [
  ...['rehearse', join(plans, 'park.plan.yaml')],
  ...['--regime', join(plans, 'park.regime.yaml'), '--units', join(plans, 'park.units.yaml')],
  ...['--from', '2026-01-01', '--to', '2026-12-31', '--behaviour', 'silent'],
];

async function duban(...argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli([...REHEARSE, ...argv], {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width: 100,
    env: {},
    now: () => Date.parse('2026-03-02T09:00:00+08:00'),
    progress: { write: () => undefined },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('--several', () => {
  test.each([
    [{}, undefined],
    [{ leadership: 'several' }, 'several'],
    [{ several: 'all' }, 'several'],
    [{ several: 't0048, t0049' }, { t0048: 'several', t0049: 'several' }],
    [
      { several: '48，49', leadership: 'joint' },
      { '*': 'joint', 48: 'several', 49: 'several' },
    ],
  ] as const)('%j', (options, expected) => {
    expect(leadershipOf(options)).toEqual(expected);
  });

  test.each([
    [{ several: ' , ' }, '--several 后面应写任务编号'],
    [{ several: 'all', leadership: 'joint' }, '请只写一个'],
  ] as const)('%j is wrong use', (options, words) => {
    expect(() => leadershipOf(options)).toThrow(words);
  });

  test('makes each lead of the task owe, and no other', async () => {
    const owed = async (...argv: string[]) => {
      const { out } = await duban(...argv, '--json');
      return (JSON.parse(out) as { expected: number }).expected;
    };
    const joint = await owed();
    const [one, all] = [await owed('--several', '1'), await owed('--several', 'all')];
    expect(one).toBeGreaterThan(joint);
    expect(all).toBeGreaterThan(one);
    expect(await owed('--several', 't0001,t0005')).toBe(all);
  });

  test('of a task that is not there is refused', async () => {
    expect(await duban('--several', 't0099')).toMatchObject({ code: 1 });
  });
});

describe('--compare-leads', () => {
  test('shows what joint and several differ in, for the tasks with several leads only', async () => {
    const { code, out } = await duban('--compare-leads', '--json');
    const found = JSON.parse(out) as LeadComparison;
    expect(code).toBe(0);
    expect(found.tasks.map(({ no, leads }) => [no, leads.length])).toEqual([
      ['1', 2],
      ['5', 2],
    ]);
    for (const { joint, several } of found.tasks) {
      expect(several.parties).toBe(2 * joint.parties);
      expect(several.obligations).toBe(2 * joint.obligations);
      expect(joint.missing).toBe(joint.obligations);
      expect(several.missing).toBe(several.obligations);
      expect(several.notices).toBeGreaterThan(joint.notices);
      expect(joint.interviews).toBeGreaterThan(0);
    }
    const sum = (way: 'joint' | 'several') =>
      found.tasks.reduce((all, line) => all + line[way].notices, 0);
    expect([found.joint.notices, found.several.notices]).toEqual([sum('joint'), sum('several')]);
  });

  test('as a table with names', async () => {
    const { out } = await duban('--compare-leads');
    expect(out).toContain('合报 → 各报各的');
    expect(out).toMatch(/│ 合计 │ 2 项任务/);
    expect(out).toContain('区生态环境局、区住房和城乡建设局');
  });
});
