import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CampaignDocuments } from '../../client/operations.ts';
import { prepare } from '../../client/prepare.ts';
import { Behaviour } from '../../domain/behaviour.ts';
import { readDirectory } from '../../importers/directory.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readRegime } from '../../importers/regime.ts';
import { livedAsRehearsed } from './compared.ts';
import { chinaCalendar } from './plan49.ts';
import { ROOT, startCampaign, startWorld, type Terms, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: true });
  await world.startWorker();
}, 120_000);
afterAll(() => world.stop(), 60_000);

/** A shipped plan with its regime and units, begun on its first day. */
function shipped(name: string, from: string, to: string): Terms {
  const text = (part: string) => readFileSync(join(ROOT, `plans/${name}.${part}.yaml`), 'utf8');
  const { draft } = readPlanYaml(`${name}.plan.yaml`, text('plan'), { today: from });
  const { regime } = readRegime(text('regime'));
  const { directory } = readDirectory(text('units'));
  if (regime === undefined || directory === undefined) throw new Error(`${name} 的文件有误`);
  const startedAt = `${from}T00:00:00+08:00`;
  const calendar = chinaCalendar();
  const horizon = { from, to };
  const documents = CampaignDocuments.parse({ plan: draft, regime, calendar, directory, horizon });
  const ready = prepare(documents, startedAt);
  const { plan } = ready;
  return { plan, regime, calendar, directory: ready.directory, horizon, startedAt };
}

const MIX = {
  seed: 7,
  reports: { early: 1, 'on-time': 4, late: 2, silent: 4, duplicate: 1, lost: 1 },
  gates: ['approve', 'reject', 'lapse'],
} as const;

/** The first weeks of each: enough for every cadence up to two months, and for the quarter where it comes together. */
const BEGUN = [
  ['wuhao-park', '2021-05-01', '2022-01-01', '2021-07-10T00:00:00+08:00'],
  ['linxiang', '2022-02-01', '2023-01-01', '2022-04-10T00:00:00+08:00'],
  ['wanqianbai', '2022-04-07', '2026-01-01', '2022-06-10T00:00:00+08:00'],
  ['liuzhang-tech', '2023-01-01', '2024-01-01', '2023-02-13T00:00:00+08:00'],
  ['liuzhang-safety', '2023-03-13', '2024-01-01', '2023-05-10T00:00:00+08:00'],
  ['qilu', '2020-04-01', '2021-01-01', '2020-07-10T00:00:00+08:00'],
] as const;

describe('each shipped regime starts, and lives as it was rehearsed', () => {
  test.each(BEGUN)(
    '%s',
    async (name, from, to, until) => {
      const behaviour = Behaviour.parse(MIX);
      const campaign = await startCampaign(world, { ...shipped(name, from, to), skipped: true });
      const life = await livedAsRehearsed(world, campaign, behaviour, until);
      expect(life.size).toBeGreaterThan(50);
    },
    300_000,
  );
});
