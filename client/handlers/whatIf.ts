import { assign, directoryOf } from '../../domain/assign.ts';
import type { OwedTask } from '../../domain/context.ts';
import { dutyIds } from '../../domain/firsts.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import { DEADLINES } from '../../domain/obligation.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Regime } from '../../domain/regime.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { whatIf as livedOtherwise, type LivedTask } from '../../domain/whatIf.ts';
import { dutyWords, partyWords } from '../../domain/wordsParts.ts';
import { recipientWords, type Names } from '../../domain/words.ts';
import { tasksOf, unitsOf, type CampaignRow, type TaskRow } from '../../store/campaigns.ts';
import type { Db } from '../../store/pool.ts';
import { taskTurns } from '../../store/proofs.ts';
import type { Unit } from '../../domain/unit.ts';
import { refuse } from '../faultError.ts';
import { refuseFaulty } from '../faultyDocument.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { campaignFor } from './find.ts';
import { namesIn } from './history.ts';

const PAGE = 200;

/** What would have been judged and sent under another regime; nothing is changed. */
export async function whatIf(
  service: Service,
  input: TakenOf<'whatIf'>,
): Promise<OutputOf<'whatIf'>> {
  const { pool } = service;
  const { regime, from, to } = input;
  refuseFaulty('制度', checkRegime(regime));
  const campaign = await campaignFor(pool, input.campaign);
  const { id, context } = campaign;
  const { zone } = context.calendar;
  const [tasks, units] = [await tasksOf(pool, id), await unitsOf(pool, id)];
  const lived = await livedTasks(pool, id);
  const now = await nowOf(service, pool, zone);
  const until = lastTaken(lived) ?? now;
  const owed = owedUnder(regime, campaign, tasks, units);
  const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const found = livedOtherwise(lived, { regime, owed, until, ...days });
  const plans = tasks.map(({ plan }) => plan);
  const names = namesIn({ ...context, regime }, plans, units, now);
  const numbers = new Map(plans.map(({ key, no }) => [key, no]));
  const { verdicts, otherNotices, ...counts } = found;
  return {
    campaign: id,
    zone,
    until,
    regime: { id: context.regime.id, version: context.regime.version },
    other: { id: regime.id, version: regime.version },
    ...counts,
    verdicts: verdicts.map(({ task, obligation, duty, period, party, due, ...other }) => ({
      ...{ task, no: numbers.get(task) ?? null, obligation, due },
      occasion: dutyWords({ duty, period }, namesFor(duty, names, context.regime)),
      units: partyWords(party, names),
      old: other.old ?? null,
      new: other.new ?? null,
    })),
    otherNotices: otherNotices.map(({ task, type, recipient, payload, ...other }) => ({
      ...{ task, no: numbers.get(task) ?? null, type },
      recipient: recipientWords(recipient, names),
      occasion: dutyWords(payload, namesFor(String(payload['duty']), names, context.regime)),
      old: other.old ?? null,
      new: other.new ?? null,
    })),
  };
}

/** A duty that the other regime no longer has is named by the one that has it. */
function namesFor(duty: string, names: Names, regime: Regime): Names {
  return dutyIds(names.regime).includes(duty) ? names : { ...names, regime };
}

/** Every task with its turns. Those that started together share one context, and what is remembered of it. */
async function livedTasks(db: Db, campaign: string): Promise<readonly LivedTask[]> {
  const lived: LivedTask[] = [];
  const contexts = new Map<Instant, LivedTask['input']['context']>();
  for (let after = ''; ;) {
    const page = await taskTurns(db, campaign, { after, limit: PAGE });
    const [last] = page.slice(-1);
    if (last === undefined) return lived;
    for (const { process, input, turns } of page) {
      const own = input as LivedTask['input'];
      const context = contexts.get(own.context.startedAt) ?? own.context;
      contexts.set(own.context.startedAt, context);
      lived.push({ process, turns: turns as LivedTask['turns'], input: { ...own, context } });
    }
    after = last.process;
  }
}

function lastTaken(lived: readonly LivedTask[]): Instant | undefined {
  return lived
    .flatMap(({ turns }) => turns.at(-1)?.taken.at(-1)?.upTo ?? [])
    .reduce<Instant | undefined>(
      (last, at) => (last === undefined || epoch(at) > epoch(last) ? at : last),
      undefined,
    );
}

/**
 * Who owes under the other regime: for a duty that both have, with the same roles, as recorded; else as the plan says,
 * several leads of one cell jointly.
 */
function owedUnder(
  regime: Regime,
  { context, title }: CampaignRow,
  tasks: readonly TaskRow[],
  units: readonly Unit[],
): ReadonlyMap<string, OwedTask> {
  const byOf = (rules: Regime, id: string) => rules.duties.find((duty) => duty.id === id)?.by;
  const kept = (id: string) => {
    const [was, is] = [byOf(context.regime, id), byOf(regime, id)];
    return id === DEADLINES || (was !== undefined && was.join() === is?.join());
  };
  if (regime.duties.every(({ id }) => kept(id))) return new Map();
  const head = { title, issuer: null, documentNumber: null, issuedOn: null, version: 1 };
  const plan: Plan = { ...head, tasks: tasks.map((task) => task.plan) };
  const directory = { ...directoryOf(plan), units: [...units] };
  const assigned = assign(plan, directory, regime);
  const blocking = assigned.diagnostics.filter(({ severity }) => severity === 'blocking');
  if (blocking.length > 0) {
    const list = blocking.map(({ message }) => message).join('\n');
    refuse('regime-owes-nobody', { count: blocking.length, list });
  }
  return new Map(
    tasks.flatMap(({ key, owed }, i) => {
      const found = assigned.tasks[i];
      if (found === undefined) return [];
      const parties = Object.fromEntries(
        Object.entries(found.parties).map(([id, list]) => [
          id,
          kept(id) ? (owed.parties[id] ?? list) : list,
        ]),
      );
      const known = new Map([...owed.units, ...found.units].map((unit) => [unit.id, unit]));
      return [[key, { ...owed, parties, units: [...known.values()] }] as const];
    }),
  );
}
