import { calendarFact } from './calendarAmended.ts';
import { broadcast } from './campaignBroadcast.ts';
import { campaignNotices } from './campaignNotices.ts';
import type { CampaignState, CampaignView } from './campaignState.ts';
import type { Step } from './machine.ts';
import type { Recipient } from './regime.ts';
import type { CalendarAmended } from './taskMessages.ts';
import type { Unit } from './unit.ts';

/** The tasks hear of it, and so do the units whose instants change. */
export function takeCalendar(
  view: CampaignView,
  state: CampaignState,
  message: CalendarAmended,
): Step<CampaignState> {
  const { receivedAt, calendar, by, id, reason, from, withdraws, touched } = message;
  const told = {
    ...{ kind: 'calendar', calendar, by },
    ...(reason === undefined ? {} : { reason }),
    ...(from === undefined ? {} : { from }),
    ...(withdraws === undefined ? {} : { withdraws }),
  };
  const fact = calendarFact(message, receivedAt);
  const named = view.input.units.filter((unit) => touched?.[unit.id] !== undefined);
  const payload = {
    ...fact.payload,
    subject: fact.key,
    announcedThrough: calendar.announcedThrough,
  };
  const tell = (
    roles: readonly Recipient[],
    about: Record<string, unknown>,
    units: readonly Unit[],
  ) =>
    campaignNotices(view, receivedAt, 'calendar-updated', roles, { ...payload, ...about }, units);
  const notices =
    touched === undefined
      ? []
      : [
          ...tell(['office'], { units: named.length }, named),
          ...named.flatMap((unit) => tell(['reporter'], { changes: touched[unit.id] }, [unit])),
        ];
  return {
    state: { ...state, calendar },
    decisions: [fact, ...notices, broadcast(receivedAt, id, told)],
  };
}
