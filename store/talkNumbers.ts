import { plainNumber } from '../domain/talkNumber.ts';
import type { Db } from './pool.ts';

/** A notice of an interview 约谈通知书 that is to have a number. */
export interface Numbered {
  /** Empty for the office; a trial has its own, which counts for nothing. */
  readonly series: string;
  readonly process: string;
  /** How many absences and second interviews were before it. */
  readonly occasion: number;
}

/** How many absences and second interviews an interview has had: the notice after each is another one. */
export async function talkOccasion(db: Db, process: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from ledger
      where process = $1 and kind = 'fact' and type in ('absent', 'second-interview')`,
    [process],
  );
  return rows[0]?.count ?? 0;
}

/** The number that a notice bears already: it is being served again with another time. */
export async function numberOf(
  db: Db,
  { process, occasion }: Numbered,
): Promise<string | undefined> {
  const { rows } = await db.query<{ number: string }>(
    `select number from talk_number where process = $1 and occasion = $2
      order by given desc limit 1`,
    [process, occasion],
  );
  return rows[0]?.number;
}

/** A number, and whether it has been given just now. */
export interface Given {
  readonly number: string;
  readonly isNew: boolean;
}

/**
 * Gives the next number of the year that nobody has typed, inside the caller's transaction. Until that ends nobody else gets a
 * number of the series, so that none is given twice and none left out.
 */
export async function giveNumber(
  db: Db,
  notice: Numbered,
  year: number,
  words: (ordinal: number) => string,
): Promise<Given> {
  const { series, process, occasion } = notice;
  await db.query('select pg_advisory_xact_lock(hashtext($1))', [`talk ${series}`]);
  const given = await numberOf(db, notice);
  if (given !== undefined) return { number: given, isNew: false };
  const { rows } = await db.query<{ next: number }>(
    `select coalesce(max(ordinal), 0) + 1 as next from talk_number where series = $1 and year = $2`,
    [series, year],
  );
  for (let ordinal = rows[0]?.next ?? 1; ; ordinal += 1) {
    const number = words(ordinal);
    const { rowCount } = await db.query(
      `insert into talk_number (series, plain, number, year, ordinal, process, occasion)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (series, plain) do nothing`,
      [series, plainNumber(number), number, year, ordinal, process, occasion],
    );
    if (rowCount === 1) return { number, isNew: true };
  }
}

/** Keeps a number that the office has typed; whose it is, and whether it is new. */
export async function keepNumber(
  db: Db,
  { series, process, occasion }: Numbered,
  number: string,
): Promise<{ readonly process: string; readonly isNew: boolean }> {
  const plain = plainNumber(number);
  const { rowCount } = await db.query(
    `insert into talk_number (series, plain, number, process, occasion) values ($1, $2, $3, $4, $5)
     on conflict (series, plain) do nothing`,
    [series, plain, number, process, occasion],
  );
  if (rowCount === 1) return { process, isNew: true };
  const { rows } = await db.query<{ process: string }>(
    'select process from talk_number where series = $1 and plain = $2',
    [series, plain],
  );
  return { process: rows[0]?.process ?? process, isNew: false };
}

/** A number for a notice that was not served after all is free again, unless a later one has been given meanwhile. */
export async function dropNumber(db: Db, series: string, number: string): Promise<void> {
  await db.query(
    `delete from talk_number t where series = $1 and plain = $2
        and (ordinal is null or ordinal = (
              select max(ordinal) from talk_number where series = t.series and year = t.year))`,
    [series, plainNumber(number)],
  );
}
