import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { taskProcess } from '../../domain/ids.ts';
import type { Regime } from '../../domain/regime.ts';
import { eventsOf } from './events.ts';
import { livedAsRehearsed, only, rehearsalOf } from './compared.ts';
import { startYear } from './plan49.ts';
import { startWorld, type World } from './world.ts';

const END = '2026-12-31T23:59:59+08:00';
let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: true });
  await world.startWorker();
}, 120_000);
afterAll(() => world.stop(), 60_000);

function movedByADay(regime: Regime, id: string): Regime {
  const ladder = regime.ladder.map((step) =>
    step.id === id ? { ...step, at: { after: 'grace' as const, offset: { workdays: 4 } } } : step,
  );
  return { ...regime, ladder };
}

const BUDGET = { early: 165, 'on-time': 295, silent: 440 } as const;

const YEARS = [
  { name: 'silent', behaviour: { reports: 'silent' }, budget: { t0003: 'silent' } },
  {
    name: 'on time',
    behaviour: { reports: 'on-time', tasks: { t0003: 'early' } },
    budget: { t0003: 'early', t0004: 'on-time' },
  },
  {
    name: 'a seeded mix with a pause and every answer of a gate',
    behaviour: {
      seed: 3,
      reports: { 'on-time': 5, late: 2, silent: 4, nil: 1, duplicate: 1, lost: 1, early: 2 },
      gates: ['approve', 'reject', 'lapse'],
      pauses: [{ from: '2026-05-11T10:00:00+08:00', to: '2026-05-28T09:00:00+08:00' }],
    },
    budget: {},
  },
] as const;

describe('a year of 49 tasks on the real workflows equals its rehearsal, entry by entry', () => {
  test.each(YEARS)(
    '$name',
    async ({ behaviour: assumed, budget }) => {
      const behaviour = Behaviour.parse(assumed);
      const campaign = await startYear(world);
      const life = await livedAsRehearsed(world, campaign, behaviour, END);
      expect(life.size).toBeGreaterThan(1000);

      const { context } = campaign;
      const { rows } = await world.pool.query<Record<string, number>>(
        'select * from campaign_standing where campaign = $1',
        [context.campaign],
      );
      const sums = rows[0] as Record<
        'expected' | 'on_time' | 'late' | 'missing' | 'exempt' | 'pending',
        number
      >;
      expect(sums.on_time + sums.late + sums.missing + sums.exempt + sums.pending).toBe(
        sums.expected,
      );

      for (const [task, manner] of Object.entries(budget)) {
        const events = await eventsOf(world.client, taskProcess(context.campaign, task));
        console.log(`${task} ${manner}: ${events} events in the year (budget ${BUDGET[manner]})`);
        expect(events).toBeLessThanOrEqual(BUDGET[manner]);
      }
      if (behaviour.reports === 'silent') {
        const moved = rehearsalOf(campaign, behaviour, END, movedByADay(context.regime, 'letter'));
        expect(only(life, moved).length).toBeGreaterThan(0);
      }
    },
    600_000,
  );
});
