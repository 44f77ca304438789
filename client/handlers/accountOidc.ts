import { isOfficer } from '../../domain/accountRules.ts';
import { accountBySubject } from '../../store/accounts.ts';
import { grantsHeld } from '../../store/grants.ts';
import { insertFlow, takeFlow } from '../../store/oidcFlows.ts';
import { transaction } from '../../store/pool.ts';
import { isSubjectAsked } from '../../store/subjects.ts';
import { refuse } from '../faultError.ts';
import { beginOidc, CALLBACK_PATH, finishOidc, type OidcPerson } from '../identity/oidc.ts';
import { hashOf, newToken } from '../identity/secretToken.ts';
import { beginSession, enter, leaveSession, type SessionView } from '../identity/session.ts';
import { identityOf, realNow, type OidcSettings } from '../identity/settings.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { himself, recordAct } from './signIn.ts';

/** How long somebody may take at the 统一认证. */
const FLOW_MS = 10 * 60_000;

export function settingsOf(service: Service): {
  readonly settings: OidcSettings;
  readonly base: string;
} {
  const { oidc: settings, publicUrl: base } = identityOf(service);
  if (settings === undefined || base === undefined) return refuse('oidc-absent');
  return { settings, base };
}

export async function oidcStart(service: Service): Promise<OutputOf<'oidcStart'>> {
  return beginFlow(service, await realNow(service), null);
}

/** Somebody goes to the 统一认证: to sign in, or from a session to bind its account. */
export async function beginFlow(
  service: Service,
  now: number,
  session: string | null,
): Promise<OutputOf<'oidcStart'>> {
  const { settings, base } = settingsOf(service);
  const { url, flow } = await beginOidc(settings, `${base}${CALLBACK_PATH}`).catch(unreached);
  const secret = newToken();
  const kept = { ...flow, session, hash: hashOf(secret), at: new Date(now) };
  await insertFlow(service.pool, kept, new Date(now - FLOW_MS));
  return { url, flow: secret };
}

/** Who has come back; only what the same session has begun, or what was begun to sign in, is looked at. */
export async function finishFlow(
  service: Service,
  asked: {
    readonly flow: string;
    readonly query: string;
    readonly session: string | null;
    readonly now: number;
  },
  who: { readonly actor: string; readonly act: string; readonly subject: string },
): Promise<OidcPerson> {
  const { pool } = service;
  const { settings, base } = settingsOf(service);
  const { now } = asked;
  const flow = await takeFlow(pool, hashOf(asked.flow), new Date(now - FLOW_MS));
  if (flow === undefined || flow.session !== asked.session) {
    return refuse('oidc-refused', { reason: '已经过期或用过' });
  }
  const called = new URL(`${base}${CALLBACK_PATH}`);
  called.search = asked.query;
  return finishOidc(settings, called, flow).catch(async (error: Error) => {
    const outcome = 'oidc-refused';
    const detail = { reason: error.message.slice(0, 300) };
    await recordAct(pool, now, { ...who, outcome, detail });
    return refuse(outcome, { reason: '答复不符' });
  });
}

/** Signs in whoever the 统一认证 has named, where an account bears that name; it never makes one. */
export async function oidcFinish(
  service: Service,
  { flow, query }: TakenOf<'oidcFinish'>,
): Promise<SessionView> {
  const now = await realNow(service);
  const who = { actor: 'nobody', act: 'oidcFinish', subject: '' };
  const person = await finishFlow(service, { flow, query, session: null, now }, who);
  return signedIn(service, person, now);
}

async function signedIn(
  service: Service,
  { subject, twoFactors }: OidcPerson,
  now: number,
): Promise<SessionView> {
  const { pool } = service;
  const { settings } = settingsOf(service);
  const account = await accountBySubject(pool, subject);
  if (account?.state !== 'active') {
    const waits = account === undefined && (await isSubjectAsked(pool, subject));
    const [act, outcome] = ['oidcFinish', waits ? 'oidc-unconfirmed' : 'oidc-stranger'] as const;
    await recordAct(pool, now, { actor: 'nobody', act, subject: account?.id ?? '', outcome });
    return refuse(outcome);
  }
  const { id } = account;
  // who has a second factor here is asked for it here; so are the three, whatever the 统一认证 has seen
  const held = await grantsHeld(pool, { accounts: [id] });
  const isOwn = account.factor !== null || held.some(({ grant }) => isOfficer(grant.role));
  const isEnough = settings.secondFactor === 'issuer' && twoFactors && !isOwn;
  const begun = await transaction(pool, async (db) => {
    await leaveSession(service, db, now, 'signed in again');
    await recordAct(db, now, { actor: himself(id), act: 'oidcFinish', subject: id });
    const strength = isEnough ? 'oidc-two-factor' : 'oidc';
    return beginSession(service, db, { account: id, strength }, now);
  });
  return enter(service, begun, now);
}

function unreached(): never {
  return refuse('oidc-refused', { reason: '连不上统一认证' });
}
