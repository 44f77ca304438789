import type { Figures, UnitFigures } from './campaignMessages.ts';
import { isAnnounced } from './calendar.ts';
import type { Context } from './context.ts';
import { deadlineInstants } from './due.ts';
import type { Verdict } from './escalation.ts';
import { dayOf, epoch, type Instant } from './instant.ts';
import { DEADLINES, dutySlots, suspended, type Slot, type Suspension } from './obligation.ts';

/** One expected obligation and its judgements in the order in which they were recorded. */
export interface GatherRow {
  readonly duty: string;
  readonly period: string;
  readonly members: readonly string[];
  readonly judged: readonly { readonly at: Instant; readonly verdict: Verdict }[];
}

/** What a bulletin covers: the obligations whose grace ended in (since, cutOff]. */
export interface Coverage {
  readonly since: Instant;
  readonly cutOff: Instant;
  readonly duties?: readonly string[];
  readonly suspensions: readonly Suspension[];
}

/**
 * Counts the obligations that a bulletin covers, as judged by the cut-off. A joint miss is one miss in the total and
 * stands against each member. `pending` above zero means that somebody has not been judged who should have been.
 */
export function gather(context: Context, rows: readonly GatherRow[], coverage: Coverage): Figures {
  const ends = new Map<string, Instant | undefined>();
  const total = empty();
  const units = new Map<string, Counts>();
  for (const row of rows) {
    if (coverage.duties && !coverage.duties.includes(row.duty)) continue;
    const id = `${row.duty}/${row.period}`;
    if (!ends.has(id)) ends.set(id, effectiveEnd(context, row, coverage.suspensions));
    const end = ends.get(id);
    if (end === undefined) continue;
    if (epoch(end) > epoch(coverage.cutOff) || epoch(end) <= epoch(coverage.since)) continue;
    const verdict = verdictAt(row, coverage.cutOff);
    add(total, verdict);
    for (const unit of new Set(row.members)) {
      const own = units.get(unit) ?? empty();
      units.set(unit, own);
      add(own, verdict);
    }
  }
  return {
    ...total,
    units: [...units.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([unit, counts]): UnitFigures => ({ unit, ...counts })),
  };
}

type Counts = Record<'expected' | 'onTime' | 'late' | 'missing' | 'exempt' | 'pending', number>;

const COLUMN = {
  'on-time': 'onTime',
  late: 'late',
  missing: 'missing',
  exempt: 'exempt',
} as const satisfies Record<Verdict, keyof Counts>;

function empty(): Counts {
  return { expected: 0, onTime: 0, late: 0, missing: 0, exempt: 0, pending: 0 };
}

function add(counts: Counts, verdict: Verdict | undefined): void {
  counts.expected += 1;
  counts[verdict === undefined ? 'pending' : COLUMN[verdict]] += 1;
}

function verdictAt(row: GatherRow, cutOff: Instant): Verdict | undefined {
  return row.judged.filter(({ at }) => epoch(at) <= epoch(cutOff)).at(-1)?.verdict;
}

/** When an obligation is ripe for a bulletin; undefined while a suspension or an unannounced calendar holds it. */
function effectiveEnd(
  context: Context,
  row: Pick<GatherRow, 'duty' | 'period'>,
  suspensions: readonly Suspension[],
): Instant | undefined {
  const slot = slotOf(context, row);
  if (slot === undefined) return undefined;
  const last = suspensions.at(-1);
  const lasting = last !== undefined && last.to === undefined;
  if (lasting && epoch(slot.instants.graceEnd) > epoch(last.from)) return undefined;
  const moved = suspended(slot, suspensions, context.calendar);
  if (moved.slot.provisional) return undefined;
  if (!moved.exempt) return moved.slot.instants.graceEnd;
  return suspensions.find(
    ({ from, to }) =>
      to !== undefined &&
      epoch(slot.instants.opens) >= epoch(from) &&
      epoch(slot.instants.due) <= epoch(to),
  )?.to;
}

function slotOf(context: Context, row: Pick<GatherRow, 'duty' | 'period'>): Slot | undefined {
  if (row.duty !== DEADLINES) {
    return dutySlots(context).find((slot) => slot.duty === row.duty && slot.period === row.period);
  }
  const on = row.period.slice(0, 10);
  const instants = deadlineInstants(context.regime.deadlines, on, context.calendar);
  const { zone } = context.calendar;
  const provisional = !isAnnounced(context.calendar, dayOf(instants.graceEnd, zone));
  return { duty: row.duty, period: row.period, instants, steps: [], provisional };
}
