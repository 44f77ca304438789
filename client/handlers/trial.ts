import { regimeOn, regimesOf } from '../../domain/amendedContext.ts';
import { assign } from '../../domain/assign.ts';
import { Context } from '../../domain/context.ts';
import { fault } from '../../domain/faults.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { dayOf, epoch, type Instant } from '../../domain/instant.ts';
import type { Regime } from '../../domain/regime.ts';
import { insertAudit } from '../../store/audit.ts';
import {
  campaignOfRequest,
  findCampaign,
  insertCampaign,
  tasksOf,
  unitsOf,
  type NewCampaign,
} from '../../store/campaigns.ts';
import { directoryOf } from '../../store/directories.ts';
import { planDocument } from '../../store/joining.ts';
import { transaction, type Pool } from '../../store/pool.ts';
import { documentsOf, insertWentLive, liveOf } from '../../store/trials.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { firstNoticesAfter, horizonDiagnostics, listWords } from '../prepare.ts';
import { ownIn } from '../planDeskOwn.ts';
import type { Burden } from '../rehearsalBurden.ts';
import type { Service } from '../service.ts';
import { attempt } from './actor.ts';
import { approvalFor } from './burdenApproval.ts';
import { startFromRegister } from './campaigns.ts';
import { burdenFor } from './planDeskBurden.ts';
import { put } from './put.ts';
import { KeptPlan, severalIn } from './planStanding.ts';
import { calendarNow, type CalendarNow } from './standing.ts';
import { mustReach } from './temporal.ts';

type Input = TakenOf<'goLive'>;

/**
 * 转入正式: a new campaign from the documents of the trial, which ends. The new one is committed first: a request that
 * was cut off is finished by the same request again, and a campaign that stands starts with the next start of the API.
 */
export async function goLive(
  service: Service,
  input: Input,
  actor: string,
): Promise<OutputOf<'goLive'>> {
  const what = { actor, act: 'goLive', subject: input.campaign };
  return attempt(service, what, async () => {
    const { pool } = service;
    const row = await findCampaign(pool, input.campaign);
    if (row === undefined) return refuse('campaign-unknown', { campaign: input.campaign });
    if (row.context.trial !== true) refuse('trial-not', { campaign: row.id });
    const earlier = await liveOf(pool, row.id);
    if (earlier && earlier.requestId !== input.requestId) {
      refuse('trial-live-already', { campaign: row.id, live: earlier.campaign });
    }
    await mustBeOwn(pool, earlier?.campaign, input);
    await mustReach(service.client);
    const trial = await calendarNow(service, row.id);
    const live =
      earlier?.campaign ?? (await committed(service, { trial, title: row.title, input, actor }));
    await endTrial(service, trial, live, input.requestId);
    await startFromRegister(service, live);
    const { startedAt, firstNoticesAt } =
      (await findCampaign(pool, live))?.context ?? trial.context;
    const { requestId } = input;
    const repeated = earlier !== undefined;
    return { trial: row.id, campaign: live, startedAt, firstNoticesAt, requestId, repeated };
  });
}

/** A request belongs to one campaign, and to the instants that it named. */
async function mustBeOwn(
  pool: Pool,
  live: string | undefined,
  { requestId, startedAt, firstNoticesAt }: Input,
): Promise<void> {
  const made = await campaignOfRequest(pool, requestId);
  const context = live === undefined ? undefined : (await findCampaign(pool, live))?.context;
  const isSame =
    made === live &&
    (startedAt ?? context?.startedAt) === context?.startedAt &&
    (firstNoticesAt ?? context?.firstNoticesAt) === context?.firstNoticesAt;
  if ((made !== undefined || live !== undefined) && !isSame) {
    refuse('request-reused', { request: requestId });
  }
}

type Bound = Omit<Context, 'campaign' | 'trial'>;

/** What the live campaign would be of: its tasks and what they ask of each unit. */
async function liveFrom(pool: Pool, trial: CalendarNow, bound: Bound) {
  const [{ plan, tasks }, units] = await Promise.all([
    broughtOver(pool, trial, bound.regime),
    unitsOf(pool, trial.id),
  ]);
  const assigned = { tasks: tasks.map(({ owed }) => owed), units };
  const planned = { tasks: tasks.map((task) => task.plan) };
  const own = ownIn({ bound, plan: planned, assigned }, bound.startedAt);
  return { plan, tasks, units, own };
}

