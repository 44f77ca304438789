import { describe, expect, test } from '@jest/globals';
import { readWord } from '../../importers/docx.ts';
import type { Block } from '../../importers/blocks.ts';
import { cell, paragraph, wordDocument, wordTable, zipBytes } from '../fixtures/import/build.ts';

async function blocks(bytes: Uint8Array): Promise<readonly Block[]> {
  const read = await readWord(bytes);
  if ('refused' in read) throw new Error(read.refused);
  return read.blocks;
}

async function words(body: string): Promise<unknown[]> {
  return (await blocks(wordDocument(body))).map((block) =>
    block.kind === 'paragraph'
      ? block.text
      : block.rows.map((row) => row.map((c) => c?.text ?? '∅')),
  );
}

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;

describe('Word documents', () => {
  test('paragraphs and tables come in order', async () => {
    const body = paragraph('前') + wordTable([['甲', '乙']]) + paragraph('后');
    expect(await words(body)).toEqual(['前', [['甲', '乙']], '后']);
  });

  test('vertical and horizontal merges', async () => {
    const table = `<w:tbl><w:tr>${cell('^甲')}${cell('乙', 2)}</w:tr><w:tr>${cell('"')}${cell('丙')}${cell('丁')}</w:tr></w:tbl>`;
    expect(await words(table)).toEqual([
      [
        ['甲', '乙', '乙'],
        ['甲', '丙', '丁'],
      ],
    ]);
  });

  test('a row that begins late or ends early leaves places free', async () => {
    const late = `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('乙')}</w:tr>`;
    const table = `<w:tbl><w:tr>${cell('甲')}${cell('丙')}${cell('丁')}</w:tr>${late}</w:tbl>`;
    expect(await words(table)).toEqual([
      [
        ['甲', '丙', '丁'],
        ['∅', '乙', '∅'],
      ],
    ]);
  });

  test('breaks, tabs, several runs and paragraphs of a cell', async () => {
    const inner = `<w:p>${run('甲')}<w:r><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p><w:p>${run('丁')}</w:p>`;
    const tabStops = `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${run('戊')}</w:p>`;
    const body = `<w:tbl><w:tr><w:tc>${inner}</w:tc></w:tr></w:tbl>${tabStops}`;
    expect(await words(body)).toEqual([[['甲\n乙\t丙\n丁']], '戊']);
  });

  test('tracked deletions are gone, insertions stay', async () => {
    const body = `<w:p>${run('甲')}<w:del><w:r><w:delText>乙</w:delText><w:t>乙</w:t></w:r></w:del><w:ins>${run('丙')}</w:ins><w:moveFrom>${run('丁')}</w:moveFrom></w:p>`;
    const dropped = `<w:tr><w:trPr><w:del/></w:trPr>${cell('旧')}</w:tr>`;
    const table = `<w:tbl>${dropped}<w:tr>${cell('新')}</w:tr></w:tbl>`;
    expect(await words(body + table)).toEqual(['甲丙', [['新']]]);
  });

  test('the second copy of a drawing’s text is not read', async () => {
    const mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
    const body = `<w:p><mc:AlternateContent ${mc}><mc:Choice>${run('甲')}</mc:Choice><mc:Fallback>${run('甲')}</mc:Fallback></mc:AlternateContent></w:p>`;
    expect(await words(body)).toEqual(['甲']);
  });

  test('a table that only frames another gives way', async () => {
    const frame = `<w:tbl><w:tr><w:tc>${paragraph('题')}${wordTable([['甲', '乙']])}</w:tc></w:tr></w:tbl>`;
    expect(await words(frame)).toEqual(['题', [['甲', '乙']]]);
  });

  test('automatic numbers are written out', async () => {
    const level = (n: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="7">${level(0, 'chineseCounting', '%1、')}${level(1, 'decimal', '%2.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
    const item = (n: number, text: string) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${n}"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(text)}</w:p>`;
    const body = item(0, '甲') + item(1, '乙') + item(1, '丙') + item(0, '丁') + item(1, '戊');
    const bytes = wordDocument(body, [{ name: 'word/numbering.xml', content: numbering }]);
    const read = (await blocks(bytes)).map((b) => (b.kind === 'paragraph' ? b.text : ''));
    expect(read).toEqual(['一、甲', '1.乙', '2.丙', '二、丁', '1.戊']);
  });

  test('the main part may have another name', async () => {
    const rels = `<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>`;
    const bytes = zipBytes([
      { name: '_rels/.rels', content: rels },
      {
        name: 'word/document2.xml',
        content: `<d:document xmlns:d="http://x"><d:body><d:p><d:r><d:t>甲</d:t></d:r></d:p></d:body></d:document>`,
      },
    ]);
    expect(await blocks(bytes)).toEqual([{ kind: 'paragraph', text: '甲' }]);
  });

  test.each([
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'DOCTYPE'],
    ['<a>&b;</a>', '损坏'],
    ['<a><b></a>', '损坏'],
    ['<a>'.repeat(5_000), '损坏'],
    ['', '损坏'],
  ])('%.40s is refused', async (content, why) => {
    const read = await readWord(zipBytes([{ name: 'word/document.xml', content }]));
    expect(read).toMatchObject({ refused: expect.stringContaining(why) });
  });

  test('tables in tables in tables end somewhere', async () => {
    const deep = '<w:tbl><w:tr><w:tc>'.repeat(30) + '</w:tc></w:tr></w:tbl>'.repeat(30);
    expect(await readWord(wordDocument(deep))).toMatchObject({
      refused: expect.stringContaining('损坏'),
    });
  });
});
