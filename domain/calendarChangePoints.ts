import type { Calendar } from './calendar.ts';
import { bulletinKey, type CampaignState } from './campaignState.ts';
import { campaignTicks } from './campaignTicks.ts';
import type { Context, OwedTask } from './context.ts';
import type { Instant } from './instant.ts';
import { succeededContext } from './amendedContext.ts';
import { amendedContext, NEVER, type Obligation, type StepInstant } from './obligation.ts';
import type { TaskState } from './taskState.ts';
import { lineOf, type Entry, type Line } from './taskTicks.ts';
import { carrierOf } from './together.ts';

/** PointKind 时点: when a report is due, its grace ends or its entry closes; a step; the cut-off of a bulletin. */
export type PointKind = 'due' | 'grace' | 'closes' | 'step' | 'cut-off';

/** Point 时点: an instant of a line of time at which something may yet be decided. */
export interface Point {
  readonly kind: PointKind;
  /** The duty, or the bulletin. */
  readonly duty: string;
  readonly period: string;
  readonly units: readonly string[];
  /** What a milestone is about. */
  readonly what?: string;
  readonly step?: string;
  readonly at: Instant;
  readonly provisional: boolean;
  /** Nothing is decided at it while it is provisional. */
  readonly waits: boolean;
  /** The tick at which it is decided; absent where nothing is decided (an entry that closes). */
  readonly tick?: string;
  /** What it is counted from: the due instant, or the end of grace. */
  readonly anchors: readonly Instant[];
}

/** By an id that both calendars share. */
export type Points = ReadonlyMap<string, Point>;

/** The instants of a task that may yet decide something, under a calendar. */
export function taskPoints(
  context: Context,
  task: OwedTask,
  state: TaskState,
  calendar: Calendar,
): Points {
  const amended = amendedContext(context, calendar);
  const line = lineOf(amended, task, calendar, state.suspensions, state.changes);
  const found = new Map<string, Point>();
  for (const obligation of line.obligations) {
    if (line.exempt.has(obligation.key)) continue;
    for (const point of pointsOf(obligation, line, state)) {
      if (point.at === NEVER) continue;
      found.set(`${obligation.key}#${point.step ?? point.kind}`, point);
    }
  }
  return found;
}

function pointsOf(obligation: Obligation, line: Line, { entries }: TaskState): readonly Point[] {
  const { key, slot, party } = obligation;
  const { due, graceEnd, closes, provisional } = slot.instants;
  const entry = entries[key];
  const verdict = entry?.verdict;
  const { what } = slot;
  const own = {
    ...{ duty: slot.duty, period: slot.period, units: party.members },
    ...(what === undefined ? {} : { what }),
  };
  const judged = { provisional: slot.provisional, waits: slot.provisional, tick: `${key}#judge` };
  const points: Point[] = [];
  if (verdict === undefined) {
    points.push(
      { ...own, ...judged, kind: 'due', at: due, anchors: [due] },
      { ...own, ...judged, kind: 'grace', at: graceEnd, anchors: [due] },
    );
  }
  if (verdict === undefined || verdict === 'missing') {
    points.push({ ...own, kind: 'closes', at: closes, provisional, waits: false, anchors: [due] });
  }
  if (carrierOf(obligation, line.together, entries).key !== key) return points;
  for (const step of slot.steps) {
    if (!calledFor(step, entry)) continue;
    const before = 'before' in step.step.at;
    points.push({
      ...{ ...own, kind: 'step', step: step.step.id, tick: `${key}#${step.step.id}` },
      ...{ at: step.at, provisional: step.provisional, waits: step.provisional && !before },
      anchors: before ? [due] : [due, graceEnd],
    });
  }
  return points;
}

/** Whether what has become of the obligation leaves room for this step. */
function calledFor({ step }: StepInstant, entry: Entry | undefined): boolean {
  const { verdict, receivedAt, steps = [] } = entry ?? {};
  if (steps.includes(step.id)) return false;
  if ('before' in step.at) return verdict === undefined && receivedAt === undefined;
  if (verdict === 'missing') return true;
  if (verdict === 'late' || (verdict === undefined && receivedAt !== undefined)) {
    return step.while === 'any';
  }
  return verdict === undefined;
}

/** The cut-offs of the bulletins that have not been taken, under a calendar. */
export function campaignPoints(
  context: Context,
  { bulletins, regimes = [] }: CampaignState,
  calendar: Calendar,
): Points {
  const found = new Map<string, Point>();
  for (const tick of campaignTicks(amendedContext(succeededContext(context, regimes), calendar))) {
    if (tick.kind !== 'cut-off') continue;
    const id = bulletinKey(tick.bulletin, tick.period);
    if (bulletins[id] !== undefined) continue;
    const { at, provisional, period } = tick;
    found.set(id, {
      ...{ kind: 'cut-off', duty: tick.bulletin, period, units: [] },
      ...{ at, provisional, waits: provisional, tick: id, anchors: [at] },
    });
  }
  return found;
}
