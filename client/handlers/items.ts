import { campaignMachine } from '../../domain/campaign.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { campaignProcess } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { itemRule } from '../../domain/item.ts';
import type { ItemMessage, ItemRegistered } from '../../domain/itemMessages.ts';
import { postNamed } from '../../domain/post.ts';
import type { Directory, Unit } from '../../domain/unit.ts';
import { insertAudit } from '../../store/audit.ts';
import type { CampaignRow } from '../../store/campaigns.ts';
import { directoryOf } from '../../store/directories.ts';
import {
  findItem,
  insertItem,
  itemOfRequest,
  type ItemBody,
  type ItemRow,
} from '../../store/items.ts';
import { sha256 } from '../../store/ledger.ts';
import { transaction } from '../../store/pool.ts';
import { takenMessage } from '../../store/timeline.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, attempt, nowOf } from './actor.ts';
import { createCampaign } from './campaigns.ts';
import { take } from './decisions.ts';
import { put } from './put.ts';
import { campaignNow, type CampaignNow } from './find.ts';
import { itemFor, itemsCampaign } from './itemFind.ts';
import { taskOfItem, titleOf } from './itemTask.ts';
import { viewOf } from './itemViews.ts';
import { mustReach } from './temporal.ts';

type Input = TakenOf<'registerItem'>;

/**
 * 日常督办: a campaign without a plan, in which items of a year are registered. It lasts to the end of the next year, so that
 * an item of December has its days.
 */
export async function openItems(
  service: Service,
  input: TakenOf<'openItems'>,
  actor: string,
): Promise<OutputOf<'openItems'>> {
  const { regime, calendar, directory, year, requestId } = input;
  const title = input.title ?? `日常督办（${year}年）`;
  if (itemRule(regime) === undefined) refuse('items-not-in-regime', { regime: regime.title });
  const plan = { title, issuer: null, documentNumber: null, issuedOn: null, tasks: [] };
  const { campaign } = await createCampaign(service, {
    ...{ plan, regime, calendar, requestId, actor },
    ...(directory === undefined ? {} : { directory }),
    horizon: { from: `${year}-01-01`, to: `${year + 2}-01-01` },
    confirm: ['no-tasks'],
  });
  return { campaign, title };
}

/** Enters the words of an item, then puts it to its approver; the same request again does so once. */
export async function registerItem(
  service: Service,
  input: Input,
  actor: string,
): Promise<OutputOf<'registerItem'>> {
  const what = { actor, act: 'registerItem', subject: input.campaign ?? 'current' };
  return attempt(service, what, async () => {
    const { pool } = service;
    const row = await itemsCampaign(pool, input.campaign);
    const { id, context } = row;
    const { zone } = context.calendar;
    const directory = await directoryOf(pool, id);
    const body = bodyOf(input, row, directory);
    const { requestId } = input;
    const earlier = await itemOfRequest(pool, requestId);
    const now = await nowOf(service, pool, zone);
    const process = campaignProcess(id);
    const asked = { row, input, body, directory, actor, now };
    const item = earlier ?? (await entered(service, asked));
    if (!isSame(item, asked)) refuse('request-reused', { request: requestId });
    const { task, owed } = item;
    const taken = earlier && (await takenMessage(pool, process, requestId));
    if (taken === undefined) {
      await put(service, process, messageOf(asked, task, owed.units));
      const entry = { at: now, actor, act: 'registerItem', subject: process, outcome: 'done' };
      await insertAudit(pool, { ...entry, detail: { ...body, task, requestId } });
    }
    const repeated = taken !== undefined;
    return { ...(await viewed(service, row, task)), requestId, repeated };
  });
}

/** The item as it was entered; two of the same request at once enter it once. */
async function entered(service: Service, asked: Asked): Promise<ItemRow> {
  const { pool } = service;
  const { row, input, body, actor, now } = asked;
  await mustReach(service.client);
  await mustPass(service, asked);
  return transaction(pool, async (db) => {
    await insertItem(db, {
      ...{ campaign: row.id, requestId: input.requestId, registeredAt: now, actor, body },
      made: async (key) => taskOfItem({ ...asked, key, directory: await directoryOf(db, row.id) }),
    });
    return (await itemOfRequest(db, input.requestId)) as ItemRow;
  });
}

