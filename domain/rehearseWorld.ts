import type { Behaviour, Delivery } from './behaviour.ts';
import type { CampaignInput } from './campaign.ts';
import type { CampaignState } from './campaignState.ts';
import type { Context, OwedTask } from './context.ts';
import type { Kind } from './engines.ts';
import type { Verdict } from './escalation.ts';
import type { GatherRow } from './gather.ts';
import type { Instant } from './instant.ts';
import type { Decision, Machine, MessageBase } from './machine.ts';
import type { Queue } from './queue.ts';
import type { RehearsedTask } from './rehearseJoining.ts';
import type { MovedDues } from './rehearseDues.ts';
import type { OwedUnder } from './regimeAmended.ts';

/** One row of the rehearsed ledger: what life would have written. */
export interface LedgerRow {
  readonly process: string;
  readonly decision: Decision;
}

/** What a process took at once, and what it decided. */
export interface RehearsedTurn {
  readonly process: string;
  readonly upTo: Instant;
  readonly message?: MessageBase;
  readonly decisions: readonly Decision[];
}

export interface Rehearsal {
  readonly input: CampaignInput;
  readonly tasks: readonly OwedTask[];
  /** Tasks that join in flight, when the campaign is told: items, and those of a later version of the plan. */
  readonly later?: readonly OwedTask[];
  /** Who owes under the regimes that are published in flight. */
  readonly owedUnder?: OwedUnder;
  readonly behaviour: Behaviour;
  /** What people do besides: single messages at their instants. */
  readonly acts?: readonly Delivery[];
  /** Every row as it is decided. */
  readonly onRow: (row: LedgerRow) => void;
  /** Every turn before its rows. */
  readonly onTurn?: (turn: RehearsedTurn) => void;
  /** Called now and then with the instant that the rehearsal has come to. */
  readonly onInstant?: (ms: number) => void;
  /** Engines of the processes; the newest of this build where absent. */
  readonly engines?: Readonly<Partial<Record<Kind, number>>>;
  /** Rehearse no further than this; absent: until every process has ended or waits for somebody. */
  readonly until?: Instant;
}

export type AnyMachine = Machine<unknown, MessageBase>;

export interface Process {
  readonly machine: AnyMachine;
  readonly rank: number;
  state: unknown;
}

export interface Event {
  readonly ms: number;
  readonly rank: number;
  readonly process: string;
  readonly delivery?: Delivery;
}

export interface World {
  readonly rehearsal: Rehearsal;
  readonly context: Context;
  readonly processes: Map<string, Process>;
  readonly queue: Queue<Event>;
  /** Those that have started. */
  readonly tasks: RehearsedTask[];
  /** Numbers of items given so far, by prefix and year. */
  readonly numbers: Map<string, number>;
  /** Expected obligations by task and key: the rows from which bulletins are gathered. */
  readonly expected: Map<string, GatherRow & { judged: { at: Instant; verdict: Verdict }[] }>;
  readonly early: Map<string, { at: Instant; verdict: Verdict }[]>;
  readonly moved: MovedDues;
  /** Messages that are still on their way. */
  onTheWay: number;
}

/**
 * Whether a campaign has only asked which of its tasks live on 回头看. In life it asks again after some weeks; where nothing
 * else is to come, they wait for somebody, and so does the rehearsal.
 */
export function onlyAsked({ processes, onTheWay }: World, { process, delivery }: Event): boolean {
  if (delivery !== undefined || onTheWay > 0 || !process.startsWith('campaign/')) return false;
  return (processes.get(process)?.state as CampaignState | undefined)?.lookingBack !== undefined;
}
