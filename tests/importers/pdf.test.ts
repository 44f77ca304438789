import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Block } from '../../importers/blocks.ts';
import { readPdf } from '../../importers/pdf.ts';
import { swellsBeyond } from '../../importers/pdfGate.ts';
import { owners, reading } from '../fixtures/import/build.ts';
import type { PdfPage, Placed } from '../fixtures/import/pdf.ts';
import { PDF_LOCK, pdfBytes, ruledTable } from '../fixtures/import/pdf.ts';

async function blocks(pages: readonly PdfPage[]): Promise<readonly Block[]> {
  const source = await readPdf(pdfBytes(pages));
  if ('refused' in source) throw new Error(source.refused);
  return source.blocks;
}
const paragraphs = async (pages: readonly PdfPage[]) =>
  (await blocks(pages)).map((block) => (block.kind === 'paragraph' ? block.text : '表'));

async function refusal(bytes: Uint8Array): Promise<string> {
  const source = await readPdf(bytes);
  return 'refused' in source ? source.refused : 'read';
}

const HEAD = ['序号', '类别', '工作内容', '责任单位', '完成时限'];
const place = { x: 45, y: 700, widths: [40, 60, 220, 90, 90], row: 40 };

describe('words of a PDF', () => {
  const full = '甲河清淤工程推进到河口并修复两岸护坡同时做好沿线村庄截污纳管和补水';
  const page: Placed[] = [
    [154, 780, 22, '青溪区河湖整治三年行动工作'],
    [253, 750, 22, '实施方案'],
    [77, 700, 16, '一、总体要求'],
    [77, 676, 16, full.slice(0, 29)],
    [45, 652, 16, full.slice(0, 31)],
    [45, 628, 16, '完成。'],
    [77, 604, 16, full.slice(0, 29)],
    [280, 40, 9, '— 1 —'],
  ];

  test('lines become paragraphs over a page break; page numbers are left out', async () => {
    const next: Placed[] = [
      [45, 780, 16, '续前页。'],
      [77, 756, 16, '另起一段。'],
      [280, 40, 9, '— 2 —'],
    ];
    expect(await paragraphs([{ text: page }, { text: next }])).toEqual([
      '青溪区河湖整治三年行动工作实施方案',
      '一、总体要求',
      `${full.slice(0, 29)}${full.slice(0, 31)}完成。`,
      `${full.slice(0, 29)}续前页。`,
      '另起一段。',
    ]);
  });

  test('a head that every page repeats is left out', async () => {
    const pages = ['甲', '乙', '丙'].map((word, i): PdfPage => ({
      text: [
        [240, 810, 9, '青溪区公报'],
        [77, 700, 16, `${word}。`],
        [280, 40, 9, `第 ${i + 1} 页 共 3 页`],
      ],
    }));
    expect(await paragraphs(pages)).toEqual(['甲。', '乙。', '丙。']);
  });

  test('radicals that fonts put for letters are letters', async () => {
    expect(await paragraphs([{ text: [[77, 700, 16, '⼯作⻓期']] }])).toEqual(['工作长期']);
  });

  test('a page that lies on its side is turned', async () => {
    expect(await paragraphs([{ text: [[77, 700, 16, '甲乙丙']], rotate: 90 }])).toEqual(['甲乙丙']);
  });
});

