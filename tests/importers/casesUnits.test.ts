import { describe, expect, test } from '@jest/globals';
import type { Reading } from '../../domain/plan.ts';
import { directoryFindings } from '../../domain/directoryFindings.ts';
import { isGroupExpression, isRule } from '../../domain/unitGroup.ts';
import { resolve } from '../../domain/unitResolve.ts';
import { readDirectory } from '../../importers/directory.ts';
import { codes, owners, reading, workbook } from '../fixtures/import/build.ts';
import { proseReading } from '../fixtures/import/prose/build.ts';

const HEAD = ['序号', '具体内容', '完成时间', '牵头单位', '配合单位'];

/** A table with one task for each cell of leads. */
function table(...leads: readonly string[]): Promise<Reading> {
  const rows = leads.map((lead, i) => [`${i + 1}`, `整治第${i + 1}处河段`, '2027年', lead, '/']);
  return reading(workbook([['东岭区河道整治任务分工表'], HEAD, ...rows], ['A1:E1']));
}

const units = ({ draft }: Reading, task = 0) =>
  draft.tasks[task]?.assignments.map(({ unit }) => unit) ?? [];
const told = (result: Reading, code: string) =>
  result.diagnostics.filter((one) => one.code === code).map(({ message }) => message);

function prose(items: string): Promise<Reading> {
  return proseReading(`东岭区2027年重点工作方案\n一、重点任务\n${items}\n`);
}

describe('names over two lines', () => {
  test.each([
    ['国网青溪电力\n东岭分公司', ['国网青溪电力东岭分公司']],
    ['绿色产业园\n公安分局', ['绿色产业园', '公安分局']],
    ['区住房和城乡\n建设局', ['区住房和城乡建设局']],
    ['区甲局\n区乙局', ['区甲局', '区乙局']],
  ])('%j', async (lead, expected) => {
    expect(units(await table(lead))).toEqual(expected);
  });
});

describe('expressions for several units', () => {
  const RULE = '按照三管三必须和业务相近原则确定的职能部门';
  const GROUPS = [
    ...['相关部门单位', '各审批职能部门', '相关执法部门', '各镇、街道', '镇(街道)'],
    ...['驻区各银行业金融机构', '区各银行金融机构', '区“净水护河”专项治理领导小组成员单位'],
    ...['区安委会、区减灾委相关成员单位', RULE],
  ];

  test.each(GROUPS)('%s is asked for, and never a unit', async (group) => {
    const result = await table(group);
    expect(owners(result, 0)).toEqual([`${group}:lead`]);
    expect(result.draft.tasks[0]?.openEnded).toBe(true);
    expect(told(result, 'group-unresolved').join()).toContain(`“${group}”（D3）`);
    expect(isGroupExpression(group)).toBe(true);
  });

  test('a lead found by a rule is a rule and no list', () => {
    expect(GROUPS.filter(isRule)).toEqual([RULE]);
  });

  test.each([
    ['区甲局、区乙局等', ['区甲局', '区乙局']],
    ['区甲局等单位', ['区甲局']],
    ['区甲局、区乙局等6个部门', ['区甲局', '区乙局']],
  ])('%j: those named are kept, the rest is asked for', async (lead, expected) => {
    const result = await table(lead);
    expect(units(result)).toEqual(expected);
    expect(result.draft.tasks[0]?.openEnded).toBe(true);
    expect(codes(result)).toContain('list-open');
  });
});

describe('two names of one unit', () => {
  const PAIRS = [
    ['区应急局', '区应急管理局'],
    ['区商粮局', '区商务粮食局'],
    ['区交通局', '区交通运输局'],
    ['区住建局', '区住房和城乡建设局'],
    ['区卫健局', '区卫生健康局'],
    ['区行政审批服务局', '区行政审批局'],
    ['区消防救援大队', '东岭消防救援大队'],
    ['市水务集团东岭自来水公司', '云州水务集团东岭自来水公司'],
    ['东岭自来水公司', '市水务集团东岭自来水公司'],
    ['云州北辰燃气公司东岭分公司', '北辰燃气东岭分公司'],
    ['北辰燃气东岭分公司', '北辰燃气公司'],
    ['生态环境分局', '区生态环境分局'],
    ['绿色产业园', '绿色产业高新区'],
  ] as const;

  test.each(PAIRS.slice(0, -1))('%s and %s are proposed, not merged', async (one, other) => {
    const result = await table(one, other, '区财政局');
    expect([units(result, 0), units(result, 1)]).toEqual([[one], [other]]);
    const message = told(result, 'unit-alias').join();
    expect(message).toContain(`“${one}”（第3行）与“${other}”（第4行）可能是同一单位`);
    expect(message).toContain('不会自动合并');
  });

  test('neither is a unit that stands in another place, nor the party’s beside the government’s', async () => {
    const result = await table('区委督查室', '区政府督查室', '青溪镇政府', '东岭镇政府');
    expect(told(result, 'unit-alias')).toEqual([]);
  });

  test('one organ with two names stays one; the same unit twice in a list is one', async () => {
    const result = await table('区纪委监委', '“两办”督查室', '区委办', '区科工局、区科工局');
    expect([0, 1, 2, 3].map((i) => units(result, i))).toEqual([
      ...[['区纪委监委'], ['“两办”督查室'], ['区委办'], ['区科工局']],
    ]);
  });

  const DIRECTORY = `units:
  - { name: 区应急管理局, aliases: [区应急局] }
  - { name: 绿色产业园, renamed: [{ from: 2027-06-01, name: 绿色产业高新区 }] }
  - { name: 区消防救援大队 }
  - { name: 区纪委监委, aliases: [区纪委, 区监委] }
`;

  test('aliases and renames are the directory’s: one unit by either name, on the day', async () => {
    const { draft } = await table('区应急局', '区应急管理局', '绿色产业园', '绿色产业高新区');
    const directory = readDirectory(DIRECTORY).directory ?? { version: 1, units: [], groups: [] };
    const on = (day: string) =>
      directoryFindings(draft.tasks, resolve(directory, day)).map((found) =>
        found.kind === 'unit' ? `${found.id} ${found.name}` : found.kind,
      );
    const urgent = ['u001 区应急管理局', 'u001 区应急管理局'];
    expect(on('2027-05-31')).toEqual([...urgent, 'u002 绿色产业园', 'u002 绿色产业园']);
    expect(on('2027-06-01')).toEqual([...urgent, 'u002 绿色产业高新区', 'u002 绿色产业高新区']);
  });

  test('what the directory does not know is proposed', async () => {
    const { draft } = await table('东岭消防救援大队', '区监委', '区档案馆');
    const directory = readDirectory(DIRECTORY).directory ?? { version: 1, units: [], groups: [] };
    const found = directoryFindings(draft.tasks, resolve(directory, '2027-01-01'));
    expect(found.map(({ kind }) => kind)).toEqual(['proposed', 'unit', 'unknown']);
  });
});

