import { withoutPhones } from '../domain/auditText.ts';
import type { Instant } from '../domain/instant.ts';
import { originNow, type AuditOrigin } from './auditOrigin.ts';
import type { Db } from './pool.ts';

/** Audit 审计: who did or tried what, and what came of it: `done`, `repeated`, or the code of a fault. */
export interface AuditEntry {
  readonly at: Instant;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Appends an entry. Whose account, from where and by which request is known from the request that is being answered; the
 * chain is linked when the transaction ends. Phones do not enter the audit.
 */
export async function insertAudit(db: Db, entry: AuditEntry & Partial<AuditOrigin>): Promise<void> {
  const { account, address, request } = { ...originNow(), ...entry };
  await db.query(
    `insert into audit (at, actor, act, subject, outcome, detail, account, address, request)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[entry.at, entry.actor, entry.act, entry.subject, entry.outcome],
      ...[withoutPhones(JSON.stringify(entry.detail)), account, address, request],
    ],
  );
}

/** An entry as it stands. */
export interface AuditRow extends Omit<AuditEntry, 'at'>, AuditOrigin {
  readonly id: number;
  readonly at: Date;
}

type Raw = Omit<AuditRow, 'id'> & { readonly id: string };

/** The newest entries first. */
export async function auditEntries(
  db: Db,
  page: { readonly before?: number; readonly limit: number },
): Promise<readonly AuditRow[]> {
  const { rows } = await db.query<Raw>(
    `select id, at, actor, act, subject, outcome, detail, account, address, request from audit
      where id < $1 order by id desc limit $2`,
    [page.before ?? Number.MAX_SAFE_INTEGER, page.limit],
  );
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** What was done about a subject, by whom. */
export type Done = Pick<AuditRow, 'at' | 'actor' | 'act' | 'account' | 'detail'>;

const MOST_DONE = 20;

/** What was done about a subject by some acts, the newest first. */
export async function donesOf(
  db: Db,
  subject: string,
  acts: readonly string[],
): Promise<readonly Done[]> {
  const { rows } = await db.query<Done>(
    `select at, actor, act, account, detail from audit
      where subject = $1 and outcome = 'done' and act = any ($2) order by id desc limit $3`,
    [subject, acts, MOST_DONE],
  );
  return rows;
}
