import { noticesTo } from './noticesTo.ts';
import { CLOSED } from './closure.ts';
import { addresses } from './escalation.ts';
import { taskProcess } from './ids.ts';
import type { Instant } from './instant.ts';
import { itemSource, type ItemTag } from './item.ts';
import type { Decision, Fact, Machine, MessageBase } from './machine.ts';
import { DEADLINES, deadlineSlots } from './obligation.ts';
import type { Recipient } from './regime.ts';
import type { TaskInput } from './taskState.ts';

/** Ends that nobody need hear of: the horizon's, and that of a closure which was answered when it was decided. */
const SILENT: ReadonlySet<string> = new Set(['期满', CLOSED]);

/**
 * The machine of a task that came as an item 督办事项: at its start the units hear its number and its day, unless its paper
 * told them; every judgement of its day, and its closure, are answered 回复 to whoever instructed it. Any other task
 * decides as before.
 */
export function answering<State, Message extends MessageBase>(
  make: (input: TaskInput) => Machine<State, Message>,
): (input: TaskInput) => Machine<State, Message> {
  return (input) => {
    const machine = make(input);
    const { item } = input.task;
    if (item === undefined) return machine;
    return {
      ...machine,
      advance(state, message, upTo) {
        const step = machine.advance(state, message, upTo);
        return { ...step, decisions: withAnswers(input, item, step.decisions) };
      },
    };
  };
}

function withAnswers(
  input: TaskInput,
  item: ItemTag,
  decisions: readonly Decision[],
): readonly Decision[] {
  const judged = decisions.some((decision) => isOutcome(decision));
  const closed = decisions.some(({ type }) => type === 'closed');
  return decisions.flatMap((decision) => {
    if (decision.kind !== 'fact') return [decision];
    if (decision.type === 'assigned') {
      const payload = { ...decision.payload, ...numberOf(item) };
      return [{ ...decision, payload }, ...assignedNotices(input, item, decision)];
    }
    if (decision.type === 'closed') return [decision, ...answers(input, item, decision)];
    // A closure answers once for all that it exempts.
    if (isOutcome(decision) && !closed) return [decision, ...answers(input, item, decision)];
    const over = decision.type === 'ended' && !SILENT.has(String(decision.payload['reason']));
    return over && !judged ? [decision, ...answers(input, item, decision)] : [decision];
  });
}

function numberOf({ number }: ItemTag): { readonly number?: string } {
  return number === undefined ? {} : { number };
}

function isOutcome(decision: Decision): boolean {
  return decision.type === 'judged' && decision.payload['duty'] === DEADLINES;
}

/** What every notice about an item says of it. */
function about(input: TaskInput, item: ItemTag): Readonly<Record<string, unknown>> {
  const { number = '', source, leader } = item;
  const title = itemSource(input.context.regime, source)?.title ?? source;
  return { task: input.task.key, number, source: title, leader };
}

function assignedNotices(input: TaskInput, item: ItemTag, { at }: Fact): readonly Decision[] {
  if (item.quiet) return [];
  const { context, task } = input;
  const parties = task.parties[DEADLINES] ?? [];
  const due = deadlineSlots(context, task)[0]?.instants.due;
  const payload = { ...about(input, item), due, units: parties.flatMap(({ members }) => members) };
  return tell(input, at, 'item-assigned', 'reporter', payload, 'assigned');
}

function answers(
  input: TaskInput,
  item: ItemTag,
  { at, type, payload }: Fact,
): readonly Decision[] {
  const told = Object.fromEntries(
    TOLD.flatMap((field) => (payload[field] === undefined ? [] : [[field, payload[field]]])),
  );
  const { obligation } = payload;
  const subject = `${typeof obligation === 'string' ? obligation : type}:${at}`;
  const done = type === 'closed' ? { closed: true } : {};
  const all = { ...about(input, item), ...told, ...done };
  return tell(input, at, 'item-answered', item.leader, all, subject);
}

const TOLD = [
  ...['obligation', 'duty', 'period', 'party', 'what', 'due'],
  ...['verdict', 'corrects', 'marks', 'receivedAt', 'reason', 'by'],
];

function tell(
  { context, task }: TaskInput,
  at: Instant,
  type: string,
  role: Recipient,
  payload: Readonly<Record<string, unknown>>,
  subject: string,
): readonly Decision[] {
  const members = (task.parties[DEADLINES] ?? []).flatMap((party) => party.members);
  const found = addresses(role, context.regime, task, { members });
  const process = taskProcess(context.campaign, task.key);
  return noticesTo(found, { at, type, subject: `${process}:${subject}:${type}`, payload });
}
