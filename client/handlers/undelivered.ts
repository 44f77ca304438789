import { actorOfGrant, type Grant } from '../../domain/access.ts';
import { ROLE_LABELS } from '../../domain/accessWords.ts';
import { recipientTerm, term } from '../../domain/terms.ts';
import { grantsHeld } from '../../store/grants.ts';
import { unitsOf } from '../../store/campaigns.ts';
import {
  noticesByRecipient,
  unitContacts,
  unitNames,
  type UnitContact,
} from '../../store/systemViews.ts';
import { pageOf } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';

type Line = OutputOf<'listUndelivered'>['lines'][number];

const DAY_MS = 86_400_000;

/** Inboxes that have had notices and that nobody can open: no account holds that desk. Nothing of their content. */
export async function listUndelivered(
  service: Service,
  { days, ...input }: TakenOf<'listUndelivered'>,
): Promise<OutputOf<'listUndelivered'>> {
  const { pool } = service;
  const now = await nowOf(service, pool);
  const since = new Date(Date.parse(now) - days * DAY_MS);
  const [inboxes, held] = await Promise.all([noticesByRecipient(pool, since), grantsHeld(pool)]);
  const campaigns = [...new Set(inboxes.map(({ campaign }) => campaign))];
  const names = new Map(
    await Promise.all(
      campaigns.map(async (id) => {
        const units = await unitsOf(pool, id);
        return [id, new Map(units.map((unit) => [unit.id, unit.name]))] as const;
      }),
    ),
  );
  const lines = inboxes.flatMap((inbox): Line[] => {
    const { campaign, recipient } = inbox;
    const { actor, words } = whose(recipient, names.get(campaign));
    const isHeld = held.some(({ grant }) => holds(grant, actor, campaign));
    if (isHeld) return [];
    const why = '没有账号承担这一身份，通知只存在收件箱里';
    return [{ ...inbox, recipientWords: words, why, advice: adviceFor(actor) }];
  });
  const total = lines.reduce((sum, { notices }) => sum + notices, 0);
  const { page, next } = pageOf(lines, (line) => `${line.campaign}/${line.recipient}`, input);
  return { now, days, total, lines: [...page], next };
}

function holds(grant: Grant, actor: string, campaign: string): boolean {
  return actorOfGrant(grant) === actor && (grant.campaign ?? campaign) === campaign;
}

/** Who opens an inbox, and how it is called: `u003/head` is 甲局主要负责人. */
function whose(
  recipient: string,
  units: ReadonlyMap<string, string> | undefined,
): { readonly actor: string; readonly words: string } {
  const [, unit = '', role = ''] = /^(?:unit:)?(u\d+)(?:\/(.+))?$/u.exec(recipient) ?? [];
  const name = units?.get(unit);
  if (name === undefined) {
    const actor = recipient.replace(/^post\//u, 'post:');
    return { actor, words: term(actor) };
  }
  return { actor: `unit:${name}`, words: role === '' ? name : `${name} ${recipientTerm(role)}` };
}

function adviceFor(actor: string): string {
  return actor.startsWith('unit:')
    ? '请为该单位建立联系人账号，再请安全管理员授予“填报员”或“单位负责人”。'
    : '请建立账号，再请安全管理员授予相应身份。';
}

/** Units of the campaigns and whom they have: a unit without anybody is told first. */
export async function listContacts(
  { pool }: Service,
  { words, ...input }: TakenOf<'listContacts'>,
): Promise<OutputOf<'listContacts'>> {
  const [named, contacts] = await Promise.all([unitNames(pool), unitContacts(pool)]);
  const known = new Set(named.map(({ unit }) => unit));
  const others = [...new Set(contacts.map(({ unit }) => unit))].filter((unit) => !known.has(unit));
  const all = [...named, ...others.map((unit) => ({ unit, campaigns: [] }))].map((one) => {
    const own = contacts.filter(({ unit }) => unit === one.unit);
    const covered = own.some(({ roles }) => roles.length > 0);
    return { unit: one.unit, campaigns: [...one.campaigns], contacts: own.map(contactOf), covered };
  });
  const wanted = words?.trim().toLowerCase() ?? '';
  const units = all
    .filter(({ unit, contacts: own }) =>
      [unit, ...own.map(({ name }) => name)].some((text) => text.toLowerCase().includes(wanted)),
    )
    .toSorted((one, other) => Number(one.covered) - Number(other.covered));
  const uncovered = all.filter(({ covered }) => !covered).length;
  const { page, next } = pageOf(units, ({ unit }) => unit, input);
  return { total: all.length, uncovered, units: [...page], next };
}

function contactOf({ account, name, login, roles, activated }: UnitContact) {
  return { account, name, login, roles: roles.map((role) => ROLE_LABELS[role]), activated };
}
