import type { Figures, UnitFigures } from './campaignMessages.ts';
import type { Context } from './context.ts';
import type { Verdict } from './escalation.ts';
import { lastingAfter } from './altered.ts';
import { epoch, type Day, type Instant } from './instant.ts';
import {
  DEADLINES,
  deadlineSlot,
  dutySlots,
  slotDueOn,
  suspended,
  type Slot,
  type Suspension,
} from './obligation.ts';

/** A report that was withdrawn 撤回 leaves its obligation pending 待报. */
type Standing = Verdict | 'pending';

/** One expected obligation and its judgements in the order in which they were recorded. */
export interface GatherRow {
  readonly duty: string;
  readonly period: string;
  readonly members: readonly string[];
  readonly judged: readonly { readonly at: Instant; readonly verdict: Standing }[];
  /** 改期: the days on which it falls due instead, in the order in which they were decided. */
  readonly moved?: readonly { readonly at: Instant; readonly due: Day }[];
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
    const to = row.moved?.filter(({ at }) => epoch(at) <= epoch(coverage.cutOff)).at(-1);
    const id = `${row.duty}/${row.period}${to === undefined ? '' : JSON.stringify(to)}`;
    if (!ends.has(id)) ends.set(id, effectiveEnd(context, row, coverage.suspensions, to));
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

function add(counts: Counts, verdict: Standing = 'pending'): void {
  counts.expected += 1;
  counts[verdict === 'pending' ? 'pending' : COLUMN[verdict]] += 1;
}

function verdictAt(row: GatherRow, cutOff: Instant): Standing | undefined {
  return row.judged.filter(({ at }) => epoch(at) <= epoch(cutOff)).at(-1)?.verdict;
}

/** When an obligation is ripe for a bulletin; undefined while a suspension or an unannounced calendar holds it. */
function effectiveEnd(
  context: Context,
  row: Pick<GatherRow, 'duty' | 'period'>,
  all: readonly Suspension[],
  to: { readonly at: Instant; readonly due: Day } | undefined,
): Instant | undefined {
  const planned = slotOf(context, row);
  if (planned === undefined) return undefined;
  const slot = to === undefined ? planned : slotDueOn(context, planned, to.due);
  const suspensions = to === undefined ? all : lastingAfter(all, to.at);
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
  return deadlineSlot(context, row.period, row.period.slice(0, 10));
}
