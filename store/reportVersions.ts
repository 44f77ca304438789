import type { Instant } from '../domain/instant.ts';
import type { ReportSubmitted } from '../domain/taskMessages.ts';
import type { Evidence } from '../domain/verifyMessages.ts';
import type { Db } from './pool.ts';

/** One submission as it was received, and what its process made of it. */
export interface ReportVersion {
  readonly requestId: string;
  readonly receivedAt: Instant;
  readonly actor: string;
  readonly digest: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly message: ReportSubmitted;
  /** The fact 收到报送; null while its process has not taken it. */
  readonly fact: Readonly<Record<string, unknown>> | null;
}

/** Every report of a task that was not refused, in the order of receipt. */
export async function reportVersions(db: Db, process: string): Promise<readonly ReportVersion[]> {
  const { rows } = await db.query<ReportVersion>(
    `select i.request_id as "requestId", i.message ->> 'receivedAt' as "receivedAt", i.actor,
            i.digest, i.body, i.message, l.payload as fact
       from intake i
       left join ledger l on l.process = i.process and l.type = 'report'
                         and l.key = l.obligation || ':report:' || i.request_id
      where i.process = $1 and i.message ->> 'kind' = 'report' and i.refused is null
      order by i.received_at, i.request_id`,
    [process],
  );
  return rows;
}

/** Keeps the evidence 佐证 that a report names, in its order. */
export async function insertEvidence(
  db: Db,
  requestId: string,
  evidence: readonly Evidence[],
): Promise<void> {
  if (evidence.length === 0) return;
  await db.query(
    `insert into evidence (request_id, n, name, sha256)
     select $1, n, name, sha256
       from jsonb_to_recordset($2) as r (n int, name text, sha256 text)
     on conflict do nothing`,
    [requestId, JSON.stringify(evidence.map((one, n) => ({ n, ...one })))],
  );
}
