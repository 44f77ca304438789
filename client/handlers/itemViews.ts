import { campaignProcess } from '../../domain/ids.ts';
import { itemNumber, itemRule, itemSource } from '../../domain/item.ts';
import type { ItemState } from '../../domain/itemState.ts';
import { term } from '../../domain/terms.ts';
import { unitsOf, type CampaignRow } from '../../store/campaigns.ts';
import { itemsOf, itemStandings, type ItemRow } from '../../store/items.ts';
import type { Db } from '../../store/pool.ts';
import { timelineOf } from '../../store/timeline.ts';
import { refuse } from '../faultError.ts';
import { pageOf } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { written } from './campaignViews.ts';
import { campaignNow } from './find.ts';
import { historyLine, namesIn } from './history.ts';
import { itemFor, itemsCampaign } from './itemFind.ts';
import { tasksSeen } from './seen.ts';

type Line = OutputOf<'listItems'>['items'][number];
type View = OutputOf<'showItem'>;

/** The items of a campaign that have reached it and that the actor reads, in the order of their registration. */
export async function listItems(
  { pool }: Service,
  input: TakenOf<'listItems'>,
  actor: string,
): Promise<OutputOf<'listItems'>> {
  const row = await itemsCampaign(pool, input.campaign);
  const { id, context } = row;
  const now = await campaignNow(pool, id);
  const items = now?.state.items ?? {};
  const isSeen = await itemsSeen(pool, id, actor);
  const rows = (await itemsOf(pool, id)).filter((item) => {
    const { task, body } = item;
    if (!isSeen(item)) return false;
    const state = items[task];
    const title = itemSource(context.regime, body.source)?.title;
    const isWanted = input.source === undefined || [body.source, title].includes(input.source);
    return state !== undefined && isWanted && (input.phase ?? state.phase) === state.phase;
  });
  const { page, next } = pageOf(rows, ({ task }) => task, input);
  const standings = await itemStandings(
    pool,
    id,
    page.map(({ task }) => task),
  );
  const lines = page.map((item) =>
    lineOf(row, item, items[item.task] as ItemState, standings.get(item.task)),
  );
  return { campaign: id, zone: context.calendar.zone, next, items: lines };
}

/** A post reads the items that it has given itself, and those whose tasks it reads. */
async function itemsSeen(db: Db, campaign: string, actor: string) {
  const seen = await tasksSeen(db, campaign, actor);
  return ({ task, body }: ItemRow) => seen === undefined || body.leader === actor || seen.has(task);
}

function lineOf(
  { context }: CampaignRow,
  { task, number, body, plan }: ItemRow,
  state: ItemState,
  standing: { readonly day: string; readonly verdict: string } | undefined,
): Line {
  return {
    item: task,
    number: number === null ? null : itemNumber(number.prefix, number.year, number.n),
    source: itemSource(context.regime, body.source)?.title ?? body.source,
    ...{ title: body.title, leader: term(body.leader), on: body.on, urgency: state.urgency },
    units: plan.assignments.filter(({ role }) => role === 'lead').map(({ unit }) => unit),
    ...{ phase: state.phase, limitAt: state.limitAt ?? null },
    due: standing?.day ?? body.due,
    verdict: standing?.verdict ?? null,
  };
}

/** One item with its words, its approval and everything that was recorded of it. */
export async function showItem(
  service: Service,
  input: TakenOf<'showItem'>,
  actor: string,
): Promise<OutputOf<'showItem'>> {
  const { pool } = service;
  const { row, item } = await itemFor(pool, input.campaign, input.item);
  const isSeen = await itemsSeen(pool, row.id, actor);
  if (!isSeen(item)) refuse('item-unknown', { item: input.item });
  return viewOf(service, row, item);
}

export async function viewOf(service: Service, row: CampaignRow, item: ItemRow): Promise<View> {
  const { pool } = service;
  const { id, context } = row;
  const state = (await campaignNow(pool, id))?.state.items?.[item.task];
  if (state === undefined) return refuse('item-unknown', { item: item.task });
  const { zone } = context.calendar;
  const standings = await itemStandings(pool, id, [item.task]);
  const process = campaignProcess(id);
  const names = namesIn(
    context,
    [item.plan],
    await unitsOf(pool, id),
    await nowOf(service, pool, zone),
  );
  const rule = itemRule(context.regime);
  const rows = (await timelineOf(pool, process)).filter(
    ({ kind, payload }) => kind === 'fact' && payload['task'] === item.task,
  );
  return {
    ...lineOf(row, item, state, standings.get(item.task)),
    ...{ campaign: id, zone, text: item.body.text, registeredBy: term(item.actor) },
    registeredAt: written(item.registeredAt, zone),
    approver: rule === undefined ? '' : term(rule.approve.by),
    history: rows.map((fact) => {
      const { at, text, reason } = historyLine({ ...fact, process }, names);
      return { at, text, reason };
    }),
  };
}
