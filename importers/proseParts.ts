import { annexList, annexMark } from './proseAnnex.ts';
import type { NamedAnnex } from './proseAnnex.ts';
import type { Line } from './proseLines.ts';
import { attributionsIn } from './proseAttribution.ts';
import { labelOf } from './proseNumber.ts';
import { headingKind } from './proseSection.ts';
import { joinedWords } from './proseWords.ts';
import type { Words } from './proseWords.ts';

/** A letter that sends the plan out, the plan itself, or one of its annexes. */
export interface Part {
  readonly kind: 'letter' | 'main' | 'annex';
  /** 附件1: the number of an annex. */
  readonly no?: number;
  readonly title?: Words;
  /** Everything below the title. */
  readonly lines: readonly Line[];
}

export interface Parts {
  readonly parts: readonly Part[];
  /** The annexes that the document names, present or not. */
  readonly named: readonly NamedAnnex[];
}

/** Parts a document into letter, plan and annexes. */
export function partsOf(all: readonly Line[]): Parts {
  const lines = all.filter((line, i) => !isSignature(all, i, line));
  const named: NamedAnnex[] = [];
  const pieces: { no?: number; annex: boolean; lines: Line[] }[] = [{ annex: false, lines: [] }];
  for (let i = 0; i < lines.length;) {
    const line = lines[i];
    if (!line) break;
    const mark = annexMark(line);
    const list = mark && annexList(lines, i);
    if (list) {
      named.push(...list.named);
      i = list.next;
      continue;
    }
    if (mark && isAnnexStart(mark.rest.text)) {
      const rest = mark.rest.text === '' ? [] : [{ words: mark.rest, apart: true }];
      const no = mark.no === undefined ? {} : { no: mark.no };
      pieces.push({ ...no, annex: true, lines: rest });
    } else if (isNamed(line, named, pieces.at(-1)?.lines.length ?? 0)) {
      const no = named.find(({ name }) => same(name, line.words.text))?.no;
      pieces.push({ ...(no === undefined ? {} : { no }), annex: true, lines: [line] });
    } else pieces.at(-1)?.lines.push(line);
    i += 1;
  }
  const [first, ...rest] = pieces;
  const parts = [
    ...mainParts(first?.lines ?? [], rest.length > 0),
    ...rest.map((piece): Part => {
      const { title, next } = titleAt(piece.lines, 0);
      const no = piece.no === undefined ? {} : { no: piece.no };
      const titled = title === undefined ? {} : { title };
      return { kind: 'annex', ...no, ...titled, lines: piece.lines.slice(next) };
    }),
  ];
  return { parts, named };
}

const OFFICE = /(?:办公室|委员会|人民政府|指挥部|领导小组|管委会|工委|党委|政府|专班|委|局|厅|办)$/;

/** Who signed a plan and when, below its last item or above its annexes; never the date above a title. */
function isSignature(lines: readonly Line[], i: number, { words }: Line): boolean {
  const dated = (at: number) => DATE_LINE.test((lines[at]?.words.text ?? '').replace(/\s/g, ''));
  const ends = (at: number) => {
    const next = lines[at + 1];
    return next === undefined || annexMark(next) !== undefined || isFooter(next.words.text);
  };
  const { text } = words;
  if (i < 3) return false;
  if (dated(i)) return ends(i);
  if (isFooter(text)) return true;
  const office = text.length <= 45 && OFFICE.test(text.trim()) && !/[，。；：]/.test(text);
  const signs = dated(i + 1) ? i + 1 : dated(i + 2) ? i + 2 : undefined;
  return office && signs !== undefined && ends(signs);
}

function isFooter(text: string): boolean {
  return /^(?:抄送|抄报|主送|分送)[:：]|20\d{2}年\d{1,2}月\d{1,2}日印发$/.test(text);
}

function isAnnexStart(rest: string): boolean {
  return rest.length <= 60 && !/[。；]/.test(rest);
}

/** A line that says only the name of an annex begins it, also without 附件1 above. */
function isNamed(line: Line, named: readonly NamedAnnex[], above: number): boolean {
  return above > 0 && named.some(({ name }) => name.length >= 6 && same(name, line.words.text));
}

