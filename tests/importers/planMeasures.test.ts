import { describe, expect, test } from '@jest/globals';
import { changedFields } from '../../domain/planDiff.ts';
import { PlanTask } from '../../domain/plan.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { planYamlOf } from '../../importers/planWrite.ts';

const planOf = (measures: string) => `title: 青溪区攻坚方案
tasks:
  - no: 1
    content: 修路
    lead: 甲局
    measures:
${measures}
`;
const INVEST =
  '      - { id: invest, title: 完成投资, kind: cumulative, target: 40, unit: 亿元, by: 2026-12-31 }';
const AIR =
  '      - { id: air, title: 空气质量, kind: rank, rank: 3, population: 56, by: 2026-12-31 }';

function read(measures: string) {
  return readPlanYaml('plan.yaml', planOf(measures), { today: '2026-01-01' });
}

describe('measures 计量指标 of a plan file', () => {
  test('are read, and written so that reading gives the same', () => {
    const { draft } = read(`${INVEST}\n${AIR}`);
    const measures = draft.tasks[0]?.measures;
    expect(measures).toEqual([
      {
        ...{ id: 'invest', title: '完成投资', kind: 'cumulative', target: 40, unit: '亿元' },
        by: '2026-12-31',
      },
      {
        ...{ id: 'air', title: '空气质量', kind: 'rank', rank: 3, population: 56 },
        by: '2026-12-31',
      },
    ]);
    const again = readPlanYaml('again.yaml', planYamlOf(draft), { today: '2026-01-01' });
    expect(again.draft.tasks[0]?.measures).toEqual(measures);
  });

  test.each([
    [`${INVEST}\n${INVEST}`, '指标的标识“invest”重复'],
    [INVEST.replace('2026-12-31', '2026-02-30'), '没有 2026-02-30 这一天'],
    [AIR.replace('rank: 3', 'rank: 60'), '要求的名次 60 大于参加排名的个数 56'],
    [INVEST.replace('target: 40', 'target: 0'), 'target'],
    [AIR.replace('kind: rank', 'kind: place'), 'kind'],
  ])('%#: what cannot be meant blocks, and says where', (measures, words) => {
    const { draft, diagnostics } = read(measures);
    expect(draft.tasks).toEqual([]);
    const said = diagnostics.map(({ severity, message }) => `${severity} ${message}`).join('\n');
    expect(said).toContain('blocking');
    expect(said).toContain(words);
  });

  test('that change are a change of the task', () => {
    const task = (measures: string) =>
      PlanTask.parse({ ...only(read(measures).draft.tasks[0]), key: 't0001' });
    expect(changedFields(task(INVEST), task(INVEST.replace('40', '45')))).toEqual(['measures']);
    expect(changedFields(task(INVEST), task(INVEST))).toEqual([]);
  });
});

/** Without where it was read. */
function only(task: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(task ?? {}).filter(([field]) => field !== 'source' && field !== 'spans'),
  );
}
