import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { unitsOf } from '../../store/campaigns.ts';
import { readText, replaceFile } from '../../store/file.ts';
import { findLink, instantIn, type Link } from '../../store/links.ts';
import type { Caller } from '../caller.ts';
import { refuse } from '../faultError.ts';
import { ZONE } from '../handlers/actor.ts';
import { instantWords } from '../print.ts';
import type { Service } from '../service.ts';
import { homeOf, type Home } from '../startup/home.ts';

/** What somebody who has come by a link may ask for; nothing else, whatever unit he comes for. */
export const LINK_OPERATIONS = [
  ...(['openLink', 'draftByLink', 'reportByLink'] as const),
  ...(['sendEvidenceByLink', 'fetchEvidenceByLink'] as const),
] as const;
/** How he is named where nobody has said a name. */
export const LINK_HOLDER = '持链接人';

const TOKEN = /^([0-9a-f]{16})-([0-9a-f]{32})$/;
const known = new Map<string, string>();

/** The key by which links are signed, readable by its owner only; made once. Without it every link is void. */
export function linkKeyOf(home: Pick<Home, 'folder'>): string {
  const path = join(home.folder, 'link-key');
  const kept = known.get(path) ?? readText(path)?.trim() ?? '';
  const key = kept === '' ? made(home.folder, path) : kept;
  known.set(path, key);
  return key;
}

function made(folder: string, path: string): string {
  const key = randomBytes(32).toString('base64url');
  mkdirSync(folder, { recursive: true });
  replaceFile(path, `${key}\n`, 0o600);
  return key;
}

export function keyOfLinks(service: Pick<Service, 'linkKey'>): string {
  return service.linkKey ?? linkKeyOf(homeOf());
}

/** The token of a link: its id and what only the holder of the key can compute; small letters, so that mail keeps it. */
export function linkToken(key: string, id: string): string {
  return `${id}-${signed(key, id)}`;
}

export function newLinkId(): string {
  return randomBytes(8).toString('hex');
}

/** The id of a link whose token was signed with the key. */
export function linkIn(key: string, token: string): string | undefined {
  const [, id, given] = TOKEN.exec(token.trim().toLowerCase()) ?? [];
  if (id === undefined || given === undefined) return undefined;
  return timingSafeEqual(Buffer.from(given), Buffer.from(signed(key, id))) ? id : undefined;
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** 128 bits of HMAC-SHA256. */
function signed(key: string, id: string): string {
  return createHmac('sha256', key).update(`duban-link:${id}`).digest('hex').slice(0, 32);
}

/** The link of a token; a forged or revoked one is refused. */
export async function linkOfToken(service: Service, given: string): Promise<Link> {
  const key = keyOfLinks(service);
  const id = linkIn(key, given);
  const link = id === undefined ? undefined : await findLink(service.pool, id);
  if (id === undefined || link?.hash !== hashOfToken(linkToken(key, id))) {
    return refuse('link-unknown');
  }
  return unrevoked(link);
}

export function unrevoked(link: Link): Link {
  if (link.revoked === null) return link;
  const { at, reason } = link.revoked;
  return refuse('link-revoked', { at: instantWords(instantIn(at, ZONE), ZONE), reason });
}

/** Who comes with `Authorization: Link <token>`: somebody of the unit, for the operations of a link only. */
export async function linkCaller(
  service: Service,
  token: string,
  from: { readonly address?: string | null; readonly requestId?: string } = {},
): Promise<Caller> {
  const { id, campaign, unit } = await linkOfToken(service, token);
  const units = await unitsOf(service.pool, campaign);
  return {
    kind: 'link',
    account: null,
    name: LINK_HOLDER,
    address: from.address ?? null,
    requestId: from.requestId ?? '',
    grants: [
      { role: 'reporter', unit: units.find((one) => one.id === unit)?.name ?? unit, campaign },
    ],
    scopes: LINK_OPERATIONS,
    link: id,
  };
}
