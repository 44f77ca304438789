import { epoch, type Instant } from './instant.ts';
import type { MessageBase, DueShift } from './machine.ts';
import { DEADLINES } from './obligation.ts';
import { isHeld } from './suspension.ts';
import type { TaskState, TaskView } from './taskState.ts';

/**
 * The obligations that fall due at another instant since a message was taken: a calendar, a resumption 恢复, a regime. What
 * had been judged stands on its day, unless both days still lie ahead, as where somebody reported early. What has not opened
 * is frozen with its new instant when it opens; while a suspension lasts nothing falls due, and the old day stands until it
 * is known which comes instead.
 */
export function shiftsBetween(
  view: TaskView,
  before: TaskState,
  after: TaskState,
  { kind, receivedAt }: MessageBase & { readonly kind: string },
): readonly DueShift[] {
  if (isSameLine(before, after)) return [];
  const was = view.lineAt(before);
  const is = view.lineAt(after);
  if (was === is) return [];
  const lies = (at: Instant) => epoch(at) > epoch(receivedAt);
  return is.obligations.flatMap(({ key, slot }): readonly DueShift[] => {
    const old = was.byKey.get(key)?.slot.instants;
    const { due, opens } = slot.instants;
    if (old === undefined || old.due === due || isHeld(due) || is.exempt.has(key)) return [];
    const isJudged = before.entries[key]?.verdict !== undefined;
    if (isJudged && !(lies(old.due) && lies(due))) return [];
    const isOpen = slot.duty === DEADLINES || !lies(old.opens) || !lies(opens);
    return isOpen ? [{ obligation: key, due, cause: kind }] : [];
  });
}

function isSameLine(a: TaskState, b: TaskState): boolean {
  return a.calendar === b.calendar && a.suspensions === b.suspensions && a.changes === b.changes;
}
