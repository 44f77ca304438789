import { OFFICERS, SETUP_MS, type Officer } from '../../domain/accountRules.ts';
import { instantOf } from '../../domain/instant.ts';
import { rolesEverGranted } from '../../store/grants.ts';
import { transaction, type Db, type Pool } from '../../store/pool.ts';
import { insertLink, revokeLinks } from '../../store/setupLinks.ts';
import { receiptClock } from '../../store/intake.ts';
import { ZONE } from '../handlers/actor.ts';
import type { OutputOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { hashOf, newId, newToken } from './secretToken.ts';
import { identityOf } from './settings.ts';

/** One of the three first set-up links 三员启用链接, to be shown once. */
export interface FirstSetup {
  readonly officer: Officer;
  readonly token: string;
  readonly endsAt: number;
}

/** Which of the three have never been given to anybody. */
export async function officersMissing(db: Db): Promise<readonly Officer[]> {
  const given = await rolesEverGranted(db);
  return OFFICERS.filter((officer) => !given.has(officer));
}

/**
 * First start: a link for each of the three administrators whom nobody has ever been; those of an earlier start that were not
 * used are void. `now` in milliseconds; absent: the register's clock.
 */
export async function firstSetup(pool: Pool, now?: number): Promise<readonly FirstSetup[]> {
  const at = now ?? (await receiptClock(pool, 0));
  return transaction(pool, async (db) => {
    const made: FirstSetup[] = [];
    for (const officer of await officersMissing(db)) {
      await revokeLinks(db, { purpose: officer }, new Date(at));
      const token = newToken();
      await insertLink(db, {
        ...{ id: newId(), hash: hashOf(token), purpose: officer, account: null },
        ...{ madeAt: new Date(at), madeBy: null, endsAt: new Date(at + SETUP_MS) },
      });
      made.push({ officer, token, endsAt: at + SETUP_MS });
    }
    return made;
  });
}

/** A link by which a person sets the password of his account; earlier ones of the account are void. */
export async function activationLink(
  service: Service,
  db: Db,
  account: string,
  { now, by }: { readonly now: number; readonly by: string | null },
): Promise<NonNullable<OutputOf<'resetActivation'>['setup']>> {
  const token = newToken();
  const endsAt = now + SETUP_MS;
  await revokeLinks(db, { account }, new Date(now));
  await insertLink(db, {
    ...{ id: newId(), hash: hashOf(token), purpose: 'activation' as const, account },
    ...{ madeAt: new Date(now), madeBy: by, endsAt: new Date(endsAt) },
  });
  const { publicUrl = '' } = identityOf(service);
  return { url: setupUrl(publicUrl, token), token, endsAt: instantOf(endsAt, ZONE) };
}

/** Behind `#`, so that no server on the way and no log hears of the token. */
export function setupUrl(base: string, token: string): string {
  return `${base}/setup#${token}`;
}
