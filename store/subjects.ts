import type { AccountRow } from './accounts.ts';
import type { Db } from './pool.ts';

/** A 统一认证标识 that was asked for an account and does not hold yet. */
export interface SubjectAsked {
  readonly account: string;
  readonly subject: string;
  readonly askedAt: Date;
  /** The account of who asked; null: the machine's own token. */
  readonly askedBy: string | null;
}

export interface SubjectLine extends SubjectAsked, Pick<AccountRow, 'login' | 'name' | 'unit'> {
  /** What holds at present. */
  readonly present: string | null;
  readonly askedByName: string | null;
}

const COLUMNS = `q.account, q.subject, q.asked_at as "askedAt", q.asked_by as "askedBy"`;

/** Asks for it, instead of whatever was asked for this account before. */
export async function askSubject(
  db: Db,
  { account, subject, askedAt, askedBy }: SubjectAsked,
): Promise<void> {
  await db.query(
    `insert into subject_asked (account, subject, asked_at, asked_by) values ($1, $2, $3, $4)
     on conflict (account) do update
       set subject = excluded.subject, asked_at = excluded.asked_at, asked_by = excluded.asked_by`,
    [account, subject, askedAt, askedBy],
  );
}

export async function dropSubjectAsked(db: Db, account: string): Promise<void> {
  await db.query('delete from subject_asked where account = $1', [account]);
}

export async function subjectAskedOf(db: Db, account: string): Promise<SubjectAsked | undefined> {
  const { rows } = await db.query<SubjectAsked>(
    `select ${COLUMNS} from subject_asked q where q.account = $1`,
    [account],
  );
  return rows[0];
}

/** Whether an account asks for it and does not hold it yet. */
export async function isSubjectAsked(db: Db, subject: string): Promise<boolean> {
  const { rowCount } = await db.query('select from subject_asked where subject = $1', [subject]);
  return rowCount === 1;
}

/** All that wait, by their accounts, after the one that is named. */
export async function subjectsAsked(
  db: Db,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly SubjectLine[]> {
  const { rows } = await db.query<SubjectLine>(
    `select ${COLUMNS}, a.login, a.name, a.unit, a.subject as present, b.name as "askedByName"
       from subject_asked q join account a on a.id = q.account
       left join account b on b.id = q.asked_by
      where (length(q.account), q.account) > (length($1), $1)
      order by length(q.account), q.account limit $2`,
    [after ?? '', limit],
  );
  return rows;
}

export async function countSubjectsAsked(db: Db): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select count(*)::int as n from subject_asked');
  return rows[0]?.n ?? 0;
}
