import type { Assigned } from '../../domain/assign.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { Context } from '../../domain/context.ts';
import { fault } from '../../domain/faults.ts';
import { dayOf, type Instant } from '../../domain/instant.ts';
import type { Diagnostic } from '../../domain/plan.ts';
import type { Regime } from '../../domain/regime.ts';
import type { Unit } from '../../domain/unit.ts';
import { insertAudit } from '../../store/audit.ts';
import {
  campaignOfRequest,
  findCampaign,
  insertCampaign,
  tasksOf,
  type CampaignRow,
} from '../../store/campaigns.ts';
import { sha256 } from '../../store/ledger.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { campaignsWithoutTurn, documentHashes } from '../../store/standings.ts';
import { startCampaignProcess } from '../campaignStart.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { CampaignDocuments } from '../operations.ts';
import { listWords, prepare, type Prepared } from '../prepare.ts';
import type { Service } from '../service.ts';
import { attempt, nowOf } from './actor.ts';
import { isTemporalAway, mustReach } from './temporal.ts';

/** A campaign as it is asked for. */
export type NewCampaignInput = CampaignDocuments & {
  readonly requestId: string;
  readonly actor: string;
  /** 超限批准 of a burden above the limit: stands in the audit of the start. */
  readonly approval?: object;
  /** Asked for that approval when everything else stands; it may refuse. */
  readonly approve?: (prepared: Prepared, at: Instant) => Promise<object | null>;
};

const START_LIMIT_MS = 10_000;

/** Everything that keeps a campaign from starting, and what else a human eye should see; nothing is written. */
export async function checkCampaign(
  service: Service,
  input: CampaignDocuments,
): Promise<{ diagnostics: Diagnostic[] }> {
  const zone = input.calendar.zone;
  const now = input.startedAt ?? (await nowOf(service, service.pool, zone));
  return { diagnostics: [...prepare(input, now).diagnostics] };
}

/**
 * Commits a campaign whole and starts its process. With Temporal away the campaign stands, and the same request again,
 * or the next start of the API, starts it.
 */
export async function createCampaign(
  service: Service,
  input: NewCampaignInput,
): Promise<{ campaign: string }> {
  const what = { actor: input.actor, act: 'createCampaign', subject: input.requestId };
  const campaign = await attempt(service, what, () => committed(service, input));
  await startFromRegister(service, campaign);
  return { campaign };
}

async function committed(service: Service, input: NewCampaignInput): Promise<string> {
  const { pool } = service;
  const zone = input.calendar.zone;
  const earlier = await campaignOfRequest(pool, input.requestId);
  if (earlier !== undefined) return sameRequest(pool, earlier, input);
  const now = input.startedAt ?? (await nowOf(service, pool, zone));
  const prepared = prepare(input, now);
  const { plan, directory, assigned, bound, diagnostics } = prepared;
  const blocking = diagnostics.filter(({ severity }) => severity === 'blocking');
  if (blocking.length > 0) {
    const list = listWords(blocking);
    throw new FaultError(fault('plan-not-ready', { count: blocking.length, list }), blocking);
  }
  const approved = input.approval ?? (await input.approve?.(prepared, now)) ?? null;
  const year = Number(dayOf(now, zone).slice(0, 4));
  return transaction(pool, async (db) => {
    const { campaign } = await insertCampaign(db, {
      title: plan.title,
      documents: documentsOf(prepared, input.regime),
      createdAt: now,
      year,
      requestId: input.requestId,
      context: (id) => Context.parse({ campaign: id, ...bound }),
      tasks: plan.tasks.map((task, i) => ({ plan: task, owed: owedAt(assigned, i) })),
      units: directory.units,
    });
    const approval = approved === null ? {} : { approval: approved };
    const detail = { requestId: input.requestId, tasks: plan.tasks.length, ...approval };
    const what = { actor: input.actor, act: 'createCampaign', subject: campaign };
    await insertAudit(db, { ...what, at: now, outcome: 'done', detail });
    return campaign;
  });
}

function owedAt(assigned: Assigned, i: number): Assigned['tasks'][number] {
  const owed = assigned.tasks[i];
  if (owed === undefined) throw new RangeError(`task ${i} was not assigned`);
  return owed;
}

function documentsOf({ plan, directory, bound }: Prepared, regime: Regime) {
  return { plan, regime, calendar: bound.calendar, directory };
}

/** A request number belongs to one content. */
async function sameRequest(db: Db, campaign: string, input: NewCampaignInput): Promise<string> {
  const row = await findCampaign(db, campaign);
  if (row === undefined) throw new Error(`campaign ${campaign} was not found`);
  const prepared = prepare(input, row.context.startedAt);
  const documents = documentsOf(prepared, input.regime);
  const known = await documentHashes(db, campaign);
  const same =
    canonicalJson(prepared.bound.horizon) === canonicalJson(row.context.horizon) &&
    prepared.bound.trial === row.context.trial &&
    Object.entries(known).every(
      ([kind, hash]) => sha256(canonicalJson(documents[kind as keyof typeof documents])) === hash,
    );
  return same ? campaign : refuse('request-reused', { request: input.requestId });
}

/** Starts the process of a campaign from what the register holds; started before, nothing happens. */
export async function startFromRegister(service: Service, campaign: string): Promise<void> {
  const waiting = await campaignsWithoutTurn(service.pool);
  if (!waiting.includes(campaign)) return;
  const row = await findCampaign(service.pool, campaign);
  if (row === undefined) throw new Error(`campaign ${campaign} was not found`);
  const input = await campaignInput(service.pool, row);
  const { client, pool, clockOffset } = service;
  await mustReach(client, fault('campaign-waiting', { campaign }));
  const started = client.withDeadline(Date.now() + START_LIMIT_MS, () =>
    startCampaignProcess(client, pool, input, clockOffset),
  );
  await started.catch((error: unknown) => {
    throw isTemporalAway(error) ? new FaultError(fault('campaign-waiting', { campaign })) : error;
  });
}

async function campaignInput(db: Db, { id, context }: Pick<CampaignRow, 'id' | 'context'>) {
  const tasks = await tasksOf(db, id);
  const units = new Map<string, Unit>();
  for (const { owed } of tasks) for (const unit of owed.units) units.set(unit.id, unit);
  return {
    context,
    units: [...units.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    leaders: [...new Set(tasks.flatMap(({ owed }) => owed.leaders))],
  };
}

/** Starts every campaign that was committed and whose process has never moved; how many it tried. */
export async function resumeStarts(service: Service): Promise<number> {
  const waiting = await campaignsWithoutTurn(service.pool);
  for (const campaign of waiting) await startFromRegister(service, campaign);
  return waiting.length;
}
