import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { Behaviour } from '../../domain/behaviour.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import type { Regime } from '../../domain/regime.ts';
import { rehearsalView } from '../../client/rehearsalView.ts';
import type { Counts } from '../../client/yearCounts.ts';
import { sampleYear } from '../fixtures/sampleYear.ts';

interface Json {
  readonly expected: number;
  readonly verdicts: Record<string, number>;
  readonly totals: Counts;
  readonly months: readonly ({ month: string; due: number } & Counts)[];
  readonly load: readonly { unit: string; total: number; peak: { count: number } }[];
  readonly shifted: readonly { from: string; to: string }[];
  readonly provisional: readonly string[];
  readonly vacant: Record<string, number>;
  readonly otherwise: { silent: Counts; onTime: Counts };
}

const WIDTH = 100;
const MIXED = {
  seed: 3,
  reports: { early: 1, 'on-time': 4, late: 2, silent: 4, nil: 1, duplicate: 1, lost: 1 },
  gates: ['approve', 'reject', 'lapse'],
};

function view(behaviour: object, options: { full?: boolean; regime?: (r: Regime) => Regime } = {}) {
  const { plan, context, tasks, input } = sampleYear(options.regime);
  const { units, leaders } = input;
  const { full = false } = options;
  const assumed = Behaviour.parse(behaviour);
  const shown = rehearsalView(
    { context, plan, tasks, units, leaders, behaviour: assumed, full },
    WIDTH,
  );
  const owed = tasks.flatMap((task) => obligationsOf(context, task));
  return { text: shown.text, json: shown.json as Json, owed };
}

describe('the figures', () => {
  const { text, json, owed } = view(MIXED);

  test('verdicts and months sum to what is owed', () => {
    expect(json.expected).toBe(owed.length);
    const judged = Object.values(json.verdicts).reduce((sum, count) => sum + count, 0);
    expect(judged).toBe(owed.length);
    expect(json.months.reduce((sum, { due }) => sum + due, 0)).toBe(owed.length);
    for (const what of ['remind', 'urge', 'letter'] as const) {
      const monthly = json.months.reduce((sum, own) => sum + (own[what] ?? 0), 0);
      expect(monthly).toBe(json.totals[what]);
    }
  });

  test('a joint obligation weighs on each member, the busiest stand first', () => {
    const members = owed.reduce((sum, { party }) => sum + party.members.length, 0);
    const totals = json.load.map(({ total }) => total);
    expect(totals.reduce((sum, count) => sum + count, 0)).toBe(members);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
  });

  test('every proposal is approved, rejected or lapses', () => {
    const { proposed, approved, rejected, lapsed } = json.totals;
    expect(proposed).toBeGreaterThan(0);
    expect(approved + rejected + lapsed).toBe(proposed);
  });

  test('moved due days, provisional ones and vacant posts are told', () => {
    expect(json.shifted).toContainEqual(
      expect.objectContaining({ from: '2026-01-25', to: '2026-01-23' }),
    );
    expect(json.provisional).toEqual(['2026年12月31日时限“完成时限”']);
    expect(Object.keys(json.vacant)).toEqual(['u003/head']);
    expect(text).toContain('无接收人 1 处：区生态环境局 主要负责人');
  });

  test('fits the width', () => {
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(
      WIDTH,
    );
  });
});

describe('against other behaviours', () => {
  const silent = view({ reports: 'silent' });
  const onTime = view({ reports: 'on-time' });

  test('nobody is urged in a year on time, everything is missing in a silent one', () => {
    expect(onTime.json.totals).toMatchObject({ urge: 0, letter: 0, proposed: 0 });
    expect(silent.json.totals).toMatchObject({ report: 0, remind: silent.owed.length });
    expect(silent.json.verdicts).toMatchObject({ missing: silent.owed.length, 'on-time': 0 });
  });

  test('the lines of comparison are those years', () => {
    for (const { json } of [silent, onTime]) {
      expect(json.otherwise.silent).toEqual(silent.json.totals);
      expect(json.otherwise.onTime).toEqual(onTime.json.totals);
    }
  });

  test('a ladder without the interview proposes none', () => {
    const regime = (own: Regime): Regime => ({
      ...own,
      ladder: own.ladder.filter(({ step }) => step !== 'interview'),
    });
    expect(view({ reports: 'silent' }, { regime }).json.totals.proposed).toBe(0);
  });
});

test('the full list holds every due instant, step and notice in order', () => {
  const { text, owed } = view({ reports: 'silent' }, { full: true });
  const list = text.slice(text.indexOf('全年逐条'));
  expect(list.match(/^ {2}17:00 到期 /gm)).toHaveLength(owed.length);
  expect(list).toContain('1月23日（周五）\n  17:00');
  const days = [...list.matchAll(/^(\d+)月(\d+)日（周.）$/gm)].map(
    ([, month, day]) => Number(month) * 100 + Number(day),
  );
  const within2026 = days.slice(0, days.lastIndexOf(1231) + 1);
  expect(within2026.length).toBeGreaterThan(50);
  expect(within2026).toEqual([...within2026].sort((a, b) => a - b));
});
