import type { Instant } from './instant.ts';
import type { Fact } from './machine.ts';
import type { CalendarAmended } from './taskMessages.ts';

/** The fact that a process goes by another calendar from here on: judgements before it keep theirs. */
export function calendarFact(message: CalendarAmended, at: Instant): Fact {
  const { calendar, by, reason, from, withdraws } = message;
  const key = `calendar:${calendar.id}:${calendar.version}`;
  return {
    kind: 'fact',
    at,
    type: 'calendar-amended',
    key: withdraws === undefined ? key : `${key}:withdraws:${withdraws.id}:${withdraws.version}`,
    payload: {
      ...{ calendar: calendar.id, version: calendar.version, by },
      ...(reason === undefined ? {} : { reason }),
      ...(from === undefined ? {} : { from }),
      ...(withdraws === undefined ? {} : { withdraws }),
    },
  };
}
