import type { Instant } from '../domain/instant.ts';
import type { MessageBase } from '../domain/machine.ts';
import type { Db } from './pool.ts';

export interface ProcessRow {
  readonly id: string;
  readonly kind: 'campaign' | 'task' | 'interview';
  readonly input: unknown;
  readonly clockOffset: number;
}

/** Enters a process before it is started; a second entry answers with the first one's clock. */
export async function enterProcess(
  db: Db,
  process: ProcessRow & { readonly campaign: string; readonly startedAt: Instant },
): Promise<number> {
  const { rows } = await db.query<{ clock_offset: string }>(
    `insert into process (id, campaign, kind, input, clock_offset, started_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set id = excluded.id returning clock_offset`,
    [
      process.id,
      process.campaign,
      process.kind,
      JSON.stringify(process.input),
      process.clockOffset,
      process.startedAt,
    ],
  );
  return Number(rows[0]?.clock_offset ?? 0);
}

export async function findProcess(db: Db, id: string): Promise<ProcessRow | undefined> {
  const { rows } = await db.query<{
    id: string;
    kind: ProcessRow['kind'];
    input: unknown;
    clock_offset: string;
  }>('select id, kind, input, clock_offset from process where id = $1', [id]);
  const row = rows[0];
  if (row === undefined) return undefined;
  return { id: row.id, kind: row.kind, input: row.input, clockOffset: Number(row.clock_offset) };
}

/** What these processes were started with, by id. */
export async function inputsOf(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<Pick<ProcessRow, 'id' | 'input'>>(
    'select id, input from process where id = any ($1)',
    [ids],
  );
  return new Map(rows.map(({ id, input }) => [id, input]));
}

export async function processesOf(
  db: Db,
  campaign: string,
): Promise<readonly Pick<ProcessRow, 'id' | 'kind' | 'clockOffset'>[]> {
  const { rows } = await db.query<{ id: string; kind: ProcessRow['kind']; clock_offset: string }>(
    'select id, kind, clock_offset from process where campaign = $1 order by id',
    [campaign],
  );
  return rows.map((row) => ({ id: row.id, kind: row.kind, clockOffset: Number(row.clock_offset) }));
}

/** One recorded step of a process: how far time was taken, and the message after it. */
export interface TakenStep {
  readonly engine: number;
  readonly upTo: Instant;
  readonly message?: MessageBase;
}

/** Everything that a process has taken, in order: folding its machine over it gives its state again. */
export async function stepsOf(db: Db, process: string): Promise<readonly TakenStep[]> {
  const { rows } = await db.query<{
    engine: number;
    taken: { upTo: Instant; message?: MessageBase }[];
  }>('select engine, taken from turn where process = $1 order by seq', [process]);
  return rows.flatMap(({ engine, taken }) =>
    taken.map(({ upTo, message }) => (message ? { engine, upTo, message } : { engine, upTo })),
  );
}

/** The processes of a campaign's tasks that have not ended. */
export async function openTasks(db: Db, campaign: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select p.id from process p
      where p.campaign = $1 and p.kind = 'task'
        and not exists (select 1 from ledger l where l.process = p.id and l.type = 'ended')
      order by p.id`,
    [campaign],
  );
  return rows.map(({ id }) => id);
}

/** When the interviews of a unit were first decided, or lapsed, by process id: their windows are closed since. */
export async function decidedInterviews(
  db: Db,
  campaign: string,
  unit: string,
): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await db.query<{ process: string; at_text: Instant }>(
    `select process, at_text from ledger
      where process like $1 and type in ('approved', 'rejected', 'lapsed', 'withdrawn')
      order by at desc`,
    [`interview/${campaign}/${unit}/%`],
  );
  return new Map(rows.map((row) => [row.process, row.at_text]));
}

/** Whether a ground has already reached an interview of this unit. */
export async function groundTaken(
  db: Db,
  campaign: string,
  unit: string,
  key: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select 1 from ledger where process like $1 and type = 'ground' and key = $2`,
    [`interview/${campaign}/${unit}/%`, key],
  );
  return (rowCount ?? 0) > 0;
}

/** The turns of a process after a number, in order, each with its digest and its steps. */
export async function stepsAfter(
  db: Db,
  process: string,
  seq: number,
): Promise<
  readonly {
    readonly seq: number;
    readonly digest: string;
    readonly steps: readonly TakenStep[];
  }[]
> {
  const { rows } = await db.query<{
    seq: number;
    digest: string;
    engine: number;
    taken: { upTo: Instant; message?: MessageBase }[];
  }>({
    name: 'steps after',
    text: 'select seq, digest, engine, taken from turn where process = $1 and seq > $2 order by seq',
    values: [process, seq],
  });
  return rows.map(({ engine, taken, ...turn }) => ({
    ...turn,
    steps: taken.map(({ upTo, message }) =>
      message ? { engine, upTo, message } : { engine, upTo },
    ),
  }));
}
