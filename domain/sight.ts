import { deskOf } from './access.ts';

/**
 * Sight 可见范围: which rows of a campaign an actor reads. The office, the principal leader and an observer read everything of
 * the campaigns that are theirs to read; a unit what it is a party of; a post what names it or waits for it; 三员 nothing.
 */
export type Sight =
  | { readonly kind: 'all' }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'post'; readonly post: string }
  | { readonly kind: 'nothing' };

/** The sight of an actor as the register names him: `unit:u003`, `post:区长`. */
export function sightOf(actor: string): Sight {
  switch (deskOf(actor)) {
    case 'office':
    case 'principal':
    case 'auditor':
      return { kind: 'all' };
    case 'unit':
      return { kind: 'unit', unit: actor.slice('unit:'.length) };
    case 'post':
      return { kind: 'post', post: actor.slice('post:'.length) };
    default:
      return { kind: 'nothing' };
  }
}

/** Whether an inbox is the actor's own: `u003/reporter` of a unit, `post/…` and `leader/…` of a post. */
export function seesInbox(sight: Sight, inbox: string): boolean {
  switch (sight.kind) {
    case 'all':
      return true;
    case 'unit':
      return inbox.startsWith(`${sight.unit}/`) || inbox === sight.unit;
    case 'post':
      return inboxesOfPost(sight.post).includes(inbox);
    case 'nothing':
      return false;
  }
}

/** A post receives under its own name, and as a leader 分管领导 whom tasks name. */
export function inboxesOfPost(post: string): readonly string[] {
  return [`post/${post}`, `leader/${post}`];
}

/** Whether somebody hears of an interview: its unit once it has been told, a post with whom it lies or has lain. */
export function seesInterview(
  sight: Sight,
  interview: { readonly unit: string; readonly approver: string | null },
  isTold: boolean,
): boolean {
  switch (sight.kind) {
    case 'all':
      return true;
    case 'unit':
      return interview.unit === sight.unit && isTold;
    case 'post':
      return isTold || interview.approver === `post:${sight.post}`;
    case 'nothing':
      return false;
  }
}
