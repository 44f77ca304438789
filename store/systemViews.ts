import type { Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** A process that has begun and not ended, with its last turn. */
export interface OpenProcess {
  readonly id: string;
  readonly campaign: string;
  readonly startedAt: Date;
  readonly lastAt: Date | null;
}

const ENDED = `exists (select from ledger e where e.process = p.id and e.kind = 'fact' and e.type = 'ended')`;
const COLUMNS = `p.id, p.campaign, p.started_at as "startedAt",
  (select made_at from turn t where t.process = p.id order by seq desc limit 1) as "lastAt"`;

/** How many processes have begun and not ended. */
export async function countOpen(db: Db): Promise<number> {
  const { rows } = await db.query<{ open: number }>(
    `select count(*)::int as open from process p where not ${ENDED}`,
  );
  return rows[0]?.open ?? 0;
}

/** Those of the named processes that have not ended. */
export async function openAmong(db: Db, ids: readonly string[]): Promise<readonly OpenProcess[]> {
  const { rows } = await db.query<OpenProcess>(
    `select ${COLUMNS} from process p where p.id = any($1) and not ${ENDED} order by p.id`,
    [ids],
  );
  return rows;
}

/** Processes that were entered before an instant and have not had a turn. */
export async function withoutTurn(
  db: Db,
  before: Date,
  limit: number,
): Promise<readonly OpenProcess[]> {
  const { rows } = await db.query<OpenProcess>(
    `select ${COLUMNS} from process p
      where p.started_at < $1 and not exists (select from turn t where t.process = p.id)
      order by p.started_at limit $2`,
    [before, limit],
  );
  return rows;
}

/** Processes that have not answered a receipt which came before an instant. */
export async function notAnswering(
  db: Db,
  before: Date,
  limit: number,
): Promise<readonly (OpenProcess & { readonly receipts: number })[]> {
  const { rows } = await db.query<OpenProcess & { receipts: number }>(
    `select ${COLUMNS}, i.receipts from process p
       join (select process, count(*)::int as receipts from intake
              where verdict is null and refused is null and received_at < $1 group by process) i
         on i.process = p.id
      order by p.id limit $2`,
    [before, limit],
  );
  return rows;
}

/** How many notices each inbox has had since an instant. */
export async function noticesByRecipient(
  db: Db,
  since: Date,
): Promise<
  readonly {
    readonly campaign: string;
    readonly title: string;
    readonly recipient: string;
    readonly notices: number;
    readonly firstAt: Instant;
    readonly latestAt: Instant;
  }[]
> {
  const { rows } = await db.query<{
    campaign: string;
    title: string;
    recipient: string;
    notices: number;
    firstAt: Instant;
    latestAt: Instant;
  }>(
    `select n.campaign, c.title, n.recipient, count(*)::int as notices,
            min(n.at_text) as "firstAt", max(n.at_text) as "latestAt"
       from notice n join campaign c on c.id = n.campaign
      where n.at >= $1 group by n.campaign, c.title, n.recipient order by n.campaign, n.recipient`,
    [since],
  );
  return rows;
}

/** Units of campaigns, each name once. */
export async function unitNames(
  db: Db,
): Promise<readonly { readonly unit: string; readonly campaigns: readonly string[] }[]> {
  const { rows } = await db.query<{ unit: string; campaigns: string[] }>(
    `select u.name as unit, array_agg(distinct c.title order by c.title) as campaigns
       from unit u join campaign c on c.id = u.campaign group by u.name order by u.name`,
  );
  return rows;
}

/** What an active account of a unit, or one that was granted for it, is called. */
export interface UnitContact {
  readonly account: string;
  readonly name: string;
  readonly login: string | null;
  readonly unit: string;
  readonly roles: readonly ('reporter' | 'head')[];
  readonly activated: boolean;
}

export async function unitContacts(db: Db): Promise<readonly UnitContact[]> {
  const { rows } = await db.query<UnitContact>(
    `select a.id as account, a.name, a.login, u.unit,
            array(select g.role from account_grant g
                   where g.account = a.id and g.revoked_at is null and g.unit = u.unit
                   order by g.role) as roles,
            (a.password is not null or a.subject is not null) as activated
       from account a
       cross join lateral (select a.unit where a.unit is not null
                           union select g.unit from account_grant g
                            where g.account = a.id and g.revoked_at is null and g.unit is not null) u
      where a.state = 'active' order by u.unit, a.name`,
  );
  return rows;
}

/** Migrations that the register has had, in order. */
export async function migrationsDone(
  db: Db,
): Promise<readonly { readonly name: string; readonly at: Date }[]> {
  const { rows } = await db.query<{ name: string; at: Date }>(
    'select name, run_on as at from migration order by id',
  );
  return rows;
}

/** The newest engines that every worker knows, and the version of the register's server. */
export async function registerVersions(db: Db): Promise<{
  readonly server: string;
  readonly engines: readonly { readonly kind: string; readonly newest: number }[];
}> {
  const [{ rows: versions }, { rows: engines }] = await Promise.all([
    db.query<{ server_version: string }>('show server_version'),
    db.query<{ kind: string; newest: number }>('select kind, newest from engine order by kind'),
  ]);
  return { server: versions[0]?.server_version ?? '', engines };
}
