import { z } from 'zod';
import type { Context, OwedTask, Party } from './context.ts';
import { deadlineInstants, dutyInstants } from './due.ts';
import { fault, type Fault } from './faults.ts';
import { obligationKey } from './ids.ts';
import { at, Day, epoch, type Instant } from './instant.ts';
import { owesFrom } from './joining.ts';
import { DEADLINES, obligationsOf, owingParties } from './obligation.ts';
import type { Regime } from './regime.ts';
import { periodsUnder } from './regimePeriods.ts';

/** BeforePeriod 启动前的一期: it fell due before the first notices; it is never fired, judged or expected. */
export interface BeforePeriod {
  readonly duty: string;
  readonly period: string;
  readonly due: Instant;
  /** What a milestone is about. */
  readonly what?: string;
  /** The regime that gave it, where that came into force in flight. */
  readonly under?: Regime;
}

/** One period before the start, and the party that would have owed it. */
export interface BeforeObligation extends BeforePeriod {
  readonly key: string;
  readonly party: Party;
}

const known = new WeakMap<Context, readonly BeforePeriod[]>();

/**
 * The periods of the duties 启动前, in order of due instant; of a task that was added in flight those that had begun by
 * then. `context` is the one with which the process started: what is amended later moves nothing across the start.
 */
export function dutiesBefore(context: Context): readonly BeforePeriod[] {
  const found = known.get(context) ?? periodsBefore(context);
  known.set(context, found);
  return found;
}

function periodsBefore(context: Context): readonly BeforePeriod[] {
  const { calendar, firstNoticesAt } = context;
  return periodsUnder(context, ({ duties }) => duties)
    .flatMap(({ rule, period, under }): readonly BeforePeriod[] => {
      const { due } = dutyInstants(rule, period, calendar);
      const owed = owesFrom(context, at(period.from, '00:00', calendar.zone));
      if (owed && epoch(due) > epoch(firstNoticesAt)) return [];
      return [{ duty: rule.id, period: period.key, due, ...(under ? { under } : {}) }];
    })
    .sort((a, b) => epoch(a.due) - epoch(b.due));
}

/** The dated deadlines of a task 启动前; those of one day are numbered as they are when they are owed. */
export function deadlinesBefore(
  context: Context,
  { deadlines }: Pick<OwedTask, 'deadlines'>,
): readonly BeforePeriod[] {
  const seen = new Map<string, number>();
  const found = deadlines.flatMap((deadline): readonly BeforePeriod[] => {
    if (deadline.kind !== 'date' || deadline.on >= context.horizon.to) return [];
    const { on, what } = deadline;
    const count = (seen.get(on) ?? 0) + 1;
    seen.set(on, count);
    const { due } = deadlineInstants(context.regime.deadlines, on, context.calendar);
    const period = count === 1 ? on : `${on}#${count}`;
    if (epoch(due) > epoch(context.firstNoticesAt)) return [];
    return [{ duty: DEADLINES, period, due, ...(what === undefined ? {} : { what }) }];
  });
  return found.sort((a, b) => epoch(a.due) - epoch(b.due));
}

/** Everything of a task that stands as 启动前, in order of due instant, then party. */
export function beforeStart(context: Context, task: OwedTask): readonly BeforeObligation[] {
  return [...dutiesBefore(context), ...deadlinesBefore(context, task)]
    .sort((a, b) => epoch(a.due) - epoch(b.due))
    .flatMap((period) =>
      owingParties(task, period).map((party) => ({
        ...period,
        key: obligationKey(period.duty, period.period, party.id),
        party,
      })),
    );
}

export const BackfillResult = z.enum(['on-time', 'late', 'missing', 'nil']);
export type BackfillResult = z.infer<typeof BackfillResult>;

/** Backfill 补录: what the office's earlier records say of a period before the start. It counts for nothing. */
export const Backfill = z.strictObject({
  duty: z.string().min(1).max(60),
  period: z.string().min(1).max(60),
  unit: z.string().min(1).max(200),
  result: BackfillResult,
  /** The day on which it was reported; none where it was not 未报. */
  at: Day.nullable(),
  /** Where it stands written: 纸质台账第3页. */
  source: z.string().max(500),
});
export type Backfill = z.infer<typeof Backfill>;

/**
 * The obligation 启动前 that an entry is about, or the fault with which it is refused: a period after the start, a unit
 * that did not owe it, no source, a day to come, a day where nothing was reported. `earlier` is the newest entry about
 * the same, which another one corrects; `unitName` is what its unit is called.
 */
export function backfillOf(
  context: Context,
  task: OwedTask,
  entry: Backfill,
  {
    today,
    earlier,
    unitName = entry.unit,
  }: {
    readonly today: Day;
    readonly earlier?: Backfill | undefined;
    readonly unitName?: string;
  },
): { readonly obligation: BeforeObligation } | { readonly fault: Fault } {
  const { duty, period, unit } = entry;
  const named = { task: task.key, duty, period, unit: unitName };
  const periods = beforeStart(context, task).filter(
    (one) => one.duty === duty && one.period === period,
  );
  if (periods.length === 0) {
    const after = obligationsOf(context, task).some(
      ({ slot }) => slot.duty === duty && slot.period === period,
    );
    return { fault: fault(after ? 'backfill-not-before' : 'backfill-unknown-period', named) };
  }
  const obligation = periods.find(({ party }) => party.members.includes(unit));
  if (obligation === undefined) return { fault: fault('backfill-wrong-unit', named) };
  const refused = contentFault(entry, today, earlier);
  return refused === undefined ? { obligation } : { fault: refused };
}

function contentFault(
  entry: Backfill,
  today: Day,
  earlier: Backfill | undefined,
): Fault | undefined {
  const { at, result, source, period } = entry;
  if (source.trim() === '') return fault('content-missing', { what: '补录的依据' });
  const wrong = dayProblem(at, result, today);
  if (wrong) return fault('backfill-day', { at: at ?? '', ...wrong });
  const same =
    earlier !== undefined &&
    earlier.result === result &&
    earlier.at === at &&
    earlier.source === source;
  return same ? fault('backfill-same', { period }) : undefined;
}

function dayProblem(
  at: Day | null,
  result: BackfillResult,
  today: Day,
): { readonly problem: string; readonly hint: string } | undefined {
  if (result === 'missing') {
    if (at === null) return undefined;
    return { problem: '与“未报”不符', hint: '未报的没有报送日期，请不写日期。' };
  }
  if (at === null) return { problem: '没有写明', hint: '请写明哪一天报送的。' };
  return at > today ? { problem: `晚于今天（${today}）`, hint: '请核对日期。' } : undefined;
}
