import { noticeId } from '../../domain/proofChain.ts';
import { maxInstant, type Instant } from '../../domain/instant.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { insertAudit } from '../../store/audit.ts';
import { sha256 } from '../../store/ledger.ts';
import {
  findLink,
  insertLink,
  insertRevocation,
  instantIn,
  linkOfRequest,
  linksOf,
  obligationsNoticed,
  type Link,
  type LinkedObligation,
} from '../../store/links.ts';
import { transaction } from '../../store/pool.ts';
import { refuse } from '../faultError.ts';
import { hashOfToken, keyOfLinks, linkToken, newLinkId } from '../identity/links.ts';
import { mustGoOn } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import type { Service } from '../service.ts';
import { actorIn, attempt, nowOf, ZONE } from './actor.ts';
import { nameOf } from './campaignViews.ts';
import { campaignFor, unitFor } from './find.ts';
import { candidates, openOf, whoseFor, type Open, type Whose } from './linkScope.ts';
import { occasionWords } from './occasion.ts';

type Made = OutputOf<'makeLink'>;

/**
 * Makes a signed link 免登录填报链接 for one unit: it opens exactly the obligations that are open now, or those of the notices
 * that are named. The same request answers with the same link, whose token is computed again.
 */
export async function makeLink(
  service: Service,
  input: TakenOf<'makeLink'>,
  actor: string,
): Promise<Made> {
  const what = { actor, act: 'makeLink', subject: input.unit };
  return attempt(service, what, async () => {
    const whose = await whoseFor(service, input.campaign, input.unit);
    const earlier = await linkOfRequest(service.pool, input.requestId);
    if (earlier !== undefined) {
      if (earlier.campaign !== whose.campaign.id || earlier.unit !== whose.unit.id) {
        refuse('request-reused', { request: input.requestId });
      }
      return madeOf(service, whose, earlier, true);
    }
    const open = await openOf(service, whose, await named(service, whose, input.notices));
    const obligations = open.flatMap(({ seen, obligations: own }) =>
      own.map(({ key }) => ({ task: seen.task.key, obligation: key })),
    );
    if (obligations.length === 0) refuse('link-nothing', { unit: whose.unit.name });
    const id = newLinkId();
    const by = await actorIn(service.pool, whose.campaign.id, actor);
    const link = {
      ...{ id, hash: hashOfToken(linkToken(keyOfLinks(service), id)) },
      ...{ campaign: whose.campaign.id, unit: whose.unit.id, obligations },
      ...{ madeAt: whose.at, madeBy: by, requestId: input.requestId },
    };
    await transaction(service.pool, async (db) => {
      await insertLink(db, link);
      const detail = { link: id, unit: whose.unit.id, obligations };
      const entry = { at: whose.at, actor: by, act: 'makeLink', outcome: 'done', detail };
      await insertAudit(db, { ...entry, subject: `campaign/${whose.campaign.id}` });
    });
    return madeOf(service, whose, link, false, open);
  });
}

/** What the link is to open: all that the unit may report, or what the notices speak of. */
async function named(
  service: Service,
  whose: Whose,
  notices: readonly string[] | undefined,
): Promise<readonly LinkedObligation[]> {
  if (notices === undefined) return candidates(service, whose);
  const { campaign, unit } = whose;
  const rows = await obligationsNoticed(service.pool, campaign.id, unit.id);
  const byId = rows.map(({ key, ...row }) => ({ ...row, id: noticeId(key, sha256) }));
  const unknown = notices.find((notice) => !byId.some(({ id }) => id === notice));
  if (unknown !== undefined) refuse('link-notice', { unit: unit.name, notice: unknown });
  const found = byId.filter(({ id }) => notices.includes(id));
  return [
    ...new Map(
      found.map(({ task, obligation }) => [`${task}/${obligation}`, { task, obligation }]),
    ).values(),
  ];
}

