import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../importers/archive.ts';
import { delimiterOf } from '../../importers/csv.ts';
import { codes, owners, reading } from '../fixtures/import/build.ts';
import { gbk } from '../fixtures/import/encode.ts';

const LINES = [
  '序号,工作内容,责任单位,完成时限',
  '1,"甲河清淤,\r\n修护岸",区甲局,2027年6月',
  '2,乙河补水,区乙局,/',
];
const CSV = LINES.join('\r\n');

describe('separated fields', () => {
  test.each([
    ['UTF-8', Buffer.from(CSV)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${CSV}`)],
    ['GBK', gbk(CSV)],
    ['UTF-16', Buffer.from(`\uFEFF${CSV}`, 'utf16le')],
  ])('%s reads as a sheet', async (_, bytes) => {
    const { draft } = await reading(bytes, '分工.csv');
    expect(draft.tasks.map((task) => [task.no, task.content])).toEqual([
      ['1', '甲河清淤,修护岸'],
      ['2', '乙河补水'],
    ]);
    expect(draft.tasks[0]?.spans?.['content']).toMatchObject({ cell: 'B2' });
    expect(draft.tasks[0]?.deadlines).toMatchObject([{ on: '2027-06-30' }]);
  });

  test('what was converted is said', async () => {
    expect(codes(await reading(gbk(CSV), '分工.csv'))).toContain('encoding-converted');
    expect(codes(await reading(Buffer.from(CSV), '分工.csv'))).not.toContain('encoding-converted');
  });

  test.each([
    [';', '序号;任务;责任单位\n1;甲，乙,丙;区甲局'],
    ['\t', '序号\t任务\t责任单位\n1\t甲,乙,丙,丁\t区甲局'],
    [',', '某某表\n序号,任务;要求,责任单位\n1,甲,区甲局'],
    [undefined, '只有一列\n甲\n乙'],
  ])('the delimiter %j is told from the lines', (delimiter, text) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  test('fields under the name of a workbook are read all the same', async () => {
    const r = await reading(gbk(CSV.replaceAll(',', '\t').replace('清淤\t', '清淤,')), '导出.xls');
    expect(owners(r, 0)).toEqual(['区甲局:responsible']);
  });

  test('a formula stays words', async () => {
    const r = await reading(Buffer.from(CSV.replace('乙河补水', '=1+1')), '分工.csv');
    expect(r.draft.tasks[1]?.content).toBe('=1+1');
  });

  test('a quote without its partner, too many rows: a sentence', async () => {
    const open = await reading(Buffer.from(`${LINES[0]}\n1,"甲,区甲局,/`), '分工.csv');
    expect(open.diagnostics[0]).toMatchObject({ code: 'unreadable' });
    expect(open.diagnostics[0]?.message).toContain('引号');
    const long = `${LINES[0]}\n${'1,甲,区甲局,/\n'.repeat(LIMITS.rows)}`;
    const { diagnostics } = await reading(Buffer.from(long), '分工.csv');
    expect(diagnostics).toMatchObject([{ message: expect.stringContaining(`${LIMITS.rows} 行`) }]);
  });

  test('columns beyond the limit are named', async () => {
    const wide = Buffer.from(`${LINES[0]}${','.repeat(LIMITS.cols)}末\n1,甲,区甲局,/`);
    expect(codes(await reading(wide, '分工.csv'))).toContain('sheet-cut');
  });
});
