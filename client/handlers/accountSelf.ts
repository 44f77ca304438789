import { instantOf } from '../../domain/instant.ts';
import { findAccount, updateAccount, type AccountRow } from '../../store/accounts.ts';
import { insertToken, revokeTokens, tokensOf } from '../../store/apiTokens.ts';
import { grantsHeld } from '../../store/grants.ts';
import { transaction } from '../../store/pool.ts';
import { endSessions, sessionsHeld, type SessionsWanted } from '../../store/sessions.ts';
import { subjectAskedOf } from '../../store/subjects.ts';
import { refuse } from '../faultError.ts';
import { API_PREFIX } from '../identity/identify.ts';
import { hashOf, newId, newToken } from '../identity/secretToken.ts';
import { holding, ownSession } from '../identity/session.ts';
import { realNow } from '../identity/settings.ts';
import { OPERATIONS, type OutputOf, type TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { desksOf } from '../../domain/access.ts';
import { grantViews } from './accountGrants.ts';
import { differences, lineOf, phoneOf, sealedPhone } from './accounts.ts';
import { attempt, ZONE } from './actor.ts';
import { himself, recordAct } from './signIn.ts';

/** Whose account the caller has come with. */
function ownId({ caller }: Service): string {
  return caller?.account ?? refuse('session-none');
}

async function ownAccount(service: Service): Promise<AccountRow> {
  return (await findAccount(service.pool, ownId(service))) ?? refuse('session-none');
}

export async function showMe(service: Service): Promise<OutputOf<'showMe'>> {
  const account = await ownAccount(service);
  const rows = await grantsHeld(service.pool, { accounts: [account.id] });
  const line = lineOf(
    service,
    account,
    rows.map(({ grant }) => grant),
  );
  const { passwordAt } = account;
  return {
    ...{ ...line, phone: phoneOf(service, account) ?? null, subject: account.subject },
    subjectAsked: (await subjectAskedOf(service.pool, account.id))?.subject ?? null,
    grants: await grantViews(service.pool, rows),
    passwordAt: passwordAt && instantOf(passwordAt.getTime(), ZONE),
  };
}

export async function correctMe(
  service: Service,
  { requestId, name, phone }: TakenOf<'correctMe'>,
): Promise<{ done: boolean }> {
  const before = await ownAccount(service);
  const { id } = before;
  const now = await realNow(service);
  await transaction(service.pool, async (db) => {
    await updateAccount(db, id, {
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone: sealedPhone(service, id, phone) }),
    });
    const detail = { ...differences(before, { name, phone }), requestId };
    await recordAct(db, now, { actor: himself(id), act: 'correctMe', subject: id, detail });
  });
  return { done: true };
}

type Session = OutputOf<'listSessions'>['sessions'][number];

/** Nobody is signed in at more places. */
const OWN_SHOWN = 500;

const STRENGTHS: Readonly<Record<string, string>> = {
  password: '口令',
  'two-factor': '口令和动态口令',
  oidc: '统一认证',
  'oidc-two-factor': '统一认证（双因素）',
};

/** Sessions that hold, of one account or of all, the newest first. */
export async function sessionLines(
  service: Service,
  of: SessionsWanted & { readonly after?: string | undefined; readonly limit: number },
): Promise<Session[]> {
  const now = await realNow(service);
  const rows = await sessionsHeld(service.pool, of, holding(now));
  const instant = (at: Date) => instantOf(at.getTime(), ZONE);
  return rows.map(({ id, strength, begunAt, seenAt, endsAt, ...row }) => ({
    ...{ ...row, session: id, own: id === service.caller?.session },
    strength: STRENGTHS[strength] ?? strength,
    ...{ begunAt: instant(begunAt), seenAt: instant(seenAt), endsAt: instant(endsAt) },
  }));
}

export async function listMySessions(service: Service): Promise<OutputOf<'listMySessions'>> {
  return { sessions: await sessionLines(service, { account: ownId(service), limit: OWN_SHOWN }) };
}

export async function endMySession(
  service: Service,
  { session, requestId }: TakenOf<'endMySession'>,
): Promise<{ done: boolean }> {
  const account = ownId(service);
  const now = await realNow(service);
  const end = { at: new Date(now), by: account, why: 'ended by its person' };
  const ended = await endSessions(service.pool, { id: session, account }, end);
  if (ended === 0) refuse('session-unknown');
  const detail = { session, requestId };
  const entry = { actor: himself(account), act: 'endMySession', subject: account, detail };
  await recordAct(service.pool, now, entry);
  if (session === service.caller?.session) service.cookies?.({ clear: true });
  return { done: true };
}

/** The secret is answered this once. Made only from a session: a token makes no tokens. */
export async function makeToken(
  service: Service,
  { label, scopes, days, requestId }: TakenOf<'makeToken'>,
): Promise<OutputOf<'makeToken'>> {
  const { session, now } = await ownSession(service);
  const { account, strength } = session;
  const what = { actor: himself(account), act: 'makeToken', subject: account };
  return attempt(service, what, async () => {
    const unknown = scopes.find((scope) => !isScope(scope));
    if (unknown !== undefined) refuse('scope-unknown', { scope: unknown });
    const [id, secret, ends] = [newId(), newToken(API_PREFIX), now + days * 86_400_000];
    await transaction(service.pool, async (db) => {
      const [madeAt, endsAt] = [new Date(now), new Date(ends)];
      const token = { id, hash: hashOf(secret), account, label, scopes, strength, madeAt, endsAt };
      await insertToken(db, token);
      await recordAct(db, now, { ...what, detail: { token: id, scopes, days, requestId } });
    });
    return { token: id, secret, endsAt: instantOf(ends, ZONE) };
  });
}

/** `read`, an operation, or one act of it (`actOnTask:sign`). */
function isScope(scope: string): boolean {
  return scope === 'read' || Object.hasOwn(OPERATIONS, scope.split(':')[0] ?? '');
}

/** Whether the caller sits at the security desk, and not only says so. */
function isSecurity({ caller }: Service, actor: string): boolean {
  if (actor !== 'security') return false;
  if (caller === undefined || caller.grants === 'any') return true;
  return desksOf(caller.grants).some((seat) => seat.actor === actor);
}

export async function listTokens(
  service: Service,
  _input: unknown,
  actor: string,
): Promise<OutputOf<'listTokens'>> {
  const rows = await tokensOf(
    service.pool,
    isSecurity(service, actor) ? undefined : ownId(service),
  );
  const instant = (at: Date) => instantOf(at.getTime(), ZONE);
  return {
    tokens: rows.map(({ id, account, login, name, label, scopes, madeAt, endsAt, usedAt }) => ({
      ...{ token: id, account, login, name, label, scopes: [...scopes] },
      ...{ madeAt: instant(madeAt), endsAt: instant(endsAt), usedAt: usedAt && instant(usedAt) },
    })),
  };
}

export async function revokeToken(
  service: Service,
  { token, requestId }: TakenOf<'revokeToken'>,
  actor: string,
): Promise<{ done: boolean }> {
  const every = isSecurity(service, actor);
  const account = service.caller?.account ?? null;
  const by = every ? actor : himself(ownId(service));
  const what = { actor: by, act: 'revokeToken', subject: token };
  return attempt(service, what, async () => {
    const now = await realNow(service);
    const which = every ? { id: token } : { id: token, account: ownId(service) };
    const ended = await revokeTokens(service.pool, which, { at: new Date(now), account });
    if (ended === 0) refuse('token-unknown');
    await recordAct(service.pool, now, { ...what, detail: { requestId } });
    return { done: true };
  });
}
