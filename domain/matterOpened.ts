import type { OpenedChange } from './change.ts';
import { fault, type Fault } from './faults.ts';
import { epoch } from './instant.ts';
import { dayFault, deskFault, termUntil } from './matterLimit.ts';
import type { MatterRule } from './matterRule.ts';
import { tellAbout } from './matterTell.ts';
import type { Obligation } from './obligation.ts';
import { about } from './taskJudgement.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { term } from './terms.ts';

type OpenEntry = Extract<TaskMessage, { kind: 'open-entry' }>;

function openFault(view: TaskView, state: TaskState, message: OpenEntry): Fault | undefined {
  const { obligation: key, by, reason, receivedAt: now, until } = message;
  const task = view.input.task.key;
  const wrong = deskFault(by, 'office', term);
  if (wrong !== undefined) return wrong;
  if (state.closed) return fault('task-closed', { task, ...state.closed });
  const obligation = view.lineAt(state).byKey.get(key);
  if (obligation === undefined) return fault('obligation-unknown', { task, obligation: key });
  if (reason.trim() === '') return fault('reason-missing', { act: '准予补报' });
  if (state.entries[key]?.verdict === 'exempt') {
    return fault('obligation-settled', { obligation: key, verdict: term('exempt') });
  }
  if (epoch(obligation.slot.instants.closes) >= epoch(now)) return fault('entry-open');
  return dayFault(view, state, until, now);
}

/** Due and grace stay: what comes now is late, and on time only where an arrival in time is confirmed. */
function open(view: TaskView, state: TaskState, message: OpenEntry): Progress {
  const { obligation: key, by, reason, receivedAt: at, id } = message;
  const obligation = view.lineAt(state).byKey.get(key) as Obligation;
  const closes = termUntil(view, state, message.until, at).limitAt;
  const change: OpenedChange = { kind: 'opened', at, obligation: key, closes };
  const opened = { ...state, changes: [...(state.changes ?? []), change] };
  const payload = { ...about(obligation), closes, reason, by };
  const news = { at, matter: { id: `entry/${key}` }, type: 'entry-opened', payload, nth: id };
  const { members } = obligation.party;
  return {
    state: opened,
    decisions: [
      { kind: 'fact', at, type: 'entry-opened', key: `${key}:opened:${id}`, payload },
      ...tellAbout(view, opened, { ...news, to: ['reporter', 'head'], members }),
    ],
    answer: { value: { obligation: key, closes } },
  };
}

/** 准予补报: an entry that has closed is opened once more by a decision of the office. It opens no matter. */
export const OPENED: MatterRule = {
  kind: 'opened',
  takes: ['open-entry'],
  pausable: false,
  guard(view, state, message) {
    return message.kind === 'open-entry' ? openFault(view, state, message) : undefined;
  },
  take(view, state, message) {
    if (message.kind !== 'open-entry') return { state, decisions: [] };
    return open(view, state, message);
  },
  wake: (_view, state) => ({ state, decisions: [] }),
};
