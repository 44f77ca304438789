import { actorMay } from './approver.ts';
import { withdrawGuard } from './beginningWithdrawn.ts';
import { bulkGuard } from './bulkCampaign.ts';
import { regimeGuard, regimeWithdrawGuard } from './campaignRegime.ts';
import {
  bulletinKey,
  calendarOf,
  presentContext,
  presentView,
  type CampaignState,
  type CampaignView,
} from './campaignState.ts';
import type { CampaignMessage } from './campaignMessages.ts';
import { commendFault } from './campaignSigned.ts';
import { fault, type Fault } from './faults.ts';
import { itemGuard } from './itemGuards.ts';
import { planGuard } from './planDecisions.ts';
import { reorganiseGuard } from './reorganise.ts';
import { bulletinRuleOf } from './regimePeriods.ts';
import { term } from './terms.ts';

/** The fault with which a campaign answers a message, or nothing. */
export function campaignGuard(
  view: CampaignView,
  state: CampaignState,
  message: CampaignMessage,
): Fault | undefined {
  if (state.ended) return fault('already-ended', { what: '该专项行动', at: state.ended.at });
  if (!state.started && message.kind !== 'close' && message.kind !== 'withdraw-start') {
    return fault('campaign-not-started', { at: view.input.context.startedAt });
  }
  const last = state.suspensions.at(-1);
  const paused = last !== undefined && last.to === undefined;
  switch (message.kind) {
    case 'pause':
      if (paused) return fault('already-suspended', { at: last.from });
      return message.reason.trim() === '' ? fault('reason-missing', { act: '暂停' }) : undefined;
    case 'resume':
      return paused ? undefined : fault('not-suspended');
    case 'close':
      return message.reason.trim() === '' ? fault('reason-missing', { act: '结束' }) : undefined;
    case 'withdraw-start':
      return withdrawGuard(view, state, message);
    case 'bulk':
      return bulkGuard(view, state, message);
    case 'reorganise':
      return reorganiseGuard(presentView(view, state), state, message);
    case 'plan':
      return planGuard(state, message);
    case 'item':
    case 'item-approve':
    case 'item-reject':
    case 'item-withdraw':
    case 'item-propose':
      return itemGuard(view, state, message);
    case 'sign':
    case 'return':
      return bulletinGuard(view, state, message);
    case 'calendar':
      return calendarGuard(view, state, message);
    case 'regime':
      return regimeGuard(view, state, message);
    case 'regime-withdraw':
      return regimeWithdrawGuard(view, state, message);
    case 'gathered':
    case 'objection':
    case 'tasks-open':
    case 'tasks-ended':
      return undefined;
  }
}

/** What was previewed over one calendar is not put over another. */
function calendarGuard(
  view: CampaignView,
  state: CampaignState,
  { over }: Extract<CampaignMessage, { kind: 'calendar' }>,
): Fault | undefined {
  const { id, version } = calendarOf(view, state);
  if (over === undefined || (over.id === id && over.version === version)) return undefined;
  return fault('calendar-replaced', { calendar: id, version });
}

function bulletinGuard(
  view: CampaignView,
  state: CampaignState,
  message: Extract<CampaignMessage, { kind: 'sign' | 'return' }>,
): Fault | undefined {
  const { bulletin, period } = message;
  const rule = bulletinRuleOf(presentContext(presentView(view, state)), bulletin, period);
  const found = state.bulletins[bulletinKey(bulletin, period)];
  if (rule === undefined || found === undefined) {
    return fault('bulletin-unknown', { bulletin, period });
  }
  if (!actorMay(message.by, rule.sign.by)) {
    return fault('wrong-approver', { approver: term(rule.sign.by), actor: term(message.by) });
  }
  if (found.phase !== 'drafted') {
    return fault('bulletin-not-drafted', { period, state: term(found.phase) });
  }
  if (message.kind === 'return' && message.reason.trim() === '') {
    return fault('reason-missing', { act: '退回' });
  }
  return message.kind === 'sign' ? commendFault(view, state, message) : undefined;
}
