import type { Calendar } from '../../domain/calendar.ts';
import type { Context } from '../../domain/context.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import {
  deadlineSlots,
  DEADLINES,
  dutySlots,
  owingParties,
  suspended,
  type Slot,
} from '../../domain/obligation.ts';
import type { OwingGroup } from '../../store/campaigns.ts';
import type { OutputOf } from '../operations.ts';
import type { CampaignNow } from './find.ts';

/** Obligations of one duty that fall due at one instant. */
export type Upcoming = Omit<OutputOf<'showCampaign'>['upcoming'][number], 'title'>;

const UPCOMING = 10;

/** The next due instants: of the duties, and of the dated deadlines of the tasks. */
export function upcoming(
  context: Context,
  process: CampaignNow | undefined,
  tasks: readonly OwingGroup[],
  now: Instant,
): readonly Upcoming[] {
  const found = new Map<string, Upcoming>();
  const add = (slot: Slot, expected: number) => {
    const moved = moveBy(slot, process, context.calendar);
    if (moved === undefined || expected === 0 || epoch(moved.instants.due) <= epoch(now)) return;
    const { duty, period, instants, provisional } = moved;
    const key = `${instants.due}/${duty}`;
    const before = found.get(key)?.expected ?? 0;
    found.set(key, { due: instants.due, duty, period, provisional, expected: before + expected });
  };
  const parties = (slot: Slot) =>
    tasks.reduce((sum, { owed, count }) => sum + owingParties(owed, slot).length * count, 0);
  for (const slot of dutySlots(context)) add(slot, parties(slot));
  for (const { owed, count } of tasks) {
    const owing = (owed.parties[DEADLINES]?.length ?? 0) * count;
    for (const slot of deadlineSlots(context, owed)) add(slot, owing);
  }
  return [...found.values()].sort((a, b) => epoch(a.due) - epoch(b.due)).slice(0, UPCOMING);
}

function moveBy(
  slot: Slot,
  process: CampaignNow | undefined,
  calendar: Calendar,
): Slot | undefined {
  const suspensions = process?.state.suspensions ?? [];
  const moved = suspended(slot, suspensions, calendar);
  return moved.exempt || moved.slot.instants.due.startsWith('9999') ? undefined : moved.slot;
}
