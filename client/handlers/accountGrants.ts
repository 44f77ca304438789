import { actorOfGrant, clashOf, desksOf, type Grant } from '../../domain/access.ts';
import { actorLabel, ROLE_LABELS } from '../../domain/accessWords.ts';
import { grantFlaw, isOfficer } from '../../domain/accountRules.ts';
import { instantOf } from '../../domain/instant.ts';
import { accountsNamed, holdAccount, type AccountRow } from '../../store/accounts.ts';
import {
  endGrants,
  findGrant,
  grantsHeld,
  insertGrant,
  type GrantRow,
} from '../../store/grants.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { FaultError, refuse } from '../faultError.ts';
import { realNow } from '../identity/settings.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt, ZONE } from './actor.ts';
import { withKnownUnit } from './grantUnit.ts';
import { recordAct } from './signIn.ts';

type GrantView = OutputOf<'listGrants'>['grants'][number];

/** What a grant lets its holder be, in words: 区发改局填报员. */
export function grantLabel({ role, unit, post, campaign }: Grant): string {
  const where = unit ?? (post === undefined ? '' : `${actorLabel(actorOfGrant({ role, post }))}·`);
  return `${where}${ROLE_LABELS[role]}${campaign === undefined ? '' : `（限${campaign}）`}`;
}

/** Grants as they are shown, with whose they are. */
export async function grantViews(db: Db, rows: readonly GrantRow[]): Promise<GrantView[]> {
  const ids = rows.flatMap(({ account, grantedBy }) => [account, grantedBy ?? account]);
  const names = new Map((await accountsNamed(db, ids)).map((row) => [row.id, row]));
  return rows.map(({ id, account, grant, grantedAt, grantedBy }) => ({
    ...{ grant: id, account, ...grant, label: grantLabel(grant) },
    ...{ login: names.get(account)?.login ?? null, name: names.get(account)?.name ?? account },
    grantedAt: instantOf(grantedAt.getTime(), ZONE),
    grantedBy: grantedBy === null ? null : (names.get(grantedBy)?.name ?? grantedBy),
  }));
}

export async function listGrants(
  { pool }: Service,
  { account, role, after, limit }: TakenOf<'listGrants'>,
): Promise<OutputOf<'listGrants'>> {
  const of = { ...(account === undefined ? {} : { accounts: [account] }), role };
  const more = limit === undefined ? undefined : limit + 1;
  const rows = await grantsHeld(pool, of, { after, limit: more });
  const page = rows.slice(0, limit);
  const next = page.length < rows.length ? (page.at(-1)?.id ?? null) : null;
  return { grants: await grantViews(pool, page), next: next === null ? null : String(next) };
}

/** An account that is there and has not left; nobody else changes it until the transaction ends. */
export async function heldAccount(db: Db, id: string): Promise<AccountRow> {
  const account = (await holdAccount(db, id)) ?? refuse('account-unknown', { account: id });
  return account.state === 'left' ? refuse('account-left', { account: id }) : account;
}

/** Refuses a grant that is incomplete, or that the account cannot have beside what it has. */
export async function mustFit(db: Db, account: string, grant: Grant): Promise<void> {
  const problem = grantFlaw(grant);
  if (problem !== undefined) refuse('grant-shape', { problem });
  await heldAccount(db, account);
  const held = (await grantsHeld(db, { accounts: [account] })).map((row) => row.grant);
  const clash = clashOf(held, grant);
  if (clash) throw new FaultError(clash);
}

/** Nobody grants to himself, takes from himself or resets himself. */
export function mustBeAnother({ caller }: Service, account: string): void {
  if (caller?.account === account) refuse('grant-self');
}

export async function grantRole(
  service: Service,
  { account, requestId, ...asked }: TakenOf<'grantRole'>,
  actor: string,
): Promise<OutputOf<'grantRole'>> {
  const what = { actor, act: 'grantRole', subject: account };
  return attempt(service, what, async () => {
    mustBeAnother(service, account);
    const now = await realNow(service);
    const grant = await withKnownUnit(service.pool, asked);
    return transaction(service.pool, async (db) => {
      await mustFit(db, account, grant);
      const by = { at: new Date(now), account: service.caller?.account ?? null };
      const made = (await insertGrant(db, account, grant, by)) ?? refuse('grant-same');
      await recordAct(db, now, { ...what, detail: { grant: made, ...grant, requestId } });
      return { grant: made };
    });
  });
}

export async function revokeRole(
  service: Service,
  { grant: id, reason, requestId }: TakenOf<'revokeRole'>,
  actor: string,
): Promise<{ done: boolean }> {
  const what = { actor, act: 'revokeRole', subject: String(id) };
  return attempt(service, what, async () => {
    const now = await realNow(service);
    return transaction(service.pool, async (db) => {
      const row = (await findGrant(db, id)) ?? refuse('grant-unknown');
      const { account, grant } = row;
      mustBeAnother(service, account);
      await heldAccount(db, account);
      await mustNotBeLast(db, [row]);
      const by = { at: new Date(now), account: service.caller?.account ?? null };
      if ((await endGrants(db, [id], by)) === 0) refuse('grant-unknown');
      const detail = { grant: id, ...grant, reason, requestId };
      await recordAct(db, now, { ...what, subject: account, detail });
      return { done: true };
    });
  });
}

/** Refuses to take away the last system, security or audit administrator who can sign in. */
export async function mustNotBeLast(db: Db, rows: readonly GrantRow[]): Promise<void> {
  for (const { account, grant } of rows) {
    if (!isOfficer(grant.role)) continue;
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 11))', [grant.role]);
    const others = (await grantsHeld(db, { role: grant.role })).filter(
      (one) => one.account !== account,
    );
    const able = await accountsNamed(
      db,
      others.map((one) => one.account),
    );
    if (!able.some(({ canEnter }) => canEnter)) {
      refuse('officer-last', { role: ROLE_LABELS[grant.role] });
    }
  }
}

/** 移交: all that one account was granted goes to another in one act, and with it every inbox and every gate. */
export async function handOver(
  service: Service,
  { account, successor, reason, requestId }: TakenOf<'handOver'>,
  actor: string,
): Promise<OutputOf<'handOver'>> {
  const what = { actor, act: 'handOver', subject: account };
  return attempt(service, what, async () => {
    mustBeAnother(service, account);
    mustBeAnother(service, successor);
    if (account === successor) refuse('hand-over-none');
    const now = await realNow(service);
    return transaction(service.pool, async (db) => {
      // in one order, so that two hand-overs at once do not wait for one another
      for (const id of [account, successor].sort()) await heldAccount(db, id);
      const rows = await grantsHeld(db, { accounts: [account] });
      if (rows.length === 0) refuse('hand-over-none');
      const by = { at: new Date(now), account: service.caller?.account ?? null };
      for (const { grant } of rows) {
        await mustFit(db, successor, grant);
        await insertGrant(db, successor, grant, by);
      }
      await endGrants(
        db,
        rows.map(({ id }) => id),
        by,
      );
      const grants = rows.map(({ grant }) => grant);
      await recordAct(db, now, { ...what, detail: { successor, grants, reason, requestId } });
      return { grants: rows.length, desks: desksOf(grants).map(({ label }) => label) };
    });
  });
}
