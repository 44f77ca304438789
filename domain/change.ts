import type { OwedTask, Party, RegimeInForce } from './context.ts';
import type { Deadline } from './deadline.ts';
import type { Day, Instant } from './instant.ts';
import type { Unit } from './unit.ts';

/** Change 变更: a dated alteration of what a task owes; recorded in its state in the order in which they were decided. */
export type Change =
  | DueChange
  | HolderChange
  | DeadlinesChange
  | LeadersChange
  | RegimeChange
  | RegimeOff
  | OpenedChange;

/** 延期: an obligation falls due on another day; its instants follow from the same rule. */
export interface DueChange {
  readonly kind: 'due';
  readonly at: Instant;
  readonly obligation: string;
  /** The day before the regime's shift. */
  readonly due: Day;
}

/** 移交: who stands for a party from here on. Obligations in `keep` were judged before and stay with whom they were. */
export interface HolderChange {
  readonly kind: 'holder';
  readonly at: Instant;
  readonly party: string;
  readonly members: string[];
  readonly keep: readonly string[];
  /** The units that come in, for their inboxes. */
  readonly units: readonly Unit[];
}

/** 方案调整: dated deadlines that are owed besides. */
export interface DeadlinesChange {
  readonly kind: 'deadlines';
  readonly at: Instant;
  readonly add: readonly Deadline[];
}

/** 方案调整: who leads it 牵头领导 from here on. */
export interface LeadersChange {
  readonly kind: 'leaders';
  readonly at: Instant;
  readonly leaders: string[];
}

/** 制度更替: periods that begin on or after a day come from another regime, which may ask others. */
export interface RegimeChange extends RegimeInForce {
  readonly kind: 'regime';
  readonly at: Instant;
  /** Who owes under it, by duty; absent: as before. */
  readonly parties?: Readonly<Record<string, readonly Party[]>>;
  /** The units that come in. */
  readonly units: readonly Unit[];
  /** 配合单位 that get copies from here on. */
  readonly cooperating?: readonly string[];
}

/** 撤回制度变更, where the task had begun with the regime announced. */
export interface RegimeOff {
  readonly kind: 'regime-off';
  readonly at: Instant;
  readonly version: number;
}

/** The versions that were taken back and with which the task had begun. */
export function regimesOff(changes: readonly Change[]): readonly number[] {
  return changes.flatMap((change) => (change.kind === 'regime-off' ? [change.version] : []));
}

/** The regimes that have come into force in flight, or will, in the order of their days. */
export function regimesIn(changes: readonly Change[]): readonly RegimeChange[] {
  return changes.filter((change): change is RegimeChange => change.kind === 'regime');
}

/** The task with who owes under each of those regimes. */
export function owedUnder(task: OwedTask, regimes: readonly RegimeChange[]): OwedTask {
  const own = regimes.flatMap(({ regime, parties }) =>
    parties === undefined ? [] : [[String(regime.version), parties] as const],
  );
  if (own.length === 0) return task;
  return { ...task, under: { ...task.under, ...Object.fromEntries(own) } as OwedTask['under'] };
}

/** 准予补报: an entry that had closed takes reports until then; what is due, and when, stays. */
export interface OpenedChange {
  readonly kind: 'opened';
  readonly at: Instant;
  readonly obligation: string;
  readonly closes: Instant;
}

/** Until when an entry was opened once more; undefined where it was not. */
export function openedUntil(changes: readonly Change[], obligation: string): Instant | undefined {
  return changes.findLast(
    (change): change is OpenedChange =>
      change.kind === 'opened' && change.obligation === obligation,
  )?.closes;
}

/** The new due days of an obligation, in the order in which they were decided. */
export function dueChangesOf(changes: readonly Change[], obligation: string): readonly DueChange[] {
  return changes.filter(
    (change): change is DueChange => change.kind === 'due' && change.obligation === obligation,
  );
}

/** Who stands for a party's obligation now; undefined where nobody has taken it over. */
export function holderOf(
  changes: readonly Change[],
  party: string,
  obligation: string,
): string[] | undefined {
  return changes
    .filter((change): change is HolderChange => change.kind === 'holder')
    .filter((change) => change.party === party && !change.keep.includes(obligation))
    .at(-1)?.members;
}
