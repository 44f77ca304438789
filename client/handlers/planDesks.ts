import { createHash, randomBytes } from 'node:crypto';
import { dayOf, plusDays } from '../../domain/instant.ts';
import type { Reading } from '../../domain/plan.ts';
import { proposeRegime } from '../../importers/regimeProposal.ts';
import { insertAudit } from '../../store/audit.ts';
import {
  endPlanDesk,
  findPlanDesk,
  insertPlanDesk,
  planDeskOfRequest,
  planDesks,
  type PlanDeskRow,
} from '../../store/planDesks.ts';
import { transaction } from '../../store/pool.ts';
import { refuse } from '../faultError.ts';
import { refuseMark } from '../openText.ts';
import { mustGoOn } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { runDeskJob } from '../planDeskJobs.ts';
import type { DeskWork } from '../planDeskWork.ts';
import type { Service } from '../service.ts';
import { secrecyMarkOfName } from '../../domain/secrecy.ts';
import { attempt, nowOf, ZONE } from './actor.ts';
import { written } from './campaignViews.ts';
import { countsOf, deskFor, mustBeSeen, reviewedOf, workerOf } from './planDeskFind.ts';
import { deskView } from './planDeskView.ts';

type View = OutputOf<'showPlanDesk'>;

/** Reads an uploaded plan beside the API, and keeps what was read as a desk; the file itself is not kept. */
export async function openPlanDesk(
  service: Service,
  { name, bytes: text, requestId }: TakenOf<'openPlanDesk'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  return attempt(service, { actor, act: 'openPlanDesk', subject: requestId }, async () => {
    const file = fileName(name);
    const bytes = bytesOf(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const earlier = await planDeskOfRequest(pool, requestId);
    if (earlier !== undefined) {
      if (earlier.sha256 !== sha256) refuse('request-reused', { request: requestId });
      return deskView(await deskFor(service, earlier.id));
    }
    const at = await nowOf(service, pool);
    const today = dayOf(at, ZONE);
    const reading = storable(await runDeskJob<'read'>({ kind: 'read', name: file, bytes, today }));
    const work = firstWork(reading, today);
    const counts = countsOf(reviewedOf(file, reading, work, today).reviewed, work, today);
    const id = `p-${randomBytes(6).toString('hex')}`;
    await transaction(pool, async (db) => {
      const by = workerOf(service);
      const desk = { id, file, sha256, reading, work, ...counts, requestId, at, by };
      await insertPlanDesk(db, desk);
      const detail = { file, sha256, tasks: reading.draft.tasks.length, ...counts, requestId };
      const subject = `plan-desk/${id}`;
      await insertAudit(db, { at, actor, act: 'openPlanDesk', subject, outcome: 'done', detail });
    });
    return deskView(await deskFor(service, id));
  });
}

/** The last part of a path; a name that bears a mark is refused before anything else. */
function fileName(name: string): string {
  refuseMark('文件名', secrecyMarkOfName(name));
  return name.split(/[/\\]/).at(-1)?.trim() || '方案';
}

/** A file of 32 MB at most. */
const MOST_BYTES = 32 * 1024 * 1024;

function bytesOf(text: string): Buffer {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    refuse('message-malformed', { detail: '文件内容没有完整传到，请重新选择文件' });
  }
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length > MOST_BYTES) refuse('too-large', { limit: '32 MB' });
  return bytes;
}

/** What the register cannot hold goes: characters that no office writes. */
function storable(reading: Reading): Reading {
  return JSON.parse(
    JSON.stringify(reading, (_, value: unknown) =>
      typeof value === 'string' ? value.replace(UNSTORABLE, ' ') : value,
    ),
  ) as Reading;
}

const UNSTORABLE = /\u0000|\p{Cs}/gu;

/** From today to the end of the year, under what the text prescribes. */
function firstWork({ draft }: Reading, today: string): DeskWork {
  return {
    ...{
      heading: draft.title,
      title: null,
      answers: [],
      corrections: [],
      units: null,
      groups: {},
      calendar: null,
    },
    regime: { yaml: proposeRegime(draft).yaml, from: 'plan' },
    horizon: { from: today, to: plusDays(`${today.slice(0, 4)}-12-31`, 1) },
    ...{ leadership: null, approval: null },
  };
}

export async function listPlanDesks(
  service: Service,
  { state, after, limit }: TakenOf<'listPlanDesks'>,
): Promise<OutputOf<'listPlanDesks'>> {
  const page = { limit, ...(state ? { state } : {}), ...(after ? { after } : {}) };
  const rows = await planDesks(service.pool, page);
  await mustGoOn(rows, after, (id) => findPlanDesk(service.pool, id));
  const last = rows.at(-1);
  return {
    desks: rows.map(deskLine),
    next: rows.length === limit && last ? last.id : null,
  };
}

export function deskLine(row: PlanDeskRow): OutputOf<'listPlanDesks'>['desks'][number] {
  const { id, file, state, campaign, version, tasks, open, required } = row;
  const { title, heading } = row.work as Pick<DeskWork, 'title' | 'heading'>;
  return {
    ...{ desk: id, file, state, campaign, version, tasks, open, required },
    title: title ?? heading ?? file,
    words: stateWords(row),
    createdAt: written(row.createdAt, ZONE),
    createdBy: row.createdBy,
    updatedAt: written(row.updatedAt, ZONE),
    updatedBy: row.updatedBy,
  };
}

function stateWords({ state, campaign, open, required }: PlanDeskRow): string {
  if (state === 'started') return `已启动为 ${campaign ?? ''}`;
  if (state === 'discarded') return '已作废';
  if (required > 0) return `还有 ${required} 处必须核对`;
  return open > 0 ? `没有必须逐处核对的，另有 ${open} 处可看` : '已核对完';
}

export async function showPlanDesk(
  service: Service,
  { desk }: TakenOf<'showPlanDesk'>,
): Promise<View> {
  return deskView(await deskFor(service, desk));
}

/** Puts a desk away: it stays readable and starts nothing. */
export async function discardDesk(
  service: Service,
  { desk: id, version, reason, requestId }: TakenOf<'discardDesk'>,
  actor: string,
): Promise<OutputOf<'discardDesk'>> {
  const subject = `plan-desk/${id}`;
  return attempt(service, { actor, act: 'discardDesk', subject }, async () => {
    const before = await deskFor(service, id);
    const repeated = before.row.lastRequest === requestId;
    if (!repeated) {
      mustBeSeen(before, version);
      const at = await nowOf(service, service.pool);
      const by = workerOf(service);
      const end = { id, seen: version, state: 'discarded' as const, requestId, at, by };
      if (!(await endPlanDesk(service.pool, end))) mustBeSeen(await deskFor(service, id), version);
      const detail = { reason, file: before.row.file, requestId };
      await insertAudit(service.pool, {
        ...{ at, actor, act: 'discardDesk', subject, outcome: 'done', detail },
      });
    }
    const { row } = await deskFor(service, id);
    return {
      ...{ desk: id, version: row.version, open: row.open, required: row.required, repeated },
      ...{ words: '案卷已作废。', faults: [], nowRead: [] },
    };
  });
}
