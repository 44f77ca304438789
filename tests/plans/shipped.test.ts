import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CampaignDocuments } from '../../client/operations.ts';
import { prepare, type Prepared } from '../../client/prepare.ts';
import { Behaviour } from '../../domain/behaviour.ts';
import type { Context } from '../../domain/context.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import type { Regime } from '../../domain/regime.ts';
import { readDirectory } from '../../importers/directory.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readRegime } from '../../importers/regime.ts';
import { CALENDAR } from '../harness/cast.ts';

const PLANS = new URL('../../plans/', import.meta.url);

/** Every plan that ships with the product, and the horizon for which it is written. */
const SHIPPED = {
  'wuhao-park': ['2021-05-01', '2022-01-01'],
  linxiang: ['2022-02-01', '2023-01-01'],
  wanqianbai: ['2022-04-07', '2026-01-01'],
  'liuzhang-tech': ['2023-01-01', '2024-01-01'],
  'liuzhang-safety': ['2023-03-13', '2024-01-01'],
  qilu: ['2020-04-01', '2021-01-01'],
} as const;
type Name = keyof typeof SHIPPED;

function prepared(name: Name, change: (regime: Regime) => Regime = (regime) => regime): Prepared {
  const text = (part: string) => readFileSync(new URL(`${name}.${part}.yaml`, PLANS), 'utf8');
  const [from, to] = SHIPPED[name];
  const { draft, diagnostics } = readPlanYaml(`${name}.plan.yaml`, text('plan'), { today: from });
  const { regime } = readRegime(text('regime'));
  const { directory } = readDirectory(text('units'));
  if (regime === undefined || directory === undefined) throw new Error(`${name} 的文件有误`);
  const startedAt = `${from}T00:00:00+08:00`;
  const documents = CampaignDocuments.parse({
    plan: draft,
    diagnostics: [...diagnostics],
    regime: change(regime),
    calendar: CALENDAR,
    directory,
    horizon: { from, to },
  });
  return prepare(documents, startedAt);
}

/** What a year of a campaign comes to: judgements by duty, bulletins by rule, the rest by kind. */
function lived({ assigned, bound }: Prepared, reports: 'silent' | 'on-time') {
  const counts: Record<string, number> = {};
  const context: Context = { campaign: 'c2023-001', ...bound };
  const count = (key: string) => (counts[key] = (counts[key] ?? 0) + 1);
  rehearse({
    input: { context, units: assigned.units, leaders: assigned.leaders },
    tasks: assigned.tasks,
    behaviour: Behaviour.parse({ reports }),
    onRow: ({ decision }: LedgerRow) => {
      const { duty, bulletin, draft } = decision.payload;
      if (decision.type === 'judged') count(`judged ${String(duty)}`);
      if (decision.kind === 'effect' && decision.type === 'gather' && draft === 1)
        count(`bulletin ${String(bulletin)}`);
      if (decision.kind === 'fact' && decision.type === 'report') count('reports');
      if (decision.kind === 'notice') count(`notice ${decision.type}`);
    },
  });
  return counts;
}

describe('each shipped plan starts and rehearses its horizon', () => {
  test.each(Object.keys(SHIPPED) as Name[])('%s', (name) => {
    const ready = prepared(name);
    expect(ready.diagnostics.filter(({ severity }) => severity === 'blocking')).toEqual([]);
    expect(ready.assigned.tasks).toHaveLength(ready.plan.tasks.length);
    const silent = lived(ready, 'silent');
    const onTime = lived(ready, 'on-time');
    expect(silent['reports']).toBeUndefined();
    expect(silent['notice urge']).toBeGreaterThan(0);
    expect(onTime['notice urge']).toBeUndefined();
    const judged = (counts: Record<string, number>) =>
      Object.entries(counts).filter(([key]) => key.startsWith('judged'));
    expect(judged(onTime)).toEqual(judged(silent));
  });
});

describe('一月一调度、两月一通报、半年一讲评、一年一总结, from April 2022 to the end of 2025', () => {
  const parts = (regime: Regime, id: string): Regime => ({
    ...regime,
    bulletins: regime.bulletins.map((rule) =>
      rule.id === id ? { ...rule, parts: 'count' as const } : rule,
    ),
  });

  test('45 months for each lead, 22 whole windows, 7 half-years, 4 summaries', () => {
    const ready = prepared('wanqianbai');
    const counts = lived(ready, 'on-time');
    expect(counts['judged monthly']).toBe(45 * ready.plan.tasks.length);
    expect(counts['bulletin bimonthly']).toBe(22);
    expect(counts['bulletin half-year']).toBe(7);
    expect(counts['bulletin yearly']).toBe(4);
  });

  test('8 half-years where the first part counts', () => {
    const counts = lived(
      prepared('wanqianbai', (regime) => parts(regime, 'half-year')),
      'on-time',
    );
    expect(counts['bulletin half-year']).toBe(8);
  });

  test('the first window is April and May', () => {
    const { bound } = prepared('wanqianbai');
    expect(bound.regime.bulletins.find(({ id }) => id === 'bimonthly')?.phase).toBe(4);
  });
});

describe('旬简报、月通报、季总结 of fourteen units in 2023', () => {
  const goals = 6;

  test('504, 168 and 56 are owed, and 504 submissions serve them all', () => {
    const counts = lived(prepared('liuzhang-tech'), 'on-time');
    expect(counts['judged xun']).toBe(504);
    expect(counts['judged month']).toBe(168);
    expect(counts['judged quarter']).toBe(56);
    expect(counts['judged deadlines']).toBe(goals);
    expect(counts['reports']).toBe(504 + goals);
  });

  test('silence is a miss for each duty and one urging a day', () => {
    const counts = lived(prepared('liuzhang-tech'), 'silent');
    expect(counts['judged xun']).toBe(504);
    expect(counts['judged month']).toBe(168);
    expect(counts['judged quarter']).toBe(56);
    // To the reporter of each member; a joint goal has two.
    expect(counts['notice urge']).toBe(504 + goals + 1);
  });
});

describe('每一季度全面通报晾晒', () => {
  test('is quarterly: three bulletins from April to December 2020', () => {
    expect(lived(prepared('qilu'), 'on-time')['bulletin quarterly']).toBe(3);
  });
});

describe('several leads', () => {
  test('two 督查室 in one cell owe one report together', () => {
    const { assigned } = prepared('wuhao-park');
    const parties = assigned.tasks.at(-1)?.parties['quarterly-meeting'];
    expect(parties?.map(({ members }) => members)).toEqual([['u016', 'u017']]);
  });

  test('a group owes member by member', () => {
    const { assigned } = prepared('liuzhang-tech');
    expect(assigned.tasks[0]?.parties['xun']).toHaveLength(14);
  });
});
