import { bulkOf, unitsInBulk, type BulkChosen, type BulkFound } from '../../domain/bulkPlan.ts';
import type { BulkOrdered } from '../../domain/bulkMessages.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { dayOf, epoch, type Instant } from '../../domain/instant.ts';
import { insertAudit } from '../../store/audit.ts';
import {
  bulkOfCampaign,
  bulkOfRequest,
  insertBulk,
  insertVoid,
  type BulkRow,
} from '../../store/bulk.ts';
import { tasksOf, unitsOf, type TaskRow } from '../../store/campaigns.ts';
import { transaction } from '../../store/pool.ts';
import { FaultError, refuse } from '../faultError.ts';
import { pageOf } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt } from './actor.ts';
import { chosenTasks } from './bulkChoice.ts';
import { nameOf, written } from './campaignViews.ts';
import { listDigest } from './confirmed.ts';
import { occasionWords } from './occasion.ts';
import { put } from './put.ts';
import { campaignFor, unitFor } from './find.ts';
import { tasksSeen } from './seen.ts';
import { calendarNow, standingOf, type CalendarNow } from './standing.ts';
import { mustReach } from './temporal.ts';

type Choice = TakenOf<'previewBulk'>;
type Preview = OutputOf<'previewBulk'>;
type Done = OutputOf<'orderBulk'>;

/** Obligations of one act: what the campaign records must stay well under what a message may hold. */
const MOST = 5000;

/** What an act would come to: every task, every obligation, every instant before and after. Nothing is written. */
export async function previewBulk(service: Service, input: Choice): Promise<Preview> {
  return (await previewed(service, input)).preview;
}

interface Previewed {
  readonly present: CalendarNow;
  readonly preview: Preview;
  readonly message: Omit<BulkOrdered, 'number' | 'reason' | 'id' | 'by'>;
}

async function previewed(service: Service, input: Choice): Promise<Previewed> {
  const { act, days } = input;
  if (act === 'extend' && (days === undefined || days < 1 || days > 250)) {
    refuse('bulk-days', { problem: days === undefined ? '没有写明' : `（${days}）不对` });
  }
  const present = await calendarNow(service, input.campaign);
  const { id, context, now, campaign } = present;
  const { firstNoticesAt } = context;
  if (epoch(now) < epoch(firstNoticesAt)) refuse('bulk-early', { at: firstNoticesAt });
  const last = campaign.suspensions.at(-1);
  if (last && last.to === undefined) refuse('bulk-paused', { at: last.from });
  const { found, rows } = await foundIn(service, present, input);
  const chosen = found.filter((one): one is BulkChosen => 'changes' in one);
  const listed = act === 'extend' || act === 'exempt';
  if (chosen.length === 0) refuse('bulk-empty', { act: ACTS[act] });
  const count = chosen.reduce((sum, { changes }) => sum + changes.length, 0);
  if (listed && count > MOST) refuse('bulk-too-many', { count, most: MOST });
  const units = await unitsOf(service.pool, id);
  const owed = new Map(rows.map((row) => [row.key, row.owed]));
  const touched = unitsInBulk(act, chosen, owed);
  const given = act === 'extend' && days !== undefined ? { days } : {};
  const items = Object.fromEntries(chosen.map(({ task, items: own }) => [task, [...own]]));
  return {
    present,
    message: {
      ...{ kind: 'bulk', receivedAt: now, act, touched, ...given },
      tasks: chosen.map(({ task }) => task),
      ...(listed ? { items } : {}),
    },
    preview: {
      ...{ campaign: id, zone: context.calendar.zone, act, at: now },
      digest: listDigest([id, act, days ?? null, chosen]),
      tasks: chosen.map((one) => taskView(present, one, rows, (unit) => nameOf(units, unit))),
      obligations: count,
      units: Object.entries(touched).map(([unit, own]) => ({
        ...{ unit, touched: own, name: nameOf(units, unit) },
      })),
      left: found.flatMap((one) =>
        'left' in one
          ? [{ task: one.task, no: rowOf(rows, one.task)?.plan.no ?? null, reason: one.left }]
          : [],
      ),
    },
  };
}

const ACTS = { suspend: '暂停', resume: '恢复', extend: '顺延', exempt: '免报' } as const;

/** What the act comes to for each task that was chosen. */
async function foundIn(
  service: Service,
  present: CalendarNow,
  { act, days, category, unit, tasks, dueBetween }: Choice,
): Promise<{ readonly found: readonly BulkFound[]; readonly rows: readonly TaskRow[] }> {
  if ([category, unit, tasks, dueBetween].every((one) => one === undefined))
    refuse('bulk-unchosen');
  if (dueBetween && epoch(dueBetween.to) < epoch(dueBetween.from)) {
    refuse('bulk-window', { between: `${dueBetween.from} 至 ${dueBetween.to}`, problem: '颠倒' });
  }
  const { id, context, now } = present;
  const owner = unit === undefined ? undefined : (await unitFor(service.pool, id, unit)).id;
  const rows = await tasksOf(service.pool, id);
  const keys = chosenTasks(rows, { category, tasks });
  const standing = await standingOf(service, present);
  const asked = { act, days, unit: owner, dueBetween };
  const found: BulkFound[] = [];
  for (const [i, one] of standing.tasks.entries()) {
    if (i % 100 === 99) await new Promise((later) => setImmediate(later));
    const own = keys.has(one.task.key) ? bulkOf({ context, ...one }, asked, now) : undefined;
    if (own !== undefined) found.push(own);
  }
  return { found, rows };
}

