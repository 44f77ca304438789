import type { Draft, Span } from '../domain/plan.ts';
import { numberOf } from './dateWords.ts';
import type { Line } from './proseLines.ts';
import { DATE_LINE } from './proseParts.ts';
import type { Part } from './proseParts.ts';
import { oneYear, yearSaid } from './planYear.ts';
import { labelOf } from './proseNumber.ts';
import { spanOfWords } from './proseWords.ts';
import type { Range, Words } from './proseWords.ts';

/** Heading data of a document in prose, with places. */
export type ProseHead = Pick<Draft, 'title' | 'issuer' | 'documentNumber' | 'issuedOn'> & {
  readonly spans: Readonly<Record<string, Span>>;
  /** Phrases without a year are read under this one. */
  readonly year: number | undefined;
  /** The number was printed with other brackets than 〔〕. */
  readonly otherBrackets: boolean;
};

interface Found {
  readonly value: string;
  readonly span: Span | undefined;
}

/** Title, issuer, number and date, as letter, head and signature say them. */
export function readProseHead(lines: readonly Line[], parts: readonly Part[]): ProseHead {
  const words = lines.map((line) => line.words);
  const title = titleOf(words, parts);
  const date = dateOf(words);
  const number = numberIn(words);
  const issuer = issuerOf(words, date?.index);
  const found = { title, issuer, documentNumber: number, issuedOn: date };
  const spans: Record<string, Span> = {};
  for (const [field, one] of Object.entries(found)) if (one?.span) spans[field] = one.span;
  return {
    title: title?.value ?? null,
    issuer: issuer?.value ?? null,
    documentNumber: number?.value ?? null,
    issuedOn: date?.value ?? null,
    spans,
    year:
      oneYear(title?.value) ??
      oneYear(date?.value.slice(0, 4)) ??
      oneYear(number?.value) ??
      yearSaid(preambleOf(words)),
    otherBrackets: number?.otherBrackets ?? false,
  };
}

/** What stands before the first number of an item. */
function preambleOf(words: readonly Words[]): readonly string[] {
  const first = words.findIndex(({ text }) => labelOf(text) !== undefined);
  return words.slice(0, first < 0 ? HEAD_LINES : first).map(({ text }) => text);
}

/** Above the title of the plan, or of a plan that is one annex of a letter: 《…》 in 关于印发《…》的通知. */
function titleOf(words: readonly Words[], parts: readonly Part[]): Found | undefined {
  const sent = words.slice(0, HEAD_LINES).flatMap(sentTitle)[0];
  const main = parts.find(({ kind, title }) => kind === 'main' && title);
  const annex = parts.find(({ kind, title }) => kind === 'annex' && title);
  const own = main?.title ?? (sent === undefined ? annex?.title : undefined);
  if (own && !/(?:通知|通报|函)$/.test(own.text)) return found(own);
  return sent ?? (own && found(own));
}

function sentTitle(words: Words): readonly Found[] {
  const match = /(?:印发|转发|下发|公布)\s*[《〈<]/.exec(words.text);
  if (!match) return [];
  const from = match.index + match[0].length;
  const to = closing(words.text, from);
  return to > from ? [found(words, { from, to })] : [];
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i += 1) {
    if (text.charAt(i) === '《') depth += 1;
    if (text.charAt(i) === '》' || (depth === 1 && /[〉>]/.test(text.charAt(i)))) depth -= 1;
    if (depth === 0) return i;
  }
  return -1;
}

function found(words: Words, range: Range = { from: 0, to: words.text.length }): Found {
  const value = words.text.slice(range.from, range.to);
  return { value: value.replace(/\s+/g, ' ').trim(), span: spanOfWords(words, range) };
}

const HEAD_LINES = 40;
const NUMBER =
  /([\u4e00-\u9fff]{2,14})\s*([〔【［[（(﹝])\s*(20\d{2})\s*[〕】］\])）﹞]\s*(?:第\s*)?(\d{1,4})\s*号/;

