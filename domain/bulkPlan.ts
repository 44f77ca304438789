import { addWorkdays } from './calendar.ts';
import type { BulkAct, BulkItem } from './bulkMessages.ts';
import type { Context, OwedTask } from './context.ts';
import { engineOf } from './engines.ts';
import type { Verdict } from './escalation.ts';
import { epoch, type Instant } from './instant.ts';
import type { MessageBase } from './machine.ts';
import { NEVER, type Obligation } from './obligation.ts';
import { lineIn } from './proofInstants.ts';
import { isSuspended, type TaskInput, type TaskState } from './taskState.ts';
import type { Line } from './taskTicks.ts';

/** What is asked for a set: the act, and which obligations of the chosen tasks it is about. */
export interface BulkAsked {
  readonly act: BulkAct;
  /** Working days of an extension. */
  readonly days?: number | undefined;
  /** Only obligations that this unit owes. */
  readonly unit?: string | undefined;
  /** Only obligations whose due instant or end of grace lies here, both ends included. */
  readonly dueBetween?: { readonly from: Instant; readonly to: Instant } | undefined;
}

/** What becomes of one obligation; an instant is null while a suspension holds it. */
export interface BulkChange {
  readonly obligation: string;
  readonly duty: string;
  readonly period: string;
  readonly what?: string;
  readonly units: readonly string[];
  readonly due: { readonly from: Instant | null; readonly to: Instant | null };
  readonly graceEnd: { readonly from: Instant | null; readonly to: Instant | null };
  readonly verdict: {
    readonly from: Verdict | 'pending';
    readonly to: Verdict | 'pending';
  };
}

/** One task of the set: what it will be told, and what becomes of its obligations. */
export interface BulkChosen {
  readonly task: string;
  readonly items: readonly BulkItem[];
  readonly changes: readonly BulkChange[];
}

export type BulkFound = BulkChosen | { readonly task: string; readonly left: string };

/**
 * What an act comes to for one task that was chosen: found by letting its own machine take the message. Undefined where
 * it concerns nothing of the task; `left` where it does and cannot be done.
 */
export function bulkOf(
  { context, task, state }: TaskInput & { readonly state: TaskState },
  asked: BulkAsked,
  now: Instant,
): BulkFound | undefined {
  const input = { context, task };
  const meant = lineIn(input, state).obligations.filter((obligation) => isMeant(obligation, asked));
  if (meant.length === 0) return undefined;
  const left = (reason: string) => ({ task: task.key, left: reason });
  if (state.ended) return left(`已结束（${state.ended.reason}）`);
  if (state.closed) return left(`已销号（${state.closed.reason}）`);
  const paused = isSuspended(state);
  if (asked.act === 'resume' && !paused) return left('没有暂停');
  if (asked.act === 'suspend' && paused) return left('已在暂停中');
  if (asked.act === 'extend' && paused) return left('正在暂停，恢复后才有到期时点');
  const items = itemsOf(context, state, meant, asked, now);
  const listed = asked.act === 'extend' || asked.act === 'exempt';
  const message = {
    ...{ id: 'preview', receivedAt: now, by: 'office', reason: '预览', number: '预览' },
    ...(listed ? { kind: 'bulk', act: asked.act, items } : { kind: asked.act }),
  } as MessageBase;
  if (listed && items.length === 0) {
    return asked.dueBetween === undefined ? undefined : left(NOTHING[asked.act]);
  }
  const { machine } = engineOf('task', input);
  const step = machine.advance(state, message, now);
  if (step.answer?.fault !== undefined) {
    return asked.dueBetween === undefined && listed ? undefined : left(NOTHING[asked.act]);
  }
  const after = step.state as TaskState;
  const changes = changed(
    plannedLine(input, state),
    state,
    lineIn(input, after),
    after,
    asked,
    now,
  );
  const kept = new Set(changes.map(({ obligation }) => obligation));
  return { task: task.key, items: items.filter((item) => kept.has(item.obligation)), changes };
}

