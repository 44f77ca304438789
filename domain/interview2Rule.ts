import { addOffset, addWorkdays, workdaysBetween, type Calendar, type Offset } from './calendar.ts';
import { at, dayOf, epoch, instantOf, type Instant } from './instant.ts';
import { gateLimit } from './approver.ts';
import type { Gate, InterviewRule, Nudge, Recipient } from './regime.ts';

/** TalkRule 约谈全程的规则: an interview rule with everything said. Offsets tell their days themselves. */
export interface TalkRule {
  readonly proposeAt: string;
  readonly gate: Gate;
  readonly to: readonly Recipient[];
  readonly hold: Offset;
  readonly minutes: Offset;
  readonly rectify: Offset;
  readonly verify: { readonly by: Recipient; readonly limit: Offset };
  readonly remind: Nudge;
  readonly absence: 'new-date' | 'second';
  readonly copy: readonly Recipient[];
  readonly refer: Recipient;
  readonly interviewer?: string;
  readonly contact: string;
  readonly bring: readonly string[];
}

const BRING = ['各项事由的情况说明', '整改措施、责任人和完成时限', '有关佐证材料'];

/**
 * The rule with its defaults: held within a week and minutes within a week (5 working days each), rectified within 20
 * working days, verified by the office within 5; reminders 2 working days before; an absence means a new date.
 */
export function talkRule(rule: InterviewRule): TalkRule {
  const { second = {}, notice = {} } = rule;
  return {
    proposeAt: rule.proposeAt,
    gate: rule.gate,
    to: rule.to,
    hold: rule.hold ?? { workdays: 5 },
    minutes: rule.minutes ?? { workdays: 5 },
    rectify: rule.rectify ?? { workdays: 20 },
    verify: rule.verify ?? { by: 'office', limit: { workdays: 5 } },
    remind: rule.remind ?? { before: { workdays: 2 } },
    absence: second.absence ?? 'new-date',
    copy: second.copy ?? ['principal'],
    refer: second.refer ?? 'principal',
    ...(notice.interviewer === undefined ? {} : { interviewer: notice.interviewer }),
    contact: notice.contact ?? '督查室',
    bring: notice.bring ?? BRING,
  };
}

/** The limit of a step, counted from an instant; it ends at the gate's time of day. */
export function limitAfter(
  { gate }: Pick<TalkRule, 'gate'>,
  limit: Offset,
  from: Instant,
  calendar: Calendar,
): Instant {
  return gateLimit({ ...gate, limit }, from, calendar);
}

const REMINDED_AT = '09:00';

/**
 * 临期提醒: strictly between two instants, at 09:00 of its day. What the regime asks for and has no room becomes half of
 * the working days, and what is shorter still half of the time.
 */
export function reminderBetween(
  remind: Nudge,
  from: Instant,
  limit: Instant,
  calendar: Calendar,
): Instant {
  const { zone } = calendar;
  const [first, last] = [dayOf(from, zone), dayOf(limit, zone)];
  const within = (instant: Instant) =>
    epoch(instant) > epoch(from) && epoch(instant) < epoch(limit);
  const half = addWorkdays(
    calendar,
    first,
    Math.floor(Math.max(0, workdaysBetween(calendar, first, last)) / 2),
  );
  const wanted = remind === 'half' ? half : addOffset(calendar, last, remind.before, -1);
  const found = [wanted, half].map((day) => at(day, REMINDED_AT, zone)).find(within);
  if (found !== undefined) return found;
  const middle = (epoch(from) + epoch(limit)) / 2;
  return instantOf(Math.floor(middle / 1000) * 1000, zone);
}
