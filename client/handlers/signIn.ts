import {
  ADDRESS_LIMIT,
  FAILURES_COUNT_MS,
  lockedUntil,
  LOGIN_LIMIT,
} from '../../domain/signInLimit.ts';
import { instantOf } from '../../domain/instant.ts';
import {
  accountByLogin,
  anyAccount,
  findAccount,
  takeStep,
  type AccountRow,
} from '../../store/accounts.ts';
import { insertAudit } from '../../store/audit.ts';
import type { Db } from '../../store/pool.ts';
import { transaction } from '../../store/pool.ts';
import {
  beginAttempt,
  dropFailures,
  forgetAttempt,
  forgetFailures,
} from '../../store/signInFailures.ts';
import { DEMO_ACCOUNT } from '../demoDesks.ts';
import { refuse } from '../faultError.ts';
import { isPassword } from '../identity/passwords.ts';
import { unseal } from '../identity/secretBox.ts';
import { hashOf } from '../identity/secretToken.ts';
import {
  beginSession,
  deskViews,
  enter,
  leaveSession,
  ownSession,
  strangerView,
  viewOf,
  type SessionView,
} from '../identity/session.ts';
import { identityOf, realNow, type Identity } from '../identity/settings.ts';
import { stepOf } from '../identity/totp.ts';
import type { TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { ZONE } from './actor.ts';

/** One entry of the audit about an account; `at` in milliseconds of the real clock. */
export function recordAct(
  db: Db,
  at: number,
  entry: {
    readonly actor: string;
    readonly act: string;
    readonly subject: string;
    readonly outcome?: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { outcome = 'done', detail = {} } = entry;
  return insertAudit(db, { ...entry, at: instantOf(at, ZONE), outcome, detail });
}

/** The person himself, as the audit names him. */
export function himself(account: string): string {
  return `account:${account}`;
}

/** A login as it is kept. */
export function plainLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** Under which name failures of an account are counted; a login that does not exist is counted alike. */
export function failureKey(login: string): string {
  return hashOf(`login ${login}`);
}

export function keyOfAccount({ id, login }: Pick<AccountRow, 'id' | 'login'>): string {
  return failureKey(login ?? `account ${id}`);
}

/**
 * Lets somebody try once: refused while the login or the address is locked. What is tried counts as failed until `forgive`
 * is called.
 */
export async function tryOnce(
  service: Service,
  key: string,
  now: number,
  act: string,
): Promise<{ readonly forgive: (all: boolean) => Promise<void> }> {
  const { pool, caller } = service;
  const address = caller?.address ?? null;
  const since = new Date(now - FAILURES_COUNT_MS);
  const begun = await beginAttempt(
    pool,
    { login: key, address, at: new Date(now) },
    since,
    (failures) =>
      lockedUntil(failures.login, LOGIN_LIMIT, now) ??
      lockedUntil(failures.address, ADDRESS_LIMIT, now),
  );
  if ('refused' in begun) {
    const until = instantOf(begun.refused, ZONE);
    const outcome = 'sign-in-locked';
    await recordAct(pool, now, { actor: 'nobody', act, subject: '', outcome, detail: { until } });
    return refuse('sign-in-locked', { until });
  }
  return {
    forgive: async (all) => {
      await (all ? forgetFailures(pool, key) : forgetAttempt(pool, begun.id));
      await dropFailures(pool, new Date(now - 2 * FAILURES_COUNT_MS));
    },
  };
}

/** Who has come: a stranger too may ask. */
export async function showSession(service: Service): Promise<SessionView> {
  const { caller } = service;
  const identity = identityOf(service);
  if (service.demo !== undefined) return demoView(service, identity);
  if (caller?.kind === 'session' || (caller?.kind === 'nobody' && caller.session !== undefined)) {
    const { session, now } = await ownSession(service, [null, 'second-factor', 'password-change']);
    return viewOf(service, session, now);
  }
  const fresh = !(await anyAccount(service.pool));
  return { ...strangerView(identity), name: caller?.name ?? '未登录', fresh };
}

/** In a sandbox 演示 whoever comes sits at every desk. */
function demoView({ caller }: Service, identity: Identity): SessionView {
  const grants = caller === undefined || caller.grants === 'any' ? [] : caller.grants;
  const stranger = strangerView(identity);
  const own = { signedIn: true, account: DEMO_ACCOUNT, login: null, name: '演示' };
  return { ...stranger, ...own, desks: deskViews(grants) };
}

/** The login and the password; what is wrong is never said, nor whether the login exists. */
export async function signIn(service: Service, input: TakenOf<'signIn'>): Promise<SessionView> {
  const { pool } = service;
  const now = await realNow(service);
  const login = plainLogin(input.login);
  const attempt = await tryOnce(service, failureKey(login), now, 'signIn');
  const account = await accountByLogin(pool, login);
  const kept = account?.state === 'active' ? account.password : null;
  const isRight = await isPassword(kept, input.password);
  if (!isRight || account === undefined) {
    const [actor, subject] = ['nobody', account?.id ?? ''];
    await recordAct(pool, now, { actor, act: 'signIn', subject, outcome: 'sign-in-refused' });
    return refuse('sign-in-refused');
  }
  const begun = await transaction(pool, async (db) => {
    await leaveSession(service, db, now, 'signed in again');
    const { id } = account;
    await recordAct(db, now, { actor: himself(id), act: 'signIn', subject: id });
    return beginSession(service, db, { account: id, strength: 'password' }, now);
  });
  const view = await enter(service, begun, now);
  // who knows the password only must not win new attempts at the second factor by it
  await attempt.forgive(view.needs !== 'second-factor');
  return view;
}

/** The code of the second factor, once each. */
export async function confirmSecondFactor(
  service: Service,
  { code }: TakenOf<'confirmSecondFactor'>,
): Promise<SessionView> {
  const { session, now } = await ownSession(service, ['second-factor']);
  const { account: id, strength } = session;
  await mustBeCode(service, id, code, now);
  const stronger = strength.startsWith('oidc') ? 'oidc-two-factor' : 'two-factor';
  const begun = await transaction(service.pool, async (db) => {
    await leaveSession(service, db, now, 'second factor given');
    await recordAct(db, now, { actor: himself(id), act: 'confirmSecondFactor', subject: id });
    return beginSession(service, db, { account: id, strength: stronger }, now);
  });
  return enter(service, begun, now);
}

/** Refuses what is not a code of the account's second factor, or was used. */
export async function mustBeCode(
  service: Service,
  id: string,
  code: string,
  now: number,
): Promise<void> {
  const { pool } = service;
  const account = (await findAccount(pool, id)) ?? refuse('session-none');
  if (account.factor === null) refuse('second-factor-none');
  const act = 'confirmSecondFactor';
  const attempt = await tryOnce(service, keyOfAccount(account), now, act);
  const secret = unseal(identityOf(service).key, account.factor ?? '', factorPlace(id));
  const step = secret === undefined ? undefined : stepOf(secret, code, now);
  if (step === undefined || !(await takeStep(pool, id, step))) {
    const outcome = 'second-factor-wrong';
    await recordAct(pool, now, { actor: himself(id), act, subject: id, outcome });
    refuse(outcome);
  }
  await attempt.forgive(true);
}

export function factorPlace(account: string): string {
  return `account ${account} factor`;
}

export function phonePlace(account: string): string {
  return `account ${account} phone`;
}

/** Twice is once. */
export async function signOut(service: Service): Promise<{ done: boolean }> {
  const { caller } = service;
  const now = await realNow(service);
  if (caller?.session !== undefined && caller.kind !== 'token') {
    await leaveSession(service, service.pool, now, 'signed out');
    const actor = caller.account === null ? 'nobody' : himself(caller.account);
    await recordAct(service.pool, now, { actor, act: 'signOut', subject: caller.account ?? '' });
  }
  service.cookies?.({ clear: true });
  return { done: true };
}
