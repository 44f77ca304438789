import { campaignNotices } from './campaignNotices.ts';
import {
  presentContext,
  type BulletinState,
  type CampaignState,
  type CampaignView,
} from './campaignState.ts';
import type { Figures, UnitFigures } from './campaignMessages.ts';
import { epoch, type Instant } from './instant.ts';
import type { Decision, Step } from './machine.ts';
import type { ObjectionHeard } from './objectionMessages.ts';
import type { BulletinRule } from './regime.ts';
import { bulletinRuleOf } from './regimePeriods.ts';

/** Review 复核中的异议, as the campaign remembers it; a settled one says when. */
export type Review = Omit<ObjectionHeard, 'id' | 'kind' | 'by' | 'receivedAt'> & {
  readonly settledAt?: Instant;
};

/** What a bulletin covers: obligations of its duties whose grace ended in (since, cutOff]. */
type Covers = Pick<BulletinState, 'since' | 'cutOff'>;

export function reviewsOf({ reviews = {} }: CampaignState): readonly Review[] {
  return Object.values(reviews);
}

function keyOf({ task, objection }: Pick<Review, 'task' | 'objection'>): string {
  return `${task}/${objection}`;
}

function covered(rule: BulletinRule, { since, cutOff }: Covers, { duty, end }: Review): boolean {
  if (end === undefined || duty === undefined) return false;
  if (rule.duties && !rule.duties.includes(duty)) return false;
  return epoch(end) > epoch(since) && epoch(end) <= epoch(cutOff);
}

/** The open objections that a bulletin would print. */
export function underReview(
  rule: BulletinRule,
  covers: Covers,
  reviews: readonly Review[],
): readonly Review[] {
  return reviews.filter((one) => one.phase === 'open' && covered(rule, covers, one));
}

/**
 * The figures of a bulletin with what is under review 复核中 taken out of 迟报 and 未报; what was corrected after the cut-off
 * stands as corrected. On time, late, missing, exempt, pending and under review sum to expected.
 */
export function reviewedFigures(
  figures: Figures,
  rule: BulletinRule,
  covers: Covers,
  reviews: readonly Review[],
): Figures {
  return reviews
    .filter((one) => covered(rule, covers, one))
    .reduce((now, review) => {
      const to = columnOf(review, covers);
      const from = review.verdict;
      if (to === undefined || from === undefined || now[from] === 0) return now;
      const units = now.units.map((unit) =>
        (review.members ?? [review.unit]).includes(unit.unit) ? moved(unit, from, to) : unit,
      );
      return { ...moved(now, from, to), units };
    }, figures);
}

type Column = 'onTime' | 'late' | 'missing' | 'exempt' | 'underReview';
const COLUMN = { 'on-time': 'onTime', late: 'late', missing: 'missing', exempt: 'exempt' } as const;

function columnOf(review: Review, { cutOff }: Covers): Column | undefined {
  const { phase, corrected, settledAt } = review;
  if (phase === 'open') return 'underReview';
  if (phase !== 'upheld' || corrected === undefined || settledAt === undefined) return undefined;
  return epoch(settledAt) > epoch(cutOff) ? COLUMN[corrected] : undefined;
}

function moved<T extends Figures | UnitFigures>(of: T, from: 'late' | 'missing', to: Column): T {
  if (of[from] === 0) return of;
  return { ...of, [from]: of[from] - 1, [to]: (of[to] ?? 0) + 1 };
}

/** Hears of an objection: it is under review, or it is settled; one that is upheld against a signed issue is corrected 更正. */
export function takeObjection(
  view: CampaignView,
  state: CampaignState,
  message: ObjectionHeard,
): Step<CampaignState> {
  const { by, receivedAt: now } = message;
  const heard = heardOf(message);
  const key = keyOf(heard);
  const before = state.reviews?.[key];
  const review: Review = {
    ...before,
    ...heard,
    ...(before?.verdict === undefined ? {} : { verdict: before.verdict }),
    ...(heard.phase === 'open' ? {} : { settledAt: now }),
  };
  const next = { ...state, reviews: { ...state.reviews, [key]: review } };
  const payload = { ...about(review), by };
  const type = heard.phase === 'open' ? 'under-review' : 'review-settled';
  const fact: Decision = { kind: 'fact', at: now, type, key: `${type}:${key}`, payload };
  const more =
    heard.phase === 'open'
      ? shown(view, next, review, now)
      : heard.phase === 'upheld'
        ? corrections(view, next, review, now)
        : [];
  return { state: next, decisions: [fact, ...more] };
}

/** What is remembered of the message. */
function heardOf(message: ObjectionHeard): Review {
  const envelope = ['kind', 'id', 'by', 'receivedAt'];
  const kept = Object.entries(message).filter(([name]) => !envelope.includes(name));
  return Object.fromEntries(kept) as unknown as Review;
}

function about({ task, unit, phase, objection, obligation, verdict, corrected }: Review) {
  return {
    ...{ task, unit, phase, objection },
    ...(obligation === undefined ? {} : { of: obligation }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(corrected === undefined ? {} : { corrected }),
  };
}

/** Whoever has a draft to sign learns that an item of it is under review. */
function shown(view: CampaignView, state: CampaignState, review: Review, now: Instant) {
  return drafts(view, state).flatMap(([key, bulletin, rule]) => {
    if (bulletin.phase !== 'drafted' || !covered(rule, bulletin, review)) return [];
    const [id, period] = key.split('/');
    const payload = { ...about(review), bulletin: id, period, subject: `${key}:${keyOf(review)}` };
    return campaignNotices(view, now, 'bulletin-under-review', [rule.sign.by], payload);
  });
}

function drafts(view: CampaignView, { bulletins }: CampaignState) {
  return Object.entries(bulletins).flatMap(([key, bulletin]) => {
    const [id = '', period = ''] = key.split('/');
    const rule = bulletinRuleOf(presentContext(view), id, period);
    return rule === undefined ? [] : [[key, bulletin, rule] as const];
  });
}

/** 更正: a paper of its own, which cites the issue; the issue stays as it was. */
function corrections(view: CampaignView, state: CampaignState, review: Review, now: Instant) {
  return drafts(view, state).flatMap(([key, bulletin, rule]): readonly Decision[] => {
    if (bulletin.phase !== 'issued' || !printed(rule, key, bulletin, review)) return [];
    const [id, period] = key.split('/');
    const { number, year } = bulletin;
    const payload = {
      ...{ ...about(review), bulletin: id, period },
      ...(number === undefined ? {} : { number, year }),
    };
    const subject = `${key}:${keyOf(review)}`;
    const fact: Decision = {
      ...{ kind: 'fact', at: now, type: 'correction', key: `correction:${subject}` },
      payload,
    };
    return [fact, ...campaignNotices(view, now, 'correction', rule.to, { ...payload, subject })];
  });
}

/** Whether an issue printed what was objected to; what was under review when it was signed it did not. */
function printed(rule: BulletinRule, key: string, bulletin: BulletinState, review: Review) {
  const { issue } = review;
  if (issue !== undefined) return key === `${issue.bulletin}/${issue.period}`;
  if (bulletin.underReview?.includes(keyOf(review))) return false;
  return review.corrected !== undefined && covered(rule, bulletin, review);
}

/** The keys of what was left out of an issue, for its state. */
export function leftOut(reviews: readonly Review[]): readonly string[] {
  return reviews.map(keyOf);
}
