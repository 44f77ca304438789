import { addresses } from './escalation.ts';
import type { Instant } from './instant.ts';
import type { Fact, Notice } from './machine.ts';
import type { Matter } from './matter.ts';
import { noticesTo } from './noticesTo.ts';
import type { Recipient } from './regime.ts';
import { taskIn, type TaskState, type TaskView } from './taskState.ts';

/** What is told about a matter: to which roles, and of which party where a role belongs to one. */
export interface MatterNews {
  readonly at: Instant;
  readonly matter: Pick<Matter, 'id'>;
  readonly type: string;
  readonly to: readonly Recipient[];
  readonly payload: Readonly<Record<string, unknown>>;
  /** Unit ids to whom reporter and head belong. */
  readonly members?: readonly string[];
  /** What tells this notice from another of its type about the same matter: a round, a report. */
  readonly nth?: string;
}

/** The notices of a matter, one for each inbox; an empty role goes to the fallback at once, and the office hears of it. */
export function tellAbout(view: TaskView, state: TaskState, news: MatterNews): Notice[] {
  const { at, matter, type, to, members = [] } = news;
  const subject = news.nth === undefined ? matter.id : `${matter.id}~${news.nth}`;
  const task = taskIn(view, state);
  const party = { members: [...members] };
  const found = to.flatMap((role) => addresses(role, view.input.context.regime, task, party));
  return noticesTo(found, {
    ...{ at, type, subject: `${view.process}:${subject}:${type}` },
    payload: { matter: matter.id, ...news.payload },
  });
}

/** A fact about a matter; `nth` tells it from another of its type about the same matter. */
export function matterFact(
  at: Instant,
  matter: Pick<Matter, 'id'>,
  type: string,
  payload: Readonly<Record<string, unknown>>,
  nth?: string,
): Fact {
  const key = nth === undefined ? `${type}:${matter.id}` : `${type}:${matter.id}~${nth}`;
  return { kind: 'fact', at, type, key, payload: { matter: matter.id, ...payload } };
}