/** The burden of the units if a trial went live now: above the limit it asks for a reason. */
export async function burdenIfLive(service: Service, id: string): Promise<Burden> {
  const trial = await calendarNow(service, id);
  const bound = boundFrom(trial, undefined, undefined);
  return burdenFor(service, (await liveFrom(service.pool, trial, bound)).own);
}

/** The live campaign, with the note of what it came from and the audit, in one transaction. */
async function committed(
  service: Service,
  {
    trial,
    title,
    input: { startedAt, firstNoticesAt, burdenReason: reason, requestId },
    actor,
  }: {
    readonly trial: CalendarNow;
    readonly title: string;
    readonly input: Input;
    readonly actor: string;
  },
): Promise<string> {
  const { pool } = service;
  const { id, calendar, now, campaign } = trial;
  if (campaign.ended) refuse('already-ended', { what: `试运行 ${id}`, at: campaign.ended.at });
  const bound = boundFrom(trial, startedAt, firstNoticesAt);
  const { plan, tasks, units, own } = await liveFrom(pool, trial, bound);
  const approval = await approvalFor(service, own, { reason, at: now });
  return transaction(pool, async (db) => {
    const start = await documentsOf(db, id);
    const documents = { ...start, plan: plan ?? start.plan, regime: bound.regime, calendar };
    const { campaign: live } = await insertCampaign(db, {
      ...{ title, documents, createdAt: now, requestId, units },
      year: Number(dayOf(now, calendar.zone).slice(0, 4)),
      context: (own) => Context.parse({ ...bound, campaign: own }),
      tasks,
    });
    await insertWentLive(db, { trial: id, campaign: live, actor, at: now });
    const entry = { at: now, actor, act: 'goLive', subject: id, outcome: 'done' };
    const approved = approval === null ? {} : { approval };
    const detail = { live, requestId, tasks: tasks.length, ...approved };
    await insertAudit(db, { ...entry, detail });
    return live;
  });
}

/**
 * The tasks as they were at the start of the trial; where another plan or regime came into force on trial, as that plan and
 * that regime assign them. What was tried out besides, transfers and items among it, stays with the trial.
 */
async function broughtOver(
  pool: Pool,
  { id, campaign, context }: CalendarNow,
  regime: Regime,
): Promise<{ readonly plan?: unknown; readonly tasks: NewCampaign['tasks'] }> {
  const rows = await tasksOf(pool, id);
  const { plan: version, regimes = [] } = campaign;
  if (version === undefined && regimes.length === 0) {
    return { tasks: rows.filter(({ since }) => since === undefined) };
  }
  const plan = KeptPlan.parse(await planDocument(pool, id, version?.hash));
  const directory = await directoryOf(pool, id);
  const several = severalIn(plan.tasks, rows, directory, regimesOf(context));
  const owed = new Map(assign(plan, directory, regime, several).tasks.map((own) => [own.key, own]));
  const tasks = plan.tasks.flatMap((task) => {
    const own = owed.get(task.key);
    return own === undefined ? [] : [{ plan: task, owed: own }];
  });
  return { plan, tasks };
}

/** What the live campaign binds: by the regime and the calendar in force, from its own start. */
function boundFrom(
  { id, context, calendar, now }: CalendarNow,
  start: Instant | undefined,
  first: Instant | undefined,
): Bound {
  const { horizon } = context;
  const startedAt = start ?? now;
  const regime = regimeOn(context, dayOf(startedAt, calendar.zone));
  const firstNoticesAt = first ?? firstNoticesAfter(startedAt, calendar.zone);
  const found = horizonDiagnostics(horizon, calendar, { startedAt, firstNoticesAt });
  const blocking = found.filter(({ severity }) => severity === 'blocking');
  const past = epoch(startedAt) < epoch(now) ? ['· 启动时点已经过去，请改正'] : [];
  if (blocking.length + past.length > 0) {
    const list = [...past, ...(blocking.length > 0 ? [listWords(blocking)] : [])].join('\n');
    throw new FaultError(fault('trial-not-live', { campaign: id, list }), blocking);
  }
  return { regime, calendar, horizon, startedAt, firstNoticesAt };
}

/** The trial ends with the reason 转入正式; one that has ended by now needs nothing. */
async function endTrial(
  service: Service,
  { id, now, campaign }: CalendarNow,
  live: string,
  requestId: string,
): Promise<void> {
  if (campaign.ended) return;
  const reason = `转入正式（${live}）`;
  const message = { kind: 'close', id: requestId, receivedAt: now, by: 'office', reason };
  await put(service, campaignProcess(id), message);
}