describe('ruled tables of a PDF', () => {
  const first = ruledTable(
    [
      HEAD,
      ['1', '治水', '甲河清淤工程推进\n到河口', '区甲局', '2027年6月'],
      ['2', '治水', '乙河补水', '区乙局\n区丁局', '/'],
    ],
    place,
  );
  const title: Placed = [115, 760, 22, '青溪区河湖整治任务分工表'];

  test('cells are told by their rules; a plan is read from them', async () => {
    const r = await reading(
      pdfBytes([{ text: [title, ...first.text], draw: first.draw }]),
      '表.pdf',
    );
    expect(r.draft.title).toBe('青溪区河湖整治任务分工表');
    expect(r.draft.tasks.map((task) => task.content)).toEqual([
      '甲河清淤工程推进到河口',
      '乙河补水',
    ]);
    expect(owners(r, 1)).toEqual(['区乙局:responsible', '区丁局:responsible']);
    expect(r.draft.tasks[0]?.spans?.['content']).toMatchObject({ cell: '第1表第2行第3列' });
  });

  test('a table goes on over the page: head repeated, a row cut in two put together', async () => {
    const second = ruledTable(
      [HEAD, ['', '', '至湖心', '', ''], ['3', '护岸', '丙堤加固', '区丙局', '持续推进']],
      { ...place, y: 800 },
    );
    const r = await reading(
      pdfBytes([
        { text: [title, ...first.text], draw: first.draw },
        { text: second.text, draw: second.draw },
      ]),
    );
    expect(r.draft.tasks.map((task) => [task.no, task.content])).toEqual([
      ['1', '甲河清淤工程推进到河口'],
      ['2', '乙河补水至湖心'],
      ['3', '丙堤加固'],
    ]);
  });

  test('a cell over two rows is one cell', async () => {
    const boxes = [
      '45 600 m 345 600 l S 145 640 m 345 640 l S 45 680 m 345 680 l S',
      '45 600 m 45 680 l S 145 600 m 145 680 l S 345 600 m 345 680 l S',
    ];
    const text: Placed[] = [
      [50, 635, 10, '治水'],
      [150, 660, 10, '甲'],
      [150, 620, 10, '乙'],
    ];
    const [table] = await blocks([{ text, draw: boxes.join('\n') }]);
    const rows = table?.kind === 'table' ? table.rows : [];
    expect(rows.map((row) => row.map((cell) => cell?.text))).toEqual([
      ['治水', '甲'],
      ['治水', '乙'],
    ]);
    expect(rows[0]?.[0]).toMatchObject({ rowSpan: 2, colSpan: 1 });
  });

  test('a table without rules is named', async () => {
    const text = HEAD.map((word, i): Placed => [45 + i * 100, 700, 10, word]);
    const source = await readPdf(pdfBytes([{ text }]));
    expect(source).toMatchObject({ notes: [{ code: 'table-unruled', where: '第1页' }] });
  });
});

describe('what cannot be read of a PDF', () => {
  const word: PdfPage = { text: [[77, 700, 16, '甲']] };

  test('a scan', async () => {
    expect(await refusal(pdfBytes([{ text: [], draw: '0 0 500 700 re f' }]))).toMatch('没有文字层');
  });

  test('one page of pictures among words is named', async () => {
    const source = await readPdf(pdfBytes([word, { text: [] }]));
    expect(source).toMatchObject({ notes: [{ code: 'page-without-text', where: '第2页' }] });
  });

  test('a lock', async () => {
    expect(await refusal(pdfBytes([word], PDF_LOCK))).toMatch('加密');
  });

  test('letters without names', async () => {
    const text: Placed[] = [[77, 700, 16, '\ue001\ue002\ue003']];
    expect(await refusal(pdfBytes([{ text }]))).toMatch('乱码');
  });

  test('too many pages', async () => {
    expect(await refusal(pdfBytes(Array.from({ length: 501 }, () => word)))).toMatch('500 页');
  });

  test('damage', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7 甲'))).toMatch('损坏');
  });

  test('streams that swell, or are packed twice', () => {
    const stream = (dictionary: string, content: Buffer) =>
      Buffer.concat([
        Buffer.from(`1 0 obj\n<< ${dictionary} >>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]);
    const packed = deflateSync(Buffer.alloc(100_000));
    const few = { stream: 99_999, all: 150_000 };
    const flate = '/Filter /FlateDecode';
    expect(swellsBeyond(stream(flate, packed), few)).toBe(true);
    expect(swellsBeyond(stream('', Buffer.alloc(100_000)), few)).toBe(true);
    expect(swellsBeyond(stream(flate, packed), { ...few, stream: 100_000 })).toBe(false);
    const twice = Buffer.concat([stream(flate, packed), stream(flate, packed)]);
    expect(swellsBeyond(twice, { ...few, stream: 100_000 })).toBe(true);
    expect(swellsBeyond(stream(`/Subtype /Image ${flate}`, packed), few)).toBe(false);
    expect(swellsBeyond(stream(`/Length1 100000 ${flate}`, packed), few)).toBe(false);
    expect(swellsBeyond(stream('/Filter [/FlateDecode /FlateDecode]', packed))).toBe(true);
  });
});
