import { SESSION_IDLE_MS } from '../../domain/accountRules.ts';
import { dropTokens } from '../../store/apiTokens.ts';
import { dropLinks } from '../../store/links.ts';
import { dropFlows } from '../../store/oidcFlows.ts';
import type { Pool } from '../../store/pool.ts';
import { dropSessions } from '../../store/sessions.ts';
import { dropSetupLinks } from '../../store/setupLinks.ts';
import { dropFailures } from '../../store/signInFailures.ts';

const DAY_MS = 86_400_000;
/** Calendar days after their end for which sessions, API tokens and links can be shown: as long as the audit at least. */
export const KEPT_DAYS = 180;
/** Sign-ins by the 统一认证 that nobody came back from, and failed attempts: no rule counts them any more. */
const BRIEF_MS = DAY_MS;

/** How many rows went. */
export interface Purged {
  readonly sessions: number;
  readonly tokens: number;
  readonly setupLinks: number;
  readonly links: number;
  readonly flows: number;
  readonly failures: number;
}

/**
 * Forgets what the door no longer needs. `now` is the real clock's, by which sessions and tokens go; `registerNow` is the register's, by
 * which links go; both in milliseconds. The audit is never touched.
 */
export async function purgeDoor(
  pool: Pool,
  { now, registerNow }: { readonly now: number; readonly registerNow: number },
): Promise<Purged> {
  const before = new Date(now - KEPT_DAYS * DAY_MS);
  const brief = new Date(now - BRIEF_MS);
  return {
    sessions: await dropSessions(pool, before, SESSION_IDLE_MS),
    tokens: await dropTokens(pool, before),
    setupLinks: await dropSetupLinks(pool, before),
    links: await dropLinks(pool, new Date(registerNow - KEPT_DAYS * DAY_MS)),
    flows: await dropFlows(pool, brief),
    failures: await dropFailures(pool, brief),
  };
}
