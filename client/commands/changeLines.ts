import { instantWords } from '../print.ts';

/** The words that previews of a changed calendar and of a changed regime have in common. */

/** The campaign asked for, in whichever way it was named. */
export function wantedOf(
  id: string | undefined,
  { campaign }: { readonly campaign?: string },
): string {
  return id ?? campaign ?? 'current';
}

/** How many instants change, of each kind, and whom that touches. */
export function countWords(
  told: readonly (readonly [count: number, what: string])[],
  { tasks, units }: { readonly tasks: number; readonly units: readonly unknown[] },
): string {
  const words = told.filter(([count]) => count > 0).map(([count, what]) => `${what} ${count} 个`);
  if (words.length === 0) return '没有时点变动。';
  return `时点${words.join('、')}；涉及任务 ${tasks} 项，时点有变动的单位 ${units.length} 家。`;
}

const UNITS_SHOWN = 12;

export function unitsWords(
  units: readonly { readonly name: string; readonly changes: number }[],
): string {
  const shown = units.slice(0, UNITS_SHOWN).map(({ name, changes }) => `${name} ${changes}`);
  const more = units.length > UNITS_SHOWN ? ` 等 ${units.length} 家` : '';
  return `各单位变动的时点：${shown.join('、')}${more}（发布时告知）`;
}

/** An instant of a line of change; the year of the change is not said. */
export function momentWords(
  instant: string | null,
  provisional: boolean | null,
  { zone, from }: { readonly zone: string; readonly from: string },
): string {
  if (instant === null) return '无';
  const words = instantWords(instant, zone, Number(from.slice(0, 4)));
  return `${words}${provisional === true ? '（暂定）' : ''}`;
}
