import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Deadline } from '../../domain/deadline.ts';
import { planYamlOf, type WritablePlan } from '../../importers/planWrite.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { reading, workbook } from '../fixtures/import/build.ts';

const today = '2026-01-12';
const PLANS = new URL('../../plans/', import.meta.url);

/** What a plan says, without where it stands. */
function bare({ tasks, title, issuer, documentNumber, issuedOn }: WritablePlan) {
  const plain = tasks.map((task) => ({
    ...task,
    ...{ source: undefined, spans: undefined, inferred: undefined, key: undefined },
  }));
  return { title, issuer, documentNumber, issuedOn, tasks: plain };
}

function again(plan: WritablePlan, keys?: readonly string[]) {
  const { draft, diagnostics } = readPlanYaml('甲.yaml', planYamlOf(plan, keys), { today });
  const blocking = diagnostics.filter(({ severity }) => severity === 'blocking');
  expect(blocking).toEqual([]);
  return draft;
}

describe('written and read again', () => {
  test.each(readdirSync(PLANS).filter((name) => name.endsWith('.plan.yaml')))('%s', (name) => {
    const { draft } = readPlanYaml(name, readFileSync(new URL(name, PLANS), 'utf8'), { today });
    expect(draft.tasks.length).toBeGreaterThan(0);
    expect(bare(again(draft))).toEqual(bare(draft));
  });

  test('a table that was read from a workbook', async () => {
    const { draft } = await reading(
      workbook([
        ['青溪区任务分工表'],
        ['序号', '类别', '工作任务', '牵头单位', '配合单位', '完成时限'],
        ['01', '规划', '修订规划：\n1. 划定边界；\n2. 报审', '区甲局', '区乙局等', '2027年6月底前'],
        ['01', '规划', '整治道路', '区甲局、区乙局', '区甲局', '立即启动，持续推进'],
      ]),
    );
    const read = again(draft);
    expect(bare(read)).toEqual(bare(draft));
    expect(read.tasks.map(({ key }) => key)).toEqual(['t0001', 't0002']);
  });

  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  const text = fc
    .oneof(
      words,
      fc.constantFrom('01', 'yes', '- 甲', 'a: b', '#甲', '1e3', 'null', '甲\n  - key: 乙'),
    )
    .map((one) => one.replace(/\p{C}(?<!\n)/gu, '').trim())
    .filter((one) => one !== '');
  const deadline: fc.Arbitrary<Deadline> = fc.oneof(
    fc.constantFrom<Deadline>({ kind: 'start-now' }, { kind: 'continuous' }, { kind: 'horizon' }),
    fc
      .constantFrom('month' as const, 'week' as const)
      .map((every): Deadline => ({ kind: 'recurring', every })),
    text.map((words): Deadline => ({ kind: 'unknown', text: words })),
    text.map((what): Deadline => ({ kind: 'date', on: '2026-06-30', what, tentative: true })),
  );
  const role = fc.constantFrom('lead' as const, 'responsible' as const, 'cooperating' as const);
  const task = fc.record({
    no: fc.option(text),
    category: fc.array(text, { maxLength: 2 }),
    title: fc.option(text),
    content: text,
    assignments: fc.uniqueArray(fc.record({ unit: text, role }), {
      maxLength: 4,
      selector: ({ unit, role: own }) => `${own} ${unit}`,
    }),
    leaders: fc.array(text, { maxLength: 2 }),
    openEnded: fc.boolean(),
    deadlines: fc.array(deadline, { maxLength: 3 }),
  });

  test('anything', () => {
    const plan = fc.record({
      title: text,
      issuer: fc.option(text),
      documentNumber: fc.option(text),
      issuedOn: fc.constantFrom(null, '2026-01-12'),
      tasks: fc.array(task, { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(plan, (written) => {
        expect(bare(again(written))).toEqual(bare(written));
      }),
      { numRuns: 150 },
    );
  });
});

test('keys, version and the highest key ever given are kept', () => {
  const task = {
    ...{ no: null, category: [], title: null, content: '清淤', leaders: [], openEnded: false },
    ...{ assignments: [{ unit: '区甲局', role: 'lead' as const }], deadlines: [] },
  };
  const head = { title: '甲', issuer: null, documentNumber: null, issuedOn: null };
  const plan = { ...head, version: 3, lastKey: 't0040', tasks: [{ ...task, key: 't0007' }, task] };
  const read = again(plan, ['t0007', 't0041']);
  expect(read).toMatchObject({ version: 3, lastKey: 't0040' });
  expect(read.tasks.map(({ key }) => key)).toEqual(['t0007', 't0041']);
});

test('a key that stands twice is refused', () => {
  const yaml = 'title: 甲\ntasks:\n  - {key: t0001, content: 甲}\n  - {key: t0001, content: 乙}\n';
  const [fault] = readPlanYaml('甲.yaml', yaml, { today }).diagnostics;
  expect(fault).toMatchObject({ severity: 'blocking', where: '第4行第11列' });
  expect(fault?.message).toContain('任务编号“t0001”重复');
});
