import type { SaxesTagNS } from 'saxes';
import { attribute, parse } from './docx.ts';
import { linesOf } from './pdfLines.ts';
import type { Letter } from './pdfPage.ts';

/** Letters of one part; a page has some thousand. */
const MOST = 50_000;

/**
 * The printed lines of a page of an .ofd 版式文件, from above: its words stand in pieces, often a letter each, that only their
 * places join. Empty for any other part.
 */
export function ofdLines(xml: string): readonly string[] {
  if (!xml.includes('TextObject')) return [];
  const letters: Letter[] = [];
  let box: Box | undefined;
  let code: readonly [x: number, y: number] | undefined;
  try {
    parse(xml, {
      open: (tag) => {
        if (tag.local === 'TextObject') box = boxOf(tag);
        if (tag.local === 'TextCode') code = [numberIn(tag, 'X'), numberIn(tag, 'Y')];
      },
      close: ({ local }) => {
        if (local === 'TextCode') code = undefined;
      },
      text: (text) => {
        if (box === undefined || code === undefined || letters.length > MOST) return;
        letters.push(...lettersOf(text, box, code));
      },
    });
  } catch {
    // a part that is no XML says nothing more
  }
  return linesOf(letters, 0).map((line) => line.text);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

function boxOf(tag: SaxesTagNS): Box {
  const [x = 0, y = 0, width = 0, height = 0] = (attribute(tag, 'Boundary') ?? '')
    .trim()
    .split(/\s+/)
    .map((part) => Number(part) || 0);
  return { x, y, width, size: numberIn(tag, 'Size') || height || 1 };
}

function numberIn(tag: SaxesTagNS, name: string): number {
  return Number(attribute(tag, name)) || 0;
}

/** The letters of a piece share its box. */
function lettersOf(text: string, box: Box, [x, y]: readonly [number, number]): readonly Letter[] {
  const all = Array.from(text);
  const width = Math.min(box.size, (box.width - x) / Math.max(1, all.length)) || box.size;
  return all.flatMap((letter, i) =>
    letter.trim() === ''
      ? []
      : [{ text: letter, x: box.x + x + i * width, y: box.y + y, width, size: box.size }],
  );
}
