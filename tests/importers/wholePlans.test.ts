import { describe, expect, test } from '@jest/globals';
import { sliceSpan } from '../../importers/canonical.ts';
import { decodeText } from '../../importers/decode.ts';
import {
  cell,
  codes,
  paragraph,
  reading,
  wordDocument,
  type ZipEntry,
} from '../fixtures/import/build.ts';
import { differences, golden, planFile } from '../fixtures/import/plans/golden.ts';

/** Whole plans in the manners of offices, invented, with what a careful reader makes of them. */
const TEXTS = ['overall-annexes', 'three-year', 'attribution-forms', 'numbered'] as const;

function textOf(name: string): string {
  return decodeText(planFile(`${name}.txt`))?.text.replace(/\r\n/g, '\n') ?? '';
}

describe('plans in plain text', () => {
  test.each(TEXTS)('%s', async (name) => {
    const { draft } = await reading(planFile(`${name}.txt`), `${name}.txt`);
    expect(differences(draft, golden(name))).toEqual([]);
  });

  test('the one in GBK with CRLF says so', async () => {
    const result = await reading(planFile('three-year.txt'), 'three-year.txt');
    expect(codes(result)).toContain('encoding-converted');
  });
});

/** Lines broken after `width` letters, none of which begins with a closing mark. */
function wrapped(text: string, width: number, indent: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : indent + line.replace(/^\u3000+/, '')))
    .flatMap((line) => {
      const pieces: string[] = [];
      let rest = line;
      while (rest.length > width) {
        const hanging = /^[，。、；：）》”！？,;:)]*/.exec(rest.slice(width))?.[0].length ?? 0;
        pieces.push(rest.slice(0, width + hanging));
        rest = rest.slice(width + hanging);
      }
      return rest === '' ? pieces : [...pieces, rest];
    })
    .join('\n');
}

describe('the same plans with lines broken by force', () => {
  const widths = [28, 34, 39, 44];
  const cases = TEXTS.flatMap((name) => widths.map((width) => [name, width] as const));

  test.each(cases)('%s, %i letters to the line, paragraphs indented', async (name, width) => {
    const bytes = Buffer.from(wrapped(textOf(name), width, '\u3000\u3000'));
    const { draft } = await reading(bytes, `${name}.txt`);
    expect(differences(draft, golden(name))).toEqual([]);
    expect(
      draft.tasks.filter(({ content }) => /[\u4e00-\u9fff]\n[\u4e00-\u9fff]/.test(content)),
    ).toEqual([]);
    const { duties, steps } = draft.regime;
    for (const { quote } of [...duties, ...steps]) expect(draft.text).toContain(quote);
  });

  test.each(TEXTS)('%s, without indents', async (name) => {
    const { draft } = await reading(Buffer.from(wrapped(textOf(name), 36, '')), `${name}.txt`);
    expect(differences(draft, golden(name))).toEqual([]);
  });

  test('spans slice the words, breaks included', async () => {
    const text = wrapped(textOf('attribution-forms'), 30, '\u3000\u3000');
    const { draft } = await reading(Buffer.from(text), 'plan.txt');
    for (const task of draft.tasks) {
      const span = task.spans?.content;
      const slice = span === undefined ? '' : sliceSpan(draft.text, span);
      expect(slice.replace(/\s/g, '')).toBe(task.content.replace(/\s/g, ''));
      task.assignments.forEach(({ unit }, i) => {
        const at = task.spans?.[`assignments.${i}`];
        expect(at && sliceSpan(draft.text, at).replace(/\s/g, '')).toBe(unit);
      });
    }
  });
});

const LEVELS: readonly (readonly [RegExp, string, string])[] = [
  [/^[一二三四五六七八九十]+、/, 'chineseCounting', '%1、'],
  [/^（[一二三四五六七八九十]+）/, 'chineseCounting', '（%2）'],
  [/^\d+\./, 'decimal', '%3.'],
  [/^（\d+）/, 'decimal', '（%4）'],
];

/** The printed numbers of a text as a program's own numbering. */
function numbered(text: string): Buffer {
  const body = text.split('\n').map((line) => {
    const level = LEVELS.findIndex(([pattern]) => pattern.test(line));
    if (level < 0) return paragraph(line);
    const own = `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`;
    const words = line.replace(LEVELS[level]?.[0] ?? '', '');
    return paragraph(words).replace('<w:p>', `<w:p>${own}`);
  });
  const levels = LEVELS.map(
    ([, format, shown], i) =>
      `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${shown}"/></w:lvl>`,
  );
  const xml = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="7">${levels.join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
  const more: readonly ZipEntry[] = [{ name: 'word/numbering.xml', content: xml }];
  return wordDocument(body.join(''), more);
}

/** Paragraphs, and lines with tabs as one table: ⏎ breaks the line of a cell, `"` is merged with the cell above. */
function withTable(text: string): Buffer {
  const lines = text.trimEnd().split('\n');
  const rows = lines.filter((line) => line.includes('\t')).map((line) => line.split('\t'));
  const table = rows.map((row, r) =>
    row.map((words, c) => {
      const begins = words !== '"' && rows[r + 1]?.[c] === '"';
      return cell(`${begins ? '^' : ''}${words.replaceAll('⏎', '\n')}`);
    }),
  );
  const drawn = table.map((row) => `<w:tr>${row.join('')}</w:tr>`).join('');
  const prose = lines.filter((line) => !line.includes('\t')).map(paragraph);
  return wordDocument(`${prose.join('')}<w:tbl>${drawn}</w:tbl>`);
}

describe('plans in Word', () => {
  test('numbers that the program counts', async () => {
    const { draft } = await reading(numbered(textOf('numbered')), 'numbered.docx');
    expect(differences(draft, golden('numbered'))).toEqual([]);
  });

  test('prose and a table of the same tasks: rows, with the milestones of the prose', async () => {
    const { draft } = await reading(withTable(textOf('prose-and-table')), 'plan.docx');
    expect(differences(draft, golden('prose-and-table'))).toEqual([]);
    const second = draft.tasks[1];
    expect(second?.deadlines).toEqual([
      { kind: 'date', on: '2021-12-31' },
      { kind: 'date', on: '2021-10-31', what: '中交' },
    ]);
    expect(second?.inferred).toEqual({ 'deadlines.1': { rule: 'prose-of-row', confidence: 0.85 } });
    const at = second?.spans?.['deadlines.1'];
    expect(at && sliceSpan(draft.text, at)).toBe('10月底前');
  });
});
