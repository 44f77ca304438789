import { campaignMachine } from '../../domain/campaign.ts';
import type { CampaignMessage } from '../../domain/campaignMessages.ts';
import { itemRule } from '../../domain/item.ts';
import { offsetWords } from '../../domain/terms.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { directoryOf } from '../../store/directories.ts';
import { ACTS } from '../decisionActs.ts';
import type { Allowed } from '../deskParts.ts';
import { FaultError } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, nowOf, roleOf } from './actor.ts';
import { campaignFor, campaignNow } from './find.ts';
import { itemsCampaign } from './itemFind.ts';
import { isGranted } from './offeredActs.ts';
import { sharedRead } from './shareReads.ts';
import { burdenIfLive } from './trial.ts';

type Acts = OutputOf<'listCampaignActs'>;
const REASON = { field: 'reason', label: '理由', kind: 'text' as const, required: true };

/** What this actor may do about a campaign now: nothing is offered that its process would refuse. */
export async function listCampaignActs(
  service: Service,
  input: TakenOf<'listCampaignActs'>,
  actor: string,
): Promise<Acts> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const process = await campaignNow(pool, id);
  if (process === undefined || roleOf(actor) === 'auditor') {
    return { campaign: id, acts: [], items: [] };
  }
  const at = await nowOf(service, pool, context.calendar.zone);
  const by = await actorIn(pool, id, actor);
  const machine = campaignMachine(process.input);
  const isTaken = (content: Readonly<Record<string, unknown>>) => {
    const message = { ...content, id: 'offered', receivedAt: at, by };
    return machine.guard(process.state, message as unknown as CampaignMessage) === undefined;
  };
  const may = (operation: Parameters<typeof isGranted>[1], act: string) =>
    isGranted(service, operation, act, { actor, campaign: id });
  const isOffice = roleOf(actor) === 'office';
  const live =
    isOffice && context.trial === true ? { asks: await liveAsks(service, id) } : undefined;
  const whole = isOffice ? wholeActs(id, isTaken, live) : [];
  const items = Object.keys(process.state.items ?? {}).map((item) => ({
    item,
    acts: itemActs({ item, campaign: id }, isTaken).filter((one) =>
      may('decideItem', one.act ?? ''),
    ),
  }));
  return {
    campaign: id,
    acts: whole.filter(({ operation, act }) =>
      operation === 'decide' ? may('decide', act ?? '') : may('withdrawStart', operation),
    ),
    items: items.filter(({ acts }) => acts.length > 0),
  };
}

type IsTaken = (content: Readonly<Record<string, unknown>>) => boolean;

/** Above the limit a trial goes live with a reason only; what keeps it from that at all, the act itself says. */
async function liveAsks(service: Service, id: string): Promise<Allowed['asks']> {
  const read = () => burdenIfLive(service, id);
  const burden = await sharedRead(service.pool, `live-burden/${id}`, read).catch(
    (error: unknown) => {
      if (error instanceof FaultError) return undefined;
      throw error;
    },
  );
  if (burden === undefined || burden.over === 0) return [];
  const label = '仍要转入正式的理由';
  const hint = `负担超过上限：${burden.words}超过上限的，由转入正式的人批准并写明理由；理由记入审计。`;
  return [{ field: 'burdenReason', label, kind: 'text', required: true, hint }];
}

function wholeActs(
  campaign: string,
  isTaken: IsTaken,
  trial: Pick<Allowed, 'asks'> | undefined,
): Allowed[] {
  const decide = (act: 'pause' | 'resume' | 'close', asks: Allowed['asks']): Allowed => ({
    ...{ operation: 'decide', act, label: `${ACTS[act]}专项行动`, asks, main: false },
    input: { subject: campaign },
  });
  const withdraw: Allowed = {
    ...{ operation: 'withdrawStart', act: null, label: '撤回启动', main: false },
    ...{ input: { campaign }, asks: [REASON] },
  };
  const live: Allowed = {
    ...{ operation: 'goLive', act: null, label: '试运行转入正式', main: true },
    ...{ input: { campaign }, asks: trial?.asks ?? [] },
  };
  const reason = '理由';
  const isOpen = isTaken({ kind: 'close', reason });
  return [
    ...(trial !== undefined && isOpen ? [live] : []),
    ...(isTaken({ kind: 'withdraw-start', reason }) ? [withdraw] : []),
    ...(isTaken({ kind: 'pause', reason }) ? [decide('pause', [REASON])] : []),
    ...(isTaken({ kind: 'resume' }) ? [decide('resume', [])] : []),
    ...(isOpen ? [decide('close', [REASON])] : []),
  ];
}

const ITEM_ACTS = [
  ['approve', 'item-approve', '批准立项', false],
  ['reject', 'item-reject', '不予立项', true],
  ['propose', 'item-propose', '再次送批', true],
  ['withdraw', 'item-withdraw', '撤回事项', true],
] as const;

function itemActs(
  { item, campaign }: { readonly item: string; readonly campaign: string },
  isTaken: IsTaken,
): Allowed[] {
  return ITEM_ACTS.flatMap(([act, kind, label, asksReason]) => {
    if (!isTaken({ kind, task: item, reason: '理由' })) return [];
    return [
      {
        ...{ operation: 'decideItem', act, label, main: act === 'approve' },
        ...{ input: { item, campaign }, asks: asksReason ? [REASON] : [] },
      },
    ];
  });
}

/** What whoever registers an item can choose from. */
export async function showItemForm(
  { pool }: Service,
  input: TakenOf<'showItemForm'>,
): Promise<OutputOf<'showItemForm'>> {
  const row = await itemsCampaign(pool, input.campaign).catch((error: unknown) => {
    if (error instanceof FaultError && UNKEPT.includes(error.fault.code)) return undefined;
    throw error;
  });
  if (row === undefined) return { campaign: null, sources: [], leaders: [], units: [] };
  const { id, context } = row;
  const { posts = [] } = await directoryOf(pool, id);
  return {
    campaign: id,
    sources: (itemRule(context.regime)?.sources ?? []).map(({ id: value, title, limit }) => ({
      value,
      label: `${title}（一般 ${offsetWords(limit)}）`,
    })),
    leaders: [
      { value: 'principal', label: '主要领导' },
      ...posts.map(({ name }) => ({ value: `post:${name}`, label: name })),
    ],
    units: (await unitsOf(pool, id)).map(({ name }) => ({ value: name, label: name })),
  };
}

const UNKEPT: readonly string[] = ['items-not-kept', 'campaign-unclear'];