function rowOf(rows: readonly TaskRow[], key: string): TaskRow | undefined {
  return rows.find((row) => row.key === key);
}

function taskView(
  { context }: CalendarNow,
  { task, changes }: BulkChosen,
  rows: readonly TaskRow[],
  named: (unit: string) => string,
): Preview['tasks'][number] {
  const plan = rowOf(rows, task)?.plan;
  return {
    ...{ task, no: plan?.no ?? null, title: plan?.title ?? plan?.content ?? task },
    changes: changes.map(({ obligation, duty, period, units, due, graceEnd, verdict }) => ({
      ...{ obligation, due, graceEnd, verdict, units: units.map(named) },
      occasion: occasionWords(context, { duty, period }),
    })),
  };
}

/**
 * 成批办理: as it was previewed, or not at all. The number is given and the audit written in one transaction before the
 * campaign hears of it; the same request again finishes what was cut off, and what the campaign refuses is 作废.
 */
export async function orderBulk(
  service: Service,
  input: TakenOf<'orderBulk'>,
  actor: string,
): Promise<Done> {
  const what = { actor, act: 'orderBulk', subject: input.campaign };
  return attempt(service, what, async () => {
    if (input.reason.trim() === '') refuse('reason-missing', { act: '成批办理' });
    await mustReach(service.client);
    const earlier = await bulkOfRequest(service.pool, input.requestId);
    const row = earlier ?? (await numbered(service, input, actor));
    if (earlier) mustBeSame(earlier, input);
    await told(service, row);
    return doneOf(row, earlier !== undefined);
  });
}

function mustBeSame(row: BulkRow, { act, reason, confirm, requestId }: TakenOf<'orderBulk'>): void {
  const same = row.act === act && row.digest === confirm && row.message.reason === reason;
  if (!same) refuse('request-reused', { request: requestId });
}

async function numbered(
  service: Service,
  input: TakenOf<'orderBulk'>,
  actor: string,
): Promise<BulkRow> {
  const { present, preview, message } = await previewed(service, input);
  const { id, context, now } = present;
  const { act, reason, confirm, requestId } = input;
  if (confirm !== preview.digest) refuse('bulk-unseen', { confirm });
  const year = Number(dayOf(now, context.calendar.zone).slice(0, 4));
  const trial = context.trial === true;
  await transaction(service.pool, async (db) => {
    const number = await insertBulk(db, {
      ...{ series: trial ? id : '', year, campaign: id, act, digest: confirm, actor, at: now },
      requestId,
      numbered: (n) => `${trial ? '试' : ''}缓办〔${year}〕${n}号`,
      message: (own) => ({ ...message, id: requestId, by: actor, reason, number: own }),
    });
    const entry = { at: now, actor, act: 'orderBulk', subject: campaignProcess(id) };
    const { tasks, obligations } = preview;
    const detail = {
      number,
      act,
      reason,
      requestId,
      tasks: tasks.map(({ task }) => task),
      obligations,
    };
    await insertAudit(db, { ...entry, outcome: 'done', detail });
  });
  return (await bulkOfRequest(service.pool, requestId)) as BulkRow;
}

/** Puts the act to its campaign; one that is refused stands as 作废 with the reason. */
async function told(service: Service, row: BulkRow): Promise<void> {
  if (row.void !== null) return refuse('bulk-voided', { number: row.number, reason: row.void });
  const message = row.message as unknown as BulkOrdered;
  try {
    await put(service, campaignProcess(row.campaign), message);
  } catch (error) {
    if (!(error instanceof FaultError) || PASSING.has(error.fault.code)) throw error;
    await insertVoid(service.pool, row.requestId, error.fault.message, message.receivedAt);
    throw error;
  }
}

/** Faults after which the same request may still succeed. */
const PASSING: ReadonlySet<string> = new Set(['temporal-away', 'decision-unanswered']);

function doneOf({ campaign, act, number, message, requestId }: BulkRow, repeated: boolean): Done {
  const { tasks, items = {} } = message as unknown as BulkOrdered;
  const obligations = Object.values(items).reduce((sum, own) => sum + own.length, 0);
  return { campaign, act, number, tasks: tasks.length, obligations, requestId, repeated };
}

/** Every act of a campaign that touches what the actor reads, with its number. */
export async function listBulk(
  { pool }: Service,
  { campaign, ...asked }: TakenOf<'listBulk'>,
  actor: string,
): Promise<OutputOf<'listBulk'>> {
  const { id, context } = await campaignFor(pool, campaign);
  const { zone } = context.calendar;
  const at = (row: BulkRow): Instant => written(row.at, zone);
  const seen = await tasksSeen(pool, id, actor);
  const rows = (await bulkOfCampaign(pool, id)).filter(({ message }) =>
    (message as unknown as BulkOrdered).tasks.some((task) => seen?.has(task) ?? true),
  );
  const { page, next } = pageOf(rows, ({ number }) => number, asked);
  return {
    ...{ campaign: id, zone, next },
    acts: page.map((row) => {
      const { number, act, actor } = row;
      const { tasks, obligations } = doneOf(row, false);
      const { reason } = row.message;
      return { number, act, reason, actor, at: at(row), tasks, obligations, void: row.void };
    }),
  };
}
