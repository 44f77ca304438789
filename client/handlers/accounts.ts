import { desksOf, type Grant } from '../../domain/access.ts';
import { instantOf } from '../../domain/instant.ts';
import { maskedPhone } from '../../domain/phone.ts';
import {
  accountsNamed,
  accountsOf,
  findAccount,
  insertAccount,
  setFactor,
  updateAccount,
  type AccountRow,
} from '../../store/accounts.ts';
import { tokensOf } from '../../store/apiTokens.ts';
import { grantsHeld } from '../../store/grants.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { endSessions, sessionsHeld } from '../../store/sessions.ts';
import { revokeLinks } from '../../store/setupLinks.ts';
import { forgetFailures } from '../../store/signInFailures.ts';
import { subjectAskedOf } from '../../store/subjects.ts';
import { refuse } from '../faultError.ts';
import { seal, unseal } from '../identity/secretBox.ts';
import { holding } from '../identity/session.ts';
import { identityOf, realNow } from '../identity/settings.ts';
import { activationLink } from '../identity/setup.ts';
import { mustGoOn } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import {
  grantLabel,
  grantViews,
  heldAccount,
  mustBeAnother,
  mustNotBeLast,
} from './accountGrants.ts';
import { taking } from './accountTaken.ts';
import { attempt, ZONE } from './actor.ts';
import { keyOfAccount, phonePlace, recordAct } from './signIn.ts';
import { changeSubject, propose } from './subjects.ts';

type Line = OutputOf<'listAccounts'>['accounts'][number];

const STATES = { active: '在用', locked: '停用', left: '已离任' } as const;

export function stateLabel({ state, password, subject, login }: AccountRow): string {
  if (state !== 'active' || password !== null || subject !== null) return STATES[state];
  return login === null ? '联系人' : '待启用';
}

/** The phone of an account; undefined where there is none, or where it was sealed with another key. */
export function phoneOf(
  service: Service,
  { id, phone }: Pick<AccountRow, 'id' | 'phone'>,
): string | undefined {
  return phone === null ? undefined : unseal(identityOf(service).key, phone, phonePlace(id));
}

/** What is written of a phone: null takes it out, undefined leaves it. */
export function sealedPhone(service: Service, id: string, phone: string | null): string | null {
  return phone === null ? null : seal(identityOf(service).key, phone, phonePlace(id));
}

export function lineOf(service: Service, account: AccountRow, grants: readonly Grant[]): Line {
  const { id, login, name, unit, state, password, subject, factor, createdAt, leftAt } = account;
  const phone = phoneOf(service, account);
  return {
    ...{ account: id, login, name, unit, state, stateLabel: stateLabel(account) },
    phone: phone === undefined ? null : maskedPhone(phone),
    roles: grants.map(grantLabel),
    activated: password !== null || subject !== null,
    hasSecondFactor: factor !== null,
    createdAt: instantOf(createdAt.getTime(), ZONE),
    leftAt: leftAt && instantOf(leftAt.getTime(), ZONE),
  };
}

export async function linesOf(
  service: Service,
  rows: readonly AccountRow[],
): Promise<readonly Line[]> {
  const held = await grantsHeld(service.pool, { accounts: rows.map(({ id }) => id) });
  return rows.map((row) => {
    const own = held.filter(({ account }) => account === row.id).map(({ grant }) => grant);
    return lineOf(service, row, own);
  });
}

