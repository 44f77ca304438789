import { closeAccount } from '../../store/accounts.ts';
import { revokeTokens } from '../../store/apiTokens.ts';
import { endGrants, grantsHeld } from '../../store/grants.ts';
import { transaction } from '../../store/pool.ts';
import { endSessions } from '../../store/sessions.ts';
import { revokeLinks } from '../../store/setupLinks.ts';
import { campaignStates } from '../../store/standings.ts';
import { refuse } from '../faultError.ts';
import { realNow } from '../identity/settings.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { heldAccount, mustBeAnother, mustNotBeLast } from './accountGrants.ts';
import { desksAlone } from './accounts.ts';
import { attempt } from './actor.ts';
import { recordAct } from './signIn.ts';

/**
 * 离任: sessions, tokens, links and grants end; the record stays, under a name that names nobody. Refused while a campaign is
 * open and nobody else sits at one of his desks: then the security administrator hands over first.
 */
export async function leaveAccount(
  service: Service,
  { account: id, reason, requestId }: TakenOf<'leaveAccount'>,
  actor: string,
): Promise<OutputOf<'leaveAccount'>> {
  const what = { actor, act: 'leaveAccount', subject: id };
  return attempt(service, what, async () => {
    mustBeAnother(service, id);
    const now = await realNow(service);
    return transaction(service.pool, async (db) => {
      await heldAccount(db, id);
      const rows = await grantsHeld(db, { accounts: [id] });
      await mustNotBeLast(db, rows);
      const isOpen = (await campaignStates(db)).some(({ state }) => state !== 'ended');
      const alone = isOpen ? await desksAlone(db, id) : [];
      if (alone.length > 0) refuse('inboxes-held', { desks: alone.join('、') });
      const by = { at: new Date(now), account: service.caller?.account ?? null };
      const ids = rows.map((row) => row.id);
      const grants = await endGrants(db, ids, by);
      const end = { at: by.at, by: by.account, why: 'account left' };
      const sessions = await endSessions(db, { account: id }, end);
      const tokens = await revokeTokens(db, { account: id }, by);
      await revokeLinks(db, { account: id }, by.at);
      const name = `离任人员 ${id}`;
      await closeAccount(db, id, name, by.at);
      const detail = {
        grants: rows.map(({ grant }) => grant),
        sessions,
        tokens,
        reason,
        requestId,
      };
      await recordAct(db, now, { ...what, detail });
      return { name, sessions, tokens, grants };
    });
  });
}