async function madeOf(
  service: Service,
  whose: Whose,
  link: Pick<Link, 'id' | 'obligations'>,
  repeated: boolean,
  known?: readonly Open[],
): Promise<Made> {
  const open = known ?? (await openOf(service, whose, link.obligations));
  const token = linkToken(keyOfLinks(service), link.id);
  const { context } = whose.campaign;
  return {
    ...{ link: link.id, token, path: `/r#${token}`, campaign: whose.campaign.id },
    ...{ unit: whose.unit.name, until: untilOf(open), repeated },
    obligations: open.flatMap(({ seen, obligations }) =>
      obligations.map(({ key, slot }) => ({
        ...{ task: seen.task.key, obligation: key, no: seen.task.plan.no },
        title: seen.task.plan.title ?? seen.task.plan.content,
        occasion: occasionWords(context, { duty: slot.duty, period: slot.period }),
      })),
    ),
  };
}

/** When the last of what is open closes. */
function untilOf(open: readonly Open[]): Instant | null {
  const all = open.flatMap(({ obligations }) =>
    obligations.map(({ slot }) => slot.instants.closes),
  );
  return all.length === 0 ? null : all.reduce(maxInstant);
}

/** Links of a campaign, the newest first; what they open is told in numbers only. */
export async function listLinks(
  service: Service,
  input: TakenOf<'listLinks'>,
): Promise<OutputOf<'listLinks'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const { zone } = context.calendar;
  const unit = input.unit === undefined ? undefined : (await unitFor(pool, id, input.unit)).id;
  const units = await unitsOf(pool, id);
  const links = await linksOf(pool, id, { unit, after: input.after, limit: input.limit });
  await mustGoOn(links, input.after, (link) => findLink(pool, link));
  const lines = [];
  for (const link of links) lines.push(await lineOf(service, link, nameOf(units, link.unit), zone));
  const last = links.at(-1);
  const next = links.length === input.limit && last !== undefined ? last.id : null;
  return { campaign: id, zone, next, links: lines };
}

async function lineOf(
  service: Service,
  link: Link,
  unit: string,
  zone: string,
): Promise<OutputOf<'listLinks'>['links'][number]> {
  const open =
    link.revoked === null
      ? await openOf(service, await whoseFor(service, link.campaign, link.unit), link.obligations)
      : [];
  const count = open.reduce((sum, { obligations }) => sum + obligations.length, 0);
  const state = link.revoked !== null ? 'revoked' : count > 0 ? 'open' : 'over';
  const revoked = link.revoked && instantWords(instantIn(link.revoked.at, zone), zone);
  const words = {
    open: `有效，可填报 ${count} 项`,
    over: '已失效：所列事项都已截止或移交',
    revoked: `已于 ${revoked ?? ''} 停用（${link.revoked?.reason ?? ''}）`,
  };
  return {
    ...{ link: link.id, unit, madeAt: instantIn(link.madeAt, zone), madeBy: link.madeBy },
    ...{ obligations: link.obligations.length, open: count, until: untilOf(open) },
    ...{ state, stateWords: words[state] },
  };
}

/** Ends a link at once and for good; what was sent by it stays. */
export async function revokeLink(
  service: Service,
  input: TakenOf<'revokeLink'>,
  actor: string,
): Promise<OutputOf<'revokeLink'>> {
  const what = { actor, act: 'revokeLink', subject: input.link };
  return attempt(service, what, async () => {
    const { pool } = service;
    const link = (await findLink(pool, input.link)) ?? refuse('link-none', { link: input.link });
    const at = await nowOf(service, pool, ZONE);
    const { reason } = input;
    const isNew = await transaction(pool, async (db) => {
      const done = await insertRevocation(db, { link: link.id, at, actor, reason });
      if (!done) return false;
      const subject = `campaign/${link.campaign}`;
      const entry = { at, actor, act: 'revokeLink', subject, outcome: 'done' };
      await insertAudit(db, { ...entry, detail: { link: link.id, unit: link.unit, reason } });
      return true;
    });
    const { revoked } = (await findLink(pool, link.id)) ?? link;
    return {
      link: link.id,
      revokedAt: revoked === null ? at : instantIn(revoked.at, ZONE),
      reason: revoked?.reason ?? reason,
      repeated: !isNew,
    };
  });
}
