import {
  bulletinKey,
  type BulletinState,
  type CampaignState,
  presentContext,
  type CampaignView,
} from './campaignState.ts';
import { campaignNotices } from './campaignNotices.ts';
import { bulletinRuleOf } from './regimePeriods.ts';
import type { CampaignTick } from './campaignTicks.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import type { Decision, Step } from './machine.ts';

/** Takes one tick of the campaign's line. */
export function takeTick(
  view: CampaignView,
  state: CampaignState,
  tick: CampaignTick,
): Step<CampaignState> {
  const { context } = view.input;
  switch (tick.kind) {
    case 'start': {
      const payload = {
        regime: context.regime.id,
        version: context.regime.version,
        calendar: context.calendar.id,
        horizon: context.horizon,
        ...(context.trial === true ? { trial: true } : {}),
      };
      return {
        state,
        decisions: [
          { kind: 'fact', at: tick.at, type: 'started', key: 'started', payload },
          {
            kind: 'effect',
            at: tick.at,
            type: 'startTasks',
            key: 'startTasks',
            lane: 'tasks',
            payload: {},
          },
        ],
      };
    }
    case 'open': {
      const { duty, period } = tick;
      const key = `open:${duty}/${period}`;
      const payload = { duty, period };
      return {
        state,
        decisions: [{ kind: 'effect', at: tick.at, type: 'openPeriod', key, payload }],
      };
    }
    case 'first-notices':
      return {
        state,
        decisions: campaignNotices(view, tick.at, 'assigned', ['reporter'], {
          subject: 'assigned',
        }),
      };
    case 'cut-off': {
      const bulletin: BulletinState = {
        phase: 'gathering',
        draft: 1,
        since: sinceOf(state, tick),
        cutOff: tick.at,
        ...(epoch(tick.at) <= epoch(state.clock) ? { askedAt: state.clock } : {}),
      };
      const key = bulletinKey(tick.bulletin, tick.period);
      return {
        state: { ...state, bulletins: { ...state.bulletins, [key]: bulletin } },
        decisions: [gatherEffect(view, state, key, bulletin)],
      };
    }
  }
}

/** The cut-off that was really taken before this one; an amended calendar changes nothing that was gathered. */
function sinceOf(
  { bulletins }: CampaignState,
  { bulletin, since, at, after = [] }: Extract<CampaignTick, { kind: 'cut-off' }>,
): Instant {
  const chain = [bulletin, ...after];
  const taken = Object.entries(bulletins)
    .filter(([key, { cutOff }]) => isOf(key, chain) && epoch(cutOff) < epoch(at))
    .map(([, { cutOff }]) => cutOff);
  return taken.length ? taken.reduce(maxInstant) : since;
}

function isOf(key: string, bulletins: readonly string[]): boolean {
  return bulletins.some((id) => key.startsWith(`${id}/`));
}

/** Asks for the figures of a bulletin; the outcome comes back as `gathered`. */
export function gatherEffect(
  view: CampaignView,
  state: CampaignState,
  key: string,
  bulletin: BulletinState,
): Decision {
  const [id = '', period = ''] = key.split('/');
  const rule = bulletinRuleOf(presentContext(view), id, period);
  return {
    kind: 'effect',
    at: bulletin.askedAt ?? bulletin.cutOff,
    type: 'gather',
    key: `gather:${key}:${bulletin.draft}`,
    payload: {
      bulletin: id,
      period,
      draft: bulletin.draft,
      ...(state.calendar ? { calendar: state.calendar } : {}),
      coverage: {
        since: bulletin.since,
        cutOff: bulletin.cutOff,
        ...(rule?.duties ? { duties: rule.duties } : {}),
        suspensions: state.suspensions,
      },
    },
  };
}

/** The limit of a signature has passed: said once for each draft; nothing signs itself. */
export function overdue(
  view: CampaignView,
  state: CampaignState,
  key: string,
  at: Instant,
): Step<CampaignState> {
  const bulletin = state.bulletins[key] as BulletinState;
  const [id = '', period = ''] = key.split('/');
  const rule = bulletinRuleOf(presentContext(view), id, period);
  const subject = `${key}:${bulletin.draft}`;
  const fact: Decision = {
    kind: 'fact',
    at,
    type: 'sign-overdue',
    key: `sign-overdue:${subject}`,
    payload: { bulletin: key, draft: bulletin.draft },
  };
  const roles = rule ? ([rule.sign.by, 'office'] as const) : [];
  return {
    state: { ...state, bulletins: { ...state.bulletins, [key]: { ...bulletin, overdue: true } } },
    decisions: [fact, ...campaignNotices(view, at, 'sign-overdue', roles, { subject })],
  };
}
