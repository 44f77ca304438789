import type { Actor } from './machine.ts';
import type { Recipient } from './regime.ts';

/** The actor that a recipient acts as: a post signs as itself, the office as the office. */
export function actorOf(recipient: Recipient): Actor {
  return recipient;
}

/** Whether this actor is the approver that the regime names 审批人. Nobody stands in for a post. */
export function actorMay(actor: Actor, approver: Recipient): boolean {
  return actor === actorOf(approver);
}
