import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { livedAsRehearsed } from './compared.ts';
import { keepWorker } from './keptWorker.ts';
import { startYear } from './plan49.ts';
import { startWorld, type World } from './world.ts';

const UNTIL = '2026-04-30T23:59:59+08:00';
let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: true });
}, 120_000);
afterAll(() => world.stop(), 60_000);

const POINTS = [
  { point: 'before-record', match: '"kind":"report"', when: 'a report has arrived' },
  { point: 'after-commit', match: '"kind":"report"', when: 'a report has arrived' },
  { point: 'before-record', match: '"type":"ground"', when: 'a referral is decided' },
  { point: 'during-effect', match: '"type":"ground"', when: 'a ground is on its way' },
  { point: 'during-effect', match: '"type":"startTasks"', when: 'tasks are being started' },
  { point: 'after-commit', match: '"type":"gather"', when: 'a bulletin is to be gathered' },
] as const;

describe('a worker killed at a point of a turn loses and doubles nothing', () => {
  test.each(POINTS)(
    '$point, while $when',
    async ({ point, match }) => {
      const mark = join(world.folder, `${point}-${match.replace(/\W/g, '')}`);
      const worker = keepWorker(world, { KILL_POINT: point, KILL_MATCH: match, KILL_MARK: mark });
      try {
        const behaviour = Behaviour.parse({
          reports: { silent: 3, 'on-time': 1, late: 1, duplicate: 1 },
          tasks: { t0001: 'silent', t0002: 'on-time' },
        });
        const campaign = await startYear(world, 4);
        await livedAsRehearsed(world, campaign, behaviour, UNTIL);
        expect(existsSync(mark)).toBe(true);
        const { rows } = await world.pool.query<{ gaps: number }>(
          `select count(*)::int as gaps from (
           select process, count(*) <> max(seq) + 1 as gap from turn group by process) g where gap`,
        );
        expect(rows[0]?.gaps).toBe(0);
      } finally {
        await worker.stop();
      }
    },
    180_000,
  );
});
