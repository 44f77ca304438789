import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { livedAsRehearsed } from './compared.ts';
import { keepWorker } from './keptWorker.ts';
import { startYear } from './plan49.ts';
import { startWorld, type World } from './world.ts';

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

/** Every kind of fact that a turn of an interview decides. */
const STEPS = /(?<=^\{"process":"interview\/.*)"kind":"fact","at":"[^"]*","type":"([\w-]+)"/;

test('killed at every step of a whole chain, an interview equals its rehearsal', async () => {
  const mark = join(world.folder, 'each');
  const worker = keepWorker(world, {
    ...{ KILL_POINT: 'before-record', KILL_MATCH: STEPS.source, KILL_MARK: mark },
  });
  try {
    const talks = { verifies: ['failed' as const] };
    const behaviour = Behaviour.parse({ reports: 'silent', talks });
    await livedAsRehearsed(world, await startYear(world, 2), behaviour, UNTIL);
    const killed = readdirSync(world.folder).filter((file) => file.startsWith('each.'));
    console.log(`killed before ${killed.length} kinds of steps: ${killed.join(' ')}`);
    expect(killed.length).toBeGreaterThan(10);
  } finally {
    await worker.stop();
  }
}, 580_000);

describe('an interview lived on the real workflows equals its rehearsal, though its worker is killed', () => {
  test.each(CHAINS)(
    '$name',
    async ({ talks, point, match, types }) => {
      const mark = join(world.folder, `${point}-${match.replace(/\W/g, '')}`);
      const worker = keepWorker(world, { KILL_POINT: point, KILL_MATCH: match, KILL_MARK: mark });
      try {
        const behaviour = Behaviour.parse({ reports: 'silent', talks });
        const campaign = await startYear(world, 2);
        await livedAsRehearsed(world, campaign, behaviour, UNTIL);
        expect(existsSync(mark)).toBe(true);
        const { pool } = world;
        const { campaign: id } = campaign.context;
        const { rows } = await pool.query<{ type: string }>(
          `select distinct type from ledger where campaign = $1 and process like 'interview/%'`,
          [id],
        );
        expect(rows.map(({ type }) => type)).toEqual(expect.arrayContaining([...types]));
        const engines = await pool.query<{ engine: number }>(
          `select distinct engine from turn where process like 'interview/' || $1 || '/%'`,
          [id],
        );
        expect(engines.rows).toEqual([{ engine: 2 }]);
      } finally {
        await worker.stop();
      }
    },
    300_000,
  );
});
