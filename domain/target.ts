import { z } from 'zod';
import { epoch, serial } from './instant.ts';
import type { Day } from './instant.ts';
import { Instant } from './instant.ts';

/**
 * Target 量化指标: a number that a task is measured by. `growth` counts per cent or percentage points against the
 * period before; of a rank (前50位, 进前三, 前10%) the smaller is the better. `value` is in `unit` as printed (140 亿元).
 */
export const Target = z.strictObject({
  /** What is counted, in words of the text. */
  what: z.string(),
  kind: z.enum(['amount', 'growth', 'rank']),
  /** 以上, 不少于, 达到 | 以内, 不超过 | 左右 | the bare number | 超, 突破. */
  comparison: z.enum(['at-least', 'at-most', 'about', 'exactly', 'above']),
  value: z.number().min(0),
  /** The other end of 2-3个. */
  upTo: z.number().optional(),
  unit: z.string(),
  /** 在去年7家基础上: what it is counted from, in words and, where said, as a number. */
  base: z
    .strictObject({ words: z.string(), value: z.number().optional(), unit: z.string().optional() })
    .optional(),
});
export type Target = z.infer<typeof Target>;

/** Reported value 完成数: cumulative since the start of the window; one that falls says why. */
export const ReportedValue = z.strictObject({
  at: Instant,
  value: z.number(),
  reason: z.string().optional(),
});
export type ReportedValue = z.infer<typeof ReportedValue>;

/** The days, both counted, in which a target is to be reached. */
export interface TargetWindow {
  readonly from: Day;
  readonly to: Day;
}

/** Progress 进度: the last value, its share of the target, and whether that is behind the share of time. */
export interface Progress {
  readonly value: number;
  readonly share: number;
  readonly behind: boolean;
}

/** 序时进度: the share of calendar days elapsed at the end of `on`, from 0 to 1. A window that ends before it starts is over. */
export function expectedShare(window: TargetWindow, on: Day): number {
  const days = serial(window.to) - serial(window.from) + 1;
  if (days <= 0) return serial(on) >= serial(window.to) ? 1 : 0;
  const elapsed = serial(on) - serial(window.from) + 1;
  return Math.min(1, Math.max(0, elapsed / days));
}

/** The value that counts: the latest; of two at the same instant the one given later corrects the other. */
export function latestOf(reported: readonly ReportedValue[]): ReportedValue | undefined {
  return reported.reduce<ReportedValue | undefined>(
    (last, next) => (last && epoch(next.at) < epoch(last.at) ? last : next),
    undefined,
  );
}

/**
 * Progress against time. An amount is behind while its share is less than that of the days elapsed; a ceiling (以内) is
 * behind only once exceeded; a rank is behind while it is not met. Nothing reported counts as 0, for a rank as not met.
 */
export function progressOf(
  target: Target,
  reported: readonly ReportedValue[],
  { window, on }: { readonly window: TargetWindow; readonly on: Day },
): Progress {
  const last = latestOf(reported);
  const value = last?.value ?? 0;
  if (target.kind === 'rank') {
    const met = last !== undefined && rankMet(target, { rank: value }) === true;
    return { value, share: met ? 1 : 0, behind: !met };
  }
  if (target.comparison === 'at-most') {
    return { value, share: shareOf(value, target.value), behind: value > target.value };
  }
  const share = target.value === 0 ? 1 : Math.max(0, value / target.value);
  return { value, share, behind: share < expectedShare(window, on) };
}

function shareOf(value: number, limit: number): number {
  if (limit > 0) return value / limit;
  return value > 0 ? 1 : 0;
}

/** Whether the target is reached by this value; 左右 allows a tenth less, 超 and 突破 ask for more than the number. */
export function targetMet(target: Target, value: number): boolean {
  if (target.kind === 'rank') return rankMet(target, { rank: value }) === true;
  if (target.comparison === 'at-most') return value <= target.value;
  if (target.comparison === 'above') return value > target.value;
  return value >= (target.comparison === 'about' ? target.value * 0.9 : target.value);
}

/** A cumulative value cannot fall unless it was wrong before; then the report says why. */
export function fallNeedsReason(
  before: Pick<ReportedValue, 'value'> | undefined,
  next: Pick<ReportedValue, 'value' | 'reason'>,
): boolean {
  return before !== undefined && next.value < before.value && !next.reason?.trim();
}

/**
 * Whether a rank is good enough, the smaller the better: 前三 is met by 3, not by 4. 前10% needs how many are ranked;
 * undefined where that is not known, and for what is no rank of 1 or more.
 */
export function rankMet(
  target: Target,
  { rank, population }: { readonly rank: number; readonly population?: number },
): boolean | undefined {
  if (target.kind !== 'rank' || rank < 1) return undefined;
  if (target.unit !== '%') return rank <= target.value;
  if (population === undefined || population < rank) return undefined;
  return rank * 100 <= target.value * population;
}
