import type { Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import { openMatters } from './matterHost.ts';
import { tellAbout } from './matterTell.ts';
import type { Obligation } from './obligation.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { holdersNow } from './transfer.ts';

type Close = Extract<TaskMessage, { kind: 'close' }>;

/**
 * 终止: what an end before its time makes void, by whom and why: the obligations that were open and those still to come,
 * the matters that somebody had on the desk, and the steps that a pending decision held. The units are told where it is
 * a termination; where nothing was open and none was meant, nothing is said besides the end.
 */
export function voided(
  view: TaskView,
  state: TaskState,
  message: Close,
  { at, open }: { readonly at: Instant; readonly open: readonly Obligation[] },
): readonly Decision[] {
  const { by, reason, basis, voids } = message;
  const matters = openMatters(view, state);
  const stayed = state.stayed ?? [];
  if (voids !== true && matters.length === 0 && stayed.length === 0) return [];
  const openKeys = open.map(({ key }) => key);
  const ahead = view
    .lineAt(state)
    .obligations.filter(
      ({ key }) => state.entries[key]?.verdict === undefined && !openKeys.includes(key),
    );
  const payload = {
    ...{ by, reason },
    ...(basis === undefined ? {} : { basis }),
    obligations: openKeys,
    ahead: ahead.length,
    matters: matters.map(({ id, phase }) => ({ id, phase })),
    steps: stayed,
  };
  const members = holdersNow(view, state);
  const news = { at, matter: { id: 'termination' }, type: 'task-terminated', payload, members };
  return [
    { kind: 'fact', at, type: 'voided', key: 'voided', payload },
    ...(voids === true
      ? tellAbout(view, state, { ...news, to: ['reporter', 'head', 'leader'] })
      : []),
  ];
}
