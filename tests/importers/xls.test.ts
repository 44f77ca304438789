import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openContainer } from '../../importers/ole.ts';
import { codes, owners, reading } from '../fixtures/import/build.ts';
import { container, oldWorkbook } from '../fixtures/import/ole.ts';

const ROWS = [
  ['序号', '工作内容', '责任单位', '完成时限'],
  [1, '甲河清淤', '区甲局', '2027年6月'],
  [2, '乙河补水', '', '持续推进'],
];

describe('old workbooks', () => {
  test.each([['分工.xls'], ['分工.et']])('%s is read with its merges', async (name) => {
    const r = await reading(oldWorkbook(ROWS, ['C2:C3']), name);
    expect(r.draft.tasks.map((task) => task.content)).toEqual(['甲河清淤', '乙河补水']);
    expect(owners(r, 1)).toEqual(['区甲局:responsible']);
    expect(r.draft.tasks[1]?.spans?.['responsible']).toMatchObject({ cell: 'C2' });
  });

  test('one of many rows, whose stream has sectors of its own', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [i + 1, `甲河第${i}段清淤`, '区甲局', '/']);
    const r = await reading(oldWorkbook([ROWS[0] ?? [], ...rows]), '分工.xls');
    expect(r.draft.tasks).toHaveLength(300);
  });

  test('what is embedded in it does not change its kind', async () => {
    const book = openContainer(oldWorkbook(ROWS))?.stream('Workbook') ?? Buffer.alloc(0);
    const bytes = container({ 'MBD0001/WordDocument': Buffer.from('x'), Workbook: book });
    expect((await reading(bytes, '分工.xls')).draft.tasks).toHaveLength(2);
  });

  test('macros are named, not read', async () => {
    const book = openContainer(oldWorkbook(ROWS))?.stream('Workbook') ?? Buffer.alloc(0);
    const bytes = container({
      Workbook: book,
      '_VBA_PROJECT_CUR/VBA/_VBA_PROJECT': Buffer.from('x'),
    });
    const r = await reading(bytes, '分工.xls');
    expect(r.draft.tasks).toHaveLength(2);
    expect(codes(r)).toContain('macros-unread');
  });
});

test.each([0x0006, 0x0206, 0x0221, 0x04bc])(
  'a damaged formula (record %i) that runs beyond its end is not followed',
  async (kind) => {
    const book = openContainer(oldWorkbook(ROWS))?.stream('Workbook') ?? Buffer.alloc(0);
    const record = Buffer.alloc(4 + 30, 0x44);
    record.writeUInt16LE(kind, 0);
    record.writeUInt16LE(30, 2);
    record.writeUInt16LE(7, 4 + 20);
    const end = book.length - 4;
    const bytes = container({
      Workbook: Buffer.concat([book.subarray(0, end), record, book.subarray(end)]),
    });
    expect((await reading(bytes, '分工.xls')).draft.tasks).toHaveLength(2);
  },
);

describe('containers of other things are told by their streams', () => {
  const some = Buffer.alloc(5_000, 1);
  const locked = Buffer.from([0x09, 0x08, 2, 0, 0, 6, 0x2f, 0, 4, 0, 1, 0, 1, 0]);
  test.each([
    ['.doc', { WordDocument: some }, '.doc、.wps'],
    ['an encrypted new file', { EncryptionInfo: some, EncryptedPackage: some }, '加密'],
    ['an encrypted old one', { Workbook: locked }, '加密'],
    ['Excel 95', { Book: some }, 'Excel 95'],
    ['slides', { 'PowerPoint Document': some }, '演示文稿'],
    ['something else', { Contents: some }, '另存为'],
    ['a workbook of noise', { Workbook: some }, '损坏'],
  ])('%s', async (_, streams, words) => {
    const { draft, diagnostics } = await reading(container(streams));
    expect(draft.tasks).toEqual([]);
    expect(diagnostics).toMatchObject([
      { severity: 'blocking', message: expect.stringContaining(words) },
    ]);
  });
});

describe('the container', () => {
  const content = Buffer.from(Array.from({ length: 20_000 }, (_, i) => i % 251));

  test('streams come back whole, long ones and short ones', () => {
    const opened = openContainer(container({ 甲: content, 乙: Buffer.from('short') }));
    expect(opened?.stream('甲')).toEqual(content);
    expect(opened?.stream('乙')?.toString()).toBe('short');
    expect(opened?.stream('丙')).toBeUndefined();
  });

  test('a ring of sectors ends', () => {
    const bytes = container({ 甲: content });
    const table = 512 * (bytes.readUInt32LE(76) + 1);
    for (let i = 0; i < 128; i += 1) bytes.writeUInt32LE(1, table + i * 4);
    expect(openContainer(bytes)?.stream('甲')).toBeUndefined();
  });

  test('whatever is changed in it, reading ends without throwing', () => {
    const good = container({ 甲: content, 乙: Buffer.from('short') });
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.nat(good.length), (changes, end) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        const opened = openContainer(end % 3 === 0 ? bytes.subarray(0, end) : bytes);
        for (const name of opened?.names ?? []) opened?.stream(name);
      }),
    );
  });
});
