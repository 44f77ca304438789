import { at as instantAt, type Instant } from '../../domain/instant.ts';
import { insertAudit } from '../../store/audit.ts';
import { campaignOfRequest } from '../../store/campaigns.ts';
import { endPlanDesk } from '../../store/planDesks.ts';
import { refuse } from '../faultError.ts';
import { localInstant } from '../localTime.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { burdenMust, lastDayOf, readinessOf, type DeskReadiness } from '../planDeskStart.ts';
import type { DeskApproval } from '../planDeskWork.ts';
import { plainWords } from '../plainWords.ts';
import type { Service } from '../service.ts';
import { attempt, nowOf, ZONE } from './actor.ts';
import { createCampaign } from './campaigns.ts';
import { approvalFor } from './burdenApproval.ts';
import { burdenFor } from './planDeskBurden.ts';
import { deskFor, mustBeSeen, workerOf, type Desk } from './planDeskFind.ts';

/** What stands before a start is the same until somebody writes: a long list is made once. */
const MOST_LISTED = 200;

/** What must still be confirmed before a start. */
export async function checkDesk(
  service: Service,
  { desk: id }: TakenOf<'checkDesk'>,
): Promise<OutputOf<'checkDesk'>> {
  const desk = await deskFor(service, id);
  const found = readinessOf(desk, await nowOf(service, service.pool));
  const { notes, prepared, own, documents } = found;
  const burden = own === undefined ? undefined : await burdenFor(service, own);
  const must = [...found.must, ...(burden === undefined ? [] : burdenMust(burden))];
  const { from } = desk.work.horizon;
  return {
    ...{ desk: id, version: desk.row.version, mustCount: must.length },
    notes: notes.map((note) => ({ ...note, message: plainWords(note.message) })),
    must: must.slice(0, MOST_LISTED),
    tasks: desk.reviewed.draft.tasks.length,
    units: prepared?.assigned.units.length ?? 0,
    horizon: { from, last: lastDayOf(desk.work) },
    regime: documents?.regime.title ?? null,
    burden: burden ? { words: burden.words, over: burden.over, limit: burden.limit } : null,
  };
}

type Wish = TakenOf<'startDesk'>;

/**
 * Starts a campaign from a desk, once: whoever comes second is answered the same campaign. What must be confirmed and
 * is not refuses the start, and nothing is written.
 */
export async function startDesk(
  service: Service,
  input: Wish,
  actor: string,
): Promise<OutputOf<'startDesk'>> {
  const { desk: id } = input;
  const subject = `plan-desk/${id}`;
  return attempt(service, { actor, act: 'startDesk', subject }, async () => {
    const desk = await deskFor(service, id);
    if (desk.row.campaign !== null) return startedWords(id, desk.row.campaign);
    mustBeSeen(desk, input.version);
    const times = timesOf(input);
    const now = await nowOf(service, service.pool);
    const more = { confirm: input.confirm, ...times, ...(input.trial ? { trial: true } : {}) };
    const readiness = readinessOf(desk, times.startedAt ?? now, more);
    const documents = confirmedOf(readiness, input.confirm);
    const approval = await approvalFor(service, readiness.own ?? [], {
      ...{ reason: input.burdenReason, at: now },
    });
    // One desk, one campaign: however often and by whomever it is asked.
    const request = `plan-desk:${id}`;
    try {
      const { campaign } = await createCampaign(service, {
        ...documents,
        ...times,
        ...{ requestId: request, actor },
        ...(approval === null ? {} : { approval }),
      });
      await end(service, desk, { input, actor, approval }, campaign);
      return startedWords(id, campaign);
    } catch (error) {
      // It may stand in the register though its process could not be started yet.
      const campaign = await campaignOfRequest(service.pool, request).catch(() => undefined);
      if (campaign !== undefined) await end(service, desk, { input, actor, approval }, campaign);
      throw error;
    }
  });
}

function confirmedOf(
  { documents, must }: DeskReadiness,
  confirm: readonly string[],
): NonNullable<DeskReadiness['documents']> {
  const left = must.filter(({ code, confirmable }) => !confirmable || !confirm.includes(code));
  if (documents !== undefined && left.length === 0) return documents;
  const shown = left.slice(0, 20).map(({ words }) => `· ${words}`);
  const more = left.length > shown.length ? [`· 其余 ${left.length - shown.length} 处从略`] : [];
  const list = [...shown, ...more].join('\n');
  return refuse('desk-not-ready', { count: left.length, undone: '专项行动没有启动', list });
}

function timesOf({ startedAt, firstNoticesAt }: Wish): {
  readonly startedAt?: Instant;
  readonly firstNoticesAt?: Instant;
} {
  return {
    ...(startedAt === undefined ? {} : { startedAt: timeOf('启动时间', startedAt) }),
    ...(firstNoticesAt === undefined
      ? {}
      : { firstNoticesAt: timeOf('首批通知时间', firstNoticesAt) }),
  };
}

function timeOf(what: string, text: string): Instant {
  const found = localInstant(text, ZONE);
  const detail = `${what}“${text}”不是时刻，应写作 2026-03-02 09:00`;
  return found ?? refuse('message-malformed', { detail });
}

async function end(
  service: Service,
  { row }: Desk,
  {
    input: { requestId, trial, confirm },
    actor,
    approval,
  }: { readonly input: Wish; readonly actor: string; readonly approval: DeskApproval | null },
  campaign: string,
): Promise<void> {
  const at = await nowOf(service, service.pool);
  const by = workerOf(service);
  const own = { id: row.id, seen: row.version, state: 'started' as const, campaign };
  const added = approval === null ? {} : { work: { approval } };
  if (!(await endPlanDesk(service.pool, { ...own, ...added, requestId, at, by }))) return;
  const { file, sha256 } = row;
  const detail = { campaign, trial, confirm, ...approvedIn(approval), file, sha256, requestId };
  const subject = `plan-desk/${row.id}`;
  await insertAudit(service.pool, {
    ...{ at, actor, act: 'startDesk', subject, outcome: 'done', detail },
  });
}

function approvedIn(approval: DeskApproval | null) {
  return approval === null ? {} : { approval };
}

function startedWords(desk: string, campaign: string): OutputOf<'startDesk'> {
  return { desk, campaign, words: `专项行动 ${campaign} 已启动。首批通知发出之前可以撤回。` };
}

/** The instant from which a desk is rehearsed: the beginning of its horizon. */
export function rehearsedFrom({ work }: Desk): Instant {
  return instantAt(work.horizon.from, '00:00', ZONE);
}
