import { mattersOf, type Matter } from './matter.ts';
import type { Day, Instant } from './instant.ts';
import type { TaskState } from './taskState.ts';

/** Listing 挂牌督办 of a task: proposed to a post, then listed until it is taken down 摘牌 after acceptance. */
export interface Listing extends Matter {
  readonly kind: 'listing';
  readonly phase: 'proposed' | 'refused' | 'lapsed' | 'listed' | 'overdue' | 'delisted';
  readonly reason: string;
  /** When it was listed; a year from then is the longest that it may last. */
  readonly listedAt?: Instant;
  /** Which of its limits runs: each extension gives another. */
  readonly round: number;
  /** How often an extension, and acceptance, was applied for. */
  readonly extensions?: number;
  readonly acceptances?: number;
}

/** What somebody must do about a listing, each with its own limit. */
export interface ListingDuty extends Matter {
  readonly kind: 'listing-duty';
  readonly phase: 'open' | 'overdue';
  readonly listing: string;
  readonly duty: 'publish' | 'file' | 'extension' | 'acceptance' | 'publish-end';
  /** Of an extension: until when, and why. */
  readonly until?: Day;
  readonly reason?: string;
}

/** The newest listing; those before it are history. */
export function listingOf(state: TaskState): Listing | undefined {
  return mattersOf<Listing>(state, 'listing').at(-1);
}

/** Whether a task is listed, or proposed for it: it is not closed then. */
export function isRunning(state: TaskState): boolean {
  const phase = listingOf(state)?.phase;
  return phase === 'proposed' || isListed(state);
}

export function isListed(state: TaskState): boolean {
  const phase = listingOf(state)?.phase;
  return phase === 'listed' || phase === 'overdue';
}

export function listingDuty(
  state: TaskState,
  ...duties: readonly ListingDuty['duty'][]
): ListingDuty | undefined {
  return mattersOf<ListingDuty>(state, 'listing-duty').find(({ duty }) => duties.includes(duty));
}
