import { findAccount, holdAccount, type AccountRow } from '../../store/accounts.ts';
import { transaction } from '../../store/pool.ts';
import { endSessions, type SessionFound } from '../../store/sessions.ts';
import { refuse } from '../faultError.ts';
import { isPassword } from '../identity/passwords.ts';
import { beginSession, enter, ownSession, type SessionView } from '../identity/session.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { beginFlow, finishFlow, settingsOf } from './accountOidc.ts';
import { taking } from './accountTaken.ts';
import { attempt } from './actor.ts';
import { himself, keyOfAccount, recordAct, tryOnce } from './signIn.ts';
import { holdSubject, subjectMark } from './subjects.ts';

/** A person goes to the 统一认证 to show who he is there; his own password says that it is he who goes. */
export async function beginBinding(
  service: Service,
  { password }: TakenOf<'beginBinding'>,
): Promise<OutputOf<'beginBinding'>> {
  settingsOf(service);
  const { session, now } = await ownSession(service);
  await mustBePassword(service, session, password, { act: 'beginBinding', now });
  return beginFlow(service, now, session.id);
}

/** Binds what the 统一认证 says to the account of the session that has gone there, in place of what was asked or held before. */
export async function finishBinding(
  service: Service,
  { flow, query }: TakenOf<'finishBinding'>,
): Promise<SessionView> {
  const { session, now } = await ownSession(service);
  const { account: id } = session;
  const act = 'finishBinding';
  const who = { actor: himself(id), act, subject: id };
  const { subject } = await finishFlow(service, { flow, query, session: session.id, now }, who);
  return changed(service, session, { act, subject, now });
}

/** From then on only the password brings in; so it is asked for. */
export async function removeBinding(
  service: Service,
  { password }: TakenOf<'removeBinding'>,
): Promise<SessionView> {
  const { session, now } = await ownSession(service);
  const act = 'removeBinding';
  await mustBePassword(service, session, password, { act, now });
  return changed(service, session, { act, subject: null, now });
}

/** Every session of the account ends, and whoever has done it goes on in a new one. */
async function changed(
  service: Service,
  { id: from, account: id, strength }: SessionFound,
  { act, subject, now }: { readonly act: string; readonly subject: string | null; now: number },
): Promise<SessionView> {
  const what = { actor: himself(id), act, subject: id };
  const change = () =>
    transaction(service.pool, async (db) => {
      const before = (await holdAccount(db, id)) ?? refuse('session-none');
      const end = { at: new Date(now), by: id, why: 'subject bound by its person' };
      // it has been ended meanwhile, such as by a new password
      if ((await endSessions(db, { id: from }, end)) === 0) refuse('session-none');
      await holdSubject(db, before, subject, end);
      await endSessions(db, { account: id }, end);
      const mark = (one: string | null) => subjectMark(service, one);
      const detail = { before: mark(before.subject), after: mark(subject) };
      await recordAct(db, now, { ...what, detail });
      return beginSession(service, db, { account: id, strength }, now);
    });
  const begun = await attempt(service, what, () => taking(change));
  return enter(service, begun, now);
}

async function mustBePassword(
  service: Service,
  { account: id }: Pick<SessionFound, 'account'>,
  given: string,
  { act, now }: { readonly act: string; readonly now: number },
): Promise<AccountRow> {
  const { pool } = service;
  const account = (await findAccount(pool, id)) ?? refuse('session-none');
  if (account.password === null) refuse('password-none');
  const tried = await tryOnce(service, keyOfAccount(account), now, act);
  if (!(await isPassword(account.password, given))) {
    const outcome = 'password-wrong';
    await recordAct(pool, now, { actor: himself(id), act, subject: id, outcome });
    return refuse(outcome);
  }
  await tried.forgive(true);
  return account;
}
