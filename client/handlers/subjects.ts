import { createHmac } from 'node:crypto';
import { instantOf } from '../../domain/instant.ts';
import { accountBySubject, updateAccount, type AccountRow } from '../../store/accounts.ts';
import { revokeOidcTokens } from '../../store/apiTokens.ts';
import { grantsHeld } from '../../store/grants.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { endSessions } from '../../store/sessions.ts';
import {
  askSubject,
  countSubjectsAsked,
  dropSubjectAsked,
  subjectAskedOf,
  subjectsAsked,
} from '../../store/subjects.ts';
import { refuse } from '../faultError.ts';
import { LOCAL_NAME } from '../identity/identify.ts';
import { identityOf, realNow } from '../identity/settings.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { grantLabel, heldAccount, mustBeAnother } from './accountGrants.ts';
import { taking } from './accountTaken.ts';
import { attempt, ZONE } from './actor.ts';
import { recordAct } from './signIn.ts';

/**
 * A 统一认证标识 as the audit keeps it: its last signs, and a number by which it is known again. The whole of it may be a phone
 * or an identity card, and the audit only grows.
 */
export function subjectMark(service: Service, subject: string | null): string | null {
  if (subject === null) return null;
  const signs = [...subject];
  const shown = signs.slice(signs.length - Math.min(4, Math.floor(signs.length / 3))).join('');
  const sum = createHmac('sha256', identityOf(service).key).update(`subject ${subject}`);
  return `****${signs.length < 3 ? '' : shown}（校验 ${sum.digest('hex').slice(0, 12)}）`;
}

/** Asks that an account be `subject` for the 统一认证; what holds stays until it is confirmed. Answers what the audit keeps. */
export async function propose(
  service: Service,
  db: Db,
  { id, subject: present }: Pick<AccountRow, 'id' | 'subject'>,
  { subject, now }: { readonly subject: string; readonly now: number },
): Promise<Readonly<Record<string, unknown>>> {
  if (subject === present) {
    await dropSubjectAsked(db, id);
    return {};
  }
  const asked = await subjectAskedOf(db, id);
  if (asked?.subject === subject) return {};
  if ((await accountBySubject(db, subject)) !== undefined) refuse('subject-taken');
  const askedBy = service.caller?.account ?? null;
  await askSubject(db, { account: id, subject, askedAt: new Date(now), askedBy });
  const mark = (one: string | null) => subjectMark(service, one);
  return { subjectAsked: { before: mark(asked?.subject ?? present), after: mark(subject) } };
}

/** Lets a subject hold, or none. Where another held before, whoever came in by it is out. */
export async function holdSubject(
  db: Db,
  { id, subject: before }: Pick<AccountRow, 'id' | 'subject'>,
  subject: string | null,
  end: { readonly at: Date; readonly by: string | null; readonly why: string },
): Promise<void> {
  await dropSubjectAsked(db, id);
  if (before === subject) return;
  await updateAccount(db, id, { subject });
  if (before === null) return;
  await endSessions(db, { account: id }, end);
  await revokeOidcTokens(db, id, end);
}

/** What the system administrator writes of a subject: a new one is asked for, none holds at once. */
export async function changeSubject(
  service: Service,
  db: Db,
  account: AccountRow,
  { subject, now }: { readonly subject: string | null; readonly now: number },
): Promise<Readonly<Record<string, unknown>>> {
  if (subject !== null) return propose(service, db, account, { subject, now });
  const asked = await subjectAskedOf(db, account.id);
  if (account.subject === null && asked === undefined) return {};
  const by = service.caller?.account ?? null;
  await holdSubject(db, account, null, { at: new Date(now), by, why: 'subject removed' });
  const before = subjectMark(service, account.subject ?? asked?.subject ?? null);
  return { subject: { before, after: null } };
}

export async function listSubjects(
  { pool }: Service,
  { after, limit }: TakenOf<'listSubjects'>,
): Promise<OutputOf<'listSubjects'>> {
  const rows = await subjectsAsked(pool, { after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const held = await grantsHeld(pool, { accounts: page.map(({ account }) => account) });
  return {
    total: await countSubjectsAsked(pool),
    subjects: page.map(({ askedBy, askedByName, askedAt, ...row }) => ({
      ...row,
      roles: held
        .filter(({ account }) => account === row.account)
        .map((one) => grantLabel(one.grant)),
      askedBy: askedBy === null ? LOCAL_NAME : (askedByName ?? askedBy),
      askedAt: instantOf(askedAt.getTime(), ZONE),
    })),
    next: rows.length > limit ? (page.at(-1)?.account ?? null) : null,
  };
}

/** The security administrator confirms what the system administrator has asked, or sends it back; never of himself. */
export async function decideSubjects(
  service: Service,
  { decision, subjects, reason, requestId }: TakenOf<'decideSubjects'>,
  actor: string,
): Promise<OutputOf<'decideSubjects'>> {
  const [first] = subjects;
  const about = subjects.length === 1 ? (first?.account ?? '') : '';
  const what = { actor, act: 'decideSubjects', subject: about };
  return attempt(service, what, async () => {
    if (decision === 'refuse' && (reason ?? '') === '')
      refuse('content-missing', { what: '退回的理由' });
    const now = await realNow(service);
    const by = service.caller?.account ?? null;
    const end = { at: new Date(now), by, why: 'subject confirmed' };
    // in one order, so that two who decide at once do not wait for one another
    const ordered = [...subjects].sort((a, b) => (a.account < b.account ? -1 : 1));
    return taking(() =>
      transaction(service.pool, async (db) => {
        for (const { account: id, subject } of ordered) {
          mustBeAnother(service, id);
          const account = await heldAccount(db, id);
          const asked = await subjectAskedOf(db, id);
          if (asked?.subject !== subject) refuse('subject-moved', { account: id });
          if (decision === 'confirm') await holdSubject(db, account, subject, end);
          else await dropSubjectAsked(db, id);
          const mark = (one: string | null) => subjectMark(service, one);
          const after = mark(decision === 'confirm' ? subject : account.subject);
          const change = { decision, before: mark(account.subject), asked: mark(subject), after };
          const detail = { ...change, askedBy: asked?.askedBy ?? LOCAL_NAME, reason, requestId };
          await recordAct(db, now, { ...what, subject: id, detail });
        }
        return { decided: ordered.length };
      }),
    );
  });
}
