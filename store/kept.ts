import { AsyncLocalStorage } from 'node:async_hooks';
import { isPool, type Db } from './pool.ts';

/** Moment 一刻: what the register's clock said, in milliseconds, and which transactions had ended since it was started. */
export interface Moment {
  readonly ms: number;
  readonly snapshot: string;
}

interface Read {
  moment?: Promise<Moment>;
}

const current = new AsyncLocalStorage<Read>();

/**
 * Everything that is asked in `work` speaks of one moment: nothing is written in it. Where a statement of the same request has
 * told the moment already, it is that one.
 */
export function duringRead<T>(work: () => Promise<T>, moment?: Moment): Promise<T> {
  return current.run(moment === undefined ? {} : { moment: Promise.resolve(moment) }, work);
}

/** The moment of the read that is being answered, or the present one. */
export function momentOf(db: Db): Promise<Moment> {
  const read = isPool(db) ? current.getStore() : undefined;
  if (read === undefined) return momentNow(db);
  read.moment ??= momentNow(db);
  return read.moment;
}

/** The columns of a statement that tell the moment at which it ran. */
export const MOMENT = `floor(extract(epoch from clock_timestamp()) * 1000) as ms,
  pg_postmaster_start_time()::text || '/' || pg_current_snapshot()::text as snapshot`;

/** What those columns say. */
export interface MomentColumns {
  readonly ms: string;
  readonly snapshot: string;
}

export function momentIn({ ms, snapshot }: MomentColumns): Moment {
  return { ms: Number(ms), snapshot };
}

async function momentNow(db: Db): Promise<Moment> {
  const { rows } = await db.query<MomentColumns>({ name: 'moment', text: `select ${MOMENT}` });
  const [row] = rows;
  if (row === undefined) throw new Error('a moment has one row');
  return momentIn(row);
}

interface Memory {
  readonly snapshot: string;
  readonly answers: Map<string, Promise<unknown>>;
}

const memories = new WeakMap<object, Memory>();
const MOST = 1000;

/**
 * The answer of a read, kept until something is written: two snapshots of PostgreSQL that are alike (the same transactions have
 * ended) see the same rows. Whoever writes first and asks then has another snapshot and is never answered with what was before.
 * The key names all that the answer depends on besides the register. What is kept is shared: change nothing in it.
 */
export async function kept<T>(db: Db, key: readonly unknown[], ask: () => Promise<T>): Promise<T> {
  if (!isPool(db) || current.getStore() === undefined) return ask();
  const { snapshot } = await momentOf(db);
  const answers = answersAt(db, snapshot);
  const name = JSON.stringify(key);
  const known = answers.get(name);
  if (known !== undefined) return known as Promise<T>;
  const answer = ask();
  if (answers.size < MOST) answers.set(name, answer);
  answer.catch(() => answers.delete(name));
  return answer;
}

function answersAt(db: object, snapshot: string): Memory['answers'] {
  const memory = memories.get(db);
  if (memory?.snapshot === snapshot) return memory.answers;
  const answers: Memory['answers'] = new Map();
  memories.set(db, { snapshot, answers });
  return answers;
}

const TENS_MS = 10_000;

/**
 * The last whole ten seconds before an instant: what is counted over thousands of tasks by what is due now is as of then, and
 * counted once for all who ask meanwhile.
 */
export function tensBefore(instant: string): string {
  return new Date(Math.floor(Date.parse(instant) / TENS_MS) * TENS_MS).toISOString();
}

/** Rows of a statement, kept until something is written. */
export function keptRows<Row extends object>(
  db: Db,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return kept(db, [text, ...values], async () => (await db.query<Row>(text, [...values])).rows);
}
