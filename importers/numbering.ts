import type { SaxesTagNS } from 'saxes';
import type { Handlers } from './docx.ts';

/** Gives the written-out label of the next paragraph of a list, and counts it. */
export type Labels = (numId: string, level: number) => string;

interface Level {
  format: string;
  text: string;
  start: number;
}

type Lists = Map<string, Map<number, Level>>;

/**
 * Automatic numbers (一、(一) 1.) of a Word document. They stand nowhere in the text, only in
 * numbering.xml, so text exporters lose them.
 */
export function readNumbering(
  xml: string | undefined,
  parse: (xml: string, handlers: Handlers) => void,
): Labels {
  const abstract: Lists = new Map();
  const used = new Map<string, string>();
  let list = new Map<number, Level>();
  let level: Level = { format: 'decimal', text: '', start: 1 };
  let num = '';
  const open = (tag: SaxesTagNS) => {
    const of = (name: string) =>
      Object.values(tag.attributes).find((a) => a.local === name)?.value ?? '';
    if (tag.local === 'abstractNum') {
      list = new Map();
      abstract.set(of('abstractNumId'), list);
    } else if (tag.local === 'lvl' && !num) {
      level = { format: 'decimal', text: '', start: 1 };
      list.set(Number(of('ilvl')), level);
    } else if (tag.local === 'num') num = of('numId');
    else if (num && tag.local === 'abstractNumId') used.set(num, of('val'));
    else if (num) return;
    else if (tag.local === 'numFmt') level.format = of('val');
    else if (tag.local === 'lvlText') level.text = of('val');
    else if (tag.local === 'start') level.start = Number(of('val'));
  };
  const close = (tag: SaxesTagNS) => {
    if (tag.local === 'num') num = '';
  };
  if (xml !== undefined) parse(xml, { open, close });
  return counting(abstract, used);
}

/** Lists that share one abstract list go on counting; a new item restarts the levels below it. */
function counting(abstract: Lists, used: ReadonlyMap<string, string>): Labels {
  const counts = new Map<string, number[]>();
  return (numId, level) => {
    const id = used.get(numId);
    const list = id === undefined ? undefined : abstract.get(id);
    const own = list?.get(level);
    if (id === undefined || !list || !own || own.format === 'bullet' || own.format === 'none') {
      return '';
    }
    const count = counts.get(id) ?? [];
    counts.set(id, count);
    count.length = Math.min(count.length, level + 1);
    for (let i = 0; i <= level; i += 1) {
      const start = list.get(i)?.start ?? 1;
      count[i] = i === level ? (count[i] ?? start - 1) + 1 : (count[i] ?? start);
    }
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const i = Number(digit) - 1;
      return numeral(count[i] ?? 1, list.get(i)?.format ?? 'decimal');
    });
  };
}

function numeral(n: number, format: string): string {
  if (/chinese|ideograph|japanese|taiwanese/i.test(format)) return chineseNumeral(n);
  if (/^decimalEnclosedCircle/.test(format) && n <= 20) return String.fromCodePoint(0x245f + n);
  if (format === 'upperLetter') return String.fromCharCode(64 + ((n - 1) % 26) + 1);
  if (format === 'lowerLetter') return String.fromCharCode(96 + ((n - 1) % 26) + 1);
  return String(n);
}

const DIGITS = '零一二三四五六七八九';

/** 一 … 九十九; larger numbers in digits. */
export function chineseNumeral(n: number): string {
  if (n < 10 || n > 99) return n < 10 ? (DIGITS[n] ?? String(n)) : String(n);
  const tens = Math.floor(n / 10);
  return `${tens === 1 ? '' : DIGITS[tens]}十${n % 10 ? DIGITS[n % 10] : ''}`;
}
