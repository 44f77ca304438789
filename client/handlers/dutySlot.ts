import { dayOf, instantOf } from '../../domain/instant.ts';
import {
  DEADLINES,
  deadlineSlot,
  dutySlots,
  slotDueOn,
  type Slot,
} from '../../domain/obligation.ts';
import type { OpenDuty } from '../../store/openDuties.ts';
import type { RunningCampaign } from './deskWorld.ts';

/**
 * The slot of an obligation that neither a suspension nor an act on its task has touched: from the rules alone. `undefined`:
 * the rules do not know it.
 */
export function dutySlotOf(
  { context, calendar }: Pick<RunningCampaign, 'context' | 'calendar'>,
  { duty, period, due, planned }: Pick<OpenDuty, 'duty' | 'period' | 'due' | 'planned'>,
): Slot | undefined {
  const [on = ''] = period.split('#');
  const slot =
    duty === DEADLINES
      ? deadlineSlot(context, period, on)
      : dutySlots(context).find((one) => one.duty === duty && one.period === period);
  if (slot === undefined) return undefined;
  const day = dayOf(instantOf(due.getTime(), calendar.zone), calendar.zone);
  // where only a calendar or a regime was changed since, what was planned gives way to the rules
  const isMoved = due.getTime() !== planned.getTime();
  return !isMoved || Date.parse(slot.instants.due) === due.getTime()
    ? slot
    : slotDueOn(context, slot, day);
}
