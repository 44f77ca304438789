import type { BulletinState, CampaignState } from '../../domain/campaign.ts';
import type { Figures } from '../../domain/campaignMessages.ts';
import { reviewedFigures, reviewsOf } from '../../domain/campaignReviews.ts';
import { commendable } from '../../domain/campaignSigned.ts';
import { itemRule } from '../../domain/item.ts';
import type { BulletinRule } from '../../domain/regime.ts';
import { bulletinRuleOf } from '../../domain/regimePeriods.ts';
import { cutOffWords, periodWords, term } from '../../domain/terms.ts';
import { dayWords } from '../../domain/wordsCalendar.ts';
import type { Gate } from '../deskAnswers.ts';
import type { Allowed } from '../deskParts.ts';
import type { OutputOf } from '../operations.ts';
import { actorName, ifNothing } from './deskGate.ts';
import { ask, brief, limitMark, markOf, whenOf } from './deskWords.ts';
import { unitName, type DeskCampaign } from './deskWorld.ts';

export type PaperCard = OutputOf<'listBulletins'>['bulletins'][number];

/** A bulletin of a campaign, with its rule and what it counts by now. */
export interface Paper {
  readonly key: string;
  readonly bulletin: string;
  readonly period: string;
  readonly rule: BulletinRule;
  readonly state: BulletinState;
  readonly figures: Figures | undefined;
  /** Of one that was signed. */
  readonly printed: Printed | undefined;
}

/** What was signed: the figures as they were printed, its number in the year, and its day. */
export interface Printed {
  readonly figures: Figures;
  readonly number: number | null;
  readonly day: string;
}

/** The bulletins of a campaign, the newest cut-off first; `issued` are those that were signed, by key. */
export function papersOf(
  world: DeskCampaign,
  state: CampaignState | undefined,
  issued: ReadonlyMap<string, Printed> = new Map(),
): readonly Paper[] {
  if (state === undefined) return [];
  return Object.entries(state.bulletins)
    .flatMap(([key, own]): Paper[] => {
      const [bulletin = '', period = ''] = key.split('/');
      const rule = bulletinRuleOf(world.context, bulletin, period);
      if (rule === undefined) return [];
      const now = own.figures && reviewedFigures(own.figures, rule, own, reviewsOf(state));
      const printed = issued.get(key);
      const figures = printed?.figures ?? now;
      return [{ key, bulletin, period, rule, state: own, figures, printed }];
    })
    .sort((a, b) => (a.state.cutOff < b.state.cutOff ? 1 : -1));
}

const PHASES: Readonly<Record<BulletinState['phase'], string>> = {
  gathering: '正在汇总',
  drafted: '待签发',
  issued: '已签发',
  empty: '本期无内容',
};

export function paperCard(world: DeskCampaign, paper: Paper, actor: string): PaperCard {
  const { rule, state, key, bulletin, period, figures } = paper;
  const waits = state.phase === 'drafted';
  const limitAt = waits ? (state.limitAt ?? null) : null;
  const counts = countsOf(figures);
  return {
    id: `${world.id}/${key}`,
    ...{ campaign: world.id, campaignTitle: world.title, bulletin, title: rule.title, period },
    periodWords: periodWords(rule.every, period),
    phase: state.phase,
    phaseWords: phaseWordsOf(paper),
    mark: waits ? limitMark(limitAt, world) : markOf('normal'),
    number: state.number ?? paper.printed?.number ?? null,
    draft: state.draft,
    cutOff: whenOf(state.cutOff, world, `${cutOffWords(rule)}截止`),
    limit: limitAt === null ? null : whenOf(limitAt, world),
    approver: actorName(rule.sign.by, world),
    counts,
    words: paperWords(counts),
    why: {
      rule: `${rule.title}：${cutOffWords(rule)}截止，由${term(rule.sign.by)}签发`,
      facts: paperFacts(world, paper),
    },
    target: { kind: 'bulletin', campaign: world.id, id: key },
    acts: waits ? [...paperActs(world, paper, actor)] : [],
  };
}

function phaseWordsOf({ state, printed }: Paper): string {
  if (state.phase === 'drafted' && state.overdue === true) return '签发超时，待处理';
  return state.phase === 'issued' && printed !== undefined
    ? `${dayWords(printed.day)}签发`
    : PHASES[state.phase];
}

function countsOf(figures: Figures | undefined): PaperCard['counts'] {
  if (figures === undefined) return null;
  const { expected, onTime, late, missing, exempt, pending, underReview } = figures;
  const counts = { expected, onTime, late, missing, exempt, pending };
  return underReview === undefined ? counts : { ...counts, underReview };
}

