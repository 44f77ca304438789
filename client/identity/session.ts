import { desksOf, type Grant } from '../../domain/access.ts';
import {
  bindsSecondFactor,
  SESSION_IDLE_MS,
  SESSION_MOST_MS,
  type Needs,
} from '../../domain/accountRules.ts';
import { instantOf } from '../../domain/instant.ts';
import { passwordIsOld, passwordWords } from '../../domain/password.ts';
import type { Db } from '../../store/pool.ts';
import {
  endSessions,
  findSession,
  insertSession,
  type SessionFound,
  type Strength,
} from '../../store/sessions.ts';
import { refuse } from '../faultError.ts';
import { ZONE } from '../handlers/actor.ts';
import type { OutputOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { csrfOf, hashOf, newId, newToken } from './secretToken.ts';
import { identityOf, realNow, type Identity } from './settings.ts';

export type SessionView = OutputOf<'showSession'>;

/** Between which instants a session must have been seen to hold at `now` (milliseconds). */
export function holding(now: number): { readonly at: Date; readonly seenSince: Date } {
  return { at: new Date(now), seenSince: new Date(now - SESSION_IDLE_MS) };
}

/** What a session still lacks: the second factor first, then a password that is too old. */
export function needsOf(
  { strength, holder, grants }: Pick<SessionFound, 'strength' | 'holder' | 'grants'>,
  { profile }: Pick<Identity, 'profile'>,
  now: number,
): Needs {
  const twice = strength === 'two-factor' || strength === 'oidc-two-factor';
  if (!twice && (holder.hasFactor || bindsSecondFactor(grants))) return 'second-factor';
  if (strength.startsWith('oidc') || !holder.hasPassword || holder.passwordAt === null) return null;
  // from JSON it comes as text
  const setAt = new Date(holder.passwordAt).getTime();
  return passwordIsOld(setAt, profile, now) ? 'password-change' : null;
}

/** A session that has begun, and the token that its browser gets. */
export interface Begun {
  readonly id: string;
  readonly token: string;
  readonly endsAt: number;
}

/** Begins a session under a new token; the address is that of whoever asks. */
export async function beginSession(
  service: Service,
  db: Db,
  { account, strength }: { readonly account: string; readonly strength: Strength },
  now: number,
): Promise<Begun> {
  const [id, token, endsAt] = [newId(), newToken(), now + SESSION_MOST_MS];
  const at = new Date(now);
  await insertSession(db, {
    ...{ id, hash: hashOf(token), account, strength },
    ...{ begunAt: at, seenAt: at, endsAt: new Date(endsAt) },
    address: service.caller?.address ?? null,
    agent: service.caller?.agent?.slice(0, 200) ?? null,
  });
  return { id, token, endsAt };
}

/** Ends the session with which the caller has come, where there is one: the next one has a token of its own. */
export async function leaveSession(
  service: Service,
  db: Db,
  now: number,
  why: string,
): Promise<void> {
  const { session } = service.caller ?? {};
  if (session === undefined || service.caller?.kind === 'token') return;
  await endSessions(db, { id: session }, { at: new Date(now), by: null, why });
}

/** Gives the browser its cookie, and the page what it needs to know. */
export async function enter(service: Service, begun: Begun, now: number): Promise<SessionView> {
  service.cookies?.({ set: begun.token, expiresAt: instantOf(begun.endsAt, ZONE) });
  const found = await findSession(service.pool, { id: begun.id }, () => holding(now));
  return found === undefined ? refuse('session-none') : viewOf(service, found, now);
}

/** The session of the caller, in whatever state; `needs` says which states will do. */
export async function ownSession(
  service: Service,
  needs: readonly Needs[] = [null],
): Promise<{ readonly session: SessionFound; readonly now: number; readonly lacks: Needs }> {
  const now = await realNow(service);
  const { session: id, kind } = service.caller ?? {};
  const isSession = id !== undefined && (kind === 'session' || kind === 'nobody');
  const session = isSession
    ? await findSession(service.pool, { id }, () => holding(now))
    : undefined;
  if (session === undefined) return refuse('session-none');
  const lacks = needsOf(session, identityOf(service), now);
  if (!needs.includes(lacks)) {
    return refuse(lacks === 'second-factor' ? 'second-factor-needed' : 'session-none');
  }
  return { session, now, lacks };
}

export function viewOf(service: Service, session: SessionFound, now: number): SessionView {
  const identity = identityOf(service);
  const needs = needsOf(session, identity, now);
  const { id, account, holder, grants, endsAt } = session;
  return {
    ...strangerView(identity),
    ...{ signedIn: true, account, login: holder.login, name: holder.name },
    desks: needs === null ? deskViews(grants) : [],
    csrf: csrfOf(identity.key, id),
    ...{ needs, hasSecondFactor: holder.hasFactor },
    endsAt: instantOf(endsAt.getTime(), ZONE),
  };
}

/** What the page of sign-in needs to know of nobody. */
export function strangerView({ profile, oidc, publicUrl }: Identity): SessionView {
  return {
    ...{ signedIn: false, account: null, login: null, name: '未登录', desks: [] },
    ...{ csrf: null, needs: null, hasSecondFactor: false, endsAt: null },
    idleMinutes: SESSION_IDLE_MS / 60_000,
    passwordRule: passwordWords(profile),
    oidc: publicUrl === undefined ? null : (oidc?.label ?? null),
    fresh: false,
  };
}

export function deskViews(grants: readonly Grant[]): SessionView['desks'] {
  return desksOf(grants).map(({ actor, label, role, campaigns }) => ({
    ...{ actor, label, role },
    ...(actor.startsWith('unit:') ? { unit: actor.slice('unit:'.length) } : {}),
    ...(role === 'leader' ? { post: actor.replace(/^post:/, '') } : {}),
    ...(campaigns === undefined ? {} : { campaigns: [...campaigns] }),
  }));
}