/** The number of the document itself, not of one that it cites: nearly all of its line, or behind 文号. */
function numberIn(words: readonly Words[]): (Found & { otherBrackets: boolean }) | undefined {
  const first = words.findIndex(({ text }) => labelOf(text)?.style === '一、');
  const head = words.slice(0, first < 0 ? HEAD_LINES : first);
  const hits = head.flatMap((line) => {
    const match = NUMBER.exec(line.text);
    const rest = match ? line.text.length - match[0].length : 0;
    const own =
      rest <= 6 ||
      (match?.index ?? 9) <= 2 ||
      /^(?:发文字号|文\s*号|字号|文件编号|发文文号)/.test(line.text);
    return match && own ? [{ line, match }] : [];
  });
  const hit = hits[0];
  if (!hit) return undefined;
  const [whole, organ = '', bracket = '', year = '', no = ''] = hit.match;
  const range = { from: hit.match.index, to: hit.match.index + whole.length };
  const value = `${organ.replace(/^(?:发文字号|文号|字号|文件编号)/, '')}〔${year}〕${no}号`;
  return { value, span: spanOfWords(hit.line, range), otherBrackets: bracket !== '〔' };
}

function dateOf(words: readonly Words[]): (Found & { index: number }) | undefined {
  const all = words.flatMap((line, index) => {
    const match = DATE_LINE.exec(line.text.replace(/\s/g, ''));
    const value = match?.[1] && dayOf(match[1]);
    return value ? [{ value, span: spanOfWords(line), index }] : [];
  });
  const signed = all.find(({ index }) => isOffice(words[index - 1]?.text ?? ''));
  const said = words.slice(0, HEAD_LINES).flatMap(saidDate)[0];
  return signed ?? said ?? all.find(({ index }) => index < 15) ?? all.at(-1);
}

const SAID_DATE =
  /(?:成文|发文|印发|签发)(?:日期|时间)[:：]\s*(20\d{2})[-年./](\d{1,2})[-月./](\d{1,2})日?/;

/** （2027年3月2日区委常委会会议审议通过） and （甲办发〔2027〕2号　2027年1月30日） below a title. */
const CAPTION_DATE =
  /^[（(](?:[^（()）]*?[号\s])?(20\d{2})年(\d{1,2})月(\d{1,2})日(?:[^（()）]*(?:通过|印发|发布|审定|批准))?(?=[)）]$)/;

/** 成文日期：2027-04-07 among the data that a web page gives of a document; a date in brackets below the title. */
function saidDate(line: Words, index: number): readonly (Found & { index: number })[] {
  const match = SAID_DATE.exec(line.text) ?? CAPTION_DATE.exec(line.text);
  const value = match && dayOf(`${match[1]}年${match[2]}月${match[3]}日`);
  if (!match || !value) return [];
  const to = match.index + match[0].length;
  const from = match.index + match[0].search(/(?<![〔【[（(])20\d{2}[-年./]/);
  return [{ value, span: spanOfWords(line, { from, to }), index }];
}

function dayOf(text: string): string | undefined {
  const [year = '', month = '', day = ''] = text.split(/[年月日]/);
  const y = /^\d+$/.test(year) ? Number(year) : numberOf(year.replace(/[○零Oo0]/g, '〇'));
  const [m, d] = [numberOf(month), dayNumber(day)];
  if (y < 2000 || m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

function dayNumber(day: string): number {
  return day.startsWith('三十') ? 30 + (numberOf(day.slice(1)) % 10) : numberOf(day);
}

const OFFICE =
  /(?:办公室|委员会|人民政府|指挥部|领导小组|管委会|工委|党委|政府|专班|委|局|厅|办)(?:文件)?$/;

function isOffice(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  return bare.length >= 4 && bare.length <= 45 && OFFICE.test(bare) && !/[，。；：:>]/.test(bare);
}

/** Who signs above the date; else who stands at the head; else who 关于印发…. */
function issuerOf(words: readonly Words[], dateAt: number | undefined): Found | undefined {
  const signed = dateAt === undefined ? undefined : words[dateAt - 1];
  if (signed && isOffice(signed.text)) return found(signed);
  const first = words.findIndex(({ text }) => labelOf(text) !== undefined);
  const top = words.slice(0, first < 0 ? 12 : Math.min(first, 12));
  const head = top.find(({ text }) => isOffice(text));
  if (head) {
    const to = head.text.replace(/\s*文件$/, '').length;
    return found(head, { from: 0, to });
  }
  for (const line of top) {
    const match =
      /^(?:.*号)?\s*([\u4e00-\u9fff]{4,30}?(?:办公室|委员会|人民政府|管委会|指挥部|局))关于/.exec(
        line.text,
      );
    if (match?.[1]) {
      const from = match[0].indexOf(match[1]);
      return found(line, { from, to: from + match[1].length });
    }
  }
  return undefined;
}