const NOTHING: Readonly<Record<BulkAct, string>> = {
  suspend: '不能暂停',
  resume: '不能恢复',
  extend: '各期已按时报送或免报，或顺延之后仍已过期',
  exempt: '各期均已判定',
};

/** Where everything lay before the suspension that lasts: what a resumption is compared with. */
function plannedLine(input: TaskInput, state: TaskState): Line {
  if (!isSuspended(state)) return lineIn(input, state);
  return lineIn(input, { ...state, suspensions: state.suspensions.slice(0, -1) });
}

function isMeant({ party, slot }: Obligation, { unit, dueBetween }: BulkAsked): boolean {
  if (unit !== undefined && !party.members.includes(unit)) return false;
  if (dueBetween === undefined) return true;
  const { due, graceEnd } = slot.instants;
  const [from, to] = [epoch(dueBetween.from), epoch(dueBetween.to)];
  return [due, graceEnd].some((instant) => epoch(instant) >= from && epoch(instant) <= to);
}

/** Of what is meant: what is open now, or all of it where a window says when it falls due. */
function itemsOf(
  { calendar: first }: Context,
  { calendar = first, entries }: TaskState,
  meant: readonly Obligation[],
  { act, days = 0, dueBetween }: BulkAsked,
  now: Instant,
): readonly BulkItem[] {
  if (act !== 'extend' && act !== 'exempt') return [];
  return meant.flatMap(({ key, slot }): readonly BulkItem[] => {
    const { verdict, receivedAt } = entries[key] ?? {};
    const open = epoch(slot.instants.opens) <= epoch(now) && verdict === undefined;
    if (dueBetween === undefined && !open) return [];
    if (verdict === undefined && receivedAt !== undefined) return [];
    if (act === 'exempt') return verdict === undefined ? [{ obligation: key }] : [];
    if (verdict === 'on-time' || verdict === 'exempt') return [];
    return [{ obligation: key, due: addWorkdays(calendar, slot.instants.dueDay, days) }];
  });
}

/** Obligations with another instant or another verdict; of a suspension those that are open now. */
function changed(
  line: Line,
  before: TaskState,
  next: Line,
  after: TaskState,
  { act }: BulkAsked,
  now: Instant,
): readonly BulkChange[] {
  return line.obligations.flatMap((was): readonly BulkChange[] => {
    const is = next.byKey.get(was.key) ?? was;
    const verdict = {
      from: before.entries[was.key]?.verdict ?? ('pending' as const),
      to: after.entries[was.key]?.verdict ?? ('pending' as const),
    };
    const moves = was.slot.instants.graceEnd !== is.slot.instants.graceEnd;
    if (!moves && verdict.from === verdict.to) return [];
    if (moves && verdict.from === verdict.to && verdict.from !== 'pending') return [];
    if (act === 'suspend' && epoch(was.slot.instants.opens) > epoch(now)) return [];
    const { duty, period, what } = was.slot;
    return [
      {
        ...{ obligation: was.key, duty, period, units: was.party.members, verdict },
        ...(what === undefined ? {} : { what }),
        due: { from: shown(was.slot.instants.due), to: shown(is.slot.instants.due) },
        graceEnd: { from: shown(was.slot.instants.graceEnd), to: shown(is.slot.instants.graceEnd) },
      },
    ];
  });
}

function shown(instant: Instant): Instant | null {
  return instant === NEVER ? null : instant;
}

/** By unit, how much of the set is its own: obligations where there is a list of them, else tasks. */
export function unitsInBulk(
  act: BulkAct,
  chosen: readonly BulkChosen[],
  tasks: ReadonlyMap<string, OwedTask>,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { task, changes } of chosen) {
    const whole = act === 'suspend' || act === 'resume';
    const parties = Object.values(tasks.get(task)?.parties ?? {}).flat();
    const owing = whole
      ? [...new Set(parties.flatMap(({ members }) => members))]
      : changes.flatMap(({ units }) => units);
    for (const unit of owing) counts[unit] = (counts[unit] ?? 0) + 1;
  }
  return counts;
}
