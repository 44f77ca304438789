import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { liveThrough } from '../../client/lived.ts';
import { Behaviour } from '../../domain/behaviour.ts';
import { epoch } from '../../domain/instant.ts';
import { lifeOf, only, rehearsalOf } from './compared.ts';
import { keepWorker } from './keptWorker.ts';
import { chinaCalendar, parkRegime, plan49, YEAR_2026 } from './plan49.ts';
import { startCampaign, startWorld, type World } from './world.ts';

const UNTIL = '2026-07-31T23:59:59+08:00';
let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: true });
}, 120_000);
afterAll(() => world.stop(), 60_000);

const CHAINS = [
  {
    name: 'to its closure',
    talks: {},
    point: 'before-record',
    match: '"kind":"rectified"',
    types: ['approved', 'scheduled', 'held', 'minutes', 'rectified', 'closed'],
  },
  {
    name: 'to a second interview and a referral',
    talks: { verifies: ['failed'] },
    point: 'after-commit',
    match: '"kind":"second"',
    types: ['not-verified', 'second-interview', 'referral-proposed', 'referred'],
  },
] as const;

describe('an interview lived on the real workflows equals its rehearsal, though its worker is killed', () => {
  test.each(CHAINS)(
    '$name',
    async ({ talks, point, match, types }) => {
      const mark = join(world.folder, `${point}-${match.replace(/\W/g, '')}`);
      const worker = keepWorker(world, { KILL_POINT: point, KILL_MATCH: match, KILL_MARK: mark });
      try {
        const behaviour = Behaviour.parse({ reports: 'silent', talks });
        const plan = plan49();
        const campaign = await startCampaign(world, {
          plan: { ...plan, tasks: plan.tasks.slice(0, 2) },
          regime: parkRegime(),
          calendar: chinaCalendar(),
          ...YEAR_2026,
          skipped: true,
        });
        const { context, tasks } = campaign;
        const { client, pool } = world;
        await liveThrough({ client, pool, context, tasks, behaviour }, epoch(UNTIL));
        expect(existsSync(mark)).toBe(true);
        const life = await lifeOf(pool, context.campaign);
        const rehearsed = rehearsalOf(campaign, behaviour, UNTIL);
        expect(only(life, rehearsed)).toEqual([]);
        expect(only(rehearsed, life)).toEqual([]);
        const { rows } = await pool.query<{ type: string }>(
          `select distinct type from ledger where campaign = $1 and process like 'interview/%'`,
          [context.campaign],
        );
        expect(rows.map(({ type }) => type)).toEqual(expect.arrayContaining([...types]));
        const engines = await pool.query<{ engine: number }>(
          `select distinct engine from turn where process like 'interview/' || $1 || '/%'`,
          [context.campaign],
        );
        expect(engines.rows).toEqual([{ engine: 2 }]);
      } finally {
        await worker.stop();
      }
    },
    300_000,
  );
});
