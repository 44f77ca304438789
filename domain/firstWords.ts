import type { FirstRule } from './firstRule.ts';
import { offsetWords, term } from './terms.ts';

/** `启动后20个工作日内17:00，遇休息日顺延`, `2026-03-31 17:00，遇休息日提前`. */
export function firstRuleWords({ due, time, shift }: FirstRule): string {
  const day = 'on' in due ? `${due.on} ` : `启动后${offsetWords(due.within)}内`;
  return `${day}${time}，遇休息日${term(shift)}`;
}
