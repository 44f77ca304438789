import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical.ts';
import { readProcess } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Decision, MessageBase, DueShift } from '../domain/machine.ts';
import { chained, rowDigest } from '../domain/proofChain.ts';
import { insertShifts } from './dueShifts.ts';
import { transaction, type Db, type Pool } from './pool.ts';

/** A turn as the register keeps it: what was taken, and what was decided. */
export interface TurnRow {
  readonly process: string;
  readonly seq: number;
  readonly engine: number;
  readonly madeAt: Instant;
  readonly taken: readonly {
    readonly upTo: Instant;
    readonly message?: MessageBase;
    readonly answer?: { readonly fault?: unknown; readonly value?: unknown };
  }[];
  readonly decisions: readonly Decision[];
  readonly shifts?: readonly DueShift[];
}

/**
 * Appends a turn once. The same turn again changes nothing; another turn under the same number can only come of an
 * operator's reset, and fails loudly.
 */
export async function appendTurn(pool: Pool, turn: TurnRow): Promise<{ newestEngine: number }> {
  const found = readProcess(turn.process);
  if (found === undefined) throw new RangeError(`not a process: ${turn.process}`);
  const digest = sha256(canonicalJson([turn.taken, turn.decisions]));
  return transaction(pool, async (db) => {
    const inserted = await db.query(
      `insert into turn (process, seq, engine, made_at, taken, digest)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [turn.process, turn.seq, turn.engine, turn.madeAt, JSON.stringify(turn.taken), digest],
    );
    if (inserted.rowCount === 0) await sameTurn(db, turn, digest);
    else {
      // Before the facts, whose trigger takes them.
      await insertShifts(db, turn, found.campaign);
      await insertLedger(db, turn, found.campaign);
      await insertNotices(db, turn, found.campaign);
      await settleIntake(db, turn);
    }
    return { newestEngine: await newestEngine(db, found.kind) };
  });
}

async function sameTurn(db: Db, turn: TurnRow, digest: string): Promise<void> {
  const { rows } = await db.query<{ digest: string }>(
    'select digest from turn where process = $1 and seq = $2',
    [turn.process, turn.seq],
  );
  if (rows[0]?.digest === digest) return;
  throw new Error(
    `台账中 ${turn.process} 第 ${turn.seq} 次推进已有不同内容，未写入。只有人工重置流程才会如此，请核对后处理。`,
  );
}

async function insertLedger(db: Db, turn: TurnRow, campaign: string): Promise<void> {
  const last = await db.query<{ hash: string }>(
    'select hash from ledger where process = $1 order by seq desc, n desc limit 1',
    [turn.process],
  );
  let hash = last.rows[0]?.hash ?? '';
  const rows = turn.decisions.flatMap((decision, n) => {
    if (decision.kind === 'notice') return [];
    const place = { process: turn.process, seq: turn.seq, n };
    hash = chained(hash, rowDigest(place, decision, sha256), sha256);
    return [{ n, ...decision, obligation: decision.payload['obligation'] ?? null, hash }];
  });
  if (rows.length === 0) return;
  await db.query(
    `insert into ledger (process, seq, n, campaign, kind, type, key, at, at_text, obligation, payload, hash)
     select $1, $2, n, $3, kind, type, key, at::timestamptz, at, obligation, payload, hash
       from jsonb_to_recordset($4) as r
            (n int, kind text, type text, key text, at text, obligation text, payload jsonb, hash text)`,
    [turn.process, turn.seq, campaign, JSON.stringify(rows)],
  );
}

async function insertNotices(db: Db, turn: TurnRow, campaign: string): Promise<void> {
  const rows = turn.decisions.flatMap((decision, n) =>
    decision.kind === 'notice' ? [{ n, ...decision }] : [],
  );
  if (rows.length === 0) return;
  await db.query(
    `insert into notice (key, process, seq, n, campaign, type, recipient, at, at_text, payload)
     select key, $1, $2, n, $3, type, recipient, at::timestamptz, at, payload
       from jsonb_to_recordset($4) as r
            (n int, key text, type text, recipient text, at text, payload jsonb)
     on conflict (key) do nothing`,
    [turn.process, turn.seq, campaign, JSON.stringify(rows)],
  );
}

/** A receipt gets its verdict, or its refusal, in the transaction of the turn that took it. */
async function settleIntake(db: Db, turn: TurnRow): Promise<void> {
  const rows = turn.taken.flatMap(({ message, answer }) =>
    message === undefined || answer === undefined
      ? []
      : [{ id: message.id, refused: answer.fault ?? null, verdict: answer.value ?? {} }],
  );
  if (rows.length === 0) return;
  await db.query(
    `update intake i
        set refused = nullif(r.refused, 'null'::jsonb),
            verdict = case when nullif(r.refused, 'null'::jsonb) is null then r.verdict end
       from jsonb_to_recordset($1) as r (id text, refused jsonb, verdict jsonb)
      where i.request_id = r.id and i.verdict is null and i.refused is null`,
    [JSON.stringify(rows)],
  );
}

/** The newest engine of a kind that every worker knows. */
export async function newestEngine(db: Db, kind: string): Promise<number> {
  const { rows } = await db.query<{ newest: number }>('select newest from engine where kind = $1', [
    kind,
  ]);
  return rows[0]?.newest ?? 1;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
