import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startCampaignProcess } from '../../client/campaignStart.ts';
import { liveThrough } from '../../client/lived.ts';
import { Behaviour, type Delivery } from '../../domain/behaviour.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import type { Context } from '../../domain/context.ts';
import { epoch } from '../../domain/instant.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { insertCampaign } from '../../store/campaigns.ts';
import { transaction } from '../../store/pool.ts';
import { decisionsOf } from '../../store/turns.ts';
import { UNITS } from '../harness/cast.ts';
import { when } from '../harness/played.ts';
import { SCENARIOS } from '../scenarios/all.ts';
import { CAMPAIGN, deliveryOf, rowLine, type Scenario } from '../scenarios/scenario.ts';
import { lifeOf, only } from './compared.ts';
import { enterLater, printed } from './laterTasks.ts';
import { startWorld, type World } from './world.ts';

/**
 * Scenarios in which tasks join in flight, or are changed by a later version of the plan: one after another, since numbers
 * of items run over all campaigns.
 */
const JOINED = Object.values(SCENARIOS)
  .flat()
  .filter(({ later, plan }) => later !== undefined || plan !== undefined);
let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: true });
  await world.startWorker();
}, 120_000);
afterAll(() => world.stop(), 60_000);

const NOBODY = Behaviour.parse({
  ...{ reports: 'silent', signs: 'never', gates: ['lapse'], talks: 'none', matters: 'none' },
});

async function enter({ context, tasks, later = [] }: Scenario, n: number): Promise<Context> {
  const head = { title: '情形', issuer: null, documentNumber: null, issuedOn: null, version: 1 };
  const plan = { ...head, tasks: tasks.map(printed) };
  const { regime, calendar } = context;
  const entered = await transaction(world.pool, (db) =>
    insertCampaign(db, {
      title: '情形',
      documents: { plan, regime, calendar, directory: { version: 1, units: UNITS, groups: [] } },
      createdAt: context.startedAt,
      year: Number(context.horizon.from.slice(0, 4)),
      requestId: `joined-${n}`,
      context: (campaign) => ({ ...context, campaign }),
      tasks: tasks.map((owed) => ({ plan: printed(owed), owed })),
      units: UNITS,
    }),
  );
  await enterLater(world.pool, entered.campaign, later);
  return entered;
}

/** Every row, with its payload, as the rehearsal decides it. */
function rehearsedRows(scenario: Scenario): ReadonlySet<string> {
  const { context, tasks, later = [], acts, until } = scenario;
  const rows = new Set<string>();
  rehearse({
    input: { context, units: UNITS, leaders: ['分管领导甲'] },
    ...{ tasks, later, behaviour: NOBODY, until: when(until) },
    acts: acts.map((act, i) => deliveryOf(act, i, scenario)),
    onRow({ process, decision: { kind, type, key, at, payload } }) {
      rows.add(canonicalJson({ process, kind, type, key, at, payload }));
    },
  });
  return rows;
}

async function lived(scenario: Scenario, n: number): Promise<readonly string[]> {
  const { tasks, acts, show, until } = scenario;
  const context = await enter(scenario, n);
  const input = { context, units: UNITS, leaders: ['分管领导甲'] };
  const { client, pool } = world;
  await startCampaignProcess(client, pool, input, epoch(context.startedAt) - Date.now());
  const own = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll(CAMPAIGN, context.campaign)) as T;
  const deliveries: Delivery[] = acts.map((act, i) => own(deliveryOf(act, i, scenario)));
  const lives = { client, pool, context, tasks, behaviour: NOBODY, acts: deliveries };
  await liveThrough(lives, epoch(when(until)));
  const lines = await lifeOf(pool, context.campaign);
  const life = new Set([...lines].map((row) => row.replaceAll(context.campaign, CAMPAIGN)));
  const rehearsed = rehearsedRows(scenario);
  expect(only(life, rehearsed)).toEqual([]);
  expect(only(rehearsed, life)).toEqual([]);
  const rows = await decisionsOf(pool, context.campaign);
  return rows
    .filter(({ kind, type }) => kind !== 'effect' && show.includes(type))
    .map(({ process, ...decision }) => rowLine({ process, decision } as LedgerRow));
}

describe('tasks that join in flight, on Temporal with skipped time', () => {
  test.each(JOINED.map((scenario, n) => [scenario.title, scenario, n] as const))(
    '%s',
    async (_title, scenario, n) => {
      expect([...(await lived(scenario, n))].sort()).toEqual([...scenario.expect].sort());
    },
    180_000,
  );
});
