import { readProcess } from '../../domain/ids.ts';
import { seesInbox, type Sight } from '../../domain/sight.ts';
import type { TurnEvent } from '../../store/events.ts';
import type { Pool } from '../../store/pool.ts';
import { tasksSeenBy } from '../../store/sight.ts';
import type { Caller } from '../caller.ts';
import { FaultError } from '../faultError.ts';
import { limitsOf } from '../handlers/door.ts';
import { sightIn } from '../handlers/seen.ts';

/** Something that changed, as it is told: no words of it, only where to look. */
export interface Change {
  readonly kind: 'task' | 'campaign' | 'interview' | 'notice';
  readonly campaign: string;
  readonly process: string;
  /** The turn of its process in the register. */
  readonly turn: number;
}

interface Seen {
  readonly sight: Sight;
  readonly tasks: ReadonlySet<string> | undefined;
  readonly until: number;
}

const FRESH_MS = 30_000;

/**
 * What somebody may hear of turns 可见范围: the same as he reads. Of an interview a unit and a post hear only by a notice that
 * they received of it; a unit never hears of one that was only proposed.
 */
export function changesFor(
  pool: Pool,
  who: { readonly caller: Caller; readonly actor: string; readonly campaign: string | undefined },
): (turn: TurnEvent) => Promise<readonly Change[]> {
  const limits = limitsOf(who.caller, who.actor);
  const known = new Map<string, Seen>();
  const seenIn = async (campaign: string): Promise<Seen> => {
    const kept = known.get(campaign);
    if (kept !== undefined && kept.until > Date.now()) return kept;
    const sight = await sightOrNone(pool, campaign, who.actor);
    const tasks = await tasksSeenBy(pool, campaign, sight);
    const seen = { sight, tasks, until: Date.now() + FRESH_MS };
    known.set(campaign, seen);
    return seen;
  };
  return async ({ process, seq: turn, recipients }) => {
    const found = readProcess(process);
    if (found === undefined) return [];
    const { kind, campaign } = found;
    if (who.campaign !== undefined && campaign !== who.campaign) return [];
    if (limits !== undefined && !limits.includes(campaign)) return [];
    const { sight, tasks } = await seenIn(campaign);
    if (sight.kind === 'nothing') return [];
    const isTold = recipients.some((inbox) => seesInbox(sight, inbox));
    const isSeen =
      sight.kind === 'all' ||
      isTold ||
      kind === 'campaign' ||
      (kind === 'task' && tasks?.has(found.task) === true);
    const change = { campaign, process, turn };
    return [
      ...(isSeen ? [{ kind, ...change }] : []),
      ...(isTold ? [{ kind: 'notice' as const, ...change }] : []),
    ];
  };
}

/** A unit that a campaign does not know reads nothing of it. */
async function sightOrNone(pool: Pool, campaign: string, actor: string): Promise<Sight> {
  try {
    return await sightIn(pool, campaign, actor);
  } catch (error) {
    if (error instanceof FaultError) return { kind: 'nothing' };
    throw error;
  }
}
