import { addWorkdays, type Calendar } from './calendar.ts';
import { at, dayOf, epoch, type Instant } from './instant.ts';
import type { EscalationStep, Regime } from './regime.ts';

/** 正常、临期、逾期、升级: how an obligation or a task stands, told by word and shape before any colour. */
export const MARKS = {
  normal: { level: 'normal', word: '正常', shape: '●' },
  near: { level: 'near', word: '临期', shape: '◐' },
  late: { level: 'late', word: '逾期', shape: '▲' },
  raised: { level: 'raised', word: '升级', shape: '■' },
} as const;

export type Level = keyof typeof MARKS;

/** What makes a task stand at each level, in words. */
export const LEVEL_RULES: Readonly<Record<Level, string>> = {
  normal: '没有逾期未报的，3个工作日内也没有到期的',
  near: '3个工作日内到期，尚未报送',
  late: '已到期未报送，尚未升级',
  raised: '未报送，且已发督办函、上报或提请约谈，之后仍未补报',
};

/** 临期: falls due within so many working days. */
export const NEAR_WORKDAYS = 3;

const RAISED: readonly EscalationStep['step'][] = ['letter', 'report-up', 'interview'];

/** Ids of the steps that lift a task above 催办. */
export function raisedSteps({ ladder }: Pick<Regime, 'ladder'>): readonly string[] {
  return ladder.filter(({ step }) => RAISED.includes(step)).map(({ id }) => id);
}

/** Up to this instant what falls due is near: the end of the third working day after today. */
export function nearUntil(now: Instant, calendar: Calendar): Instant {
  const last = addWorkdays(calendar, dayOf(now, calendar.zone), NEAR_WORKDAYS);
  return at(last, '23:59', calendar.zone);
}

/** The level of one obligation that nobody has answered. */
export function levelOfOpen(
  { due, steps, missing }: { due: Instant; steps: readonly string[]; missing: boolean },
  now: Instant,
  near: Instant,
  raised: readonly string[],
): Level {
  if (steps.some((step) => raised.includes(step))) return 'raised';
  if (missing || epoch(due) < epoch(now)) return 'late';
  return epoch(due) <= epoch(near) ? 'near' : 'normal';
}

/** The level of something that waits for a person: `near` on the last working day of its limit. */
export function levelOfLimit(limitAt: Instant | null, now: Instant, calendar: Calendar): Level {
  if (limitAt === null) return 'normal';
  if (epoch(limitAt) < epoch(now)) return 'late';
  const next = addWorkdays(calendar, dayOf(now, calendar.zone), 1);
  return dayOf(limitAt, calendar.zone) <= next ? 'near' : 'normal';
}
