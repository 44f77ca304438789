import { PASSWORD_RULES, passwordFlaw } from '../../domain/password.ts';
import {
  findAccount,
  holdAccount,
  lastPasswords,
  setFactor,
  setPassword,
  type AccountRow,
} from '../../store/accounts.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { endSessions, type Strength } from '../../store/sessions.ts';
import { refuse } from '../faultError.ts';
import { hashPassword, isPassword } from '../identity/passwords.ts';
import { seal } from '../identity/secretBox.ts';
import { beginSession, enter, ownSession, type SessionView } from '../identity/session.ts';
import { identityOf } from '../identity/settings.ts';
import { factorUri, isFactor, newFactor, stepOf } from '../identity/totp.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { factorPlace, himself, keyOfAccount, mustBeCode, recordAct, tryOnce } from './signIn.ts';

/** A new password ends every session of the account; whoever has set it goes on in a new one. */
export async function changePassword(
  service: Service,
  { old, password }: TakenOf<'changePassword'>,
): Promise<SessionView> {
  const { pool } = service;
  const { session, now } = await ownSession(service, [null, 'password-change']);
  const { account: id, strength } = session;
  const account = (await findAccount(pool, id)) ?? refuse('session-none');
  const attempt = await tryOnce(service, keyOfAccount(account), now, 'changePassword');
  if (!(await isPassword(account.password, old))) {
    const outcome = 'sign-in-refused';
    await recordAct(pool, now, { actor: himself(id), act: 'changePassword', subject: id, outcome });
    return refuse(outcome);
  }
  await attempt.forgive(true);
  const hash = await newPassword(service, account, password);
  const begun = await transaction(pool, async (db) => {
    await holdAccount(db, id);
    await keepPassword(service, db, id, { hash, now });
    await endSessions(db, { account: id }, { at: new Date(now), by: id, why: 'password changed' });
    await recordAct(db, now, { actor: himself(id), act: 'changePassword', subject: id });
    return beginSession(service, db, { account: id, strength }, now);
  });
  return enter(service, begun, now);
}

/** The hash of a password that the profile allows for this account. */
export async function newPassword(
  service: Service,
  account: Pick<AccountRow, 'id' | 'login' | 'name' | 'unit'>,
  password: string,
): Promise<string> {
  const { profile } = identityOf(service);
  const { login, name, unit } = account;
  const words = [name, ...(unit === null ? [] : [unit])];
  const flaw = passwordFlaw(password, profile, { login: login ?? '', words });
  if (flaw !== undefined) refuse('password-weak', { flaw });
  const { kept } = PASSWORD_RULES[profile];
  const earlier = kept === 0 ? [] : await lastPasswords(service.pool, account.id, kept);
  for (const one of earlier) {
    if (await isPassword(one, password)) refuse('password-used', { kept });
  }
  return hashPassword(password);
}

export function keepPassword(
  service: Service,
  db: Db,
  id: string,
  { hash, now }: { readonly hash: string; readonly now: number },
): Promise<void> {
  const { kept } = PASSWORD_RULES[identityOf(service).profile];
  return setPassword(db, id, { hash, at: new Date(now), kept });
}

/** A second factor to be scanned; nothing is kept before its first code has come. */
export async function beginSecondFactor(service: Service): Promise<OutputOf<'beginSecondFactor'>> {
  const { session } = await ownSession(service, [null, 'second-factor']);
  if (session.holder.hasFactor) await ownSession(service, [null]);
  const secret = newFactor();
  return { secret, uri: factorUri(secret, session.holder.login ?? session.account) };
}

/** The second factor holds from its first code on; every other session of the account ends. */
export async function finishSecondFactor(
  service: Service,
  { secret, code, current }: TakenOf<'finishSecondFactor'>,
): Promise<SessionView> {
  const { session, now } = await ownSession(service, [null, 'second-factor', 'password-change']);
  const { account: id, strength, holder } = session;
  if (holder.hasFactor) {
    await ownSession(service, [null]);
    await mustBeCode(service, id, current ?? '', now);
  }
  const step = firstStep(secret, code, now);
  const stronger: Strength = strength.startsWith('oidc') ? 'oidc-two-factor' : 'two-factor';
  const begun = await transaction(service.pool, async (db) => {
    const held = await holdAccount(db, id);
    // another session has been first: what holds now must be shown
    if (!holder.hasFactor && held?.factor !== null) refuse('second-factor-needed');
    await keepFactor(service, db, id, { secret, step, now });
    await endSessions(db, { account: id }, { at: new Date(now), by: id, why: 'second factor set' });
    await recordAct(db, now, { actor: himself(id), act: 'finishSecondFactor', subject: id });
    return beginSession(service, db, { account: id, strength: stronger }, now);
  });
  return enter(service, begun, now);
}

/** The step of the first code of a new second factor. */
export function firstStep(secret: string, code: string, now: number): number {
  if (!isFactor(secret)) refuse('second-factor-asked');
  return stepOf(secret, code, now) ?? refuse('second-factor-wrong');
}

export function keepFactor(
  service: Service,
  db: Db,
  id: string,
  { secret, step, now }: { readonly secret: string; readonly step: number; readonly now: number },
): Promise<void> {
  const sealed = seal(identityOf(service).key, secret, factorPlace(id));
  return setFactor(db, id, sealed, { at: new Date(now), step });
}