export async function listAccounts(
  service: Service,
  { limit, ...page }: TakenOf<'listAccounts'>,
): Promise<OutputOf<'listAccounts'>> {
  await mustGoOn([], page.after, (id) => findAccount(service.pool, id));
  const rows = await accountsOf(service.pool, { ...page, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { accounts: [...(await linesOf(service, shown))], next };
}

export async function showAccount(
  service: Service,
  { account: id }: TakenOf<'showAccount'>,
): Promise<OutputOf<'showAccount'>> {
  const { pool } = service;
  const account = (await findAccount(pool, id)) ?? refuse('account-unknown', { account: id });
  const rows = await grantsHeld(pool, { accounts: [id] });
  const now = await realNow(service);
  const line = lineOf(
    service,
    account,
    rows.map(({ grant }) => grant),
  );
  return {
    ...{ ...line, subject: account.subject },
    subjectAsked: (await subjectAskedOf(pool, id))?.subject ?? null,
    grants: await grantViews(pool, rows),
    sessions: (await sessionsHeld(pool, { account: id, limit: 500 }, holding(now))).length,
    tokens: (await tokensOf(pool, id)).length,
  };
}

/** What a new account is made of. */
export interface NewAccount {
  readonly login?: string | undefined;
  readonly name: string;
  readonly unit?: string | undefined;
  readonly phone?: string | undefined;
  readonly subject?: string | undefined;
  readonly signsIn: boolean;
}

/** Enters an account, with a set-up link where its person signs in with a password. */
export async function enterAccount(
  service: Service,
  db: Db,
  wanted: NewAccount,
  { now, actor, detail }: { now: number; actor: string; detail: Readonly<Record<string, unknown>> },
): Promise<OutputOf<'createAccount'>> {
  const { login = null, name, unit = null, subject = null, phone, signsIn } = wanted;
  const account = await insertAccount(db, { login, name, unit, subject: null, at: new Date(now) });
  const held = { id: account, subject: null };
  const asked = subject === null ? {} : await propose(service, db, held, { subject, now });
  if (phone !== undefined) {
    await updateAccount(db, account, { phone: sealedPhone(service, account, phone) });
  }
  const by = service.caller?.account ?? null;
  const links = signsIn && login !== null;
  const setup = links ? await activationLink(service, db, account, { now, by }) : null;
  const entry = { actor, act: 'createAccount', subject: account };
  await recordAct(db, now, { ...entry, detail: { unit, signsIn: links, ...asked, ...detail } });
  return { account, login, setup };
}

export async function createAccount(
  service: Service,
  { requestId, ...wanted }: TakenOf<'createAccount'>,
  actor: string,
): Promise<OutputOf<'createAccount'>> {
  const what = { actor, act: 'createAccount', subject: '' };
  return attempt(service, what, async () => {
    if (wanted.signsIn && wanted.login === undefined) {
      refuse('message-malformed', { detail: '要登录的账号须写登录名；只作联系人的请注明不登录' });
    }
    const now = await realNow(service);
    const by = { now, actor, detail: { requestId } };
    return taking(() => transaction(service.pool, (db) => enterAccount(service, db, wanted, by)));
  });
}

/** Changes what is named; the audit says which, but no name and no phone. */
export async function changeAccount(
  service: Service,
  { account: id, requestId, phone, state, subject, ...change }: TakenOf<'changeAccount'>,
  actor: string,
): Promise<{ done: boolean }> {
  const what = { actor, act: 'changeAccount', subject: id };
  return attempt(service, what, async () => {
    const now = await realNow(service);
    return taking(() =>
      transaction(service.pool, async (db) => {
        const before = await heldAccount(db, id);
        if (state === 'locked') {
          mustBeAnother(service, id);
          await mustNotBeLast(db, await grantsHeld(db, { accounts: [id] }));
          const by = service.caller?.account ?? null;
          await endSessions(db, { account: id }, { at: new Date(now), by, why: 'account locked' });
          await revokeLinks(db, { account: id }, new Date(now));
        }
        if (state === 'active') await forgetFailures(db, keyOfAccount(before));
        await updateAccount(db, id, {
          ...given(change),
          ...(state === undefined ? {} : { state }),
          ...(phone === undefined ? {} : { phone: sealedPhone(service, id, phone) }),
        });
        const told =
          subject === undefined ? {} : await changeSubject(service, db, before, { subject, now });
        const own = differences(before, { ...change, state, phone });
        await recordAct(db, now, { ...what, detail: { ...own, ...told, requestId } });
        return { done: true };
      }),
    );
  });
}

function given<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** What of an account is no person's own may stand in the audit, before and after. */
const OPEN_FIELDS = ['unit', 'state'] as const;

/** Which fields were changed, with what before and after where that names nobody. */
export function differences(
  before: AccountRow,
  change: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const changed = Object.keys(change).filter((field) => change[field] !== undefined);
  const open = OPEN_FIELDS.filter((field) => changed.includes(field));
  return {
    changed,
    before: Object.fromEntries(open.map((field) => [field, before[field]])),
    after: Object.fromEntries(open.map((field) => [field, change[field]])),
  };
}

/** A new set-up link, or a second factor taken away: by different administrators, so that neither alone gets in. */
export async function resetActivation(
  service: Service,
  { account: id, what: reset, reason, requestId }: TakenOf<'resetActivation'>,
  actor: string,
): Promise<OutputOf<'resetActivation'>> {
  const what = { actor, act: 'resetActivation', subject: id };
  return attempt(service, what, async () => {
    const owner = reset === 'password' ? 'system' : 'security';
    if (actor !== owner) {
      const by = owner === 'system' ? '系统管理员' : '安全管理员';
      const act = reset === 'password' ? '重置口令' : '重置动态口令';
      refuse('role-not-enough', { role: '该身份', act, by });
    }
    mustBeAnother(service, id);
    const now = await realNow(service);
    return transaction(service.pool, async (db) => {
      const account = await heldAccount(db, id);
      const by = service.caller?.account ?? null;
      await endSessions(db, { account: id }, { at: new Date(now), by, why: `${reset} reset` });
      await forgetFailures(db, keyOfAccount(account));
      await recordAct(db, now, { ...what, detail: { what: reset, reason, requestId } });
      if (reset === 'second-factor') {
        await setFactor(db, id, null, { at: new Date(now), step: null });
        return { setup: null };
      }
      return { setup: await activationLink(service, db, id, { now, by }) };
    });
  });
}

/** The desks at which nobody else sits who can sign in, in words. */
export async function desksAlone(db: Db, id: string): Promise<readonly string[]> {
  const rows = await grantsHeld(db);
  const ids = rows.map(({ account }) => account);
  const able = (await accountsNamed(db, ids)).filter(({ canEnter }) => canEnter);
  const stay = able.flatMap((account) => (account.id === id ? [] : account.id));
  const own = desksOf(rows.filter(({ account }) => account === id).map(({ grant }) => grant));
  const others = desksOf(
    rows.filter(({ account }) => stay.includes(account)).map(({ grant }) => grant),
  );
  return own
    .filter(({ actor, desk }) => desk !== 'auditor' && !others.some((one) => one.actor === actor))
    .map(({ label }) => label);
}
