import { dueChangesOf, holderOf, openedUntil, type Change } from './change.ts';
import type { Context, OwedTask } from './context.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import { DEADLINES, slotDueOn, type Obligation, type Slot, type Suspension } from './obligation.ts';

/** The task with the dated deadlines that came in since. */
export function withDeadlines(task: OwedTask, changes: readonly Change[]): OwedTask {
  const added = changes.flatMap((change) => (change.kind === 'deadlines' ? change.add : []));
  return added.length === 0 ? task : { ...task, deadlines: [...task.deadlines, ...added] };
}

/** An obligation as it was altered, and when its due day was last decided. */
export function altered(
  context: Context,
  obligation: Obligation,
  changes: readonly Change[],
): { readonly obligation: Obligation; readonly since?: Instant } {
  if (changes.length === 0) return { obligation };
  const found = moved(context, obligation, changes);
  const until = openedUntil(changes, obligation.key);
  if (until === undefined) return found;
  const { slot } = found.obligation;
  const instants = { ...slot.instants, closes: maxInstant(until, slot.instants.closes) };
  return { ...found, obligation: { ...found.obligation, slot: { ...slot, instants } } };
}

function moved(
  context: Context,
  obligation: Obligation,
  changes: readonly Change[],
): { readonly obligation: Obligation; readonly since?: Instant } {
  const { key, party, slot } = obligation;
  const members = holderOf(changes, party.id, key);
  const held = members === undefined ? obligation : { ...obligation, party: { ...party, members } };
  const dues = dueChangesOf(changes, key);
  const last = dues.at(-1);
  if (last === undefined) {
    const since = addedAt(slot, changes);
    return { obligation: held, ...(since === undefined ? {} : { since }) };
  }
  const own = slotDueOn(context, slot, last.due);
  return { obligation: { ...held, slot: own, moved: dues.length }, since: last.at };
}

/** When a dated deadline came in: it is counted from then, whatever lay before. */
function addedAt({ duty, period }: Slot, changes: readonly Change[]): Instant | undefined {
  if (duty !== DEADLINES) return undefined;
  const day = period.slice(0, 10);
  return changes.findLast(
    (change) =>
      change.kind === 'deadlines' &&
      change.add.some((deadline) => deadline.kind === 'date' && deadline.on === day),
  )?.at;
}

/** What was decided during a suspension, or after it, is not shifted by what lies before. */
export function lastingAfter(
  suspensions: readonly Suspension[],
  since: Instant,
): readonly Suspension[] {
  return suspensions.filter(({ to }) => to === undefined || epoch(to) > epoch(since));
}
