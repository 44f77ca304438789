import type { Standing } from './calendarChange.ts';
import { withoutRegimes } from './amendedContext.ts';
import { campaignPoints, taskPoints, type Points } from './calendarChangePoints.ts';
import type { CampaignRegime, CampaignState } from './campaignState.ts';
import type { Change, RegimeChange as Succession } from './change.ts';
import type { Context } from './context.ts';
import type { Day } from './instant.ts';
import { DEADLINES } from './obligation.ts';
import {
  caused,
  comparedPoints,
  inOrder,
  type FoundChange,
  type PointChange,
} from './pointChange.ts';
import type { Regime } from './regime.ts';
import { regimeDifferences, type Difference } from './regimeDiff.ts';
import type { RegimeParties } from './regimeMessages.ts';
import { isSuspended } from './taskState.ts';

/** NextRegime 拟改用的制度: from a day on, and who owes under it, by task; absent: as before. */
export interface NextRegime {
  readonly regime: Regime;
  readonly from: Day;
  readonly owed?: ReadonlyMap<string, RegimeParties>;
}

/** A change of an instant by a regime; `cause`: the rules that differ. */
export type RegimePointChange = PointChange<Difference>;

export interface RegimePreview {
  readonly changes: readonly RegimePointChange[];
  /** Tasks that are suspended: their instants are found when they resume. */
  readonly suspended: readonly string[];
}

/**
 * Regime change 制度变更预览: every instant of a running campaign that moves, appears or vanishes when periods that begin
 * on or after the boundary come from another regime than `old`. Nothing before the boundary is among them, and no
 * judgement.
 */
export function regimeChange(standing: Standing, old: Regime, next: NextRegime): RegimePreview {
  const { regime, from, owed } = next;
  return compared(standing, regimeDifferences(old, regime), {
    task: (own) => {
      const found = owed?.get(own.task.key);
      const succession: Succession = {
        ...{ kind: 'regime', at: standing.now, from, regime, units: found?.units ?? [] },
        ...(found === undefined ? {} : { parties: found.parties }),
      };
      const { state } = own;
      return { ...own, state: { ...state, changes: [...(state.changes ?? []), succession] } };
    },
    campaign: (campaign) => {
      const regimes = [...(campaign.regimes ?? []), { from, regime, units: [] }];
      return { ...campaign, regimes };
    },
  });
}

/** What a regime that is taken back before its day makes of every instant: what it was to change comes back. */
export function regimeWithdrawal(
  standing: Standing,
  last: CampaignRegime,
  previous: Regime,
): RegimePreview {
  const { version } = last.regime;
  return compared(standing, regimeDifferences(last.regime, previous), {
    task: ({ context = standing.context, state, ...own }) => ({
      ...own,
      context: withoutRegimes(context, [version]),
      state: { ...state, changes: (state.changes ?? []).filter((one) => !isOf(one, version)) },
    }),
    campaign: (campaign) => ({
      ...campaign,
      regimes: (campaign.regimes ?? []).filter(({ regime }) => regime.version !== version),
    }),
    context: withoutRegimes(standing.context, [version]),
  });
}

function isOf(change: Change, version: number): boolean {
  return change.kind === 'regime' && change.regime.version === version;
}

type OwnTask = Standing['tasks'][number];

/** How tasks and campaign stand after it; `context`, where that is not the same. */
interface After {
  readonly task: (own: OwnTask) => OwnTask;
  readonly campaign: (campaign: CampaignState) => CampaignState;
  readonly context?: Context;
}

function compared(
  { context, campaign, tasks, now }: Standing,
  differences: readonly Difference[],
  after: After,
): RegimePreview {
  const changes: RegimePointChange[] = [];
  const suspended: string[] = [];
  const found = (before: Points, then: Points, held: readonly string[], task?: string) =>
    comparedPoints(before, then, new Set(held), now).map((one) =>
      caused(one, causesOf(one, differences), task),
    );
  if (campaign && !campaign.ended) {
    const calendar = campaign.calendar ?? context.calendar;
    const then = campaignPoints(after.context ?? context, after.campaign(campaign), calendar);
    changes.push(...found(campaignPoints(context, campaign, calendar), then, []));
  }
  for (const own of tasks) {
    if (own.state.ended) continue;
    if (isSuspended(own.state)) suspended.push(own.task.key);
    const then = pointsOf(after.task(own), context);
    changes.push(...found(pointsOf(own, context), then, own.state.held, own.task.key));
  }
  return { changes: inOrder(changes), suspended };
}

function pointsOf({ task, state, context: own }: OwnTask, common: Context): Points {
  const context = own ?? common;
  return taskPoints(context, task, state, state.calendar ?? context.calendar);
}

/** What decides which periods there are, and who owes them. */
const PERIODS = ['added', 'removed', 'by', 'every', 'phase', 'parts'];
const DUE = ['due', 'cutOff', 'time', 'shift'];
const STEP = ['added', 'removed', 'at', 'on', 'step', 'time', 'when', 'while'];

/** The rules that make the difference: of the periods, else of the instants in them. */
function causesOf(
  { change, kind, duty, step }: Omit<FoundChange, 'points'>,
  differences: readonly Difference[],
): readonly Difference[] {
  const of = kind === 'cut-off' ? 'bulletin' : duty === DEADLINES ? 'deadlines' : 'duty';
  const own = (fields: readonly string[]) =>
    differences.filter((one) => one.of === of && one.id === duty && fields.includes(one.field));
  const ofStep = differences.filter(
    (one) => one.of === 'step' && one.id === step && STEP.includes(one.field),
  );
  const limits =
    kind === 'closes' ? ['closes'] : kind === 'due' || kind === 'cut-off' ? [] : ['grace'];
  if (change === 'moved') return [...own([...DUE, ...limits]), ...(kind === 'step' ? ofStep : [])];
  const periods = own(PERIODS);
  if (kind !== 'step' || ofStep.some(({ field }) => field !== 'at')) {
    return [...periods, ...ofStep];
  }
  return periods.length > 0 ? periods : [...ofStep, ...own([...DUE, ...limits])];
}
