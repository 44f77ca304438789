import { ROLE_LABELS } from '../../domain/accessWords.ts';
import { bindsSecondFactor, type Officer } from '../../domain/accountRules.ts';
import { instantOf } from '../../domain/instant.ts';
import { passwordWords } from '../../domain/password.ts';
import { findAccount, insertAccount, type AccountRow } from '../../store/accounts.ts';
import { grantsHeld, insertGrant } from '../../store/grants.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { endSessions } from '../../store/sessions.ts';
import { findLink, useLink, type SetupLink } from '../../store/setupLinks.ts';
import { forgetFailures } from '../../store/signInFailures.ts';
import { refuse } from '../faultError.ts';
import { hashOf } from '../identity/secretToken.ts';
import { beginSession, enter, leaveSession, type SessionView } from '../identity/session.ts';
import { identityOf, realNow } from '../identity/settings.ts';
import { activationLink, officersMissing } from '../identity/setup.ts';
import { factorUri, newFactor } from '../identity/totp.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { ZONE } from './actor.ts';
import { taking } from './accountTaken.ts';
import { mustFit } from './accountGrants.ts';
import { firstStep, keepFactor, keepPassword, newPassword } from './accountSecrets.ts';
import { himself, keyOfAccount, recordAct } from './signIn.ts';

/** What a set-up link is for; it is not used by looking at it. */
export async function openSetup(
  service: Service,
  input: TakenOf<'openSetup'>,
): Promise<OutputOf<'openSetup'>> {
  const { pool } = service;
  const now = await realNow(service);
  const link = await linkFor(pool, input.link, now);
  const { purpose, endsAt } = link;
  const account = link.account === null ? undefined : await findAccount(pool, link.account);
  const grants = account === undefined ? [] : await grantsHeld(pool, { accounts: [account.id] });
  const bound = bindsSecondFactor(grants.map(({ grant }) => grant));
  const secret = newFactor();
  const label = purpose === 'activation' ? (account?.name ?? '') : ROLE_LABELS[purpose];
  return {
    ...{ purpose, label, login: account?.login ?? null, name: account?.name ?? null },
    endsAt: instantOf(endsAt.getTime(), ZONE),
    needsSecondFactor: purpose !== 'activation' || (bound && account?.factor === null),
    factor: { secret, uri: factorUri(secret, account?.login ?? label) },
    passwordRule: passwordWords(identityOf(service).profile),
    remaining: [...(await officersMissing(pool))],
  };
}

async function linkFor(db: Db, token: string, now: number, hold = false): Promise<SetupLink> {
  return (await findLink(db, hashOf(token), new Date(now), hold)) ?? refuse('link-used');
}

type Asked = TakenOf<'completeSetup'>;

/** One of the three first accounts: its login, its password, its second factor and its role, in one act. */
export async function completeSetup(
  service: Service,
  input: Asked,
): Promise<OutputOf<'completeSetup'>> {
  const { pool } = service;
  const now = await realNow(service);
  const { purpose } = await linkFor(pool, input.link, now);
  if (purpose === 'activation') return refuse('link-other-use');
  const step = firstStep(input.secret, input.code, now);
  const person = { id: '', login: input.login, name: input.name, unit: null };
  const hash = await newPassword(service, person, input.password);
  const done = await taking(() =>
    transaction(pool, async (db) => {
      const link = await linkFor(db, input.link, now, true);
      await useLink(db, link.id, new Date(now));
      const at = new Date(now);
      const id = await insertAccount(db, { ...person, subject: null, at });
      await keepPassword(service, db, id, { hash, now });
      await keepFactor(service, db, id, { secret: input.secret, step, now });
      await insertGrant(db, id, { role: purpose }, { at, account: null });
      const detail = { role: purpose, link: link.id };
      const entry = { actor: himself(id), act: 'completeSetup', subject: id, detail };
      await recordAct(db, now, entry);
      const more = await firstOffice(service, db, input, { id, purpose, now });
      await leaveSession(service, db, now, 'another account was set up');
      const begun = await beginSession(service, db, { account: id, strength: 'two-factor' }, now);
      return { id, begun, ...more };
    }),
  );
  const session = await enter(service, done.begun, now);
  const remaining = [...(await officersMissing(pool))];
  return { account: done.id, session, first: done.first, granted: done.granted, remaining };
}

/** What the first system and the first security administrator may do in the act of their set-up: the first of the office. */
async function firstOffice(
  service: Service,
  db: Db,
  { first, grantTo }: Asked,
  by: { readonly id: string; readonly purpose: Officer; readonly now: number },
): Promise<Pick<OutputOf<'completeSetup'>, 'first' | 'granted'>> {
  const { id, purpose, now } = by;
  if ((first && purpose !== 'system') || (grantTo !== undefined && purpose !== 'security')) {
    return refuse('link-other-use');
  }
  const at = new Date(now);
  if (first) {
    const account = await insertAccount(db, { ...first, unit: null, subject: null, at });
    const setup = await activationLink(service, db, account, { now, by: id });
    await recordAct(db, now, { actor: 'system', act: 'createAccount', subject: account });
    return { first: { account, login: first.login, setup }, granted: null };
  }
  if (grantTo === undefined) return { first: null, granted: null };
  const grant = { role: 'administrator' } as const;
  await mustFit(db, grantTo, grant);
  await insertGrant(db, grantTo, grant, { at, account: id });
  const entry = { actor: 'security', act: 'grantRole', subject: grantTo, detail: grant };
  await recordAct(db, now, entry);
  return { first: null, granted: grantTo };
}

/** A person sets the password of his account (and a second factor, where his role demands one and he has none). */
export async function activateAccount(
  service: Service,
  { link: token, password, secret, code = '' }: TakenOf<'activateAccount'>,
): Promise<SessionView> {
  const { pool } = service;
  const now = await realNow(service);
  const seen = await linkFor(pool, token, now);
  if (seen.account === null) return refuse('link-other-use');
  const account = await activeAccount(pool, seen.account);
  const { id } = account;
  const held = await grantsHeld(pool, { accounts: [id] });
  const bound = bindsSecondFactor(held.map(({ grant }) => grant));
  if (account.factor === null && bound && secret === undefined) refuse('second-factor-asked');
  const takes = account.factor === null && secret !== undefined;
  const step = takes ? firstStep(secret, code, now) : 0;
  const hash = await newPassword(service, account, password);
  const begun = await transaction(pool, async (db) => {
    const link = await linkFor(db, token, now, true);
    await useLink(db, link.id, new Date(now));
    await keepPassword(service, db, id, { hash, now });
    if (takes) await keepFactor(service, db, id, { secret, step, now });
    const end = { at: new Date(now), by: id, why: 'password set' };
    await endSessions(db, { account: id }, end);
    await leaveSession(service, db, now, 'another account was activated');
    await forgetFailures(db, keyOfAccount(account));
    const detail = { link: link.id, secondFactor: takes };
    await recordAct(db, now, { actor: himself(id), act: 'activateAccount', subject: id, detail });
    const strength = takes ? 'two-factor' : 'password';
    return beginSession(service, db, { account: id, strength }, now);
  });
  return enter(service, begun, now);
}

async function activeAccount(db: Db, id: string): Promise<AccountRow> {
  const account = await findAccount(db, id);
  return account?.state === 'active' ? account : refuse('link-used');
}
