import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SCENARIOS } from '../scenarios/all.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { isJoined, liveScenario } from './scenarioLife.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: true });
  await world.startWorker();
  liveAll();
}, 120_000);
afterAll(() => world.stop(), 60_000);

/** Each is a campaign of its own; so many lanes of them live side by side. Numbers of items run over campaigns: one lane. */
const LANES = 8;
const ALL = Object.values(SCENARIOS).flat();
const lives = new Map<Scenario, Promise<readonly string[]>>();

function liveAll(): void {
  const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
  ALL.forEach((scenario, n) => {
    const lane = isJoined(scenario) ? 0 : n % LANES;
    const own = (lanes[lane] as Promise<unknown>).then(() => liveScenario(world, scenario, n));
    lives.set(scenario, own);
    lanes[lane] = own.catch(() => undefined);
  });
}

describe.each(Object.entries(SCENARIOS))('%s', (_, scenarios) => {
  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    async (_title, scenario) => {
      expect([...((await lives.get(scenario)) ?? [])].sort()).toEqual([...scenario.expect].sort());
    },
    580_000,
  );
});
