import { campaignProcess } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Effect } from './machine.ts';
import { isAdverse, type Objection } from './objection.ts';
import type { TaskState, TaskView } from './taskState.ts';

/**
 * The campaign hears of an objection that may stand in a bulletin, when it is made and when it is settled: the item leaves
 * the paper as 复核中, or a 更正 follows one that was published. Without bulletins nobody need hear.
 */
export function tellCampaign(
  view: TaskView,
  state: TaskState,
  { id, unit, phase, against }: Objection,
  act: { readonly at: Instant; readonly by: string; readonly was?: TaskState },
): readonly Effect[] {
  const { context, task } = view.input;
  const { obligation, type, bulletin, period } = against;
  const printed = type === 'judged' || type === 'criticised';
  if (context.regime.bulletins.length === 0 || !printed) return [];
  const found = obligation === undefined ? undefined : view.lineAt(state).byKey.get(obligation);
  const verdict = (of: TaskState) =>
    obligation === undefined ? undefined : of.entries[obligation]?.verdict;
  const [before, after] = [verdict(act.was ?? state), verdict(state)];
  const message = {
    ...{ kind: 'objection', id: `${view.process}:${id}:${phase}`, receivedAt: act.at, by: act.by },
    ...{ task: task.key, objection: id, unit, phase },
    ...(found === undefined
      ? {}
      : {
          obligation: found.key,
          duty: found.slot.duty,
          period: found.slot.period,
          members: found.party.members,
          end: found.slot.instants.graceEnd,
        }),
    ...(before !== undefined && isAdverse(before) ? { verdict: before } : {}),
    ...(phase === 'upheld' && after !== before ? { corrected: after } : {}),
    ...(bulletin === undefined ? {} : { issue: { bulletin, period } }),
  };
  const process = campaignProcess(context.campaign);
  return [
    {
      kind: 'effect',
      at: act.at,
      type: 'tell',
      withRecord: true,
      key: `tell:${id}:${phase}`,
      payload: { process, message },
    },
  ];
}
