import { describe, expect, test } from '@jest/globals';
import { Calendar } from '../../../domain/calendar.ts';
import { readDirectory } from '../../../importers/directory.ts';
import { readYaml } from '../../../importers/yaml.ts';
import { csvOf } from '../../../web/files/csv.ts';
import { numberedIn } from '../../../web/files/tableText.ts';
import { calendarIn, calendarRows, CALENDAR_HEAD } from '../../../web/wizard/calendarTable.ts';
import { placeIn } from '../../../web/wizard/tableRead.ts';
import { unitRows, unitsIn, UNIT_HEAD } from '../../../web/wizard/unitTable.ts';

const FRAME = { id: 'cn-state-council', version: 3 };

function rows(...lines: readonly string[]) {
  return numberedIn(lines.join('\n'));
}

describe('a table of units', () => {
  const UNITS = rows(
    '青溪区单位名录\t\t',
    '',
    '单位名称\t简称\t别名\t上级单位\t层级\t填报人\t单位负责人\t成员单位',
    '区发展改革局\t区发改局\t发改局、区计委\t\t区县\t综合科\t局长',
    '东塘街道\t\t\t区发展改革局\t镇街\t空缺',
    '各部门\t\t\t\t\t\t\t区发改局、东塘街道',
  );

  test('becomes the directory of the desk, each line with its row', () => {
    const { text = '', words, faults } = unitsIn(UNITS);
    expect({ words, faults }).toEqual({ words: '读到单位 2 家，单位组 1 个。', faults: [] });
    const { directory, faults: none } = readDirectory(text);
    expect(none).toEqual([]);
    expect(directory?.units).toEqual([
      {
        ...{ id: 'u001', name: '区发展改革局', short: '区发改局', level: 'district' },
        ...{ aliases: ['发改局', '区计委'], reporter: '综合科', head: '局长' },
      },
      {
        ...{ id: 'u002', name: '东塘街道', aliases: [], parent: 'u001', level: 'township' },
        ...{ reporter: null, head: '主要负责人' },
      },
    ]);
    expect(directory?.groups).toEqual([{ name: '各部门', members: ['区发展改革局', '东塘街道'] }]);
    expect(text.split('\n')[2]).toMatch(/# 表格第4行$/);
  });

  test('names the row of whatever is wrong, and keeps nothing', () => {
    const { text, faults } = unitsIn(
      rows(
        '单位\t层级\t上级单位\t成员',
        '甲局\t区',
        '\t县',
        '',
        '乙局\t厅局级\t丙局',
        '甲 局',
        '各局\t\t\t甲局、丁局',
      ),
    );
    expect(text).toBeUndefined();
    expect(faults.map(({ row, message }) => `${row} ${message}`)).toEqual([
      '3 没有写单位名称',
      '5 不认识层级“厅局级”，只能写 国家、省、市、区县、镇街',
      '5 上级单位“丙局”不在表中，请补上一行',
      '6 “甲局”与第2行重复',
      '7 成员“丁局”不在表中，请为它补上一行',
    ]);
  });

  test('without a head, or without a unit, it says what is missing', () => {
    expect(unitsIn(rows('甲局\t乙', '丙局\t丁')).faults[0]?.message).toContain('没有找到表头');
    expect(unitsIn(rows('单位名称')).faults[0]?.message).toContain('没有一家单位');
  });

  test('the template comes back as it went', () => {
    const line = { name: '甲局', short: '甲', aliases: ['子局'], parent: null, members: [] };
    const table = [
      { ...line, level: 'city' as const, reporter: '办公室', head: null },
      {
        ...{ name: '各局', short: null, aliases: [], parent: null, level: null },
        ...{ reporter: null, head: null, members: ['甲局'] },
      },
    ];
    const read = unitsIn(
      numberedIn(csvOf([[...UNIT_HEAD], ...unitRows(table).map((r) => [...r])])),
    );
    const { directory } = readDirectory(read.text ?? '');
    expect(directory?.units[0]).toMatchObject({
      ...{ name: '甲局', short: '甲', aliases: ['子局'], level: 'city' },
      ...{ reporter: '办公室', head: null },
    });
    expect(directory?.groups[0]).toMatchObject({ name: '各局', members: ['甲局'] });
  });

  test('a fault that the server finds is told by the row of the table', () => {
    const { text = '' } = unitsIn(UNITS);
    expect(placeIn(text, { line: 4, column: 7 })).toBe('表格第5行');
    expect(placeIn(text, { line: 1, column: 1 })).toBe('第1行第1列');
    expect(placeIn(null, { line: 9, column: 2 })).toBe('第9行第2列');
  });
});

describe('a table of days', () => {
  test('becomes a calendar: spans, one day, a closure of this office', () => {
    const {
      text = '',
      through,
      words,
      faults,
    } = calendarIn(
      rows(
        '开始日期\t结束日期\t安排\t说明',
        '2027年10月1日\t2027/10/7\t放假\t国庆节',
        '2027.9.26\t\t上班',
        '2027-08-02\t2027-08-06\t停办\t搬迁',
      ),
      FRAME,
    );
    expect({ faults, through }).toEqual({ faults: [], through: '2027-12-31' });
    expect(words).toBe('读到放假 7 天，调休上班 1 天，本机关停办 1 段。');
    const { value, faults: none } = readYaml(text, Calendar);
    expect(none).toEqual([]);
    expect(value).toMatchObject({
      ...{ ...FRAME, announcedThrough: '2027-12-31', work: ['2027-09-26'] },
      closures: [{ from: '2027-08-02', to: '2027-08-06', name: '搬迁' }],
    });
    expect(value?.rest).toHaveLength(7);
  });

  test('names the row of whatever is wrong', () => {
    const { text, faults } = calendarIn(
      rows(
        '日期,至,性质',
        '2027-02-30,,放假',
        '10/1/27,,放假',
        '2027-10-07,2027-10-01,放假',
        '2027-05-01,,看情况',
        '2027-05-03,,',
        '2027-01-01,,放假',
        '2027-01-01,2027-01-03,上班',
      ),
      FRAME,
    );
    expect(text).toBeUndefined();
    expect(faults.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 8]);
    expect(faults.at(-1)?.message).toBe('2027-01-01 在第7行是放假，这里是上班');
  });

  test('without days off somebody says until when they are announced', () => {
    const only = rows('日期,安排', '2027-08-02,停办');
    expect(calendarIn(only, FRAME).faults[0]?.message).toContain('节假日安排公布至');
    const { text, faults } = calendarIn(only, { ...FRAME, through: '2026-12-31' });
    expect(faults).toEqual([]);
    expect(text).toContain('announcedThrough: "2026-12-31"');
  });

  test('the template comes back as it went', () => {
    const table = [
      { from: '2027-01-01', to: '2027-01-03', what: 'rest' as const, name: null },
      { from: '2027-01-04', to: '2027-01-04', what: 'work' as const, name: null },
      { from: '2027-08-02', to: '2027-08-06', what: 'closed' as const, name: '搬迁' },
    ];
    const written = csvOf([[...CALENDAR_HEAD], ...calendarRows(table).map((row) => [...row])]);
    const { value } = readYaml(calendarIn(numberedIn(written), FRAME).text ?? '', Calendar);
    expect(value).toMatchObject({
      rest: ['2027-01-01', '2027-01-02', '2027-01-03'],
      ...{ work: ['2027-01-04'], closures: [{ name: '搬迁' }] },
    });
  });
});
