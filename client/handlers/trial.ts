import { Context } from '../../domain/context.ts';
import { fault } from '../../domain/faults.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { dayOf, epoch, type Instant } from '../../domain/instant.ts';
import { insertAudit } from '../../store/audit.ts';
import { findCampaign, insertCampaign, tasksOf, unitsOf } from '../../store/campaigns.ts';
import { transaction } from '../../store/pool.ts';
import { documentsOf, insertWentLive, liveOf } from '../../store/trials.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { firstNoticesAfter, horizonDiagnostics, listWords } from '../prepare.ts';
import type { Service } from '../service.ts';
import { attempt } from './actor.ts';
import { startFromRegister } from './campaigns.ts';
import { put } from './decisions.ts';
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
    await mustReach(service.client);
    const trial = await calendarNow(service, row.id);
    const live = earlier?.campaign ?? (await committed(service, trial, row.title, input, actor));
    await endTrial(service, trial, live, input.requestId);
    await startFromRegister(service, live);
    const { startedAt, firstNoticesAt } =
      (await findCampaign(pool, live))?.context ?? trial.context;
    const { requestId } = input;
    const repeated = earlier !== undefined;
    return { trial: row.id, campaign: live, startedAt, firstNoticesAt, requestId, repeated };
  });
}

/** The live campaign, with the note of what it came from and the audit, in one transaction. */
async function committed(
  { pool }: Service,
  trial: CalendarNow,
  title: string,
  { startedAt, firstNoticesAt, requestId }: Input,
  actor: string,
): Promise<string> {
  const { id, calendar, now, campaign } = trial;
  if (campaign.ended) refuse('already-ended', { what: `试运行 ${id}`, at: campaign.ended.at });
  const bound = boundFrom(trial, startedAt, firstNoticesAt);
  const [tasks, units] = await Promise.all([tasksOf(pool, id), unitsOf(pool, id)]);
  return transaction(pool, async (db) => {
    const documents = { ...(await documentsOf(db, id)), calendar };
    const { campaign: live } = await insertCampaign(db, {
      ...{ title, documents, createdAt: now, requestId, units },
      year: Number(dayOf(now, calendar.zone).slice(0, 4)),
      context: (own) => Context.parse({ ...bound, campaign: own }),
      tasks: tasks.map(({ plan, owed }) => ({ plan, owed })),
    });
    await insertWentLive(db, { trial: id, campaign: live, actor, at: now });
    const entry = { at: now, actor, act: 'goLive', subject: id, outcome: 'done' };
    await insertAudit(db, { ...entry, detail: { live, requestId, tasks: tasks.length } });
    return live;
  });
}

/** What the live campaign binds: as on trial, by the calendar in force, from its own start. */
function boundFrom(
  { id, context, calendar, now }: CalendarNow,
  start: Instant | undefined,
  first: Instant | undefined,
): Omit<Context, 'campaign' | 'trial'> {
  const { regime, horizon } = context;
  const startedAt = start ?? now;
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
