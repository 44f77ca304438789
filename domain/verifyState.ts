import { fault, type Fault } from './faults.ts';
import { epoch, type Instant } from './instant.ts';
import { mattersOf, type Matter } from './matter.ts';
import type { Obligation } from './obligation.ts';
import type { Recipient } from './regimeParts.ts';
import type { VerifyRule } from './regimeVerify.ts';
import { about } from './taskJudgement.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { enteredBy } from './together.ts';

/** Verify 核实 of what one submission reported; it covers every obligation that the submission entered. */
export interface Verify extends Matter {
  readonly kind: 'verify';
  readonly phase: 'clerk' | 'leader' | 'returned' | 'accepted';
  readonly covers: readonly string[];
  /** How often it was begun: once more for each report after a return. */
  readonly round: number;
  /** The version that lies before the verifier. */
  readonly version: number;
  readonly acceptedAt?: Instant;
}

/** Resubmit 退回补报: what was returned is to be sent again; from its limit on it is missed 退回未报. */
export interface Resubmit extends Matter {
  readonly kind: 'resubmit';
  readonly phase: 'waiting' | 'missed';
  readonly covers: readonly string[];
  readonly round: number;
  readonly missedAt?: Instant;
  /** Ids of the steps taken since. */
  readonly taken?: readonly string[];
}

export function verifyOf(state: TaskState, key: string): Verify | undefined {
  return mattersOf<Verify>(state, 'verify').find(({ covers }) => covers.includes(key));
}

export function resubmitOf(state: TaskState, key: string): Resubmit | undefined {
  return mattersOf<Resubmit>(state, 'resubmit').find(({ covers }) => covers.includes(key));
}

/** The rule by which a report is checked, if its duty's is at all: that of the regime which gives its period. */
export function verifyRule(
  { input }: Pick<TaskView, 'input'>,
  { slot }: Pick<Obligation, 'slot'>,
): VerifyRule | undefined {
  const { verify } = slot.under ?? input.context.regime;
  if (verify === undefined) return undefined;
  return (verify.duties?.includes(slot.duty) ?? true) ? verify : undefined;
}

/** The rule of a report that is being checked. */
export function ruleOf(
  view: TaskView,
  state: TaskState,
  { covers }: Pick<Verify, 'covers'>,
): VerifyRule {
  const [first] = obligationsIn(view, state, covers);
  const rule = first && verifyRule(view, first);
  if (rule === undefined) throw new RangeError(`no rule verifies ${covers.join()}`);
  return rule;
}

/** Whose turn it is. */
export function verifierOf(rule: VerifyRule, phase: string): Recipient {
  return phase === 'leader' && rule.then !== undefined ? rule.then.by : rule.by;
}

/** The obligations of these keys as they stand now. */
export function obligationsIn(
  view: TaskView,
  state: TaskState,
  keys: readonly string[],
): readonly Obligation[] {
  const { byKey } = view.lineAt(state);
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** What every fact and notice about a submission repeats: its obligation, and those that it answers besides. */
export function aboutAll(obligations: readonly Obligation[]): Record<string, unknown> {
  const [first, ...others] = obligations;
  if (first === undefined) return {};
  return { ...about(first), ...(others.length ? { with: others.map(({ key }) => key) } : {}) };
}

/** Whether a report received then comes after its obligation was accepted: one that was overtaken does not. */
function isAccepted(state: TaskState, key: string, receivedAt: Instant): Instant | undefined {
  const acceptedAt = verifyOf(state, key)?.acceptedAt;
  return acceptedAt !== undefined && epoch(receivedAt) >= epoch(acceptedAt)
    ? acceptedAt
    : undefined;
}

/** After acceptance at the last level a report is neither corrected 更正 nor withdrawn 撤回. */
export function acceptedFault(
  state: TaskState,
  key: string,
  receivedAt: Instant,
  act: string,
): Fault | undefined {
  const at = isAccepted(state, key, receivedAt);
  return at === undefined ? undefined : fault('report-accepted', { obligation: key, at, act });
}

/**
 * What a report enters: the obligation that it names and those that coincide with it, each if it is open; also after
 * closing what was returned with it; never what has been accepted.
 */
export function enteredNow(
  view: TaskView,
  state: TaskState,
  named: Obligation,
  receivedAt: Instant,
): readonly Obligation[] {
  const open = enteredBy(named, receivedAt, view.lineAt(state).together, state.entries);
  if (state.matters === undefined) return open;
  const returned = resubmitOf(state, named.key)?.covers ?? [];
  const known = new Set(open.map(({ key }) => key));
  const again = obligationsIn(view, state, returned).filter(({ key }) => !known.has(key));
  const all = [...again.filter(({ key }) => key === named.key), ...open, ...again];
  return [...new Set(all)].filter(
    ({ key }) => key === named.key || isAccepted(state, key, receivedAt) === undefined,
  );
}
