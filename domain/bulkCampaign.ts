import type { BulkOrdered } from './bulkMessages.ts';
import { broadcast } from './campaignBroadcast.ts';
import { campaignNotices } from './campaignNotices.ts';
import type { CampaignState, CampaignView } from './campaignState.ts';
import { fault, type Fault } from './faults.ts';
import { epoch, maxInstant } from './instant.ts';
import type { Step } from './machine.ts';
import { term } from './terms.ts';

/** 成批办理 is for the office, with a reason; while the whole campaign is paused there is nothing to choose from. */
export function bulkGuard(
  { input }: CampaignView,
  { suspensions }: CampaignState,
  { by, reason, act, items, tasks, receivedAt }: BulkOrdered,
): Fault | undefined {
  if (by !== 'office') {
    return fault('wrong-approver', { approver: term('office'), actor: term(by) });
  }
  if (reason.trim() === '') return fault('reason-missing', { act: '成批办理' });
  const { firstNoticesAt: first } = input.context;
  if (epoch(receivedAt) < epoch(first)) return fault('bulk-early', { at: first });
  const last = suspensions.at(-1);
  if (last !== undefined && last.to === undefined) return fault('bulk-paused', { at: last.from });
  const listed = act === 'extend' || act === 'exempt';
  const whole = tasks.every((task) => (items?.[task] !== undefined) === listed);
  return whole ? undefined : fault('bulk-empty', { act: `成批${term(`bulk-${act}`)}` });
}

/** One fact with the whole list, one notice to each unit that is concerned, and a message to each task of the set. */
export function actInBulk(
  view: CampaignView,
  state: CampaignState,
  message: BulkOrdered,
): Step<CampaignState> {
  const { act, number, reason, by, tasks, items, days, touched, id } = message;
  const now = maxInstant(message.receivedAt, state.clock);
  const common = { number, act, reason, by, ...(days === undefined ? {} : { days }) };
  const key = `bulk:${number}`;
  const named = view.input.units.filter((unit) => touched[unit.id] !== undefined);
  return {
    state,
    decisions: [
      {
        kind: 'fact',
        at: now,
        type: 'bulk',
        key,
        payload: { ...common, tasks, ...(items === undefined ? {} : { items }) },
      },
      ...named.flatMap((unit) =>
        campaignNotices(
          view,
          now,
          'bulk',
          ['reporter'],
          { subject: key, ...common, touched: touched[unit.id] },
          [unit],
        ),
      ),
      broadcast(now, id, toldTasks(message), {
        tasks,
        ...(items === undefined
          ? {}
          : {
              each: Object.fromEntries(
                Object.entries(items).map(([task, own]) => [task, { items: own }]),
              ),
            }),
      }),
    ],
    answer: { value: { number, tasks: tasks.length } },
  };
}

function toldTasks({ act, number, reason, by }: BulkOrdered): Readonly<Record<string, unknown>> {
  const kind = act === 'suspend' || act === 'resume' ? act : 'bulk';
  return { kind, ...(kind === 'bulk' ? { act } : {}), number, reason, by };
}
