import { gateLimit } from './approver.ts';
import { startWithdrawn } from './beginningWithdrawn.ts';
import { actInBulk } from './bulkCampaign.ts';
import { broadcast } from './campaignBroadcast.ts';
import { takeCalendar } from './campaignCalendar.ts';
import {
  bulletinKey,
  calendarOf,
  presentContext,
  type BulletinState,
  type CampaignState,
  type CampaignView,
} from './campaignState.ts';
import { answered } from './campaignLookBack.ts';
import { takeRegime, takeRegimeWithdrawal } from './campaignRegime.ts';
import { reviewedFigures, reviewsOf, takeObjection } from './campaignReviews.ts';
import { signed } from './campaignSigned.ts';
import { gatherEffect } from './campaignSteps.ts';
import { campaignNotices } from './campaignNotices.ts';
import type { CampaignMessage } from './campaignMessages.ts';
import { maxInstant } from './instant.ts';
import { takeItem } from './itemDecisions.ts';
import { planPublished } from './planDecisions.ts';
import type { Step } from './machine.ts';
import type { BulletinRule } from './regime.ts';
import { bulletinRuleOf, underOf } from './regimePeriods.ts';
import { reorganise } from './reorganise.ts';

type Of<K extends CampaignMessage['kind']> = Extract<CampaignMessage, { kind: K }>;

/** Takes a message that the guard has let pass. */
export function takeCampaignMessage(
  view: CampaignView,
  state: CampaignState,
  message: CampaignMessage,
): Step<CampaignState> {
  switch (message.kind) {
    case 'gathered':
      return drafted(view, state, message);
    case 'sign':
      return signed(view, state, message, ruleOf(view, message.bulletin, message.period));
    case 'return':
      return returned(view, state, message);
    case 'pause':
      return paused(state, message);
    case 'resume':
      return resumed(state, message);
    case 'close':
      return closed(state, message);
    case 'withdraw-start':
      return startWithdrawn(view, state, message);
    case 'bulk':
      return actInBulk(view, state, message);
    case 'reorganise':
      return reorganise(view, state, message);
    case 'plan':
      return planPublished(view, state, message);
    case 'item':
    case 'item-approve':
    case 'item-reject':
    case 'item-withdraw':
    case 'item-propose':
      return takeItem(view, state, message);
    case 'calendar':
      return takeCalendar(view, state, message);
    case 'regime':
      return takeRegime(view, state, message);
    case 'regime-withdraw':
      return takeRegimeWithdrawal(view, state, message);
    case 'objection':
      return takeObjection(view, state, message);
    case 'tasks-open':
    case 'tasks-ended':
      return answered(state, message);
  }
}

/** The draft waits for a signature; nothing is published, and no number given, before it. */
function drafted(
  view: CampaignView,
  state: CampaignState,
  message: Of<'gathered'>,
): Step<CampaignState> {
  const key = bulletinKey(message.bulletin, message.period);
  const found = state.bulletins[key];
  if (!found || found.phase !== 'gathering' || found.draft !== message.draft) {
    return { state, decisions: [] };
  }
  const rule = ruleOf(view, message.bulletin, message.period);
  const under = underOf(presentContext(view), message.bulletin, message.period);
  const { cutOff, askedAt: now = cutOff } = found;
  const { figures, draft } = message;
  const subject = `${key}:${draft}`;
  if (figures.expected === 0) {
    const bulletin: BulletinState = { ...found, phase: 'empty' };
    return {
      state: withBulletin(state, key, bulletin),
      decisions: [
        {
          kind: 'fact',
          at: now,
          type: 'bulletin-empty',
          key: `bulletin-empty:${key}`,
          payload: { bulletin: message.bulletin, period: message.period, ...under },
        },
      ],
    };
  }
  const limitAt = gateLimit(rule.sign, now, calendarOf(view, state));
  const about = { bulletin: message.bulletin, period: message.period, ...under };
  const payload = { ...about, draft, cutOff, limitAt };
  const pending =
    figures.pending === 0
      ? []
      : campaignNotices(view, now, 'bulletin-incomplete', ['office'], {
          subject,
          ...payload,
          pending: figures.pending,
        });
  return {
    state: withBulletin(state, key, { ...found, phase: 'drafted', figures, limitAt }),
    decisions: [
      {
        kind: 'fact',
        at: now,
        type: 'bulletin-drafted',
        key: `bulletin-drafted:${subject}`,
        payload: { ...payload, figures: reviewedFigures(figures, rule, found, reviewsOf(state)) },
      },
      ...campaignNotices(view, now, 'sign-bulletin', [rule.sign.by], { subject, ...payload }),
      ...pending,
    ],
  };
}

/** Returned 退回: the same cut-off is gathered again as the next draft, which has its own limit. */
function returned(
  view: CampaignView,
  state: CampaignState,
  message: Of<'return'>,
): Step<CampaignState> {
  const key = bulletinKey(message.bulletin, message.period);
  const found = state.bulletins[key] as BulletinState;
  const next: BulletinState = {
    phase: 'gathering',
    draft: found.draft + 1,
    since: found.since,
    cutOff: found.cutOff,
    askedAt: maxInstant(message.receivedAt, state.clock),
  };
  const { bulletin, period, reason, by } = message;
  return {
    state: withBulletin(state, key, next),
    decisions: [
      {
        kind: 'fact',
        at: message.receivedAt,
        type: 'bulletin-returned',
        key: `bulletin-returned:${key}:${found.draft}`,
        payload: {
          ...{ bulletin, period, draft: found.draft, reason, by },
          ...underOf(presentContext(view), bulletin, period),
        },
      },
      gatherEffect(view, state, key, next),
    ],
  };
}

function paused(state: CampaignState, message: Of<'pause'>): Step<CampaignState> {
  const from = maxInstant(message.receivedAt, state.clock);
  const { reason, by, id } = message;
  return {
    state: { ...state, suspensions: [...state.suspensions, { from }] },
    decisions: [
      {
        kind: 'fact',
        at: from,
        type: 'suspended',
        key: `suspended:${id}`,
        payload: { reason, by },
      },
      broadcast(from, id, { kind: 'suspend', reason, by }),
    ],
  };
}

function resumed(state: CampaignState, message: Of<'resume'>): Step<CampaignState> {
  const to = maxInstant(message.receivedAt, state.clock);
  const { by, id } = message;
  const last = state.suspensions.at(-1);
  const suspensions = [...state.suspensions.slice(0, -1), { from: last?.from ?? to, to }];
  return {
    state: { ...state, suspensions },
    decisions: [
      { kind: 'fact', at: to, type: 'resumed', key: `resumed:${id}`, payload: { by } },
      broadcast(to, id, { kind: 'resume', by }),
    ],
  };
}

function closed(state: CampaignState, message: Of<'close'>): Step<CampaignState> {
  const { reason, by, id } = message;
  const now = state.started ? maxInstant(message.receivedAt, state.clock) : message.receivedAt;
  return {
    state: { ...state, ended: { at: now, reason } },
    decisions: [
      { kind: 'fact', at: now, type: 'ended', key: 'ended', payload: { reason, by } },
      broadcast(now, id, { kind: 'close', reason, by }),
    ],
  };
}

function withBulletin(state: CampaignState, key: string, bulletin: BulletinState): CampaignState {
  return { ...state, bulletins: { ...state.bulletins, [key]: bulletin } };
}

function ruleOf(view: CampaignView, id: string, period: string): BulletinRule {
  const rule = bulletinRuleOf(presentContext(view), id, period);
  if (rule === undefined) throw new RangeError(`regime has no bulletin ${id}`);
  return rule;
}
