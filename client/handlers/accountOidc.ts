import { isOfficer } from '../../domain/accountRules.ts';
import { accountBySubject } from '../../store/accounts.ts';
import { grantsHeld } from '../../store/grants.ts';
import { insertFlow, takeFlow } from '../../store/oidcFlows.ts';
import { transaction } from '../../store/pool.ts';
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

function settingsOf(service: Service): { readonly settings: OidcSettings; readonly base: string } {
  const { oidc: settings, publicUrl: base } = identityOf(service);
  if (settings === undefined || base === undefined) return refuse('oidc-absent');
  return { settings, base };
}

export async function oidcStart(service: Service): Promise<OutputOf<'oidcStart'>> {
  const { settings, base } = settingsOf(service);
  const now = await realNow(service);
  const { url, flow } = await beginOidc(settings, `${base}${CALLBACK_PATH}`).catch(unreached);
  const secret = newToken();
  const kept = { ...flow, hash: hashOf(secret), at: new Date(now) };
  await insertFlow(service.pool, kept, new Date(now - FLOW_MS));
  return { url, flow: secret };
}

/** Signs in whoever the 统一认证 has named, where an account bears that name; it never makes one. */
export async function oidcFinish(
  service: Service,
  { flow: secret, query }: TakenOf<'oidcFinish'>,
): Promise<SessionView> {
  const { pool } = service;
  const { settings, base } = settingsOf(service);
  const now = await realNow(service);
  const flow = await takeFlow(pool, hashOf(secret), new Date(now - FLOW_MS));
  if (flow === undefined) return refuse('oidc-refused', { reason: '已经过期或用过' });
  const called = new URL(`${base}${CALLBACK_PATH}`);
  called.search = query;
  const person = await finishOidc(settings, called, flow).catch(async (error: Error) => {
    const outcome = 'oidc-refused';
    const detail = { reason: error.message.slice(0, 300) };
    await recordAct(pool, now, {
      actor: 'nobody',
      act: 'oidcFinish',
      subject: '',
      outcome,
      detail,
    });
    return refuse(outcome, { reason: '答复不符' });
  });
  return signedIn(service, person, now);
}

async function signedIn(
  service: Service,
  { subject, twoFactors }: OidcPerson,
  now: number,
): Promise<SessionView> {
  const { pool } = service;
  const account = await accountBySubject(pool, subject);
  if (account?.state !== 'active') {
    const [act, outcome] = ['oidcFinish', 'oidc-stranger'] as const;
    await recordAct(pool, now, { actor: 'nobody', act, subject: account?.id ?? '', outcome });
    return refuse(outcome);
  }
  const { id } = account;
  // who has a second factor here is asked for it here; so are the three, whoever has written their `subject`
  const held = await grantsHeld(pool, { accounts: [id] });
  const isOwn = account.factor !== null || held.some(({ grant }) => isOfficer(grant.role));
  const begun = await transaction(pool, async (db) => {
    await leaveSession(service, db, now, 'signed in again');
    await recordAct(db, now, { actor: himself(id), act: 'oidcFinish', subject: id });
    const strength = twoFactors && !isOwn ? 'oidc-two-factor' : 'oidc';
    return beginSession(service, db, { account: id, strength }, now);
  });
  return enter(service, begun, now);
}

function unreached(): never {
  return refuse('oidc-refused', { reason: '连不上统一认证' });
}
