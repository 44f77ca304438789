import { itemRule } from '../../domain/item.ts';
import { findCampaign, type CampaignRow } from '../../store/campaigns.ts';
import { findItem, itemNumbered, type ItemRow } from '../../store/items.ts';
import type { Db } from '../../store/pool.ts';
import { campaignStates } from '../../store/standings.ts';
import { refuse } from '../faultError.ts';
import { campaignFor } from './find.ts';
import { visitNow } from './visit.ts';

/** The campaign that takes items: the named one, else the only open one of which the regime keeps them. */
export async function itemsCampaign(db: Db, wanted: string | undefined): Promise<CampaignRow> {
  if (wanted !== undefined) {
    const row = await campaignFor(db, wanted);
    return itemRule(row.context.regime) === undefined
      ? refuse('items-not-kept', { campaign: wanted })
      : row;
  }
  const visit = visitNow();
  const open = (await campaignStates(db)).filter(
    ({ id, state }) => state !== 'ended' && visit?.refuses(id) === undefined,
  );
  const rows = await Promise.all(open.map(({ id }) => findCampaign(db, id)));
  const keeping = rows.filter(
    (row): row is CampaignRow => row !== undefined && itemRule(row.context.regime) !== undefined,
  );
  const [only] = keeping;
  if (only !== undefined && keeping.length === 1) return only;
  const ids = keeping.map(({ id }) => id).join('、');
  const reason =
    only === undefined
      ? '没有可以登记督办事项的专项行动，请先设立日常督办'
      : `有 ${keeping.length} 个专项行动可以登记督办事项（${ids}），请指明其中一个`;
  return refuse('campaign-unclear', { reason });
}

const NUMBER = /^(?<prefix>\p{Script=Han}+)[〔［[(（](?<year>\d{4})[〕］\])）](?<n>\d+)号?$/u;

/** An item by the key of its task or by its number, 督批〔2026〕1号. */
export async function itemFor(
  db: Db,
  campaign: string | undefined,
  wanted: string,
): Promise<{ readonly row: CampaignRow; readonly item: ItemRow }> {
  const { prefix, year, n } = NUMBER.exec(wanted.replace(/\s/gu, ''))?.groups ?? {};
  if (prefix !== undefined) {
    const item = await itemNumbered(db, prefix, Number(year), Number(n));
    const isForeign = item !== undefined && visitNow()?.refuses(item.campaign) !== undefined;
    const row = item && !isForeign && (await findCampaign(db, item.campaign));
    return item && row ? { row, item } : refuse('item-unknown', { item: wanted });
  }
  const row = await itemsCampaign(db, campaign);
  const item = await findItem(db, row.id, wanted);
  return item ? { row, item } : refuse('item-unknown', { item: wanted });
}