function same(a: string, b: string): boolean {
  const bare = (text: string) => text.replace(/[\s《》“”"]/g, '');
  return bare(a) === bare(b);
}

export const DATE_LINE =
  /^[（(]?((?:20\d{2}|二[〇○零Oo0]\S{2})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)(?:印发)?[)）]?$/;
const SENDS =
  /印发(?:给|你们|执行)|现予?以?印发|现.{0,80}(?:印发|转发|下发)|(?:已经?|业经|经).{2,40}(?:同意|审议通过)/;

/** The letter ends with its date; the plan begins with its title. */
function mainParts(lines: readonly Line[], annexes: boolean): readonly Part[] {
  const signed = lines.findIndex(({ words }) => DATE_LINE.test(words.text.replace(/\s/g, '')));
  const before = lines.slice(0, signed + 1);
  const sends = signed >= 0 && before.some(({ words }) => SENDS.test(words.text));
  const after = skipFooter(lines, signed + 1);
  if (sends) {
    const letter: Part = { kind: 'letter', lines: before };
    if (after >= lines.length) return [letter];
    const { title, next } = titleAt(lines, after);
    return [letter, { kind: 'main', ...(title ? { title } : {}), lines: lines.slice(next) }];
  }
  if (annexes && lines.some(({ words }) => SENDS.test(words.text)) && !holdsPlan(lines)) {
    return [{ kind: 'letter', lines }];
  }
  const { title, next } = titleAt(lines, 0);
  return [{ kind: 'main', ...(title ? { title } : {}), lines: lines.slice(next) }];
}

/** The letter is itself the plan: it has a heading of tasks, or says who owes what. */
function holdsPlan(lines: readonly Line[]): boolean {
  const numbered = lines.filter(({ words }) => labelOf(words.text) !== undefined);
  return numbered.some(({ words }) => {
    const heading = words.text.split(/[。：]/)[0] ?? '';
    return (
      (heading.length < 20 && headingKind(heading) === 'tasks') ||
      attributionsIn(words.text).some(({ form }) => form !== 'sentence')
    );
  });
}

/** 抄送 and 印发 lines between the letter and the plan. */
function skipFooter(lines: readonly Line[], from: number): number {
  let i = from;
  while (isFooter(lines[i]?.words.text ?? '')) i += 1;
  return i;
}

const TITLE_END =
  /(?:方案|计划|要点|意见|办法|细则|安排|分工|分解|任务书|清单|台账|措施|规划|表|名单|指南|决定|通知|行动|汇总|项目)(?:[（(〔][^）)〕]*[）)〕])?$/;
const LONGEST_TITLE = 70;
const HIGHEST_TITLE = 3;

/** Lines of a head that are no part of the title. */
function besideTitle(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  return (
    DATE_LINE.test(bare) ||
    /^(?:成文|发文|印发|签发)(?:日期|时间)[:：]/.test(bare) ||
    /^[（(]?[\u4e00-\u9fff]{2,14}[〔【［[（(]\s*20\d{2}/.test(bare) ||
    /^[（(](?:征求意见稿|草案|送审稿|讨论稿|试行|代拟稿|审议稿).*[)）]$/.test(bare) ||
    /^(?:各|区|县|市)[^。]*[:：]$/.test(bare) ||
    /(?:文件|委员会|人民政府|办公室|指挥部|领导小组|管委会|工委)$/.test(bare)
  );
}

/** The title at or shortly after line `from`, and the line where the words begin. */
export function titleAt(
  lines: readonly Line[],
  from: number,
): { readonly title: Words | undefined; readonly next: number } {
  const upTo = Math.min(lines.length, from + 8);
  for (let i = from; i < upTo; i += 1) {
    const line = lines[i]?.words;
    if (!line || !isTitleLine(line.text)) {
      if (line && besideTitle(line.text)) continue;
      break;
    }
    if (besideTitle(line.text) && !TITLE_END.test(line.text)) continue;
    let to = i;
    while (to < i + HIGHEST_TITLE - 1 && !TITLE_END.test(lines[to]?.words.text ?? '')) {
      const more = lines[to + 1]?.words.text ?? '。';
      if (!isTitleLine(more) || besideTitle(more)) break;
      to += 1;
    }
    if (TITLE_END.test(lines[to]?.words.text ?? '') && isTitleTail(lines[to + 1])) to += 1;
    const pieces = lines.slice(i, to + 1).map(({ words }) => words);
    const ended = isTitleTail(lines[to]) || TITLE_END.test(pieces.at(-1)?.text ?? '');
    const title = ended ? joinedWords(pieces, '') : line;
    let next = ended ? to + 1 : i + 1;
    while (next < lines.length && besideTitle(lines[next]?.words.text ?? '')) next += 1;
    return { title, next };
  }
  return { title: undefined, next: from };
}

/** （2027—2029年） and （试行） on a line of their own below the title. */
function isTitleTail(line: Line | undefined): boolean {
  return /^[（(](?:20\d{2}年?\s*[-—－–~～至]+\s*20\d{2}年?|试行|暂行|修订版?)[）)]$/.test(
    line?.words.text ?? '',
  );
}

function isTitleLine(text: string): boolean {
  return text.length <= LONGEST_TITLE && !/[。；：:;]$/.test(text) && labelOf(text) === undefined;
}
