import type { HolderChange } from './change.ts';
import type { Party } from './context.ts';
import { fault, type Fault } from './faults.ts';
import { maxInstant, type Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import { tellAbout } from './matterTell.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import type { Unit } from './unit.ts';

/** 移交: what the units of `to` take over of what `from` owes; `reason` and who decided stand in the fact. */
export interface HandOver {
  readonly at: Instant;
  readonly by: string;
  readonly from: string;
  readonly to: readonly Unit[];
  readonly reason: string;
  readonly what: 'transfer' | 'merge' | 'split';
}

/** The parties of a task, each once, with who stands for them now; what was judged before stays with others. */
function partiesNow(view: TaskView, state: TaskState): readonly Party[] {
  const found = new Map<string, Party>();
  for (const { party } of view.lineAt(state).obligations) found.set(party.id, party);
  return [...found.values()].map((party) => {
    const taken = (state.changes ?? []).findLast(
      (change) => change.kind === 'holder' && change.party === party.id,
    );
    return taken?.kind === 'holder' ? { ...party, members: taken.members } : party;
  });
}

/** The units that owe anything in a task now. */
export function holdersNow(view: TaskView, state: TaskState): readonly string[] {
  return [...new Set(partiesNow(view, state).flatMap(({ members }) => members))];
}

export function handOverFault(
  view: TaskView,
  state: TaskState,
  { from, to, reason }: Pick<HandOver, 'from' | 'to' | 'reason'>,
): Fault | undefined {
  if (reason.trim() === '') return fault('reason-missing', { act: '移交' });
  const task = view.input.task.key;
  if (!holdersNow(view, state).includes(from))
    return fault('unit-not-holder', { task, unit: from });
  if (to.some(({ id }) => id === from)) return fault('transfer-to-itself', { task });
  return undefined;
}

/**
 * Open obligations and those to come go to the other units; what has been judged, or reported and waits for its
 * judgement, stays with whom it was. Every party keeps its id, so that the expected set stays whole.
 */
export function handOver(view: TaskView, state: TaskState, act: HandOver): Progress {
  const at = maxInstant(act.at, state.clock);
  const line = view.lineAt(state);
  const isDone = (key: string) =>
    state.entries[key]?.verdict !== undefined || state.entries[key]?.receivedAt !== undefined;
  const kept = (party: string) =>
    line.obligations
      .filter((one) => one.party.id === party && isDone(one.key))
      .map(({ key }) => key);
  const ids = act.to.map(({ id }) => id);
  const changes = partiesNow(view, state)
    .filter(({ members }) => members.includes(act.from))
    .map(({ id, members }): HolderChange => {
      const next = members.flatMap((unit) => (unit === act.from ? ids : [unit]));
      return {
        kind: 'holder',
        ...{ at, party: id, members: [...new Set(next)], keep: kept(id), units: [...act.to] },
      };
    });
  const moved: TaskState = { ...state, changes: [...(state.changes ?? []), ...changes] };
  const nth = String(moved.changes?.length ?? 0);
  const payload = { from: act.from, to: ids, reason: act.reason, by: act.by, what: act.what };
  const facts = changes.map(({ party, members, keep }): Decision => {
    const own = { party, members, keep };
    const key = `transferred:${party}~${nth}`;
    return { kind: 'fact', at, type: 'transferred', key, payload: { ...payload, ...own } };
  });
  const matter = { id: `transfer/${act.from}` };
  const tell = (type: string, members: readonly string[]) =>
    tellAbout(view, moved, {
      ...{ at, matter, type, nth, members, payload },
      to: ['reporter', 'head'],
    });
  return {
    state: moved,
    decisions: [...facts, ...tell('transfer-out', [act.from]), ...tell('transfer-in', ids)],
    answer: { value: { parties: changes.map(({ party }) => party) } },
  };
}

/** Whether a message comes from the unit that asked, or, where the task went on to others, from one of those. */
export function maySpeakFor(by: string, asker: string, holders: readonly string[]): boolean {
  const own = holders.includes(asker) ? [asker] : [asker, ...holders];
  return own.some((unit) => by === `unit:${unit}`);
}
