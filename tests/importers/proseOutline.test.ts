import { describe, expect, test } from '@jest/globals';
import { labelOf } from '../../importers/proseNumber.ts';
import { outlineOf } from '../../importers/proseOutline.ts';
import type { OutlineNode } from '../../importers/proseOutline.ts';
import { headingKind } from '../../importers/proseSection.ts';
import { wordsFrom } from '../../importers/proseWords.ts';

describe('item numbers', () => {
  test.each([
    ['一、总体要求', '一', 1, '总体要求'],
    ['十二. 其他', '十二', 12, '其他'],
    ['（三）项目', '（三）', 3, '项目'],
    ['(十)项目', '(十)', 10, '项目'],
    ['1.项目', '1', 1, '项目'],
    ['１．项目', '1', 1, '项目'],
    ['12、项目', '12', 12, '项目'],
    ['1.2023年实事', '1', 1, '2023年实事'],
    ['（9）项目', '（9）', 9, '项目'],
    ['③项目', '③', 3, '项目'],
    ['第二章　重点', '第二章', 2, '重点'],
    ['第三部分 重点', '第三部分', 3, '重点'],
    ['2.1 项目', '2.1', 1, '项目'],
    ['任务二：项目', '任务二', 2, '项目'],
  ])('%s', (line, no, value, rest) => {
    const label = labelOf(line);
    expect([label?.no, label?.value, line.slice(label?.end ?? 0)]).toEqual([no, value, rest]);
  });

  test.each(['1-2条精品线路', '2023 年底前', '10家左右企业', '三年行动', '一是抓项目', '5G基站'])(
    '%s has none',
    (line) => {
      expect(labelOf(line)).toBeUndefined();
    },
  );
});

function shown(nodes: readonly OutlineNode[]): unknown[] {
  return nodes.map(({ line, children }) =>
    children.length === 0 ? line.text : [line.text, ...shown(children)],
  );
}

function outline(...lines: string[]): unknown[] {
  return shown(outlineOf(lines.map((text) => ({ words: wordsFrom(text, 0), apart: false }))).nodes);
}

describe('the order of numbers is learned from the part', () => {
  test('the usual one', () => {
    expect(outline('一、甲', '（一）乙', '1.丙', '2.丁', '（二）戊', '二、己')).toEqual([
      ['一、甲', ['（一）乙', '1.丙', '2.丁'], '（二）戊'],
      '二、己',
    ]);
  });

  test('figures above brackets, and levels left out', () => {
    expect(outline('一、甲', '1.乙', '（一）丙', '（二）丁', '2.戊', '二、己', '1.庚')).toEqual([
      ['一、甲', ['1.乙', '（一）丙', '（二）丁'], '2.戊'],
      ['二、己', '1.庚'],
    ]);
  });

  test('numbers that run on through all headings', () => {
    expect(outline('一、甲', '1.乙', '二、丙', '（一）丁', '2.戊', '（二）己', '3.庚')).toEqual([
      ['一、甲', '1.乙'],
      ['二、丙', ['（一）丁', '2.戊'], ['（二）己', '3.庚']],
    ]);
  });

  test('headings without numbers', () => {
    expect(outline('重点任务', '1、甲', '2、乙', '保障措施', '1、丙')).toEqual([
      ['重点任务', '1、甲', '2、乙'],
      ['保障措施', '1、丙'],
    ]);
  });

  test('an amount at the beginning of a line is an item only where it is the next one', () => {
    expect(outline('一、甲', '1.乙', '2.5个百分点', '3.丙')).toEqual([
      ['一、甲', '1.乙', '2.5个百分点', '3.丙'],
    ]);
    expect(outline('一、甲', '1.乙', '7.5个百分点', '2.丙')).toEqual([['一、甲', '1.乙', '2.丙']]);
  });
});

describe('what a heading says', () => {
  test.each([
    ['总体要求', 'goals'],
    ['2026年全市经济社会发展的主要预期目标', 'goals'],
    ['工作任务', 'tasks'],
    ['主要举措', 'tasks'],
    ['目标任务', 'mixed'],
    ['推进机制', 'measures'],
    ['强化组织保障，确保任务落地见效', 'measures'],
    ['加强组织领导', 'measures'],
    ['强化要素保障', undefined],
    ['招商引资', undefined],
  ])('%s', (heading, kind) => {
    expect(headingKind(heading)).toBe(kind);
  });
});
