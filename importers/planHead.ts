import type { Draft } from '../domain/plan.ts';
import type { Block, Table } from './blocks.ts';
import { ownCells } from './header.ts';
import { plain, tight } from './plain.ts';
import { oneYear, yearSaid } from './planYear.ts';
import { labelOf } from './proseNumber.ts';

/** Heading data of a document: what it is called, who issued it, when. */
export type PlanHead = Pick<Draft, 'title' | 'issuer' | 'documentNumber' | 'issuedOn'> & {
  /** The one year that title, number or date name; phrases without a year are read under it. */
  readonly year: number | undefined;
  /** The number was printed with other brackets than 〔〕. */
  readonly otherBrackets: boolean;
};

const TITLE_END =
  /(?:分工表|任务表|分解表|责任表|一览表|汇总表|清单|台账|方案|计划|要点|安排|任务书|分解|分工|意见|办法|表)(?:[（(][^）)]*[）)])?$/;
const NOT_TITLE = /^(?:附件|附表|附：|填报|填表|制表|单位[：:]|编制|日期|时间[：:]|截至|关于印发)/;
const ISSUED = /^(?:.{2,30})?关于印发《([^《》]{4,80})》的通知$/;
const NUMBER =
  /([\u4e00-\u9fff]{2,12})([〔【［[（(])\s*(20\d{2})\s*[〕】］\])）]\s*(?:第\s*)?(\d{1,4})\s*号/;
const DATE_LINE = /^(20\d{2})年(\d{1,2})月(\d{1,2})日(?:印发)?$/;
const ISSUER = /(?:办公室|委员会|管委会|人民政府|指挥部|领导小组|委|局|厅)$/;

/** Reads the lines of the document outside its task tables. `tables`: first body row of each. */
export function readPlanHead(
  blocks: readonly Block[],
  tables: ReadonlyMap<Table, number>,
): PlanHead {
  const firstTable = blocks.findIndex((b) => b.kind === 'table' && tables.has(b));
  const above = blocks.slice(0, firstTable < 0 ? 0 : firstTable).flatMap(linesOf);
  const inTable = [...tables].slice(0, 1).flatMap(([table, row]) => linesAbove(table, row));
  const lines = [...above, ...inTable].filter((line) => line !== '');
  const all = blocks.flatMap((b) => (b.kind === 'paragraph' ? linesOf(b) : [])).concat(inTable);
  const number = NUMBER.exec(all.map(tight).find((line) => NUMBER.test(line)) ?? '');
  const dateAt = all.findIndex((line) => DATE_LINE.test(tight(line)));
  const date = DATE_LINE.exec(tight(all[dateAt] ?? ''));
  const before = tight(all[dateAt - 1] ?? '');
  const title = titleOf(lines);
  const issuedOn = date ? `${date[1]}-${two(date[2])}-${two(date[3])}` : null;
  return {
    title,
    issuer: date && ISSUER.test(before) && before.length <= 40 ? before : null,
    documentNumber: number ? `${number[1]}〔${number[3]}〕${number[4]}号` : null,
    issuedOn,
    year:
      oneYear(title) ??
      oneYear(issuedOn) ??
      oneYear(number?.[3] ?? null) ??
      oneYear(names(tables)) ??
      yearSaid(preamble(lines)),
    otherBrackets: number !== null && number[2] !== '〔',
  };
}

function linesOf(block: Block): string[] {
  if (block.kind === 'table') return [];
  return block.text.split('\n').map((line) => plain(line).replace(/\s+/g, ' '));
}

function linesAbove(table: Table, row: number): string[] {
  return table.rows
    .slice(0, row)
    .flatMap((_, r) => ownCells(table, r).map((cell) => tight(cell.text)));
}

function titleOf(lines: readonly string[]): string | null {
  const fit = lines.filter((line) => line.length <= 80 && !NOT_TITLE.test(line));
  const named = fit.filter((line) => TITLE_END.test(line) && line.length >= 4).at(-1);
  if (named !== undefined) return named.replace(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '');
  const issued = lines.map((line) => ISSUED.exec(tight(line))?.[1]).find((name) => name);
  if (issued !== undefined) return issued;
  const longest = fit
    .filter((line) => !DATE_LINE.test(tight(line)))
    .toSorted((a, b) => b.length - a.length)[0];
  return longest !== undefined && longest.length >= 6 ? longest : null;
}

function names(tables: ReadonlyMap<Table, number>): string {
  return [...tables.keys()].map((table) => table.name).join(' ');
}

function preamble(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => labelOf(line) !== undefined);
  return first < 0 ? lines : lines.slice(0, first);
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}
