import { maxInstant, type Instant } from './instant.ts';
import { unlimited, withMatter, withoutMatter } from './matter.ts';
import { calendarNow, termFrom } from './matterLimit.ts';
import type { MatterRule } from './matterRule.ts';
import { beginResubmit } from './matterResubmit.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import type { Obligation } from './obligation.ts';
import type { Recipient } from './regimeParts.ts';
import { obligationOf } from './taskGuards.ts';
import type { ReportSubmitted, TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { verifyGuard } from './verifyGuards.ts';
import { resubmitLimit } from './verifyLimit.ts';
import {
  aboutAll,
  enteredNow,
  obligationsIn,
  resubmitOf,
  ruleOf,
  verifierOf,
  verifyOf,
  verifyRule,
  type Verify,
} from './verifyState.ts';

type Of<K extends TaskMessage['kind']> = Extract<TaskMessage, { kind: K }>;
type Level = 'clerk' | 'leader';

/** A report lies before a verifier from now on: its limit, his reminder, and the notice that asks him. */
function ask(
  view: TaskView,
  state: TaskState,
  matter: Pick<Verify, 'id' | 'covers' | 'round' | 'version'>,
  phase: Level,
  now: Instant,
): Progress {
  const rule = ruleOf(view, state, matter);
  const by = verifierOf(rule, phase);
  const limit = phase === 'leader' && rule.then !== undefined ? rule.then.limit : rule.limit;
  const until = termFrom(calendarNow(view, state), { ...rule, limit }, now);
  const { id, covers, round, version } = matter;
  const open: Verify = {
    ...{ id, kind: 'verify', phase, covers, round, version },
    ...{ openedAt: now, ...until },
  };
  const payload = { ...told(view, state, open), limitAt: until.limitAt };
  return {
    state: withMatter(state, open),
    decisions: tell(view, state, open, { at: now, type: 'check-asked', to: [by], payload }),
  };
}

function told(view: TaskView, state: TaskState, matter: Verify): Record<string, unknown> {
  const { covers, version, phase } = matter;
  const by = verifierOf(ruleOf(view, state, matter), phase);
  return {
    ...aboutAll(obligationsIn(view, state, covers)),
    ...{ version, level: phase, verifier: by },
  };
}

interface News {
  readonly at: Instant;
  readonly type: string;
  readonly to: readonly Recipient[];
  readonly payload: Readonly<Record<string, unknown>>;
}

function tell(view: TaskView, state: TaskState, matter: Verify, news: News) {
  const [first] = obligationsIn(view, state, matter.covers);
  const nth = nthOf(matter);
  return tellAbout(view, state, { ...news, matter, nth, members: first?.party.members ?? [] });
}

/** A round and level has its own facts and notices. */
function nthOf({ round, phase }: Verify): string {
  return phase === 'leader' ? `${round}b` : String(round);
}

/**
 * A received report is checked. What comes while the clerk has it takes the place of the version before him, within his
 * limit; what comes later begins a new round.
 */
function reported(
  view: TaskView,
  state: TaskState,
  report: ReportSubmitted,
  before: TaskState,
): Progress {
  const named = obligationOf(view, before, report);
  if (named === undefined) return { state, decisions: [] };
  const covered = enteredNow(view, before, named, report.receivedAt).filter(
    (obligation) => verifyRule(view, obligation) !== undefined,
  );
  const [first] = covered;
  if (first === undefined) return { state, decisions: [] };
  const version = state.entries[first.key]?.version ?? 1;
  const known = [...new Set(covered.flatMap(({ key }) => verifyOf(state, key) ?? []))];
  const [standing] = known;
  const covers = [...new Set([...(standing?.covers ?? []), ...covered.map(({ key }) => key)])];
  if (known.length === 1 && standing?.phase === 'clerk') {
    const newer: Verify = { ...standing, covers, version };
    return { state: withMatter(state, newer), decisions: [] };
  }
  const id = standing?.id ?? `verify/${first.key}`;
  // One that was withdrawn, or ended with its task, is not numbered again: a round is never more than the versions.
  const round = (standing?.round ?? version - 1) + 1;
  const cleared = known
    .slice(1)
    .reduce((now, matter) => withoutMatter(now, matter.id), withoutResubmit(state, covers));
  const now = maxInstant(report.receivedAt, state.clock);
  return ask(view, cleared, { id, covers, round, version }, 'clerk', now);
}

/** 重新报送 settles what was returned. */
function withoutResubmit(state: TaskState, covers: readonly string[]): TaskState {
  return covers.reduce((now, key) => {
    const matter = resubmitOf(now, key);
    return matter === undefined ? now : withoutMatter(now, matter.id);
  }, state);
}

function accept(view: TaskView, state: TaskState, message: Of<'accept-report'>): Progress {
  const { receivedAt: now, by, grade, reason = '' } = message;
  const matter = verifyOf(state, message.obligation) as Verify;
  const rule = ruleOf(view, state, matter);
  const note = reason.trim() === '' ? {} : { reason };
  const payload = { ...told(view, state, matter), by, ...note };
  const nth = nthOf(matter);
  if (matter.phase === 'clerk' && rule.then !== undefined) {
    const asked = ask(view, state, matter, 'leader', now);
    return {
      state: asked.state,
      decisions: [matterFact(now, matter, 'report-checked', payload, nth), ...asked.decisions],
      answer: { value: { obligation: message.obligation, phase: 'leader' } },
    };
  }
  const done: Verify = { ...unlimited(matter), phase: 'accepted', acceptedAt: now };
  const graded = grade === undefined ? payload : { ...payload, grade };
  return {
    state: withMatter(state, done),
    decisions: [matterFact(now, matter, 'report-accepted', graded, nth)],
    answer: { value: { obligation: message.obligation, phase: 'accepted' } },
  };
}

function sendBack(view: TaskView, state: TaskState, message: Of<'return-report'>): Progress {
  const { receivedAt: now, by, reason } = message;
  const matter = verifyOf(state, message.obligation) as Verify;
  const [first] = obligationsIn(view, state, matter.covers) as readonly [Obligation];
  const limitAt = resubmitLimit(view, state, first, now, message.until);
  const payload = { ...told(view, state, matter), by, reason, limitAt };
  const back: Verify = { ...unlimited(matter), phase: 'returned' };
  const notices = tell(view, state, matter, {
    ...{ at: now, type: 'report-returned', payload },
    to: ['reporter', 'head'],
  });
  return {
    state: beginResubmit(view, withMatter(state, back), back, now, limitAt),
    decisions: [matterFact(now, matter, 'report-returned', payload, nthOf(matter)), ...notices],
    answer: { value: { obligation: message.obligation, phase: 'returned', limitAt } },
  };
}

/** 核实: by a clerk, then a leader, each with a limit of his own. A slow verifier never counts against the unit. */
export const VERIFY: MatterRule = {
  kind: 'verify',
  takes: ['accept-report', 'return-report'],
  pausable: false,
  guard: verifyGuard,
  take(view, state, message) {
    if (message.kind === 'accept-report') return accept(view, state, message);
    if (message.kind === 'return-report') return sendBack(view, state, message);
    return { state, decisions: [] };
  },
  after(view, state, message, before) {
    if (message.kind !== 'report') return { state, decisions: [] };
    return reported(view, state, message, before);
  },
  wake(view, state, { matter, what, at: now }) {
    const verify = matter as Verify;
    const { by, then, up } = ruleOf(view, state, verify);
    const verifier = verify.phase === 'leader' && then !== undefined ? then.by : by;
    const payload = told(view, state, verify);
    if (what === 'remind') {
      const reminded = { ...payload, limitAt: verify.limitAt };
      const news = { at: now, type: 'check-reminder', to: [verifier], payload: reminded };
      return { state, decisions: tell(view, state, verify, news) };
    }
    const late = { ...payload, missed: now };
    const news = { at: now, type: 'check-overdue', to: [verifier, up], payload: late };
    return {
      state: withMatter(state, unlimited(verify)),
      decisions: [
        matterFact(now, verify, 'check-overdue', late, nthOf(verify)),
        ...tell(view, state, verify, news),
      ],
    };
  },
};
