import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readRegime } from '../../importers/regime.ts';
import type { DocumentFault } from '../../importers/yaml.ts';

const SAMPLE = readFileSync(new URL('../../plans/park.regime.yaml', import.meta.url), 'utf8');

/** The smallest regime that is whole; the line numbers of the tests below are those of this text. */
const SMALL = `id: small
title: 小制度
duties:
  - id: monthly
    title: 月报
    by: [lead]
    every: month
    due: { day: 25 }
    time: '17:00'
ladder:
  - id: remind
    step: remind
    on: [monthly]
    at: { before: due, offset: { workdays: 3 } }
    to: [reporter]
`;

function changed(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the fixture does not say ${from}`);
    return text.replace(from, to);
  }, SMALL);
}

function places(faults: readonly DocumentFault[]): string[] {
  return faults.map(({ line, column, path }) => `${line}:${column} ${path}`);
}

describe('good regimes', () => {
  test('the sample loads without fault', () => {
    const { regime, faults } = readRegime(SAMPLE);
    expect(faults).toEqual([]);
    expect(regime?.duties.map(({ id }) => id)).toEqual(['monthly']);
    expect(regime?.interview?.gate.by).toBe('post:区政府分管领导');
  });

  test('the sample has one reminder and two instants after grace for each monthly period', () => {
    const monthly = readRegime(SAMPLE).regime?.ladder.filter(
      ({ on }) => on === undefined || on.includes('monthly'),
    );
    const before = monthly?.filter(({ at }) => 'before' in at).map(({ id }) => id);
    const after = monthly?.filter(({ at }) => 'after' in at) ?? [];
    expect(before).toEqual(['remind']);
    expect(new Set(after.map(({ at, time }) => JSON.stringify([at, time]))).size).toBe(2);
  });

  test('the small one loads, with its defaults', () => {
    const { regime, faults } = readRegime(SMALL);
    expect(faults).toEqual([]);
    expect(regime?.duties[0]?.closes).toEqual({ workdays: 10 });
  });
});

const BAD: readonly [name: string, text: string, place: string, says: RegExp][] = [
  ['a missing key', changed(['    title: 月报\n', '']), '4:5 duties[0].title', /缺少“title”/],
  ['a wrong type', changed(['[lead]', 'lead']), '6:9 duties[0].by', /列表.*“lead”/],
  ['a number for text', changed(['小制度', '2026']), '2:8 title', /文字.*数字 2026.*引号/],
  ['an empty value', changed([' 小制度', '']), '2:1 title', /没有写内容/],
  ['an unknown key', changed(['by:', 'bye: 1\n    by:']), '6:5 duties[0].bye', /不认识的键“bye”/],
  ['a misspelt key', changed(['title: 月', 'titel: 月']), '5:5 duties[0].titel', /是否想写“title”/],
  ['a doubled key', changed(["'17:00'", "'17:00'\n    every: year"]), '10:5 ', /“every”重复/],
  ['a bad clock', changed(['17:00', '25:00']), '9:11 duties[0].time', /时刻应写作.*“25:00”/],
  [
    'an unknown cadence',
    changed([': month\n', ': monthly\n']),
    '7:12 duties[0].every',
    /“month”？/,
  ],
  ['a day out of range', changed(['25', '32']), '8:17 duties[0].due.day', /不能大于 31/],
  ['nobody to receive', changed(['[reporter]', '[]']), '15:9 ladder[0].to', /没有任何接收人/],
  [
    'an unknown recipient',
    changed(['[reporter]', '[repoter]']),
    '15:10 ladder[0].to[0]',
    /“reporter”/,
  ],
  [
    'an unknown duty',
    changed(['on: [monthly]', 'on: [monthy]']),
    '13:10 ladder[0].on[0]',
    /“monthly”/,
  ],
  [
    'a bare number of days',
    changed(['{ workdays: 3 }', '3']),
    '14:32 ladder[0].at.offset',
    /workdays: ….*days: …/,
  ],
  [
    'a key inside a union',
    changed(['workdays', 'workday']),
    '14:34 ladder[0].at.offset.workday',
    /“workdays”/,
  ],
  ['a misspelt branch', changed(['before', 'befor']), '14:11 ladder[0].at.befor', /“before”/],
  [
    'a quoted number',
    changed(['workdays: 3', "workdays: '3'"]),
    '14:44 ladder[0].at.offset.workdays',
    /去掉引号/,
  ],
  [
    'an interview without rule',
    changed(['step: remind', 'step: interview']),
    '12:11 ladder[0].step',
    /interview 一节/,
  ],
  ['a bad phase', changed(['month\n', 'quarter\n    phase: 4\n']), '8:12 duties[0].phase', /1–3/],
  ['a tab', changed(['    by:', '\tby:']), '6:1 ', /制表符/],
  ['a list', '- 1\n- 2\n', '1:1 ', /文件内容应写 { id: …/],
  ['nothing', '# 只有注释\n', '1:1 ', /空的/],
];

describe('bad regimes', () => {
  test.each(BAD)('%s', (_, text, place, says) => {
    const { regime, faults } = readRegime(text);
    expect(regime).toBeUndefined();
    const here = faults.find((fault) => places([fault])[0] === place);
    expect({ found: places(faults), message: here?.message }).toEqual({
      found: expect.arrayContaining([place]) as unknown,
      message: expect.stringMatching(says) as unknown,
    });
  });

  test('one cause is one fault', () => {
    const single = BAD.filter(([name]) => name !== 'an interview without rule');
    for (const [name, text] of single) {
      expect([name, readRegime(text).faults.length]).toEqual([name, 1]);
    }
  });

  test('several faults are told at once, in order of place', () => {
    const text = changed(
      ['small', 'Small'],
      ['title: 月报', 'titel: 月报'],
      ['[lead]', '[leed]'],
      ["'17:00'", '1700'],
      ['before: due', 'after: due'],
      ['to: [reporter]', 'too: [reporter]'],
    );
    expect(places(readRegime(text).faults)).toEqual([
      '1:5 id',
      '5:5 duties[0].titel',
      '6:10 duties[0].by[0]',
      '9:11 duties[0].time',
      '14:18 ladder[0].at.after',
      '15:5 ladder[0].too',
    ]);
  });

  test('every sentence is Chinese', () => {
    const messages = BAD.flatMap(([, text]) => readRegime(text).faults.map((one) => one.message));
    expect(messages.filter((message) => !/[\u4e00-\u9fff]/.test(message))).toEqual([]);
    expect(messages.filter((message) => /Invalid|expected|Too /.test(message))).toEqual([]);
  });
});
