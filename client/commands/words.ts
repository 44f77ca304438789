import { DateTime } from 'luxon';
import type { Deadline } from '../../domain/deadline.ts';
import type { Diagnostic } from '../../domain/plan.ts';
import { cadenceWords, term } from '../../domain/terms.ts';
import { groupedBy } from '../../importers/reviewGroups.ts';
import { wrap } from '../print.ts';
import { textWidth } from '../textWidth.ts';

/** `2026-06-30 规划报审（力争）`, `持续推进`, `每季度`. */
export function deadlineWords(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'date':
      return [deadline.on, deadline.what, deadline.tentative === true ? '（力争）' : undefined]
        .filter((part) => part !== undefined)
        .join(' ');
    case 'recurring':
      return cadenceWords(deadline.every);
    case 'unknown':
      return `待确认：${deadline.text}`;
    case 'start-now':
    case 'continuous':
    case 'horizon':
      return term(deadline.kind);
  }
}

/** The first characters of a text that may be long. */
export function brief(text: string, length = 40): string {
  const points = [...text.replace(/\s+/g, ' ')];
  return points.length <= length ? points.join('') : `${points.slice(0, length).join('')}…`;
}

const HEADS = [
  ['blocking', '必须先处理'],
  ['warning', '请核对'],
  ['info', '提示'],
] as const;

/** Of one code no more are shown where there are many: the rest would hide the other matters. */
const MOST_ALIKE = 8;

/** Diagnostics by gravity, each with its place, wrapped to the width; of one code at most `most`, then how many more. */
export function diagnosticsWords(
  all: readonly Diagnostic[],
  width: number,
  most = MOST_ALIKE,
): string {
  return HEADS.flatMap(([severity, head]) => {
    const own = all.filter((diagnostic) => diagnostic.severity === severity);
    if (own.length === 0) return [];
    const lines = [...groupedBy(own, ({ code }) => code).values()].flatMap((alike) => {
      const shown = alike.length > most + 1 ? alike.slice(0, most) : alike;
      const rest = alike.length - shown.length;
      const more = rest === 0 ? [] : [`与上一条同类的还有 ${rest} 处，加 --json 可看全部。`];
      return [...shown.map(lineOf), ...more];
    });
    return [`${head}（${own.length}）`, ...lines.flatMap((line) => item(line, width))];
  }).join('\n');
}

/** Places that are keys of our own say nothing to a reader. */
const OWN_KEY = /^[a-z]+$/;

function lineOf({ message, where }: Diagnostic): string {
  const said = where === undefined || OWN_KEY.test(where) || message.includes(where);
  return said ? message : `${where}：${message}`;
}

/** What to run next: on a line of its own where it would not fit, since a command must not be broken. */
export function withCommand(text: string, command: string, width: number): readonly string[] {
  const line = `${text}：${command}`;
  return textWidth(line) <= width ? [line] : [...wrap(`${text}：`, width), `  ${command}`];
}

/** A line of a list, what does not fit indented under it. */
export function item(text: string, width: number, mark = '· '): readonly string[] {
  const lines = wrap(text, Math.max(20, width - mark.length - 1));
  return lines.map((line, i) => (i === 0 ? `${mark}${line}` : `${' '.repeat(mark.length)}${line}`));
}

/** `3月31日`, with its year where that is another. */
export function dayWords(day: string, year?: number): string {
  const local = DateTime.fromISO(day, { zone: 'UTC' });
  if (!local.isValid) return day;
  const own = local.year === year ? '' : `${local.year}年`;
  return `${own}${local.month}月${local.day}日`;
}

/** `应报 12 ＝ 按时 5 ＋ 迟报 1 ＋ 未报 2 ＋ 免报 0 ＋ 待报 4` */
export function countsWords(counts: {
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly exempt: number;
  readonly pending: number;
}): string {
  const { expected, onTime, late, missing, exempt, pending } = counts;
  return `应报 ${expected} ＝ 按时 ${onTime} ＋ 迟报 ${late} ＋ 未报 ${missing} ＋ 免报 ${exempt} ＋ 待报 ${pending}`;
}
