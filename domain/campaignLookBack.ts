import { z } from 'zod';
import { addWorkdays } from './calendar.ts';
import { calendarOf, type CampaignState, type CampaignView } from './campaignState.ts';
import { at, dayOf, epoch, Instant, maxInstant } from './instant.ts';
import { MessageBase, type Decision, type Effect, type Step } from './machine.ts';

/** 尚未结束的任务: how many of a campaign's tasks live on, and until when nothing of them can end. */
export const TasksOpen = MessageBase.extend({
  kind: z.literal('tasks-open'),
  nth: z.int().min(1),
  tasks: z.array(z.string()).max(200),
  open: z.int().min(1),
  until: Instant,
});
export type TasksOpen = z.infer<typeof TasksOpen>;

/** 全部任务已结束. */
export const TasksEnded = MessageBase.extend({
  kind: z.literal('tasks-ended'),
  nth: z.int().min(1),
});

/** After so many working days a task that only waits for somebody is asked about again. */
const PATIENCE = 20;

/** LookingBack 回头看: the campaign's own time is over, and some of its tasks live on. */
export interface LookingBack {
  readonly since: Instant;
  /** How often the register was asked. */
  readonly asked: number;
  /** When it is asked again; absent while the answer is on its way. */
  readonly nextAt?: Instant;
}

/** Whether tasks may outlive the campaign: look-backs, or objections to its last conclusions. */
export function outlived({ input }: CampaignView): boolean {
  const { closure, objection } = input.context.regime;
  return closure?.lookBack !== undefined || objection !== undefined;
}

/** The campaign goes over into 回头看: it asks which tasks live on, and waits for them. */
export function lookBack(
  view: CampaignView,
  state: CampaignState,
  now: Instant,
): Step<CampaignState> {
  const fact: Decision = {
    ...{ kind: 'fact', at: now, type: 'looking-back', key: 'looking-back' },
    payload: { since: now },
  };
  const asked = ask(view, { ...state, lookingBack: { since: now, asked: 0 } }, now);
  return { state: asked.state, decisions: [fact, ...asked.decisions] };
}

/** Asks the register; the outcome comes back as `tasks-open` or `tasks-ended`. */
export function ask(view: CampaignView, state: CampaignState, now: Instant): Step<CampaignState> {
  const { since = now, asked = 0 } = state.lookingBack ?? {};
  const nth = asked + 1;
  const calendar = calendarOf(view, state);
  const { zone } = calendar;
  const again = at(addWorkdays(calendar, dayOf(now, zone), PATIENCE), '09:00', zone);
  const effect: Decision = {
    ...{ kind: 'effect', at: now, type: 'askTasks', key: `askTasks:${nth}` },
    payload: { nth, again },
  };
  return {
    state: { ...state, clock: maxInstant(state.clock, now), lookingBack: { since, asked: nth } },
    decisions: [effect],
  };
}

/** What the register answered: asked again when the last of those tasks may end, ended where none is left. */
export function answered(
  state: CampaignState,
  message: TasksOpen | z.infer<typeof TasksEnded>,
): Step<CampaignState> {
  const { lookingBack } = state;
  if (lookingBack?.asked !== message.nth || lookingBack.nextAt !== undefined) {
    return { state, decisions: [] };
  }
  const now = message.receivedAt;
  if (message.kind === 'tasks-ended') {
    const ended = { at: now, reason: '期满' };
    const fact: Decision = { kind: 'fact', at: now, type: 'ended', key: 'ended', payload: ended };
    return { state: { ...state, ended }, decisions: [fact] };
  }
  const { open, tasks, until } = message;
  const fact: Decision = {
    ...{ kind: 'fact', at: now, type: 'tasks-open', key: `tasks-open:${message.nth}` },
    payload: { open, tasks, until },
  };
  return {
    state: { ...state, lookingBack: { ...lookingBack, nextAt: until } },
    decisions: [fact],
  };
}

/** A task that has not ended, and when it wants to be woken; absent: it waits for somebody. */
export interface OpenTask {
  readonly task: string;
  readonly next?: Instant;
}

const NAMED = 200;

/** The answer of the register at an instant, from the tasks that have not ended. */
export function standing(
  process: string,
  effect: Pick<Effect, 'at' | 'key' | 'payload'>,
  open: readonly OpenTask[],
): TasksOpen | z.infer<typeof TasksEnded> {
  const { nth: asked, again } = effect.payload;
  const nth = Number(asked);
  const base = { id: `${process}:${effect.key}`, receivedAt: effect.at, by: 'office', nth };
  if (open.length === 0) return { ...base, kind: 'tasks-ended' };
  const ahead = open.flatMap(({ next }) =>
    next !== undefined && epoch(next) > epoch(effect.at) ? [next] : [],
  );
  return {
    ...base,
    kind: 'tasks-open',
    tasks: open
      .map(({ task }) => task)
      .sort()
      .slice(0, NAMED),
    open: open.length,
    until: ahead.length === 0 ? String(again) : ahead.reduce(maxInstant),
  };
}
