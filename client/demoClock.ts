import type { Client } from '@temporalio/client';
import { Behaviour } from '../domain/behaviour.ts';
import type { CampaignInput } from '../domain/campaign.ts';
import { campaignProcess } from '../domain/ids.ts';
import type { Pool } from '../store/pool.ts';
import { listCampaigns, tasksOf } from '../store/campaigns.ts';
import { findProcess } from '../store/processes.ts';
import { beginLife, type Life } from './lived.ts';

/** The clock of a sandbox 演示: it stands at an instant of its own, runs on from there, and is moved by hand. */
export interface DemoClock {
  /** Epoch ms. */
  readonly now: () => number;
  /** Milliseconds between the register's clock and this one. */
  readonly offset: () => number;
  /** The next instant at which anything happens by itself, of all campaigns; absent: nothing will. */
  readonly next: () => Promise<number | undefined>;
  /** Lives through everything up to `to`; one move at a time. */
  readonly move: (to: number) => Promise<void>;
  /** Where a move is going and how far it has come; absent: the clock is not being moved. */
  readonly moving: () => { readonly to: number; readonly at: number } | undefined;
}

/** Nobody but the visitor reports, signs or decides. */
const SILENT = Behaviour.parse({
  reports: 'silent',
  gates: ['lapse'],
  signs: 'never',
  talks: 'none',
  matters: 'none',
});
/** A process wakes up to eleven minutes after its instant. */
const AFTER_WAKE_MS = 12 * 60_000;

/** The clock of a sandbox that begins at `from` (epoch ms). */
export function demoClock(world: { pool: Pool; client: Client }, from: number): DemoClock {
  const lives = new Map<string, Life>();
  let offset = from - Date.now();
  let moving: { to: number; at: number } | undefined;
  let woken = 0;
  const onInstant = (ms: number) => {
    woken = Math.max(woken, ms);
    if (moving !== undefined) moving.at = Math.max(moving.at, ms);
  };
  const everyLife = async (): Promise<readonly Life[]> => {
    for (const { id } of await listCampaigns(world.pool)) {
      if (lives.has(id)) continue;
      const life = await lifeOf(world, id, onInstant);
      if (life !== undefined) lives.set(id, life);
    }
    return [...lives.values()];
  };
  const now = () => Date.now() + offset;
  const live = async (to: number): Promise<void> => {
    for (const life of await everyLife()) await life.live(to);
    if (woken + AFTER_WAKE_MS > to) return live(woken + AFTER_WAKE_MS);
    offset = to - Date.now();
  };
  return {
    now,
    offset: () => offset,
    next: async () => {
      const found = await Promise.all((await everyLife()).map((life) => life.next()));
      const coming = found.flatMap((ms) => (ms === undefined ? [] : [ms]));
      return coming.length === 0 ? undefined : Math.min(...coming);
    },
    move: async (to) => {
      if (moving !== undefined) return;
      moving = { to, at: now() };
      try {
        await live(Math.max(to, now()));
      } finally {
        moving = undefined;
      }
    },
    moving: () => moving,
  };
}

async function lifeOf(
  { pool, client }: { pool: Pool; client: Client },
  campaign: string,
  onInstant: (ms: number) => void,
): Promise<Life | undefined> {
  const found = await findProcess(pool, campaignProcess(campaign));
  if (found === undefined) return undefined;
  const { context } = found.input as CampaignInput;
  const tasks = (await tasksOf(pool, campaign)).map(({ owed }) => owed);
  return beginLife({ client, pool, context, tasks, behaviour: SILENT, onInstant });
}
