import { fault, type Fault } from './faults.ts';
import { epoch } from './instant.ts';
import { type Decision, unitActing } from './machine.ts';
import { mattersOf, withoutMatter, type Matter } from './matter.ts';
import type { MatterRule } from './matterRule.ts';
import type { Obligation } from './obligation.ts';
import { about } from './taskJudgement.ts';
import type { TaskMessage } from './taskMessages.ts';
import { decide } from './taskLadder.ts';
import { isSuspended, type Progress, type TaskState, type TaskView } from './taskState.ts';
import { waitsForCalendar, type Entry } from './taskTicks.ts';
import { term } from './terms.ts';
import { aboutAll, acceptedFault } from './verifyState.ts';

type Withdraw = Extract<TaskMessage, { kind: 'withdraw-report' }>;

function withdrawFault(view: TaskView, state: TaskState, message: Withdraw): Fault | undefined {
  const { obligation: key, by, receivedAt } = message;
  const task = view.input.task.key;
  const obligation = view.lineAt(state).byKey.get(key);
  if (obligation === undefined) return fault('obligation-unknown', { task, obligation: key });
  const unit = unitActing(by) ?? '';
  if (!obligation.party.members.includes(unit)) {
    return fault('not-own-report', { obligation: key, actor: term(by) });
  }
  const entry = state.entries[key];
  if (entry?.receivedAt === undefined || entry.verdict === 'exempt') {
    return fault('withdraw-nothing', { obligation: key });
  }
  const accepted = acceptedFault(state, key, receivedAt, '撤回');
  if (accepted !== undefined) return accepted;
  const { due } = obligation.slot.instants;
  if (epoch(receivedAt) >= epoch(due)) return fault('withdraw-late', { obligation: key, due });
  return measuredSince(state, obligation, entry)
    ? fault('withdraw-measured', { obligation: key })
    : undefined;
}

/** What was told of a measure since the report came can only be corrected: what stood before is not kept. */
function measuredSince(state: TaskState, { party }: Obligation, { receivedAt }: Entry): boolean {
  return Object.entries(state.measured ?? {}).some(
    ([key, { at }]) =>
      key.endsWith(`/${party.id}`) &&
      at !== undefined &&
      receivedAt !== undefined &&
      epoch(at) >= epoch(receivedAt),
  );
}

/** The obligations that the same submission answered go back with it. */
function withdrawnWith(
  view: TaskView,
  state: TaskState,
  named: Obligation,
  message: Withdraw,
): readonly Obligation[] {
  const own = new Set(state.entries[named.key]?.reports ?? []);
  const members = view.lineAt(state).together.get(named.key)?.members ?? [];
  const others = members.filter(({ key }) => {
    const entry = state.entries[key];
    if (key === named.key || entry?.receivedAt === undefined) return false;
    if (entry.verdict === 'exempt') return false;
    if (acceptedFault(state, key, message.receivedAt, '撤回') !== undefined) return false;
    return entry.reports?.some((id) => own.has(id)) === true;
  });
  return [named, ...others];
}

/** What an entry says of the report that stands in it. */
const SAID: readonly string[] = ['verdict', 'receivedAt', 'nil', 'amounts', 'said', 'sent'];

/** Back to pending; the ids of its reports stay known, so that a repetition is none the less recognised. */
function pendingAgain(entry: Entry): Entry {
  const left = Object.entries(entry).filter(([name]) => !SAID.includes(name));
  const rest = Object.fromEntries(left) as unknown as Entry;
  return { ...rest, withdrawn: (entry.withdrawn ?? 0) + 1 };
}

/** A matter about what is withdrawn is over: its verification, its return, a claim about its arrival. */
function settles(matter: Matter, keys: ReadonlySet<string>): boolean {
  const { covers } = matter as Matter & { readonly covers?: readonly string[] };
  const own = ['verify', 'resubmit', 'claim'].includes(matter.kind);
  return own && covers?.some((key) => keys.has(key)) === true && matter.phase !== 'accepted';
}

function withdraw(view: TaskView, state: TaskState, message: Withdraw): Progress {
  const { receivedAt: now, by, reason = '' } = message;
  const named = view.lineAt(state).byKey.get(message.obligation) as Obligation;
  const back = withdrawnWith(view, state, named, message);
  const keys = new Set(back.map(({ key }) => key));
  const pending = back.map(({ key }): [string, Entry] => [
    key,
    pendingAgain(state.entries[key] as Entry),
  ]);
  const entries = { ...state.entries, ...Object.fromEntries(pending) };
  const over = mattersOf(state, 'verify')
    .concat(mattersOf(state, 'resubmit'), mattersOf(state, 'claim'))
    .filter((matter) => settles(matter, keys));
  const left = over.reduce((rest, { id }) => withoutMatter(rest, id), state);
  const payload = {
    ...aboutAll(back),
    by,
    version: state.entries[named.key]?.version ?? 1,
    ...(reason.trim() === '' ? {} : { reason }),
  };
  const key = `${named.key}:withdrawn:${message.id}`;
  const overtaken = settleOvertaken(view, { ...left, entries }, keys);
  return {
    state: overtaken.state,
    decisions: [
      { kind: 'fact', at: now, type: 'report-withdrawn', key, payload },
      ...back.flatMap((obligation) => pendingFact(state, obligation, message)),
      ...overtaken.decisions,
    ],
    answer: { value: { obligation: message.obligation, verdict: 'pending' } },
  };
}

/** The judgement that falls: 待报 in place of it. */
function pendingFact(state: TaskState, obligation: Obligation, message: Withdraw): Decision[] {
  const corrects = state.entries[obligation.key]?.verdict;
  if (corrects === undefined) return [];
  const payload = { ...about(obligation), verdict: 'pending', corrects, withdrawn: true };
  const key = `${obligation.key}:judged:${message.id}`;
  return [{ kind: 'fact', at: message.receivedAt, type: 'judged', key, payload }];
}

/** A withdrawal whose signal came late: what would have been judged and taken meanwhile is, at its own instants. */
function settleOvertaken(view: TaskView, state: TaskState, keys: ReadonlySet<string>): Progress {
  const decisions: Decision[] = [];
  if (isSuspended(state)) return { state, decisions };
  const clock = epoch(state.clock);
  const missed = view
    .lineAt(state)
    .ticks.filter(({ ms, obligation }) => ms <= clock && keys.has(obligation.key))
    .filter((tick) => !waitsForCalendar(tick))
    .filter(({ step }) => step === undefined || 'after' in step.step.at);
  const settled = missed.reduce((now, tick) => decide(view, now, tick, decisions), state);
  return { state: settled, decisions };
}

/** 撤回报送: before the due instant a unit takes a report back; from then on it corrects it. It opens no matter. */
export const WITHDRAW: MatterRule = {
  kind: 'withdrawal',
  takes: ['withdraw-report'],
  pausable: false,
  guard(view, state, message) {
    return message.kind === 'withdraw-report' ? withdrawFault(view, state, message) : undefined;
  },
  take(view, state, message) {
    if (message.kind !== 'withdraw-report') return { state, decisions: [] };
    return withdraw(view, state, message);
  },
  wake: (_, state) => ({ state, decisions: [] }),
};
