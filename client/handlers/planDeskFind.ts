import { dayOf, type Day, type Instant } from '../../domain/instant.ts';
import type { Reading } from '../../domain/plan.ts';
import { resolve } from '../../domain/unitResolve.ts';
import { doubtsOf } from '../../importers/doubts.ts';
import type { Doubt } from '../../importers/doubtsKinds.ts';
import { applyReview, type Reviewed } from '../../importers/review.ts';
import { insertAudit } from '../../store/audit.ts';
import {
  findPlanDesk,
  readingOfDesk,
  updatePlanDesk,
  type PlanDeskRow,
} from '../../store/planDesks.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf } from '../operations.ts';
import { DeskWork, deskDirectory } from '../planDeskWork.ts';
import { isOwnPlan } from '../planRead.ts';
import { countWords } from '../reviewKinds.ts';
import { requiredOf } from '../reviewRequired.ts';
import type { Service } from '../service.ts';
import { attempt, nowOf, ZONE } from './actor.ts';
import { written } from './campaignViews.ts';

/** A plan desk with what the answers make of its reading. */
export interface Desk {
  readonly row: PlanDeskRow;
  readonly work: DeskWork;
  readonly reading: Reading;
  readonly today: Day;
  /** All doubts of the reading, whether answered or not. */
  readonly doubts: readonly Doubt[];
  readonly reviewed: Reviewed;
}

/** The last readings and reviews: some megabytes each, and asked for page by page. */
const KEPT = 6;
const readings = new Map<string, Reading>();
const desks = new Map<string, Desk>();

function kept<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
  return value;
}

export async function deskFor(service: Service, id: string): Promise<Desk> {
  const { pool } = service;
  const row = (await findPlanDesk(pool, id)) ?? refuse('desk-unknown', { desk: id });
  const today = dayOf(await nowOf(service, pool), ZONE);
  const key = `${id} ${row.version} ${today}`;
  const known = desks.get(key);
  if (known) return kept(desks, key, known);
  const reading = await readingFor(pool, id);
  return kept(desks, key, deskOf(row, DeskWork.parse(row.work), reading, today));
}

async function readingFor(db: Db, id: string): Promise<Reading> {
  const known = readings.get(id);
  const reading = known ?? (await readingOfDesk(db, id)) ?? refuse('desk-unknown', { desk: id });
  return kept(readings, id, reading);
}

function deskOf(row: PlanDeskRow, work: DeskWork, reading: Reading, today: Day): Desk {
  return { row, work, reading, today, ...reviewedOf(row.file, reading, work, today) };
}

export function reviewedOf(
  file: string,
  reading: Reading,
  { answers }: Pick<DeskWork, 'answers'>,
  today: Day,
): Pick<Desk, 'doubts' | 'reviewed'> {
  if (isOwnPlan(file)) {
    return { doubts: [], reviewed: { ...reading, open: [], closed: [], invalid: [] } };
  }
  const doubts = doubtsOf(reading, { today });
  return { doubts, reviewed: applyReview(reading, answers, { today }) };
}

/** How many doubts are open, and without how many of them nothing starts. */
export function countsOf(
  reviewed: Reviewed,
  work: DeskWork,
  today: Day,
): { readonly open: number; readonly required: number } {
  const { value } = deskDirectory(reviewed.draft, work);
  const directory = value && resolve(value, today);
  const title = work.title ?? undefined;
  return {
    open: reviewed.open.length,
    required: requiredOf(reviewed.open, { directory, title }).length,
  };
}

/** Who works at a desk, in words: the account's name, or the office. */
export function workerOf({ caller }: Service): string {
  return caller !== undefined && caller.kind !== 'local' && caller.kind !== 'nobody'
    ? (caller.person ?? caller.name)
    : '督查室';
}

export interface DeskWish {
  readonly desk: string;
  readonly version: number;
  readonly requestId: string;
}

export interface DeskChange {
  readonly work: DeskWork;
  /** What it says in the audit. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** What was done, in words. */
  readonly words: string;
}

type Done = OutputOf<'answerDoubts'>;

/**
 * Writes at a desk what `change` makes of it. Whoever has seen an older version is told who has written since; the same
 * request again answers what it has answered.
 */
export async function changeDesk(
  service: Service,
  wish: DeskWish,
  { actor, act }: { readonly actor: string; readonly act: string },
  change: (desk: Desk, at: Instant) => DeskChange | Promise<DeskChange>,
): Promise<{ readonly done: Done; readonly after: Desk }> {
  const { requestId } = wish;
  return attempt(service, { actor, act, subject: `plan-desk/${wish.desk}` }, async () => {
    const desk = await deskFor(service, wish.desk);
    if (desk.row.lastRequest === requestId) {
      return { done: doneOf(desk, '已经记入。', true), after: desk };
    }
    mustBeSeen(desk, wish.version);
    const at = await nowOf(service, service.pool);
    const { work: next, detail, words } = await change(desk, at);
    const { reviewed } = reviewedOf(desk.row.file, desk.reading, next, desk.today);
    const work = { ...next, heading: reviewed.draft.title };
    const counts = countsOf(reviewed, work, desk.today);
    const by = workerOf(service);
    const isWritten = await transaction(service.pool, async (db) => {
      const write = { id: wish.desk, seen: wish.version, work, ...counts, requestId, at, by };
      if (!(await updatePlanDesk(db, write))) return false;
      const subject = `plan-desk/${wish.desk}`;
      const said = { ...detail, version: wish.version + 1, requestId };
      await insertAudit(db, { at, actor, act, subject, outcome: 'done', detail: said });
      return true;
    });
    const after = await deskFor(service, wish.desk);
    if (!isWritten) mustBeSeen(after, wish.version);
    return { done: doneOf(after, words, false), after };
  });
}

/** Refuses whoever has not seen the newest version, or comes after the end. */
export function mustBeSeen({ row }: Desk, seen: number): void {
  const { state, version, updatedAt, updatedBy } = row;
  const at = written(updatedAt, ZONE);
  if (state !== 'open') {
    refuse('desk-ended', { at, state: state === 'started' ? '启动' : '作废' });
  }
  if (version !== seen) refuse('desk-changed', { at, by: updatedBy });
}

function doneOf({ row, reviewed }: Desk, words: string, repeated: boolean): Done {
  const left = countWords(reviewed);
  return {
    ...{ desk: row.id, version: row.version, open: row.open, required: row.required },
    ...{ words: `${words}${left}`, faults: [], nowRead: [], repeated },
  };
}
