import { describe, expect, test } from '@jest/globals';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readRegime } from '../../importers/regime.ts';

const plan = (targets: string) =>
  readPlanYaml(
    'plan.yaml',
    `title: 方案\ntasks:\n  - content: 招商\n    lead: 甲局\n    targets: ${targets}\n`,
    {
      today: '2026-01-01',
    },
  );

describe('targets 指标 of a plan', () => {
  test('are read by duty', () => {
    const { draft } = plan(
      '{ xun: { value: 30, unit: 万元 }, month: { value: 90.5, unit: 万元 } }',
    );
    expect(draft.tasks[0]?.targets).toEqual({
      xun: { value: 30, unit: '万元' },
      month: { value: 90.5, unit: '万元' },
    });
    expect(draft.tasks[0]?.spans?.['targets']).toBeDefined();
  });

  test.each([
    ['{ xun: { value: -3, unit: 万元 } }', /value/],
    ['{ xun: { value: 三十, unit: 万元 } }', /数字/],
    ['{ xun: { value: 30 } }', /unit/],
    ['{ xun: 30 }', /value/],
  ])('%s is a fault that says where', (written, message) => {
    const { draft, diagnostics } = plan(written);
    expect(draft.tasks).toEqual([]);
    expect(diagnostics.map((found) => found.severity)).toContain('blocking');
    expect(diagnostics.map((found) => found.message).join()).toMatch(message);
  });
});

test('`together`, `guards` and `parts` are read from a regime, and their faults say where', () => {
  const regime = (more: string) => `id: tens
title: 旬月
duties:
  - { id: xun, title: 旬简报, by: [lead], every: ten-days, due: { lastDay: true } }
  - { id: month, title: 月报, by: [lead], every: month, due: { lastDay: true }, parts: skip }
ladder: []
${more}`;
  const whole = readRegime(
    regime('together:\n  - duties: [xun, month]\nguards:\n  - { of: xun, within: month }\n'),
  );
  expect(whole.faults).toEqual([]);
  expect(whole.regime?.together).toEqual([{ duties: ['xun', 'month'], ladder: 'longest' }]);
  expect(whole.regime?.duties[1]?.parts).toBe('skip');
  const [fault] = readRegime(regime('together:\n  - duties: [xun, mouth]\n')).faults;
  expect(fault?.message).toContain('没有标识为“mouth”的报送要求');
  expect(readRegime(regime('together:\n  - duties: [xun]\n')).faults[0]?.message).toContain('至少');
});
