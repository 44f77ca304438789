import type { Db } from './pool.ts';

/** Outbox 待发: what the register has taken or decided and has yet to pass on, as a monitor asks for it. */
export interface OutboxFigures {
  /** Receipts of which the process has not yet decided, and how many seconds ago the oldest was received. */
  readonly receipts: number;
  readonly oldestReceipt: number;
  /** Rows written since the register's counters began: each notice lies in its inbox from its row on. */
  readonly notices: number;
  readonly turns: number;
}

export async function outboxFigures(db: Db, now: Date): Promise<OutboxFigures> {
  const { rows } = await db.query<OutboxFigures>(
    `select (select count(*)::int from intake where verdict is null and refused is null) as receipts,
            (select coalesce(greatest(0, extract(epoch from $1::timestamptz - min(received_at))), 0)::float8
               from intake where verdict is null and refused is null) as "oldestReceipt",
            (select coalesce(sum(n_tup_ins), 0)::float8 from pg_stat_user_tables
              where relname = 'notice') as notices,
            (select coalesce(sum(n_tup_ins), 0)::float8 from pg_stat_user_tables
              where relname = 'turn') as turns`,
    [now],
  );
  return rows[0] ?? { receipts: 0, oldestReceipt: 0, notices: 0, turns: 0 };
}
