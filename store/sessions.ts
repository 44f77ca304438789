import type { Grant } from '../domain/access.ts';
import type { AccountRow } from './accounts.ts';
import { grantOf } from './grants.ts';
import { MOMENT, momentIn, type Moment, type MomentColumns } from './kept.ts';
import type { Db } from './pool.ts';

export type Strength = 'password' | 'two-factor' | 'oidc' | 'oidc-two-factor';

/** Session 会话: one browser of one person; only the hash of its token is kept. */
export interface SessionRow {
  readonly id: string;
  readonly account: string;
  readonly strength: Strength;
  readonly address: string | null;
  readonly agent: string | null;
  readonly begunAt: Date;
  readonly seenAt: Date;
  readonly endsAt: Date;
}

const COLUMNS = `s.id, s.account, s.strength, s.address, s.agent, s.begun_at as "begunAt",
  s.seen_at as "seenAt", s.ends_at as "endsAt"`;

export async function insertSession(
  db: Db,
  session: SessionRow & { readonly hash: string },
): Promise<void> {
  const { id, hash, account, strength, address, agent, begunAt, seenAt, endsAt } = session;
  await db.query(
    `insert into account_session
       (id, hash, account, strength, address, agent, begun_at, seen_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, hash, account, strength, address, agent, begunAt, seenAt, endsAt],
  );
}

/** A session that holds, its account, and what that was granted. */
export interface SessionFound extends SessionRow {
  readonly holder: Pick<AccountRow, 'login' | 'name' | 'state' | 'passwordAt'> & {
    readonly hasPassword: boolean;
    readonly hasFactor: boolean;
  };
  readonly grants: readonly Grant[];
  /** When the register told it. */
  readonly moment: Moment;
}

/** The account's columns and grants, as JSON, of the row `a`. */
export const HOLDER = `json_build_object('login', a.login, 'name', a.name, 'state', a.state,
    'passwordAt', a.password_at, 'hasPassword', a.password is not null,
    'hasFactor', a.factor is not null) as holder,
  (select coalesce(json_agg(json_build_object('role', g.role, 'unit', g.unit, 'post', g.post,
            'campaign', g.campaign) order by g.id), '[]')
     from account_grant g where g.account = a.id and g.revoked_at is null) as grants`;

type Found = SessionRow &
  MomentColumns & {
    readonly holder: SessionFound['holder'];
    readonly grants: readonly Parameters<typeof grantOf>[0][];
  };

/**
 * The session of a token's hash that nobody has ended, where it was seen after `seenSince` and has not ended by `at`, both as of
 * the register's moment.
 */
export async function findSession(
  db: Db,
  by: { readonly hash: string } | { readonly id: string },
  heldAt: (moment: Moment) => Held,
): Promise<SessionFound | undefined> {
  const [column, value] = 'hash' in by ? ['hash', by.hash] : ['id', by.id];
  // by its key, at each request: planned once a connection
  const { rows } = await db.query<Found>({
    name: `session by ${column}`,
    text: `select ${COLUMNS}, ${HOLDER}, ${MOMENT} from account_session s join account a on a.id = s.account
      where s.${column} = $1 and s.ended_at is null and a.state = 'active'`,
    values: [value],
  });
  const [found] = rows;
  if (found === undefined) return undefined;
  const { ms, snapshot, ...row } = found;
  const moment = momentIn({ ms, snapshot });
  const { at, seenSince } = heldAt(moment);
  if (row.endsAt <= at || row.seenAt <= seenSince) return undefined;
  return { ...row, grants: row.grants.map(grantOf), moment };
}

export async function sawSession(db: Db, id: string, at: Date): Promise<void> {
  await db.query('update account_session set seen_at = $2 where id = $1 and seen_at < $2', [
    id,
    at,
  ]);
}

export interface SessionLine extends SessionRow {
  readonly login: string | null;
  readonly name: string;
}

/** Whose sessions are meant: of one account or of all, and of whom a part of the name, the login or the address is so. */
export interface SessionsWanted {
  readonly account?: string | undefined;
  readonly words?: string | undefined;
}

interface Held {
  readonly at: Date;
  readonly seenSince: Date;
}

const HELD = `from account_session s join account a on a.id = s.account
  where s.ended_at is null and s.ends_at > $1 and s.seen_at > $2
    and ($3::text is null or s.account = $3)
    and ($4::text is null or strpos(lower(concat_ws(' ', a.name, a.login, s.address)), lower($4)) > 0)`;

function wanted({ account, words = '' }: SessionsWanted, { at, seenSince }: Held): unknown[] {
  return [at, seenSince, account ?? null, words.trim() === '' ? null : words.trim()];
}

/** Sessions that hold, the newest first; `after` is the last of the page before, whether or not it holds still. */
export async function sessionsHeld(
  db: Db,
  of: SessionsWanted & { readonly after?: string | undefined; readonly limit: number },
  held: Held,
): Promise<readonly SessionLine[]> {
  const { rows } = await db.query<SessionLine>(
    `select ${COLUMNS}, a.login, a.name ${HELD}
        and ($5::text is null
             or (s.begun_at, s.id) < (select b.begun_at, b.id from account_session b where b.id = $5))
      order by s.begun_at desc, s.id desc limit $6`,
    [...wanted(of, held), of.after ?? null, of.limit],
  );
  return rows;
}

/** When a session began, whether or not it holds still. */
export async function sessionBegun(db: Db, id: string): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date }>(
    'select begun_at as at from account_session where id = $1',
    [id],
  );
  return rows[0]?.at;
}

export async function countSessions(db: Db, of: SessionsWanted, held: Held): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n ${HELD}`,
    wanted(of, held),
  );
  return rows[0]?.n ?? 0;
}

/** Ends one session, or all of an account; how many have held until now. */
export async function endSessions(
  db: Db,
  which: { readonly id: string; readonly account?: string } | { readonly account: string },
  end: { readonly at: Date; readonly by: string | null; readonly why: string },
): Promise<number> {
  const { rowCount } = await db.query(
    `update account_session set ended_at = $3, ended_by = $4, ended_why = $5
      where ended_at is null and ($1::text is null or id = $1) and ($2::text is null or account = $2)`,
    ['id' in which ? which.id : null, which.account ?? null, end.at, end.by, end.why],
  );
  return rowCount ?? 0;
}

/** Drops those that ended before an instant, by somebody, by their limit or by being left idle; how many there were. */
export async function dropSessions(db: Db, before: Date, idleMs: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from account_session
      where least(ended_at, ends_at, seen_at + $2 * interval '1 millisecond') < $1`,
    [before, idleMs],
  );
  return rowCount ?? 0;
}
