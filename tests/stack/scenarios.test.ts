import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startCampaignProcess } from '../../client/campaignStart.ts';
import { liveThrough } from '../../client/lived.ts';
import { Behaviour, type Delivery } from '../../domain/behaviour.ts';
import type { Context } from '../../domain/context.ts';
import { epoch } from '../../domain/instant.ts';
import type { LedgerRow } from '../../domain/rehearse.ts';
import { insertCampaign } from '../../store/campaigns.ts';
import { transaction } from '../../store/pool.ts';
import { decisionsOf } from '../../store/turns.ts';
import { UNITS } from '../harness/cast.ts';
import { when } from '../harness/played.ts';
import { SCENARIOS } from '../scenarios/all.ts';
import { CAMPAIGN, deliveryOf, rowLine, type Scenario } from '../scenarios/scenario.ts';
import { eventsOf } from './events.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ skipping: true });
  await world.startWorker();
  liveAll();
}, 120_000);
afterAll(() => world.stop(), 60_000);

const NOBODY = Behaviour.parse({
  ...{ reports: 'silent', signs: 'never', gates: ['lapse'], talks: 'none', matters: 'none' },
});

/** The scenario's campaign in the register, under an id of its own. */
async function enter({ context, tasks }: Scenario): Promise<Context> {
  const plan = {
    ...{ title: '情形', issuer: null, documentNumber: null, issuedOn: null, version: 1 },
    tasks: tasks.map(({ key, deadlines, leaders }) => ({
      ...{ key, no: null, category: [], title: key, content: key, openEnded: false },
      ...{ assignments: [], leaders, deadlines },
    })),
  };
  const { regime, calendar } = context;
  return transaction(world.pool, (db) =>
    insertCampaign(db, {
      title: '情形',
      documents: { plan, regime, calendar, directory: { version: 1, units: UNITS, groups: [] } },
      createdAt: context.startedAt,
      year: Number(context.horizon.from.slice(0, 4)),
      requestId: `scenario-${Math.random().toString(36).slice(2)}`,
      context: (campaign) => ({ ...context, campaign }),
      tasks: plan.tasks.map((own, i) => ({ plan: own, owed: tasks[i] as (typeof tasks)[number] })),
      units: UNITS,
    }),
  );
}

/** The scenario on the real workflows, with skipped time: the same people, the same acts. */
async function lived(scenario: Scenario): Promise<readonly string[]> {
  const { tasks, acts, show, until } = scenario;
  const context = await enter(scenario);
  const input = { context, units: UNITS, leaders: ['分管领导甲'] };
  const offset = epoch(context.startedAt) - Date.now();
  await startCampaignProcess(world.client, world.pool, input, offset);
  const own = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll(CAMPAIGN, context.campaign)) as T;
  const deliveries: Delivery[] = acts.map((act, n) => own(deliveryOf(act, n, scenario)));
  const { client, pool } = world;
  const life = { client, pool, context, tasks, behaviour: NOBODY, acts: deliveries };
  await liveThrough(life, epoch(when(until)));
  expect(await overBudget(context.campaign)).toEqual([]);
  const rows = await decisionsOf(pool, context.campaign);
  return rows
    .filter(({ kind, type }) => kind !== 'effect' && show.includes(type))
    .map(({ process, ...decision }) => rowLine({ process, decision } as LedgerRow));
}

/** Events that no message and no instant costs: a start, a first turn, an end. */
const ANYWAY = 14;
/** A decision adds at most 13, a limit or an instant that fires 11; what it sets in motion outside is an activity. */
const COST = { told: 13, woken: 11, effect: 6 } as const;

/** Tasks whose history is longer than what they were told and what fired in them may cost. */
async function overBudget(campaign: string): Promise<readonly string[]> {
  const { rows } = await world.pool.query<
    Record<'told' | 'woken' | 'effects', number> & {
      process: string;
    }
  >(
    `select t.process,
            (select count(*)::int from ledger l where l.process = t.process and l.kind = 'effect') as effects,
            sum((select count(*) from jsonb_array_elements(t.taken) s where s ? 'message'))::int as told,
            count(*) filter (where not exists (
              select 1 from jsonb_array_elements(t.taken) s where s ? 'message'))::int as woken
       from turn t join process p on p.id = t.process
      where p.campaign = $1 and p.kind = 'task' group by t.process`,
    [campaign],
  );
  const found = await Promise.all(
    rows.map(async ({ process, told, woken, effects }) => {
      const events = await eventsOf(world.client, process);
      const budget = ANYWAY + told * COST.told + woken * COST.woken + effects * COST.effect;
      return events <= budget ? [] : [`${process}: ${events} events, ${budget} allowed`];
    }),
  );
  return found.flat();
}

const ALL = Object.values(SCENARIOS)
  .flat()
  .filter(({ later }) => later === undefined);
/** Each is a campaign of its own; so many live at once. */
const AT_ONCE = 4;
const lives = new Map<Scenario, Promise<readonly string[]>>();

/** Starts the lives of all scenarios, a few at a time; each test waits for its own. */
function liveAll(): void {
  let running: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  ALL.forEach((scenario, n) => {
    const before = running[n % AT_ONCE] as Promise<unknown>;
    const own = before.then(() => lived(scenario));
    lives.set(scenario, own);
    running = running.map((lane, i) => (i === n % AT_ONCE ? own.catch(() => undefined) : lane));
  });
}

describe.each(Object.entries(SCENARIOS))('%s', (_, scenarios) => {
  const own = scenarios.filter((scenario) => ALL.includes(scenario));
  test.each(own.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    async (_title, scenario) => {
      expect([...((await lives.get(scenario)) ?? [])].sort()).toEqual([...scenario.expect].sort());
    },
    580_000,
  );
});
