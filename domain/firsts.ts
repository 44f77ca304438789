import { addOffset, type Calendar } from './calendar.ts';
import type { Context } from './context.ts';
import { deadlineInstants, type DutyInstants } from './due.ts';
import type { FirstRule } from './firstRule.ts';
import { dayOf, type Day, type Instant } from './instant.ts';
import type { Regime } from './regime.ts';

/** The period of what is owed once 首报: it has no words of its own. */
export const ONCE = 'once';

/** The day of a first report before the shift. */
export function firstDay(
  { due }: Pick<FirstRule, 'due'>,
  startedAt: Instant,
  calendar: Calendar,
): Day {
  if ('on' in due) return due.on;
  return addOffset(calendar, dayOf(startedAt, calendar.zone), due.within);
}

/** The instants of a first report: open from the start. */
export function firstInstants(
  rule: FirstRule,
  { startedAt, calendar }: Pick<Context, 'startedAt' | 'calendar'>,
): DutyInstants {
  const day = firstDay(rule, startedAt, calendar);
  return { ...deadlineInstants(rule, day, calendar), opens: startedAt };
}

/** What is owed under an id: a duty 报送要求, else a first report 首报; neither is a dated deadline. */
export function ruleNamed(
  { duties, firsts = [] }: Pick<Regime, 'duties' | 'firsts'>,
  id: unknown,
): Regime['duties'][number] | FirstRule | undefined {
  return duties.find((duty) => duty.id === id) ?? firsts.find((first) => first.id === id);
}

/** Every id under which a regime asks for reports, first reports last. */
export function dutyIds({ duties, firsts = [] }: Pick<Regime, 'duties' | 'firsts'>): string[] {
  return [...duties, ...firsts].map(({ id }) => id);
}
