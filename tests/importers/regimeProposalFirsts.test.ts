import { describe, expect, test } from '@jest/globals';
import { Draft } from '../../domain/plan.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { readRegime } from '../../importers/regime.ts';
import { proposeRegime } from '../../importers/regimeProposal.ts';

function proposed(text: string, issuedOn: string | null = '2026-02-01') {
  const draft = Draft.parse({
    ...{ title: '青溪区攻坚方案', issuer: null, documentNumber: null, issuedOn },
    ...{ tasks: [], regime: { duties: [], steps: [] }, text },
  });
  const { yaml, asks } = proposeRegime(draft);
  const { regime, faults } = readRegime(yaml);
  expect(faults).toEqual([]);
  if (regime === undefined) throw new Error(yaml);
  return { yaml, regime, asks: asks.filter(({ id }) => id.startsWith('scheme')) };
}

describe('a scheme 实施方案 that the units are told to draw up', () => {
  test.each([
    ['各牵头单位要结合实际，研究制定实施方案，报督查室备案。', ['lead'], '实施方案'],
    ['牵头单位和配合单位要逐条制定详细实施方案。', ['lead', 'cooperating'], '实施方案'],
    ['各责任单位要细化完善年度推进方案。', ['responsible'], '推进方案'],
    ['各镇、各部门要抓紧拟订具体的工作方案。', ['lead'], '工作方案'],
  ])('%s', (text, by, title) => {
    const { regime, yaml } = proposed(text);
    expect(regime.firsts).toMatchObject([{ id: 'scheme', title, by }]);
    expect(checkRegime(regime)).toEqual([]);
    expect(regime.ladder[0]).toMatchObject({ id: 'remind-scheme', on: ['scheme'] });
    expect(yaml).toContain(`# 原文：${text.replace('。', '')}`);
  });

  test.each([
    '为做好今年的工作，特制定本工作方案。',
    '各部门要按照《青溪区工作方案》抓好落实。',
    '编制城镇化实施方案，有序实施照明改造。',
    '相关部门要制定实施方案的配套措施。',
    '各单位在制定实施方案的基础上，明确分工。',
    '请各单位按时报送。',
  ])('%s asks for none', (text) => {
    expect(proposed(text).regime.firsts).toBeUndefined();
  });

  test.each([
    ['各牵头单位应在10个工作日内制定实施方案。', { within: { workdays: 10 } }],
    ['各牵头单位应在印发后十五日内制定实施方案。', { within: { days: 15 } }],
    ['各牵头单位应于3月15日前制定实施方案并上报。', { on: '2026-03-15' }],
    ['各牵头单位应于2026年3月底前制定实施方案并上报。', { on: '2026-03-31' }],
  ])('%s', (text, due) => {
    const { regime, asks } = proposed(text);
    expect(regime.firsts?.[0]?.due).toEqual(due);
    expect(asks.map(({ id }) => id)).toEqual(['scheme.each']);
  });

  test('without a day of its own it is due after twenty working days, and asked', () => {
    const { regime, asks } = proposed('各部门要制定实施方案。');
    expect(regime.firsts?.[0]?.due).toEqual({ within: { workdays: 20 } });
    expect(asks.map(({ id, path }) => [id, path])).toEqual([
      ['scheme.each', 'firsts[0]'],
      ['scheme.by', 'firsts[0].by'],
      ['scheme.due', 'firsts[0].due'],
    ]);
  });
});
