import { expect } from '@jest/globals';
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
import { CAMPAIGN, deliveryOf, rowLine, type Scenario } from '../scenarios/scenario.ts';
import { lifeOf, only } from './compared.ts';
import { eventsOf } from './events.ts';
import { enterLater, printed } from './laterTasks.ts';
import type { World } from './world.ts';

/** Nobody does anything but what the scenario says. */
const NOBODY = Behaviour.parse({
  ...{ reports: 'silent', signs: 'never', gates: ['lapse'], talks: 'none', matters: 'none' },
});
const LEADERS = ['分管领导甲'];

/** Whether tasks join in it, or are changed by a later version of the plan. */
export function isJoined({ later, plan }: Scenario): boolean {
  return later !== undefined || plan !== undefined;
}

/** The scenario's campaign in the register, under an id of its own. */
async function enter({ pool }: World, scenario: Scenario, n: number): Promise<Context> {
  const { context, tasks, later = [] } = scenario;
  const head = { title: '情形', issuer: null, documentNumber: null, issuedOn: null, version: 1 };
  const { regime, calendar } = context;
  const directory = { version: 1, units: UNITS, groups: [] };
  const entered = await transaction(pool, (db) =>
    insertCampaign(db, {
      title: '情形',
      documents: { plan: { ...head, tasks: tasks.map(printed) }, regime, calendar, directory },
      createdAt: context.startedAt,
      year: Number(context.horizon.from.slice(0, 4)),
      requestId: `scenario-${n}`,
      context: (campaign) => ({ ...context, campaign }),
      tasks: tasks.map((owed) => ({ plan: printed(owed), owed })),
      units: UNITS,
    }),
  );
  if (isJoined(scenario)) await enterLater(pool, entered.campaign, later);
  return entered;
}

/** Every row, with its payload, as the rehearsal decides it. */
function rehearsedRows(scenario: Scenario): ReadonlySet<string> {
  const { context, tasks, later = [], acts, until } = scenario;
  const rows = new Set<string>();
  rehearse({
    input: { context, units: UNITS, leaders: LEADERS },
    ...{ tasks, later, behaviour: NOBODY, until: when(until) },
    acts: acts.map((act, i) => deliveryOf(act, i, scenario)),
    onRow({ process, decision: { kind, type, key, at, payload } }) {
      rows.add(canonicalJson({ process, kind, type, key, at, payload }));
    },
  });
  return rows;
}

/**
 * The scenario on the real workflows, with skipped time: the same people, the same acts. Every row of the register equals
 * the rehearsal's, no task costs more events than it may; the lines that the scenario shows.
 */
export async function liveScenario(
  world: World,
  scenario: Scenario,
  n: number,
): Promise<readonly string[]> {
  const { tasks, acts, show, until } = scenario;
  const { client, pool } = world;
  const context = await enter(world, scenario, n);
  const input = { context, units: UNITS, leaders: LEADERS };
  await startCampaignProcess(client, pool, input, epoch(context.startedAt) - Date.now());
  const own = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll(CAMPAIGN, context.campaign)) as T;
  const deliveries: Delivery[] = acts.map((act, i) => own(deliveryOf(act, i, scenario)));
  const lived = { client, pool, context, tasks, behaviour: NOBODY, acts: deliveries };
  await liveThrough(lived, epoch(when(until)));
  const lines = await lifeOf(pool, context.campaign);
  const life = new Set([...lines].map((row) => row.replaceAll(context.campaign, CAMPAIGN)));
  const rehearsed = rehearsedRows(scenario);
  expect(only(life, rehearsed)).toEqual([]);
  expect(only(rehearsed, life)).toEqual([]);
  expect(await overBudget(world, context.campaign)).toEqual([]);
  const rows = await decisionsOf(pool, context.campaign);
  return rows
    .filter(({ kind, type }) => kind !== 'effect' && show.includes(type))
    .map(({ process, ...decision }) => rowLine({ process, decision } as LedgerRow));
}

/** Events that no message and no instant costs: a start, a first turn, an end. */
const ANYWAY = 14;
/** A decision adds at most 13, a limit or an instant that fires 11; what it sets in motion outside is an activity; telling another process costs nothing. */
const COST = { told: 13, woken: 11, effect: 6 } as const;

/** Tasks whose history is longer than what they were told and what fired in them may cost. */
async function overBudget({ client, pool }: World, campaign: string): Promise<readonly string[]> {
  const { rows } = await pool.query<
    Record<'told' | 'woken' | 'effects', number> & { process: string }
  >(
    `select t.process,
            (select count(*)::int from ledger l where l.process = t.process and l.kind = 'effect' and l.type <> 'tell') as effects,
            sum((select count(*) from jsonb_array_elements(t.taken) s where s ? 'message'))::int as told,
            count(*) filter (where not exists (
              select 1 from jsonb_array_elements(t.taken) s where s ? 'message'))::int as woken
       from turn t join process p on p.id = t.process
      where p.campaign = $1 and p.kind = 'task' group by t.process`,
    [campaign],
  );
  const found = await Promise.all(
    rows.map(async ({ process, told, woken, effects }) => {
      const events = await eventsOf(client, process);
      const budget = ANYWAY + told * COST.told + woken * COST.woken + effects * COST.effect;
      return events <= budget ? [] : [`${process}: ${events} events, ${budget} allowed`];
    }),
  );
  return found.flat();
}
