import type { Instant } from '../domain/instant.ts';
import type { ReportSubmitted } from '../domain/taskMessages.ts';
import type { Db } from './pool.ts';

/** A report that a unit has sent, and what its process made of it. */
export interface SentReport {
  readonly requestId: string;
  readonly receivedAt: Instant;
  readonly process: string;
  readonly actor: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly message: ReportSubmitted;
  readonly verdict: Readonly<Record<string, unknown>> | null;
}

/** The newest first, a page at a time; `after` is the request of the last row of the page before. */
export async function sentReports(
  db: Db,
  campaign: string,
  unit: string,
  page: {
    readonly process?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly SentReport[]> {
  const { rows } = await db.query<SentReport>(
    `select request_id as "requestId", message ->> 'receivedAt' as "receivedAt", process, actor, body,
            message, verdict
       from intake
      where campaign = $1 and message ->> 'unit' = $2 and message ->> 'kind' = 'report' and refused is null
        and ($3::text is null or process = $3)
        and ($4::text is null or (received_at, request_id) <
             (select b.received_at, b.request_id from intake b where b.request_id = $4))
      order by received_at desc, request_id desc limit $5`,
    [campaign, unit, page.process ?? null, page.after ?? null, page.limit],
  );
  return rows;
}
