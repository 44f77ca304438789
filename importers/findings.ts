import type { Day } from '../domain/instant.ts';
import type { Diagnostic } from '../domain/plan.ts';

type Severity = Diagnostic['severity'];

/** Severity of each diagnostic that an importer gives; the sentence is made where the matter is known. */
const SEVERITIES: Readonly<Record<string, Severity>> = {
  unreadable: 'blocking',
  empty: 'blocking',
  'no-table': 'blocking',
  'column-missing': 'blocking',
  'group-unresolved': 'warning',
  'deadline-past': 'warning',
  'deadline-unknown': 'warning',
  'period-missing': 'warning',
  'task-without-unit': 'warning',
  'unit-doubtful': 'warning',
  'row-without-content': 'warning',
  'cell-error': 'warning',
  'formula-without-value': 'warning',
  'sheet-cut': 'warning',
  'sheet-hidden': 'warning',
};

/** A diagnostic with the severity of its code; what is not listed is for information. */
export function finding(code: string, message: string, where?: string): Diagnostic {
  const severity = SEVERITIES[code] ?? 'info';
  return { code, severity, message, ...(where === undefined ? {} : { where }) };
}

const SHOWN = 12;

/** Places in one line, the first dozen named. */
export function places(all: readonly string[]): string {
  const unique = [...new Set(all)];
  const more = unique.length > SHOWN ? `等 ${unique.length} 处` : '';
  return `${unique.slice(0, SHOWN).join('、')}${more}`;
}

/** Sightings of the same matter at several places become one diagnostic. */
export function gathered(
  code: string,
  sightings: readonly { readonly what: string; readonly where: string }[],
  say: (what: string, where: string) => string,
): readonly Diagnostic[] {
  const byWhat = new Map<string, string[]>();
  for (const { what, where } of sightings) byWhat.set(what, [...(byWhat.get(what) ?? []), where]);
  return [...byWhat].map(([what, where]) => finding(code, say(what, places(where)), places(where)));
}

export const SENTENCES = {
  group: (what: string, where: string) =>
    `“${what}”（${where}）是一类单位，尚未落实到具体单位。请在启动前列明名单。`,
  open: (_: string, where: string) =>
    `${where} 的单位名单以“等”结尾，只记入已列名的单位。如有遗漏请补齐。`,
  past: (today: Day) => (what: string, where: string) =>
    `${where} 的完成时限 ${what} 早于导入日 ${today}。请确认已完成、改期或不再督办。`,
  unknown: (what: string, where: string) =>
    `${where} 的完成时间“${what}”无法确定为日期或周期。请补明年份和日期。`,
  periodless: (what: string, where: string) =>
    `${where}“${what}”只写了定期，没有周期。请补明多久一次。`,
  unitless: (_: string, where: string) => `${where} 的任务没有写明单位。请指定牵头或责任单位。`,
  doubtful: (what: string, where: string) =>
    `${where} 的“${what}”不像完整的单位名称，已按原文记入。请核对。`,
  inherited: (what: string, where: string) => `${where} 的${what}空白，已按“同上”读取。请核对。`,
} as const;
