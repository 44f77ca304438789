import { randomBytes } from 'node:crypto';
import { identityIn } from '../../client/identity/settings.ts';
import { csrfOf, hashOf, newId, newToken } from '../../client/identity/secretToken.ts';
import { cookieName } from '../../client/identity/cookies.ts';
import { API_PREFIX } from '../../client/identity/identify.ts';
import type { Service } from '../../client/service.ts';
import { insertAccount } from '../../store/accounts.ts';
import { insertToken } from '../../store/apiTokens.ts';
import { insertGrant } from '../../store/grants.ts';
import { insertSession } from '../../store/sessions.ts';

const DAY_MS = 86_400_000;

/** How somebody comes, as headers; the session is a new one each time, since what is tried may end it. */
export interface Ways {
  readonly session: () => Promise<Record<string, string>>;
  /** A token that may read everything that its account may. */
  readonly reading: Record<string, string>;
  /** A token for one operation. */
  readonly narrow: Record<string, string>;
}

/** An account of one unit that signs in, and one of another whose tokens may do little. */
export async function waysInto(
  service: Service,
  { signsIn, byToken, scope }: { signsIn: string; byToken: string; scope: string },
): Promise<Ways> {
  const identity = identityIn({}, randomBytes(32));
  Object.assign(service, { identity });
  const { pool } = service;
  const at = new Date();
  const endsAt = new Date(at.getTime() + DAY_MS);
  const headOf = async (unit: string) => {
    const person = { login: `${unit}-1`, name: `${unit}负责人`, unit, subject: null };
    const id = await insertAccount(pool, { ...person, at });
    await insertGrant(pool, id, { role: 'head', unit }, { at, account: null });
    return id;
  };
  const [one, other] = [await headOf(signsIn), await headOf(byToken)];
  const strength = 'two-factor';
  const token = async (scopes: readonly string[]) => {
    const secret = newToken(API_PREFIX);
    const own = { id: newId(), hash: hashOf(secret), account: other, label: '取数', scopes };
    await insertToken(pool, { ...own, strength, madeAt: at, endsAt });
    return { authorization: `Bearer ${secret}` };
  };
  const session = async () => {
    const [id, secret, now] = [newId(), newToken(), new Date()];
    const times = { begunAt: now, seenAt: now, endsAt };
    const from = { address: null, agent: null };
    await insertSession(pool, {
      ...{ id, hash: hashOf(secret), account: one, strength },
      ...times,
      ...from,
    });
    const cookie = `${cookieName(identity)}=${secret}`;
    return { cookie, 'x-duban-csrf': csrfOf(identity.key, id) };
  };
  return { session, reading: await token(['read']), narrow: await token([scope]) };
}
