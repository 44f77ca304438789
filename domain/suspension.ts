import { addWorkdays, isAnnounced, shiftDay, workdaysBetween, type Calendar } from './calendar.ts';
import { stepInstant, type DutyInstants } from './due.ts';
import { at, clockOf, dayOf, epoch, type Instant } from './instant.ts';
import type { Slot, StepInstant } from './obligation.ts';

/** Suspension 暂停: nothing fires between `from` and `to`; absent `to` means that it still lasts. */
export interface Suspension {
  readonly from: Instant;
  readonly to?: Instant;
}

/** Where everything lies that a lasting suspension holds. */
export const NEVER: Instant = '9999-12-31T00:00:00+08:00';

/** Whether a lasting suspension holds an instant. */
export function isHeld(instant: Instant): boolean {
  return epoch(instant) >= epoch(NEVER);
}

/** The slot under suspensions; `exempt` when it lay wholly inside one. Nothing falls due while one lasts. */
export function suspended(
  slot: Slot,
  suspensions: readonly Suspension[],
  calendar: Calendar,
): { readonly slot: Slot; readonly exempt: boolean } {
  return suspensions.reduce<{ slot: Slot; exempt: boolean }>(
    (seen, suspension) => {
      const { opens, due } = seen.slot.instants;
      if (suspension.to === undefined || epoch(opens) <= epoch(suspension.from)) {
        return { slot: moveSlot(seen.slot, suspension, calendar), exempt: seen.exempt };
      }
      return { slot: seen.slot, exempt: seen.exempt || epoch(due) <= epoch(suspension.to) };
    },
    { slot, exempt: false },
  );
}

/**
 * Where an instant after the beginning of a suspension comes to lie: it keeps its remaining working days, counted from
 * the resumption, at its own time of day, and never lies before the resumption.
 */
export function resumedInstant(
  instant: Instant,
  suspension: Suspension,
  calendar: Calendar,
): Instant {
  if (epoch(instant) <= epoch(suspension.from)) return instant;
  if (suspension.to === undefined) return NEVER;
  const { zone } = calendar;
  const left = workdaysBetween(calendar, dayOf(suspension.from, zone), dayOf(instant, zone));
  const day = shiftDay(calendar, addWorkdays(calendar, dayOf(suspension.to, zone), left), 'later');
  const moved = at(day, clockOf(instant, zone), zone);
  if (epoch(moved) > epoch(suspension.to)) return moved;
  return at(addWorkdays(calendar, day, 1), clockOf(instant, zone), zone);
}

function moveSlot(slot: Slot, suspension: Suspension, calendar: Calendar): Slot {
  const move = (instant: Instant) => resumedInstant(instant, suspension, calendar);
  const due = move(slot.instants.due);
  const closes = move(slot.instants.closes);
  const lasts = suspension.to === undefined;
  const instants: DutyInstants = {
    ...slot.instants,
    due,
    dueDay: dayOf(due, calendar.zone),
    graceEnd: move(slot.instants.graceEnd),
    closes,
    provisional: slot.instants.provisional || (!lasts && beyond(closes, calendar)),
  };
  const steps = slot.steps.flatMap((step): StepInstant[] => {
    const when = movedStep(step, slot.instants, instants, move, calendar);
    if (lasts) return [{ ...step, at: when }];
    if ('before' in step.step.at && epoch(when) >= epoch(due)) return [];
    return [{ ...step, at: when, provisional: beyond(when, calendar) || beyond(due, calendar) }];
  });
  const provisional = lasts ? slot.provisional : beyond(instants.graceEnd, calendar);
  return { ...slot, instants, steps, provisional };
}

/** What follows the end of grace keeps its distance from it, so that no step overtakes its judgement. */
function movedStep(
  step: StepInstant,
  was: DutyInstants,
  is: DutyInstants,
  move: (instant: Instant) => Instant,
  calendar: Calendar,
): Instant {
  const fixed = is.graceEnd === was.graceEnd || is.graceEnd === NEVER;
  if (fixed || 'before' in step.step.at) return move(step.at);
  return stepInstant(step.step.at, step.step.time, is, calendar) ?? move(step.at);
}

/** Whether an instant lies beyond the announced calendar. */
export function beyond(instant: Instant, calendar: Calendar): boolean {
  return !isAnnounced(calendar, dayOf(instant, calendar.zone));
}
