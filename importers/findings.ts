import type { Day } from '../domain/instant.ts';
import type { Diagnostic } from '../domain/plan.ts';

type Severity = Diagnostic['severity'];

/** Severity of each diagnostic that an importer gives; the sentence is made where the matter is known. */
const SEVERITIES: Readonly<Record<string, Severity>> = {
  unreadable: 'blocking',
  empty: 'blocking',
  'no-table': 'blocking',
  'column-missing': 'blocking',
  'table-transposed': 'blocking',
  'group-unresolved': 'warning',
  'deadline-past': 'warning',
  'deadline-unknown': 'warning',
  'period-missing': 'warning',
  'task-without-unit': 'warning',
  'unit-doubtful': 'warning',
  'unit-alias': 'warning',
  'row-without-content': 'warning',
  'cell-error': 'warning',
  'formula-without-value': 'warning',
  'sheet-cut': 'warning',
  'page-without-text': 'warning',
  'table-unruled': 'warning',
  'links-unread': 'warning',
  'sheet-hidden': 'warning',
  'annex-missing': 'warning',
  'text-suspect': 'warning',
  'unit-in-sentence': 'warning',
  'times-unread': 'warning',
  'unit-outside': 'warning',
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
  for (const { what, where } of sightings) {
    const known = byWhat.get(what);
    if (known) known.push(where);
    else byWhat.set(what, [where]);
  }
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
  periodless: (what: string, where: string) => {
    const every = /每?(?:隔?[两双二2]周|半个?月|日|天|个?工作日)|每月.*?[、和及].*?[日号]/.exec(
      what,
    )?.[0];
    return every === undefined || /定期/.test(what)
      ? `${where}“${what}”只写了定期，没有周期。请补明多久一次。`
      : `${where}“${what}”的周期“${every}”不在周、旬、月、双月、季、半年、年之内。请改定为其中一种。`;
  },
  unitless: (_: string, where: string) => `${where} 的任务没有写明单位。请指定牵头或责任单位。`,
  doubtful: (what: string, where: string) =>
    `${where} 的“${what}”不像完整的单位名称，已按原文记入。请核对。`,
  annex: (what: string) =>
    `正文列有${what}，文件中没有，方案不完整。请补齐后再导入，或确认其中没有任务。`,
  doubled: (kept: string, where: string) =>
    `${where} 与${kept}是同一任务，只按${kept}读作一项。请核对。`,
  suspect: (what: string, where: string) => `${where} 的“${what}”疑有错漏，已按原文读取。请核对。`,
  subject: (what: string, where: string) =>
    `${where} 中“${what}”只作为句子的主语出现，未记作责任单位。如需督办请补记。`,
  differs: (what: string, one: string, other: string) =>
    `“${what}”的指标两处不一致：${one}；${other}。请核对以哪一处为准。`,
  inherited: (what: string, where: string) => `${where} 的${what}空白，已按“同上”读取。请核对。`,
} as const;
