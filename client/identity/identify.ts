import type { IncomingHttpHeaders } from 'node:http';
import { findToken, usedToken } from '../../store/apiTokens.ts';
import type { Moment } from '../../store/kept.ts';
import { findSession, sawSession, type SessionFound } from '../../store/sessions.ts';
import type { Caller } from '../caller.ts';
import { refuse } from '../faultError.ts';
import type { Service } from '../service.ts';
import { cookieIn } from './cookies.ts';
import { linkCaller } from './links.ts';
import { csrfOf, hashOf, sameSecret } from './secretToken.ts';
import { holding, needsOf } from './session.ts';
import { identityOf, realNow } from './settings.ts';

/** A request, as much of it as says who has come. */
export interface Arrival {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string | null;
  readonly requestId: string;
  readonly method: string;
  /** Nobody has done this: the page reads anew by itself, or listens. It keeps no session alive. */
  readonly byItself?: boolean;
}

export const LOCAL_NAME = '本机令牌';
export const API_PREFIX = 'dbt_';
/** How often a session's last request is written down, which its idle time counts from. */
const SEEN_EVERY_MS = 60_000;

type From = Pick<Caller, 'address' | 'requestId'> & { readonly agent?: string };

/**
 * Who has come: by the machine's own token, by an API token, by a signed link, by the cookie of a session, or nobody. A
 * wrong token or link is refused; a wrong or stale cookie is nobody's. A write by a session must bear its CSRF token, and
 * no browser writes from another site.
 */
export async function callerOf(
  service: Service,
  { headers, ip, requestId, method, byItself = false }: Arrival,
  { token }: { readonly token: string },
): Promise<Caller> {
  const agent = headers['user-agent'];
  const from: From = { address: ip, requestId, ...(agent === undefined ? {} : { agent }) };
  const [, scheme = '', given = ''] = /^(\w+) +(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') {
    if (given.startsWith(API_PREFIX)) return tokenCaller(service, given, from);
    if (!sameSecret(given, token)) refuse('unauthorised');
    return { ...from, kind: 'local', account: null, name: LOCAL_NAME, grants: 'any' };
  }
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(method);
  if (writes) mustBeHome(service, headers);
  if (scheme.toLowerCase() === 'link') return { ...(await linkCaller(service, given, from)) };
  if (headers.authorization !== undefined) refuse('unauthorised');
  const kept = cookieIn(headers.cookie, identityOf(service));
  return kept === undefined
    ? nobody(from)
    : sessionCaller(service, kept, from, { headers, writes, byItself });
}

function nobody(from: From): Caller {
  return { ...from, kind: 'nobody', account: null, name: '未登录', grants: [] };
}

async function tokenCaller(service: Service, given: string, from: From): Promise<Caller> {
  const now = await realNow(service);
  const found = await findToken(service.pool, hashOf(given), new Date(now));
  if (found === undefined) return refuse('unauthorised');
  if (needsOf(found, identityOf(service), now) === 'second-factor') refuse('token-weak');
  await usedToken(service.pool, found.id, new Date(now));
  const { account, holder, grants, id, scopes } = found;
  const { name: person, login } = holder;
  const name = login ?? person;
  return { ...from, kind: 'token', account, name, person, grants, session: id, scopes };
}

async function sessionCaller(
  service: Service,
  kept: string,
  from: From,
  {
    headers,
    writes,
    byItself,
  }: Pick<Required<Arrival>, 'headers' | 'byItself'> & { writes: boolean },
): Promise<Caller> {
  const identity = identityOf(service);
  const nowAt = ({ ms }: Moment) => identity.clock?.() ?? ms;
  const found = await findSession(service.pool, { hash: hashOf(kept) }, (moment) =>
    holding(nowAt(moment)),
  );
  if (found === undefined) return nobody(from);
  const { moment } = found;
  const now = nowAt(moment);
  const given = headers['x-duban-csrf'];
  if (writes && (typeof given !== 'string' || !sameSecret(given, csrfOf(identity.key, found.id)))) {
    refuse('csrf');
  }
  if (!byItself) await see(service, found, now);
  const { id: session, account, holder, grants } = found;
  if (needsOf(found, identity, now) !== null) return { ...nobody(from), session };
  const { name: person, login } = holder;
  const name = login ?? person;
  return { ...from, kind: 'session', account, name, person, grants, session, moment };
}

async function see(service: Service, { id, seenAt }: SessionFound, now: number): Promise<void> {
  if (now - seenAt.getTime() >= SEEN_EVERY_MS) await sawSession(service.pool, id, new Date(now));
}

/** A browser says where its page is from; only our own pages write. */
function mustBeHome(service: Service, { origin, host }: IncomingHttpHeaders): void {
  if (origin === undefined) return;
  const { publicUrl } = identityOf(service);
  const own = [
    ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin]),
    ...(host === undefined ? [] : [`http://${host}`, `https://${host}`]),
  ];
  if (!own.includes(origin)) refuse('origin-foreign', { origin: origin.slice(0, 100) });
}
