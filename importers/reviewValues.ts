import type { Deadline } from '../domain/deadline.ts';
import { isRealDay } from '../domain/instant.ts';
import type { Day } from '../domain/instant.ts';
import type { Assignment, Role } from '../domain/plan.ts';
import { readLeaders } from './leaders.ts';
import { saysNone } from './plain.ts';
import { readDeadlines } from './timePhrase.ts';
import type { TimeContext } from './timePhrase.ts';
import { readUnits } from './units.ts';

/** A correction as it was read, or the sentence that says why it cannot be. */
export type Value<T> = { readonly value: T } | { readonly fault: string };

const UNITS_FORM = '请写作：区甲局(牵头)、区乙局(配合)';

/**
 * Units as a person writes them: each with its role, or all with the role that stands already. `role` where it is
 * given; else a unit without a role is refused when the list it replaces had several.
 */
export function unitsValue(
  text: string,
  before: readonly Assignment[],
  role?: Role,
): Value<{ readonly assignments: readonly Assignment[]; readonly openEnded: boolean }> {
  const written = chunksOf(text).flatMap(writtenUnits);
  if (written.length === 0) return { fault: `“${text}”中没有单位名称。${UNITS_FORM}。` };
  const torn = written.find(
    ({ unit }) => unit.split(/[（(]/).length !== unit.split(/[）)]/).length,
  );
  if (torn !== undefined) return { fault: `“${torn.unit}”的括号没有成对。${UNITS_FORM}。` };
  const roles = new Set(before.map((assignment) => assignment.role));
  const [only = 'lead'] = roles;
  const standing = roles.size > 1 ? undefined : only;
  const assignments: Assignment[] = [];
  for (const { unit, said } of written) {
    const known = before.find((assignment) => assignment.unit === unit)?.role;
    const own = said ?? role ?? known ?? standing;
    if (own === undefined) {
      return { fault: `没有写明“${unit}”是牵头、责任还是配合。${UNITS_FORM}。` };
    }
    if (!assignments.some((a) => a.unit === unit && a.role === own)) {
      assignments.push({ unit, role: own });
    }
  }
  const openEnded = chunksOf(text).some(
    ({ words }) => readUnits(words, { role: 'lead' }).openEnded,
  );
  return { value: { assignments, openEnded } };
}

interface Chunk {
  readonly words: string;
  /** The role in brackets behind the words: that of the last unit in them. */
  readonly role?: Role;
}

const ROLE_WORDS: Readonly<Record<string, Role>> = {
  牵头: 'lead',
  主办: 'lead',
  责任: 'responsible',
  负责: 'responsible',
  配合: 'cooperating',
  协办: 'cooperating',
  参与: 'cooperating',
};
const ROLED = new RegExp(
  `(.*?)[（(](${Object.keys(ROLE_WORDS).join('|')})(?:单位|部门)?[）)]\\s*(?:[、，,；;]|$)|(.+)$`,
  'gs',
);

/** The words before each role in brackets, so that 各镇、街道(牵头) stays one group. */
function chunksOf(text: string): readonly Chunk[] {
  return [...text.trim().matchAll(ROLED)].map(([, words = '', word = '', rest]): Chunk => {
    const role = ROLE_WORDS[word];
    return role === undefined ? { words: rest ?? words } : { words, role };
  });
}

/** The units of a chunk by the reader of cells; what it says by itself (X牵头，Y配合) counts. */
function writtenUnits({ words, role }: Chunk) {
  const led = readUnits(words, { role: 'lead' }).assignments;
  const helped = readUnits(words, { role: 'cooperating' }).assignments;
  return led.map(({ unit, role: read }, i) => {
    const own = read === helped[i]?.role ? read : undefined;
    return { unit, said: role !== undefined && i === led.length - 1 ? role : own };
  });
}

const DEADLINE_FORM = '请写作 2026-06-30、2026年6月底前、持续推进、每季度或无';

/** `2026-06-30 规划报审（力争）`, 2026年6月底前, 持续推进, 每季度, several parted by ；; 无 is no deadline of its own. */
export function deadlinesValue(text: string, context: TimeContext): Value<readonly Deadline[]> {
  const found: Deadline[] = [];
  for (const piece of text.split(/[；;\n]/).map((part) => part.trim())) {
    if (piece === '' || saysNone(piece)) continue;
    const read = dayValue(piece) ?? readDeadlines(piece, context);
    if (read.length === 0 || read.some(({ kind }) => kind === 'unknown')) {
      return { fault: `“${piece}”无法确定为日期或周期。${DEADLINE_FORM}。` };
    }
    found.push(...read.filter((deadline) => deadline.kind !== 'horizon'));
  }
  return { value: found };
}

/** `2026-06-30 规划报审（力争）`; a day that does not exist is read as nothing. */
function dayValue(piece: string): readonly Deadline[] | undefined {
  const [, day, what = '', soft] =
    /^(\d{4}-\d{1,2}-\d{1,2})(?!\d)\s*(.*?)\s*([（(]力争[）)])?$/.exec(piece) ?? [];
  if (day === undefined) return undefined;
  const on = paddedDay(day);
  if (on === undefined) return [];
  const named = /^(?:之?前|以前|止|为止)?$/.test(what) ? {} : { what };
  return [{ kind: 'date', on, ...named, ...(soft === undefined ? {} : { tentative: true }) }];
}

function paddedDay(day: string): Day | undefined {
  const padded = day.replace(/-(\d)(?!\d)/g, '-0$1');
  return isRealDay(padded) ? padded : undefined;
}

/** One real day, in figures or in words. */
export function dayOnlyValue(text: string): Value<Day> {
  const read = deadlinesValue(text, {});
  const [deadline] = 'value' in read ? read.value : [];
  if (deadline?.kind === 'date' && deadline.what === undefined) return { value: deadline.on };
  return { fault: `“${text}”不是日期。请写作 2026-03-05 或 2026年3月5日。` };
}

/** Free text, without blanks around it. */
export function textValue(text: string, name: string): Value<string> {
  const value = text.trim();
  return value === '' || saysNone(value)
    ? { fault: `${name}不能为空。请写明内容，或跳过这一处。` }
    : { value };
}

/** Leaders and categories: 、 and `/` part them. */
export function listValue(text: string, base: 'leaders' | 'category'): readonly string[] {
  if (saysNone(text)) return [];
  if (base === 'leaders') return readLeaders(text);
  return text
    .split(/\s+[/／]\s+|\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
