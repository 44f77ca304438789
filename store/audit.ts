import type { Instant } from '../domain/instant.ts';
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

export async function insertAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.query(
    'insert into audit (at, actor, act, subject, outcome, detail) values ($1, $2, $3, $4, $5, $6)',
    [entry.at, entry.actor, entry.act, entry.subject, entry.outcome, JSON.stringify(entry.detail)],
  );
}

/** The newest entries first. */
export async function auditEntries(
  db: Db,
  page: { readonly before?: number; readonly limit: number },
): Promise<readonly (Omit<AuditEntry, 'at'> & { readonly id: number; readonly at: Date })[]> {
  const { rows } = await db.query<Omit<AuditEntry, 'at'> & { id: string; at: Date }>(
    `select id, at, actor, act, subject, outcome, detail from audit
      where id < $1 order by id desc limit $2`,
    [page.before ?? Number.MAX_SAFE_INTEGER, page.limit],
  );
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
