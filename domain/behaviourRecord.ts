import { z } from 'zod';
import { addWorkdays, workdaysBetween, type Calendar } from './calendar.ts';
import type { Context, OwedTask } from './context.ts';
import {
  at,
  clockOf,
  dayOf,
  epoch,
  minInstant,
  plusDays,
  serial,
  type Clock,
  type Instant,
} from './instant.ts';
import { DEADLINES, obligationsOf, type Obligation } from './obligation.ts';

/** How late reports came after the due day, in working days and in calendar days: the middle one of a unit's own. */
export const Lateness = z.strictObject({ workdays: z.int().min(0), days: z.int().min(0) });
export type Lateness = z.infer<typeof Lateness>;

/**
 * Record 报送记录 of a unit: what was judged of it in some time before. Each line is one duty of one task, a letter a
 * period in order of due instant: `o` on time, `l` late, `m` missing.
 */
export const UnitRecord = z.strictObject({
  lines: z.array(z.string().regex(/^[olm]+$/)),
  /** Absent where nothing came late. */
  late: Lateness.optional(),
});
export type UnitRecord = z.infer<typeof UnitRecord>;

/** What a period of the rehearsal is taken for. */
export type Recorded = 'o' | 'l' | 'm';

/** Stretches of a record that are looked through for the ones that are nearest to its shares. */
const MOST_LOOKED = 200_000;

/**
 * Lays a record over the lines of a plan, each with its number of periods: the record is a tape, its own lines one after
 * the other, each line of the plan reads a stretch of it in order and around again, and the stretches begin evenly spread.
 * A run of silence is thereby as long as it was, and a plan that asks what was asked before gets what there was. Of all
 * places where the first may begin, the one is taken whose counts are nearest to the record's shares; then the earliest.
 */
export function laid(
  { lines }: Pick<UnitRecord, 'lines'>,
  lengths: readonly number[],
): readonly string[] {
  const tape = lines.join('');
  const wanted = lengths.reduce((sum, length) => sum + length, 0);
  if (tape === '' || wanted === 0) return lengths.map((length) => 'o'.repeat(length));
  const begins = beginnings(lengths, tape.length / wanted);
  const tries = Math.min(tape.length, Math.max(1, Math.floor(MOST_LOOKED / lengths.length)));
  const far = (['l', 'm'] as const).map((letter) => farFrom(tape, letter, begins, lengths, wanted));
  let best = { shift: 0, far: Infinity };
  for (let shift = 0; shift < tries && best.far > 0; shift++) {
    const now = far.reduce((sum, of) => sum + of(shift), 0);
    if (now < best.far) best = { shift, far: now };
  }
  return lengths.map((length, i) => stretch(tape, (begins[i] ?? 0) + best.shift, length));
}

function beginnings(lengths: readonly number[], scale: number): readonly number[] {
  let before = 0;
  return lengths.map((length) => {
    const begin = Math.floor(before * scale + 1e-9);
    before += length;
    return begin;
  });
}

/** How far the count of a letter is from its share, if all stretches begin that much later. */
function farFrom(
  tape: string,
  letter: Recorded,
  begins: readonly number[],
  lengths: readonly number[],
  wanted: number,
): (shift: number) => number {
  const before = [0];
  for (const one of tape) before.push((before.at(-1) ?? 0) + (one === letter ? 1 : 0));
  const whole = before[tape.length] ?? 0;
  const upTo = (n: number) => Math.floor(n / tape.length) * whole + (before[n % tape.length] ?? 0);
  const share = Math.round((whole * wanted) / tape.length);
  return (shift) =>
    Math.abs(
      begins.reduce((sum, begin, i) => {
        const from = begin + shift;
        return sum + upTo(from + (lengths[i] ?? 0)) - upTo(from);
      }, -share),
    );
}

function stretch(tape: string, from: number, length: number): string {
  const start = from % tape.length;
  return tape.repeat(Math.ceil((start + length) / tape.length)).slice(start, start + length);
}

/**
 * What each obligation of units with a record is taken for, by task and obligation: of a joint one, the first of its
 * party reports. A line is one duty of one task and party, in the order of the plan.
 */
export function recordedOf(
  records: Readonly<Record<string, UnitRecord>>,
  context: Context,
  tasks: readonly OwedTask[],
): ReadonlyMap<string, Recorded> {
  const lines = new Map<string, Map<string, Obligation[]>>();
  for (const task of tasks) {
    for (const obligation of obligationsOf(context, task)) {
      const unit = obligation.party.members[0] ?? '';
      if (records[unit] === undefined) continue;
      const own = lines.get(unit) ?? new Map<string, Obligation[]>();
      lines.set(unit, own);
      const line = `${task.key}/${obligation.slot.duty}/${obligation.party.id}`;
      own.set(line, [...(own.get(line) ?? []), obligation]);
    }
  }
  const found = new Map<string, Recorded>();
  for (const [unit, own] of lines) {
    const all = [...own].map(([line, list]) => [line, [...list].sort(byDue)] as const);
    const record = records[unit] as UnitRecord;
    const letters = laid(
      record,
      all.map(([, list]) => list.length),
    );
    for (const [i, [line, list]] of all.entries()) {
      const [task = ''] = line.split('/');
      for (const [n, { key }] of list.entries()) {
        found.set(`${task}/${key}`, (letters[i]?.charAt(n) ?? 'o') as Recorded);
      }
    }
  }
  return found;
}

function byDue(a: Obligation, b: Obligation): number {
  return epoch(a.slot.instants.due) - epoch(b.slot.instants.due);
}

/**
 * When a late report comes: so long after its due day as the unit's late reports came, counted as the regime counts the
 * grace of that duty; after the end of grace at any rate, and no later than its entry closes.
 */
export function lateInstant(
  { regime, calendar }: Context,
  { slot }: Pick<Obligation, 'slot'>,
  late: Lateness,
  time: Clock,
): Instant {
  const { due, graceEnd, closes } = slot.instants;
  const own = slot.under ?? regime;
  const rule =
    slot.duty === DEADLINES ? own.deadlines : own.duties.find(({ id }) => id === slot.duty);
  const dueDay = dayOf(due, calendar.zone);
  const isDays = rule !== undefined && 'days' in rule.grace;
  const day = isDays ? plusDays(dueDay, late.days) : addWorkdays(calendar, dueDay, late.workdays);
  const wanted = at(day, time, calendar.zone);
  if (epoch(wanted) > epoch(graceEnd)) return minInstant(wanted, closes);
  const graceDay = dayOf(graceEnd, calendar.zone);
  const next = isDays ? plusDays(graceDay, 1) : addWorkdays(calendar, graceDay, 1);
  return minInstant(at(next, clockOf(wanted, calendar.zone), calendar.zone), closes);
}

/** How late one report came: from its due day to the day of its arrival. */
export function latenessOf(calendar: Calendar, due: Instant, came: Instant): Lateness {
  const [from, to] = [dayOf(due, calendar.zone), dayOf(came, calendar.zone)];
  const days = Math.max(0, serial(to) - serial(from));
  return { workdays: days === 0 ? 0 : workdaysBetween(calendar, from, to), days };
}

/** The middle of several, each measure by itself; of an even number the smaller of the two. */
export function middleOf(all: readonly Lateness[]): Lateness | undefined {
  if (all.length === 0) return undefined;
  const middle = (list: readonly number[]) =>
    [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? 0;
  return {
    workdays: middle(all.map(({ workdays }) => workdays)),
    days: middle(all.map(({ days }) => days)),
  };
}
