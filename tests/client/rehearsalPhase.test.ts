import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCli } from '../../client/commands/program.ts';
import { phaseOf, type PhaseChange } from '../../client/rehearsalPhase.ts';

const plans = join(import.meta.dirname, '..', '..', 'plans');
const REHEARSE = [
  ...['rehearse', join(plans, 'wanqianbai.plan.yaml')],
  ...['--regime', join(plans, 'wanqianbai.regime.yaml')],
  ...['--units', join(plans, 'wanqianbai.units.yaml')],
  ...['--from', '2026-01-01', '--to', '2026-12-31'],
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

async function change(phase: string): Promise<PhaseChange> {
  const { out } = await duban('--phase', phase, '--json');
  return (JSON.parse(out) as { phase: PhaseChange }).phase;
}

describe('--phase', () => {
  test('shows the cut-offs that fall away and those that come', async () => {
    const { gone, come, kept } = await change('bimonthly=5');
    expect(gone.map(({ at }) => at.slice(5, 10))).toEqual([
      '03-31',
      '05-31',
      '07-31',
      '09-30',
      '11-30',
    ]);
    expect(come.map(({ at }) => at.slice(5, 10))).toEqual([
      '02-28',
      '04-30',
      '06-30',
      '08-31',
      '10-31',
      '12-31',
    ]);
    expect(kept).toEqual([]);
  });

  test('the phase that stands already moves nothing', async () => {
    const { gone, come, kept } = await change('bimonthly=4');
    expect([gone, come]).toEqual([[], []]);
    expect(kept).toHaveLength(5);
  });

  test('in words, before the rehearsal under the new phase', async () => {
    const { code, out } = await duban('--phase', 'bimonthly=5');
    expect(code).toBe(0);
    expect(out).toMatch(/^“.+”改从5月起算（原为4月）：取消 5 个时点，新增 6 个，不变 0 个。/);
    expect(out.indexOf('取消')).toBeLessThan(out.indexOf('推演  '));
    expect(out).toContain('2月28日（周六）18:00');
  });

  test.each([
    ['bimonthly', '应写作 标识=月份'],
    ['bimonthly=13', '1–12'],
    ['bimonthy=5', '是否想写'],
    ['monthly=2', '没有起始月可改'],
  ])('%s is wrong use', async (phase, words) => {
    const { code, out, err } = await duban('--phase', phase);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
    expect(err).toMatch(/。$/);
  });

  test('blanks around are allowed', () => {
    expect(phaseOf(' 甲 = 5 ')).toEqual({ id: '甲', month: 5 });
  });
});
