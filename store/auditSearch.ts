import type { AuditRow } from './audit.ts';
import type { Db } from './pool.ts';

export interface AuditFilter {
  /** `to` is exclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly actor?: string | undefined;
  /** Id or login of an account, or what stands for one. */
  readonly account?: string | undefined;
  readonly act?: string | undefined;
  /** `campaign`, `interview`, `task`: to what the act was done, where its words depend on it. */
  readonly kinds?: readonly string[] | undefined;
  /** A process, task or campaign: what begins with it, or whose title has these words. */
  readonly subject?: string | undefined;
  readonly address?: string | undefined;
  readonly request?: string | undefined;
  /** `refused`: every fault. */
  readonly outcome?: string | undefined;
  /** Words anywhere in the detail. */
  readonly text?: string | undefined;
}

/** An entry with its place in the chain and the login of its account, where that still has one. */
export interface AuditFound extends AuditRow {
  readonly login: string | null;
  readonly n: number | null;
  readonly prev: string | null;
  readonly hash: string | null;
  /** What the hash covers. */
  readonly said: string;
}

const WHERE = `($1::timestamptz is null or a.at >= $1)
  and ($2::timestamptz is null or a.at < $2)
  and ($3::text is null or a.actor = $3)
  and ($4::text is null or a.account = $4
       or a.account in (select id from account where login = $4))
  and ($5::text is null or a.act = $5)
  and ($6::text is null or starts_with(a.subject, $6) or a.subject in (select subject from titled))
  and ($7::text is null or a.address = $7)
  and ($8::text is null or a.request = $8 or a.detail ->> 'requestId' = $8)
  and ($9::text is null or a.outcome = $9
       or ($9 = 'refused' and a.outcome not in ('done', 'repeated')))
  and ($10::text is null or strpos(a.detail::text, $10) > 0)
  and ($11::text[] is null or $11 @> array[case
         when a.subject ~ '^(campaign/|c[0-9]{4}-[0-9]{3,}$|current$)' then 'campaign'
         when starts_with(a.subject, 'interview/') then 'interview' else 'task' end])`;

/** Objects whose title, name or login has the words. */
const TITLED = `with titled as materialized (
  select 'task/' || campaign || '/' || task as subject from task_now
   where $6::text is not null and strpos(concat_ws(' ', no, title), $6) > 0
  union all select unnest(array[id, 'campaign/' || id]) from campaign
   where $6::text is not null and strpos(title, $6) > 0
  union all select id from account
   where $6::text is not null and strpos(concat_ws(' ', login, name), $6) > 0)`;

function valuesOf(filter: AuditFilter): readonly (string | readonly string[] | null)[] {
  const { from, to, actor, account, act, subject, address, request, outcome, text } = filter;
  const words = [from, to, actor, account, act, subject, address, request, outcome, text];
  return [...words, filter.kinds].map((value) => value ?? null);
}

/** Entries that fit, the newest first, a page at a time. */
export async function searchAudit(
  db: Db,
  filter: AuditFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly AuditFound[]> {
  const { rows } = await db.query<Found>(
    `${SELECT} where ${WHERE} and a.id < $12 order by a.id desc limit $13`,
    [...valuesOf(filter), page.before ?? Number.MAX_SAFE_INTEGER, page.limit],
  );
  return rows.map(foundOf);
}

export async function countAudit(db: Db, filter: AuditFilter): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `${TITLED} select count(*)::int as count from audit a where ${WHERE}`,
    [...valuesOf(filter)],
  );
  return rows[0]?.count ?? 0;
}

/** Everything that fits, the oldest first. */
export async function auditToExport(
  db: Db,
  filter: AuditFilter,
  limit: number,
): Promise<readonly AuditFound[]> {
  const { rows } = await db.query<Found>(`${SELECT} where ${WHERE} order by a.id limit $12`, [
    ...valuesOf(filter),
    limit,
  ]);
  return rows.map(foundOf);
}

const SELECT = `${TITLED} select a.id, a.at, a.actor, a.act, a.subject, a.outcome, a.detail,
       a.account, a.address, a.request, c.login, l.n, l.prev, l.hash, audit_text(a) as said
  from audit a
  left join audit_link l on l.audit = a.id
  left join account c on c.id = a.account`;

type Found = Omit<AuditFound, 'id' | 'n'> & { readonly id: string; readonly n: string | null };

function foundOf(row: Found): AuditFound {
  return { ...row, id: Number(row.id), n: row.n === null ? null : Number(row.n) };
}
