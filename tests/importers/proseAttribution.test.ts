import { describe, expect, test } from '@jest/globals';
import { attributionsIn } from '../../importers/proseAttribution.ts';
import { ownersOf } from '../../importers/proseOwners.ts';
import { wordsFrom } from '../../importers/proseWords.ts';

const ROLES = { lead: '牵', responsible: '责', cooperating: '配' } as const;

function owners(text: string): string {
  const words = wordsFrom(text, 0);
  const read = ownersOf({ words, attributions: attributionsIn(text) }, { year: 2026 });
  const units = read.assignments.map(({ unit, role }) => `${unit}${ROLES[role]}`);
  const times = read.deadlines.map(({ deadline }) =>
    deadline.kind === 'date' ? deadline.on : deadline.kind,
  );
  return [
    ...units,
    ...(read.open ? ['等'] : []),
    ...times,
    ...read.leaders.map((l) => l.name),
  ].join(' ');
}

describe('who owes a clause', () => {
  test.each([
    ['修好甲路。（区甲局牵头）', '区甲局牵'],
    ['修好甲路（区甲局牵头）。', '区甲局牵'],
    ['修好甲路。（区甲局牵头。）', '区甲局牵'],
    ['修好甲路。(区甲局牵头,区乙局、区丙局等按职责分工负责)', '区甲局牵 区乙局责 区丙局责 等'],
    ['修好甲路。（由区甲局负责）', '区甲局责'],
    ['修好甲路。（区甲局、区乙局依职责牵头）', '区甲局牵 区乙局牵'],
    ['修好甲路。（责任单位:区甲局牵头,区乙局按职责分工负责）', '区甲局牵 区乙局责'],
    ['修好甲路。（区甲局牵头，区乙局等单位配合）', '区甲局牵 区乙局配 等'],
    ['修好甲路。（区甲局牵头、相关职能部门参与）', '区甲局牵 相关职能部门配'],
    ['修好甲路。（区甲局会同区乙局负责）', '区甲局责 区乙局配'],
    ['修好甲路。（市甲局、市乙局分别牵头）', '市甲局牵 市乙局牵'],
    ['修好甲路。（牵头单位：区甲局；责任单位：区乙局,区丙局）', '区甲局牵 区乙局责 区丙局责'],
    ['修好甲路。【责任部门：县甲局；配合部门：各镇（街道）】', '县甲局责 各镇（街道）配'],
    ['修好甲路。（区甲局牵头，9月底前完成）', '区甲局牵 2026-09-30'],
    ['修好甲路。\n责任单位：区甲局、区乙局', '区甲局责 区乙局责'],
    ['修好甲路。\n责任单位：区甲局、\n区乙局', '区甲局责 区乙局责'],
    [
      '修好甲路。牵头单位：区甲局　配合单位：区乙局　完成时限：2026年10月',
      '区甲局牵 区乙局配 2026-10-31',
    ],
    ['牵头领导　　副区长甲　　牵头部门　　区甲局　区乙局', '区甲局牵 区乙局牵 副区长甲'],
    ['责任领导：副区长甲；牵头单位：区甲局（区优化办）', '区甲局（区优化办）牵'],
    ['修好甲路。由区甲局牵头，区乙局配合。', '区甲局牵 区乙局配'],
    ['修好甲路。各有关部门按职责分工负责。', '各有关部门责'],
    ['增长7%以上。（市甲局，各县〔市、区〕政府）', '市甲局责 各县〔市、区〕政府责'],
    ['修好甲路。（按照业务相近原则确定的职能部门牵头）', '按照业务相近原则确定的职能部门牵'],
    ['修好甲路。（区甲局、区乙局、区甲局负责）', '区甲局责 区乙局责'],
    ['修好甲路。（责任单位：区甲局（除标注外，第一个为牵头单位，下同））', '区甲局责'],
  ])('%s', (text, expected) => {
    expect(owners(text)).toBe(expected);
  });
});

describe('what says nothing of who owes', () => {
  test.each([
    '培育单项冠军企业(产品)1个。',
    '每年给予支持（连续三年）。',
    '专班办公室设在区政府办（区优化办），负责日常工作。',
    '由区甲局牵头，整合力量组建专班，相关部门负责相应工作。',
    '各牵头单位：要认真落实。',
    '明确牵头单位、责任单位。',
    '各镇（街道）要抓好落实。',
    '全力推进（前期项目）。',
    '配合甲石化牵头创建技术中心。',
    '建设学校两所（含区属学校）。',
  ])('%s', (text) => {
    expect(attributionsIn(text)).toEqual([]);
  });
});

test('each attribution keeps its place, none lies inside another', () => {
  const text = '甲事。（区甲局牵头）乙事。（牵头单位：区乙局（区丙办））丙事';
  const found = attributionsIn(text).map(({ from, to }) => text.slice(from, to));
  expect(found).toEqual(['（区甲局牵头）', '（牵头单位：区乙局（区丙办））']);
});

describe('where a name stands', () => {
  test.each([
    ['（区甲局、甲局、区甲局分局负责）', ['区甲局', '甲局', '区甲局分局']],
    ['（区 甲局、甲 局负责）', ['区 甲局', '甲 局']],
  ])('%s', (text, printed) => {
    const words = wordsFrom(text, 0);
    const { assignments } = ownersOf({ words, attributions: attributionsIn(text) }, {});
    const spans = assignments.flatMap(({ span }) => span ?? []);
    expect(spans.map(({ from, to }) => text.slice(from, to))).toEqual(printed);
    expect(spans.map(({ from }) => from)).toEqual(
      [...spans.map(({ from }) => from)].sort(byNumber),
    );
  });
});

function byNumber(a: number, b: number): number {
  return a - b;
}
