import { broadcast } from './campaignBroadcast.ts';
import { campaignNotices } from './campaignNotices.ts';
import { isPaused, withJoined, type CampaignState, type CampaignView } from './campaignState.ts';
import { fault, type Fault } from './faults.ts';
import { maxInstant } from './instant.ts';
import { joinsCampaign } from './joiningCampaign.ts';
import type { Decision, Effect, Step } from './machine.ts';
import type { PlanPart, PlanPublished } from './planMessages.ts';
import { planReason } from './planTask.ts';
import { unitsNow } from './reorganise.ts';
import { term } from './terms.ts';

/** What was previewed over one version is not put over another; while everything rests nothing joins. */
export function planGuard(
  state: CampaignState,
  { by, reason, version, over, added, changed, removed, words }: PlanPublished,
): Fault | undefined {
  if (by !== 'office') {
    return fault('wrong-approver', { approver: term('office'), actor: term(by) });
  }
  if (reason.trim() === '') return fault('reason-missing', { act: '发布方案新版' });
  if (isPaused(state)) return fault('plan-paused');
  const present = state.plan?.version;
  if ((present !== undefined && present !== over) || version !== over + 1) {
    return fault('plan-replaced', { version: present ?? over });
  }
  const none = [added, Object.keys(changed), removed, words].every((keys) => keys.length === 0);
  return none ? fault('plan-same') : undefined;
}

/** 方案新版: tasks join, are told what changes, or end; the office and the units concerned hear of it. */
export function planPublished(
  view: CampaignView,
  state: CampaignState,
  message: PlanPublished,
): Step<CampaignState> {
  const { id, by, version, hash, over, reason, added, changed, removed, words } = message;
  const at = maxInstant(message.receivedAt, state.clock);
  const joined = withJoined(view, state, message.units, message.leaders);
  const keys = Object.keys(changed);
  const fact: Decision = {
    kind: 'fact',
    at,
    type: 'plan-published',
    key: `plan-published:${version}`,
    payload: { version, hash, over, reason, by, added, changed: keys, removed, words },
  };
  return {
    state: { ...joined, plan: { version, hash } },
    decisions: [
      fact,
      ...notices(view, joined, message, at),
      ...(added.length > 0 || words.length > 0
        ? joinsCampaign(state, view.input.context.calendar.zone, id, {
            ...{ keys: added, since: at, plan: hash },
          })
        : []),
      ...(keys.length > 0 ? [amendment(message, changed, at)] : []),
      ...(removed.length > 0
        ? [
            broadcast(
              ...([at, `${id}:removed`] as const),
              { kind: 'close', by, reason: `${planReason(version)}：${reason}` },
              { tasks: removed },
            ),
          ]
        : []),
    ],
    answer: { value: { version } },
  };
}

function amendment(
  { id, version, reason, by }: PlanPublished,
  changed: Readonly<Record<string, PlanPart>>,
  at: string,
): Effect {
  const common = { kind: 'plan', version, reason, by };
  return broadcast(at, `${id}:changed`, common, { tasks: Object.keys(changed), each: changed });
}

function notices(
  view: CampaignView,
  state: CampaignState,
  { version, reason, by, added, changed, removed, touched }: PlanPublished,
  at: string,
): readonly Decision[] {
  const payload = { subject: `plan:${version}`, version, reason, by };
  const all = [...unitsNow(view, state), ...(state.joined?.units ?? [])];
  const units = all.filter(
    ({ id }, n) => touched[id] !== undefined && all.findIndex((unit) => unit.id === id) === n,
  );
  const counts = {
    ...{ added: added.length, changed: Object.keys(changed).length, removed: removed.length },
    units: units.length,
  };
  return [
    ...campaignNotices(view, at, 'plan-published', ['office'], { ...payload, ...counts }, units),
    ...units.flatMap((unit) =>
      campaignNotices(
        ...([view, at, 'plan-published', ['reporter']] as const),
        { ...payload, own: touched[unit.id] },
        [unit],
      ),
    ),
  ];
}
