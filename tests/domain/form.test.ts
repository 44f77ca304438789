import { describe, expect, test } from '@jest/globals';
import { formFault, formIn, plainNumber, type Form, type Stage } from '../../domain/form.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { MONTHLY, PLAIN, regimeOf } from '../harness/cast.ts';
import { when } from '../harness/played.ts';

const FORM: Form = {
  fields: [
    { id: 'plan', label: '工作安排', kind: 'text', required: true, max: 10 },
    { id: 'done', label: '完成比例', kind: 'number', max: 100 },
    { id: 'until', label: '完成日期', kind: 'day' },
    { id: 'level', label: '难度', kind: 'choice', choices: ['一般', '较难'] },
  ],
};

describe('what is filled in', () => {
  test.each([
    [{ plan: '已部署' }, undefined],
    [{ plan: '已部署', done: '1,250.5', until: '2026-03-05', level: '较难' }, '最大 100'],
    [{ plan: '已部署', done: '12.5', until: '2026-03-05', level: '较难' }, undefined],
    [{}, '必填项没有填：工作安排'],
    [{ plan: '  ' }, '必填项没有填'],
    [{ plan: '一二三四五六七八九十一' }, '最多 10 字，这里有 11 字'],
    [{ plan: '好', done: '大约一半' }, '应为一个数，这里是“大约一半”'],
    [{ plan: '好', until: '2026-02-30' }, '应为日期'],
    [{ plan: '好', until: '3月5日' }, '应为日期'],
    [{ plan: '好', level: '很难' }, '只能填 一般、较难'],
    [{ plan: '好', paln: '错' }, '没有“paln”这一项（是否想写“plan”？）'],
    [{ plan: '好', other: '错' }, '可填 plan（工作安排）'],
  ])('%j', (filled, words) => {
    const found = formFault(FORM, filled)?.message;
    if (words === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(words);
  });

  test('a nil report need fill in nothing, and what it fills in is still looked at', () => {
    expect(formFault(FORM, {}, { nil: true })).toBeUndefined();
    expect(formFault(FORM, { level: '很难' }, { nil: true })?.code).toBe('form-field-wrong');
  });

  test('where there is no form, nothing can be filled in', () => {
    expect(formFault(undefined, {})).toBeUndefined();
    expect(formFault(undefined, { plan: '好' })?.message).toContain('本期没有填报表');
  });

  test('numbers as people write them', () => {
    expect(['３０', '-1.5', '12,345', '1，000', '1,00', '', '三', '1e3'].map(plainNumber)).toEqual([
      ...[30, -1.5, 12345, 1000],
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});

const stage = (id: string, after: Stage['after']): Stage => ({
  ...{ id, title: id, after },
  form: { fields: [{ id, label: id, kind: 'text', required: true }] },
});

describe('首日、三日、七日', () => {
  // Opens on Friday 2 January; two working days later is Tuesday the 6th, six calendar days the 8th.
  const opens = when('2026-01-02 00:00');
  const stages = [
    stage('result', { days: 6 }),
    stage('plan', { days: 0 }),
    stage('steps', { workdays: 2 }),
  ];
  test.each([
    ['2026-01-02 09:00', 'plan'],
    ['2026-01-05 23:59', 'plan'],
    ['2026-01-06 00:00', 'steps'],
    ['2026-01-07 17:00', 'steps'],
    ['2026-01-08 00:00', 'result'],
    ['2026-03-01 00:00', 'result'],
  ])('at %s the stage is %s', (at, id) => {
    expect(formIn({ stages, form: FORM }, opens, when(at), PLAIN).stage?.id).toBe(id);
  });

  test('before the first stage the own form of the duty is asked for', () => {
    const later = stages.filter(({ id }) => id !== 'plan');
    expect(formIn({ stages: later, form: FORM }, opens, opens, PLAIN)).toEqual({ form: FORM });
    expect(formIn({ stages: later }, opens, opens, PLAIN)).toEqual({});
  });
});

describe('a regime with forms', () => {
  const withForm = (form: unknown, more: object = {}) =>
    regimeOf({ duties: [{ ...MONTHLY, form, ...more }] });
  const required = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      id: `f${i}`,
      label: `第${i}项`,
      kind: 'text',
      required: true,
    }));

  test('may ask for five required fields, not for six', () => {
    expect(checkRegime(withForm({ fields: required(5) }))).toEqual([]);
    expect(checkRegime(withForm({ fields: required(6) }))).toEqual([
      {
        path: ['duties', 0, 'form', 'fields'],
        message: '必填 6 项，最多 5 项；请把其余的改为选填（required: false）',
      },
    ]);
  });

  test.each([
    [[{ id: 'a', label: '甲', kind: 'choice' }], 'choices', '要写明可选的内容'],
    [[{ id: 'a', label: '甲', kind: 'text', choices: ['一', '二'] }], 'choices', '只有选择项'],
    [[{ id: 'a', label: '甲', kind: 'day', max: 3 }], 'max', '只用于文字的字数'],
    [[{ id: 'a', label: '甲', kind: 'choice', choices: ['一', '一'] }], 'choices', '有重复'],
  ])('%j', (fields, key, words) => {
    const [found] = checkRegime(withForm({ fields }));
    expect(found?.path).toEqual(['duties', 0, 'form', 'fields', 0, key]);
    expect(found?.message).toContain(words);
  });

  test('a field stands once, and so does a stage', () => {
    const fields = [...required(1), ...required(1)];
    expect(checkRegime(withForm({ fields }))[0]?.path).toEqual([
      ...['duties', 0, 'form', 'fields', 1, 'id'],
    ]);
    const stages = [stage('plan', { days: 0 }), stage('plan', { days: 3 })];
    expect(checkRegime(withForm(undefined, { stages }))[0]?.path).toEqual([
      ...['duties', 0, 'stages', 1, 'id'],
    ]);
    const same = [stage('plan', { days: 3 }), stage('steps', { days: 3 })];
    expect(checkRegime(withForm(undefined, { stages: same }))[0]?.message).toContain('同一天');
  });
});
