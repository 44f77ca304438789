import type { Instant } from './instant.ts';
import type { Effect } from './machine.ts';

/** Reach 传达范围: which tasks hear a broadcast; absent: every open one. */
export interface Reach {
  readonly tasks?: readonly string[];
  /** What is said to one task only, by its key; it is put over the common message. */
  readonly each?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A message for open tasks of the campaign; its id makes a repetition harmless. */
export function broadcast(
  now: Instant,
  id: string,
  message: Readonly<Record<string, unknown>>,
  { tasks, each }: Reach = {},
): Effect {
  return {
    kind: 'effect',
    at: now,
    type: 'broadcast',
    lane: 'tasks',
    key: `broadcast:${id}`,
    payload: {
      message: { ...message, id: `broadcast:${id}`, receivedAt: now },
      ...(tasks === undefined ? {} : { tasks }),
      ...(each === undefined ? {} : { each }),
    },
  };
}

/** What a task is told by a broadcast; undefined where it is for others. */
export function toldBy<Message>(
  payload: Readonly<Record<string, unknown>>,
  task: string,
): Message | undefined {
  const { tasks, each } = payload as Reach;
  if (tasks !== undefined && !tasks.includes(task)) return undefined;
  return { ...(payload['message'] as Message), ...each?.[task] };
}

/** What interviews hear as well as tasks. */
const TOLD_TALKS: readonly string[] = ['suspend', 'resume', 'calendar'];

/**
 * What the open interviews are told by a broadcast to every task; undefined where it is none of theirs. They do not hear
 * that the campaign closes: an interview that was proposed goes on to its own end, since what it is about has happened.
 */
export function toldTalks<Message>(
  payload: Readonly<Record<string, unknown>>,
): Message | undefined {
  const { tasks, each } = payload as Reach;
  const { kind } = payload['message'] as { readonly kind?: string };
  const meant = tasks === undefined && each === undefined && TOLD_TALKS.includes(kind ?? '');
  return meant ? (payload['message'] as Message) : undefined;
}