describe('a unit of the level above', () => {
  test('in a sentence is told, and owes nothing', async () => {
    const result = await prose(
      ['区甲局', '区乙局', '区丙局'].map((u, i) => `${i + 1}.推广技术${i}。（${u}）`).join('\n') +
        '\n4.推广成果。经核查后报市科技局备案。（区丁局）',
    );
    expect(owners(result, 3)).toEqual(['区丁局:responsible']);
    expect(told(result, 'unit-outside').join()).toMatch(/市科技局.*不是本区的单位/);
  });

  test('among the units is kept as printed, and told', async () => {
    const result = await table('区甲局', '区乙局', '区丙局', '市科技局');
    expect(owners(result, 3)).toEqual(['市科技局:lead']);
    expect(told(result, 'unit-outside').join()).toContain('名录中不会自动新建');
  });
});

describe('who owes, in prose', () => {
  test.each([
    [
      '（牵头单位：区甲局；责任单位：区乙局、区丙局）',
      ['区甲局:lead', '区乙局:responsible', '区丙局:responsible'],
    ],
    ['（牵头部门：区甲局，配合部门：区乙局）', ['区甲局:lead', '区乙局:cooperating']],
    ['（责任单位：区甲局、区乙局）', ['区甲局:responsible', '区乙局:responsible']],
    [
      '责任单位：区甲局牵头，区乙局、区丙局配合',
      ['区甲局:lead', '区乙局:cooperating', '区丙局:cooperating'],
    ],
    ['\n牵头领导　　常务副区长　　牵头部门　　区甲局', ['区甲局:lead']],
    ['（区甲局牵头，区乙局按职责分工负责）', ['区甲局:lead', '区乙局:responsible']],
    ['（区甲局、区乙局）', ['区甲局:responsible', '区乙局:responsible']],
    ['【责任单位：区甲局】', ['区甲局:responsible']],
    ['\n主办单位：区甲局；协办单位：区乙局', ['区甲局:lead', '区乙局:cooperating']],
    ['由区甲局牵头，区乙局配合。', ['区甲局:lead', '区乙局:cooperating']],
  ])('%j', async (words, expected) => {
    const result = await prose(`1.治理河道。全面清理河道淤泥。${words}\n2.绿化。（区丁局牵头）`);
    expect(owners(result, 0)).toEqual(expected);
    expect(result.draft.tasks[0]).toMatchObject({
      title: '治理河道',
      content: '全面清理河道淤泥。',
    });
  });

  test('牵头领导 beside 牵头部门 is a leader and owes nothing', async () => {
    const result = await prose('1.治河。清理河道。\n牵头领导　　常务副区长　　牵头部门　　区甲局');
    expect(result.draft.tasks[0]?.leaders).toEqual(['常务副区长']);
  });

  test('units that are only the subject of a sentence are shown and not recorded', async () => {
    const result = await proseReading(
      '东岭区2027年重点工作方案\n一、重点任务\n1.治理河道。（区丁局牵头）\n二、工作要求\n（一）压实责任。区甲局、区乙局要加强日常巡查，及时处置。\n',
    );
    expect(result.draft.tasks).toHaveLength(1);
    expect(told(result, 'unit-in-sentence').join()).toContain('“区甲局、区乙局”');
  });

  test('a sentence that says what a unit does is no list of units', async () => {
    const result = await prose('1.建设学校。区甲局负责新建学校一所，区乙局配合。');
    expect(units(result).join()).not.toContain('新建');
    expect(result.draft.tasks[0]?.content).toContain('区甲局负责新建学校一所');
  });

  test.each([
    '（区甲局、区乙局，区丙局）',
    '（区甲局; 区乙局；区丙局）。',
    '(区甲局，区乙局、区丙局)',
    '(区甲局,区乙局,区丙局）.',
    '（区甲局、区乙局、区丙局)。',
    '（区甲局、区乙局、区丙局。）',
  ])('separators, brackets and stops: %s', async (words) => {
    const result = await prose(`1.治理河道。清理河道淤泥${words}\n2.绿化。（区丁局牵头）`);
    expect(units(result)).toEqual(['区甲局', '区乙局', '区丙局']);
    expect(result.draft.tasks[0]?.content).toBe('清理河道淤泥');
  });
});
