import { broadcast } from './campaignBroadcast.ts';
import type { CampaignMessage } from './campaignMessages.ts';
import type { CampaignState, CampaignView } from './campaignState.ts';
import { fault, type Fault } from './faults.ts';
import { epoch, maxInstant } from './instant.ts';
import type { Step } from './machine.ts';
import { term } from './terms.ts';

type WithdrawStart = Extract<CampaignMessage, { kind: 'withdraw-start' }>;

/** 撤回启动 is for the office, with a reason, and only before the first notices; afterwards a campaign is closed. */
export function withdrawGuard(
  { input }: CampaignView,
  state: CampaignState,
  { by, reason, receivedAt }: WithdrawStart,
): Fault | undefined {
  const { firstNoticesAt: at, campaign } = input.context;
  if (by !== 'office') {
    return fault('wrong-approver', { approver: term('office'), actor: term(by) });
  }
  if (reason.trim() === '') return fault('reason-missing', { act: '撤回启动' });
  const left = epoch(at) <= epoch(receivedAt) || (state.started && epoch(at) <= epoch(state.clock));
  return left ? fault('start-not-withdrawn', { at, campaign }) : undefined;
}

/** The campaign and its tasks end; nothing has been sent to any unit, and the record stays. */
export function startWithdrawn(
  { input }: CampaignView,
  state: CampaignState,
  { by, reason, receivedAt, id }: WithdrawStart,
): Step<CampaignState> {
  const now = state.started ? maxInstant(receivedAt, state.clock) : receivedAt;
  const { firstNoticesAt } = input.context;
  const words = `撤回启动：${reason}`;
  return {
    state: { ...state, ended: { at: now, reason: words } },
    decisions: [
      {
        kind: 'fact',
        at: now,
        type: 'start-withdrawn',
        key: 'start-withdrawn',
        payload: { reason, by, firstNoticesAt },
      },
      { kind: 'fact', at: now, type: 'ended', key: 'ended', payload: { reason: words, by } },
      broadcast(now, id, { kind: 'close', reason: words, by }),
    ],
    answer: { value: { withdrawn: now } },
  };
}
