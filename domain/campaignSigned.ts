import { leftOut, reviewedFigures, reviewsOf, underReview } from './campaignReviews.ts';
import {
  bulletinKey,
  presentContext,
  presentView,
  type BulletinState,
  type CampaignState,
  type CampaignView,
} from './campaignState.ts';
import { campaignNotices } from './campaignNotices.ts';
import type { CampaignMessage, Figures } from './campaignMessages.ts';
import { fault, type Fault } from './faults.ts';
import { dayOf } from './instant.ts';
import type { Decision, Step } from './machine.ts';
import type { BulletinRule } from './regime.ts';
import { bulletinRuleOf, underOf } from './regimePeriods.ts';

type Sign = Extract<CampaignMessage, { kind: 'sign' }>;

/** 拟表扬的单位 by the rule of a bulletin: proposed, and praised only by whoever signs. */
export function commendable(rule: BulletinRule, figures: Figures): readonly string[] {
  const atLeast = rule.commend?.atLeast ?? Infinity;
  return figures.units
    .filter(({ onTime, expected, exempt }) => onTime === expected - exempt && onTime >= atLeast)
    .map(({ unit }) => unit);
}

/** Nobody is praised who was not proposed by the rule. */
export function commendFault(
  view: CampaignView,
  state: CampaignState,
  { bulletin, period, commend = [] }: Sign,
): Fault | undefined {
  const found = state.bulletins[bulletinKey(bulletin, period)];
  const rule = bulletinRuleOf(presentContext(presentView(view, state)), bulletin, period);
  if (rule === undefined || found?.figures === undefined) return undefined;
  const { figures } = found;
  const proposed = commendable(rule, reviewedFigures(figures, rule, found, reviewsOf(state)));
  const other = commend.find((unit) => !proposed.includes(unit));
  if (other === undefined) return undefined;
  const list = proposed.map((unit) => nameOf(view, unit)).join('、');
  return fault('commend-unknown', { unit: nameOf(view, other), list: list === '' ? '无' : list });
}

function nameOf({ input }: CampaignView, id: string): string {
  return input.units.find((unit) => unit.id === id)?.name ?? id;
}

/**
 * Signed 签发: the number is given, laggards are named once per unit and period, and those are praised whom the signer
 * chose of the proposed. What is under review by then is not in the paper.
 */
export function signed(
  view: CampaignView,
  state: CampaignState,
  message: Sign,
  rule: BulletinRule,
): Step<CampaignState> {
  const now = message.receivedAt;
  const key = bulletinKey(message.bulletin, message.period);
  const found = state.bulletins[key] as BulletinState;
  const reviews = reviewsOf(state);
  const figures = reviewedFigures(found.figures as Figures, rule, found, reviews);
  const left = leftOut(underReview(rule, found, reviews));
  const year = dayOf(now, view.input.context.calendar.zone).slice(0, 4);
  const number = (state.issued[year] ?? 0) + 1;
  const least = rule.criticise?.missing ?? Infinity;
  const criticised = figures.units
    .filter(({ missing }) => missing >= least)
    .map(({ unit }) => unit);
  const commended = commendable(rule, figures).filter(
    (unit) => message.commend === undefined || message.commend.includes(unit),
  );
  const subject = key;
  const named = view.input.units.filter((unit) => criticised.includes(unit.id));
  const under = underOf(presentContext(view), message.bulletin, message.period);
  const payload = { bulletin: message.bulletin, period: message.period, number, year, ...under };
  const facts = (type: string, units: readonly string[]): Decision[] =>
    units.map((unit) => ({
      kind: 'fact',
      at: now,
      type,
      key: `${type}:${key}:${unit}`,
      payload: { ...payload, unit, figures: figures.units.find((own) => own.unit === unit) },
    }));
  const kept = view.input.context.regime.objection === undefined ? {} : { number, year };
  const issued: BulletinState = {
    ...found,
    ...{ phase: 'issued' },
    ...kept,
    ...(left.length === 0 ? {} : { underReview: left }),
  };
  return {
    state: {
      ...{ ...state, bulletins: { ...state.bulletins, [key]: issued } },
      issued: { ...state.issued, [year]: number },
    },
    decisions: [
      {
        kind: 'fact',
        at: now,
        type: 'bulletin-issued',
        key: `bulletin-issued:${key}`,
        payload: { ...payload, by: message.by, draft: found.draft, figures, criticised, commended },
      },
      ...facts('criticised', criticised),
      ...facts('commended', commended),
      ...(rule.criticise && named.length > 0
        ? campaignNotices(view, now, 'criticise', rule.criticise.to, { subject, ...payload }, named)
        : []),
      ...campaignNotices(view, now, 'bulletin', rule.to, { subject, ...payload }),
    ],
    answer: { value: { number, year } },
  };
}
