import { activityInfo, heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Context } from '../domain/context.ts';
import { readProcess } from '../domain/ids.ts';
import type { MessageBase } from '../domain/machine.ts';
import { findCampaign } from '../store/campaigns.ts';
import type { Pool } from '../store/pool.ts';
import { broadcast } from './broadcast.ts';
import type { Contract, Performance } from './contract.ts';
import { gatherFigures } from './gather.ts';
import { ground } from './ground.ts';
import { openPeriod } from './open.ts';
import { presentContext } from './presentContext.ts';
import { startTasks } from './start.ts';
import { askTasks } from './tell.ts';

/** What effects are performed with. */
export interface Means {
  readonly pool: Pool;
  readonly client: Client;
  readonly taskQueue: string;
}

/** Says that an effect lives, and how far it has come; the next attempt begins there. */
export type Beat = (cursor: number) => void;

export type Effects = (
  means: Means,
  context: Context,
  performance: Performance,
  beat: Beat,
) => Promise<MessageBase | null>;

/** Well under the heartbeat timeout, so that only a dead worker is taken for one. */
const BEAT_MS = 2_000;

/** One line for each effect of the domain. */
const EFFECTS: Readonly<Record<string, Effects>> = {
  startTasks,
  openPeriod,
  ground,
  gather: gatherFigures,
  broadcast,
  askTasks,
};

export function performActivity(means: Means): Contract['perform'] {
  const contexts = new Map<string, Context>();
  const contextOf = async (campaign: string): Promise<Context> => {
    const known = contexts.get(campaign);
    if (known) return known;
    const row = await findCampaign(means.pool, campaign);
    if (row === undefined) throw new Error(`台账中没有专项行动 ${campaign}`);
    contexts.set(campaign, row.context);
    return row.context;
  };
  return async (performance) => {
    const found = readProcess(performance.process);
    const effect = EFFECTS[performance.effect.type];
    if (found === undefined || effect === undefined) {
      throw new Error(`不认识的外部动作 ${performance.effect.type}（${performance.process}）`);
    }
    const context = await presentContext(means.pool, await contextOf(found.campaign));
    return beating((beat) => effect(means, context, performance, beat));
  };
}

async function beating<T>(work: (beat: Beat) => Promise<T>): Promise<T> {
  let cursor = activityInfo().heartbeatDetails as number | undefined;
  const beat: Beat = (next) => {
    cursor = next;
    heartbeat(cursor);
  };
  const pulse = setInterval(() => heartbeat(cursor), BEAT_MS);
  try {
    return await work(beat);
  } finally {
    clearInterval(pulse);
  }
}