/** The same request is the same words for the same units, in the same campaign. */
function isSame({ campaign, body, plan }: ItemRow, { row, input, body: own }: Asked): boolean {
  const names = (role: string) =>
    plan.assignments.filter((one) => one.role === role).map(({ unit }) => unit);
  const [was, is] = [
    [campaign, body, names('lead'), names('cooperating')],
    [row.id, own, input.lead, input.cooperating],
  ];
  return canonicalJson(was) === canonicalJson(is);
}

interface Asked {
  readonly row: CampaignRow;
  readonly input: Input;
  readonly body: ItemBody;
  readonly directory: Directory;
  readonly actor: string;
  readonly now: Instant;
}

/** What is typed, with the post by its own name and the source by its id. */
function bodyOf(input: Input, { context }: CampaignRow, directory: Directory): ItemBody {
  const { text, on, urgency, due = null } = input;
  if (text.trim() === '') refuse('item-text-empty');
  const rule = itemRule(context.regime);
  const source = rule?.sources.find(
    ({ id, title }) => id === input.source || title === input.source,
  );
  if (source === undefined) {
    const known = rule?.sources.map(({ id, title }) => `${id} ${title}`).join('、') ?? '';
    return refuse('item-source-unknown', { source: input.source, known });
  }
  const [, printed] = /^post:(.+)$/u.exec(input.leader) ?? [];
  const post = printed && (postNamed(directory.posts ?? [], printed)?.name ?? printed);
  const leader = post === undefined ? input.leader : `post:${post}`;
  return { source: source.id, title: titleOf(input), text, urgency, leader, on, due };
}

function messageOf(asked: Asked, key: string, units: readonly Unit[]): ItemRegistered {
  const { input, body, now, actor } = asked;
  const { source, title, urgency, leader, on, due } = body;
  return {
    ...{ kind: 'item' as const, id: input.requestId, receivedAt: now, by: actor, task: key },
    ...{ source, title, leader: leader, on, units: [...units] },
    urgency: urgency as ItemRegistered['urgency'],
    ...(due === null ? {} : { due }),
    digest: sha256(canonicalJson(body)),
  };
}

/** A key that is never given out. */
const UNGIVEN = 't00000';

/** What the campaign would refuse is refused before anything is kept. */
async function mustPass(service: Service, asked: Asked): Promise<void> {
  const now = await present(service, asked.row.id);
  const { owed } = taskOfItem({ ...asked, key: UNGIVEN });
  const message = messageOf(asked, UNGIVEN, owed.units);
  const refused = campaignMachine(now.input).guard(now.state, message);
  if (refused) throw new FaultError(refused);
}

async function present({ pool }: Service, campaign: string): Promise<CampaignNow> {
  return (await campaignNow(pool, campaign)) ?? refuse('campaign-waiting', { campaign });
}

async function viewed(service: Service, row: CampaignRow, task: string) {
  const item = await findItem(service.pool, row.id, task);
  if (item === undefined) return refuse('item-unknown', { item: task });
  return viewOf(service, row, item);
}

const KINDS = {
  approve: 'item-approve',
  reject: 'item-reject',
  withdraw: 'item-withdraw',
  propose: 'item-propose',
} as const satisfies Record<TakenOf<'decideItem'>['act'], ItemMessage['kind']>;

/** 立项、不予立项 by the approver; 撤回、再次送批 by who registered it. */
export async function decideItem(
  service: Service,
  input: TakenOf<'decideItem'>,
  actor: string,
): Promise<OutputOf<'decideItem'>> {
  const { act, requestId, reason = '' } = input;
  const what = { actor, act: `item-${act}`, subject: input.item };
  return attempt(service, what, async () => {
    const { row, item } = await itemFor(service.pool, input.campaign, input.item);
    const { zone } = row.context.calendar;
    const by = await actorIn(service.pool, row.id, actor);
    const why = act === 'approve' ? (reason === '' ? {} : { note: reason }) : { reason };
    const process = campaignProcess(row.id);
    const subject = { process, zone, by };
    const done = await take(service, { act: KINDS[act], requestId }, subject, {
      ...{ kind: KINDS[act], task: item.task, ...why },
    });
    if (act === 'approve') await started(service, row.id, item.task);
    const view = await viewed(service, row, item.task);
    return { ...view, act, requestId, repeated: done.repeated };
  });
}

const START_LIMIT_MS = 5_000;
const LOOK_EVERY_MS = 80;

/** Waits a moment for the number, which comes with the start of the task; without it the answer says none yet. */
async function started({ pool }: Service, campaign: string, task: string): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    if ((await findItem(pool, campaign, task))?.number) return;
    await new Promise((later) => setTimeout(later, LOOK_EVERY_MS));
  }
}
