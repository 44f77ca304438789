import { addOffset, addWorkdays, type Calendar } from './calendar.ts';
import { at, dayOf, epoch, type Instant } from './instant.ts';
import type { Actor } from './machine.ts';
import type { Gate, Recipient } from './regime.ts';

/** The actor that a recipient acts as: a post signs as itself, the office as the office. */
export function actorOf(recipient: Recipient): Actor {
  return recipient;
}

/** Whether this actor is the approver that the regime names 审批人. Nobody stands in for a post. */
export function actorMay(actor: Actor, approver: Recipient): boolean {
  return actor === actorOf(approver);
}

/** The limit of a gate 审批时限, in the days that the gate names; never before it has been asked. */
export function gateLimit(gate: Gate, askedAt: Instant, calendar: Calendar): Instant {
  const { zone } = calendar;
  const day = addOffset(calendar, dayOf(askedAt, zone), gate.limit);
  const limit = at(day, gate.time, zone);
  return epoch(limit) > epoch(askedAt) ? limit : at(addWorkdays(calendar, day, 1), gate.time, zone);
}
