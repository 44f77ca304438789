import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../importers/archive.ts';
import { canonicalText } from '../../importers/canonical.ts';
import { readText } from '../../importers/text.ts';
import { codes, owners, reading } from '../fixtures/import/build.ts';

function read(text: string) {
  const source = readText(Buffer.from(text));
  if (!source || 'refused' in source) throw new Error('no text');
  return source;
}

describe('plain text', () => {
  test('line ends of all systems are one; the canonical text is the file', () => {
    const source = read('甲\r\n乙\r丙\n\n丁\n');
    expect(canonicalText(source.blocks).text).toBe('甲\n乙\n丙\n\n丁\n');
  });

  test('bytes that are no text', () => {
    expect(readText(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]))).toBeUndefined();
  });

  test('one tab makes no table, nor does one line', () => {
    expect(read('甲\t乙\n丙\t丁\n戊\t己\t庚').blocks.map((b) => b.kind)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
    ]);
  });
});

describe('tabs as marks of cells', () => {
  const HEAD = '序号\t具体内容\t牵头单位\t完成时间';

  test('a table of tasks', async () => {
    const text = `甲河整治清单\n${HEAD}\n1\t清淤\t区甲局\t2027年6月\n2\t护岸\t区乙局\t2027年9月\n`;
    const result = await reading(Buffer.from(text), '清单.txt');
    expect(result.draft.tasks.map(({ content }) => content)).toEqual(['清淤', '护岸']);
    expect(owners(result, 1)).toEqual(['区乙局:lead']);
  });

  test('a cell of several lines', async () => {
    const text = `${HEAD}\n1\t清淤，\n疏浚\t区甲局\t2027年6月\n2\t护岸\t区乙局\n区丙局\t2027年9月`;
    const result = await reading(Buffer.from(text), '清单.txt');
    expect(result.draft.tasks.map(({ content }) => content)).toEqual(['清淤，疏浚', '护岸']);
    expect(owners(result, 1)).toEqual(['区乙局:lead', '区丙局:lead']);
  });

  test('a row with fewer cells than the head', async () => {
    const text = `${HEAD}\n1\t清淤\t区甲局\n2\t护岸\t区乙局\t2027年9月`;
    const result = await reading(Buffer.from(text), '清单.txt');
    expect(result.draft.tasks).toHaveLength(2);
    expect(codes(result)).toContain('row-short');
  });
});

describe('very long texts', () => {
  test('a table of more rows than any reader takes is refused', async () => {
    const rows = Array.from({ length: LIMITS.rows + 1 }, (_, i) => `${i}\t做事\t区甲局`);
    const result = await reading(
      Buffer.from(`序号\t任务\t牵头单位\n${rows.join('\n')}\n`),
      '长.txt',
    );
    expect(result.draft.tasks).toEqual([]);
    expect(result.diagnostics[0]?.message).toContain('达到或超过');
  });

  test('more lines than a call can take arguments are read', async () => {
    const table = '序号\t任务\t牵头单位\n1\t做事\t区甲局\n';
    const result = await reading(Buffer.from(`${table}${'\n'.repeat(200_000)}`), '空.txt');
    expect(result.draft.tasks).toHaveLength(1);
  });

  test('prose beyond the limits is refused with what to do', async () => {
    for (const words of [
      '甲。\n'.repeat(LIMITS.paragraphs + 1),
      '甲'.repeat(LIMITS.characters + 1),
    ]) {
      const result = await reading(Buffer.from(words), '长文.txt');
      expect(result.diagnostics).toMatchObject([{ code: 'unreadable', severity: 'blocking' }]);
      expect(result.diagnostics[0]?.message).toMatch(/不予读取。请.+。$/);
    }
  });
});