export function paperWords(counts: PaperCard['counts']): string {
  if (counts === null) return '还没有汇总';
  const { expected, onTime, late, missing, underReview } = counts;
  const more = underReview === undefined ? '' : `，复核中 ${underReview}`;
  return `应报 ${expected}，按时 ${onTime}，迟报 ${late}，未报 ${missing}${more}`;
}

/** Units that the rule criticises by these figures, and those that it proposes to praise. */
export function namedIn({ rule, figures }: Paper): {
  readonly criticised: readonly string[];
  readonly commended: readonly string[];
} {
  if (figures === undefined) return { criticised: [], commended: [] };
  const least = rule.criticise?.missing;
  const criticised =
    least === undefined ? [] : figures.units.filter(({ missing }) => missing >= least);
  return { criticised: criticised.map(({ unit }) => unit), commended: commendable(rule, figures) };
}

function paperFacts(world: DeskCampaign, paper: Paper): string[] {
  const { criticised, commended } = namedIn(paper);
  const list = (units: readonly string[]) =>
    brief(units.map((unit) => unitName(world, unit)).join('、'), 40);
  return [
    ...(criticised.length === 0 ? [] : [`拟批评 ${criticised.length} 家：${list(criticised)}`]),
    ...(commended.length === 0 ? [] : [`拟表扬 ${commended.length} 家：${list(commended)}`]),
  ];
}

function paperActs(
  world: DeskCampaign,
  { bulletin, period, rule, ...paper }: Paper,
  actor: string,
): readonly Allowed[] {
  if (actor !== rule.sign.by) return [];
  const input = { campaign: world.id, bulletin, period };
  const { commended } = namedIn({ bulletin, period, rule, ...paper });
  const choices = commended.map((unit) => ({ value: unit, label: unitName(world, unit) }));
  return [
    {
      ...{ operation: 'decide', act: 'sign', label: '签发', input, main: true },
      asks:
        choices.length === 0
          ? []
          : [
              ask('commend', '表扬哪些单位（不选即全部）', {
                kind: 'list',
                required: false,
                choices,
              }),
            ],
    },
    {
      ...{ operation: 'decide', act: 'return', label: '退回修改', input, main: false },
      asks: [ask('reason', '退回理由')],
    },
  ];
}

/** A bulletin that waits for its signature. */
export function paperGate(world: DeskCampaign, paper: Paper, actor: string): Gate | undefined {
  if (paper.state.phase !== 'drafted') return undefined;
  const card = paperCard(world, paper, actor);
  return {
    id: card.id,
    kind: 'bulletin',
    kindWords: '通报待签',
    ...{ mark: card.mark, campaign: world.id, campaignTitle: world.title },
    title: `通报待签：${card.periodWords}“${card.title}”`,
    unit: null,
    task: null,
    reason: card.words,
    approver: card.approver,
    since: paper.state.askedAt ?? paper.state.cutOff,
    limit: card.limit,
    ifNothing: ifNothing(paper.state.limitAt ?? null, '签发超时，记录并提醒，不会自动签发', world),
    why: card.why,
    target: card.target,
    acts: card.acts,
  };
}

/** Items 督办事项 that wait for their approval. */
export function itemGatesOf(
  world: DeskCampaign,
  state: CampaignState | undefined,
  actor: string,
): readonly Gate[] {
  const by = itemRule(world.context.regime)?.approve.by;
  if (by === undefined || state === undefined) return [];
  return Object.entries(state.items ?? {}).flatMap(([item, own]): Gate[] => {
    if (own.phase !== 'waiting') return [];
    const limitAt = own.limitAt ?? null;
    const input = { campaign: world.id, item };
    const acts: Allowed[] = [
      { operation: 'decideItem', act: 'approve', label: '批准立项', input, asks: [], main: true },
      {
        ...{ operation: 'decideItem', act: 'reject', label: '不予立项', input, main: false },
        asks: [ask('reason', '理由')],
      },
    ];
    return [
      {
        id: `${world.id}/item/${item}`,
        kind: 'item',
        kindWords: '督办事项待立项',
        mark: limitMark(limitAt, world),
        ...{ campaign: world.id, campaignTitle: world.title },
        title: `督办事项待立项：${brief(own.title, 40)}`,
        unit: null,
        task: null,
        reason: brief(`${term(own.leader)}批示的“${own.title}”待立项`),
        approver: actorName(by, world),
        since: own.askedAt,
        limit: limitAt === null ? null : whenOf(limitAt, world),
        ifNothing: ifNothing(limitAt, '提请失效并记录，不会自动立项', world),
        why: { rule: `立项由${term(by)}批准`, facts: [] },
        target: { kind: 'item', campaign: world.id, id: item },
        acts: actor === by ? acts : [],
      },
    ];
  });
}
