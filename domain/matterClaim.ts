import { actorMay } from './approver.ts';
import { fault, type Fault } from './faults.ts';
import { maxInstant, minInstant, type Instant } from './instant.ts';
import type { Actor, Decision } from './machine.ts';
import { matterOf, unlimited, withMatter, type Matter } from './matter.ts';
import { calendarNow, termFrom } from './matterLimit.ts';
import type { MatterRule } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import type { Recipient } from './regime.ts';
import { CLAIM_DEFAULT, type ClaimRule } from './regimeVerify.ts';
import { obligationOf } from './taskGuards.ts';
import { judgedReport, verdictOf } from './taskJudgement.ts';
import type { ReportSubmitted } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import type { Entry } from './taskTicks.ts';
import { term } from './terms.ts';
import type { Claimed } from './verifyMessages.ts';
import { aboutAll, enteredNow, obligationsIn } from './verifyState.ts';

/** Claim 代录的到达时间: when a report that the office entered is said to have come; a second person decides. */
export interface Claim extends Matter {
  readonly kind: 'claim';
  readonly phase: 'pending' | 'confirmed' | 'refused' | 'lapsed';
  readonly covers: readonly string[];
  readonly unit: string;
  readonly report: string;
  readonly claimed: Claimed;
  /** Who entered it, and so does not confirm it. */
  readonly by: Actor;
}

export function claimRule({ input }: TaskView): ClaimRule {
  return input.context.regime.claims ?? CLAIM_DEFAULT;
}

function claimOf(state: TaskState, id: string): Claim | undefined {
  return matterOf<Claim>(state, 'claim', id);
}

function told(view: TaskView, state: TaskState, claim: Claim): Record<string, unknown> {
  const { covers, unit, report, claimed, by } = claim;
  return {
    ...aboutAll(obligationsIn(view, state, covers)),
    ...{ unit, report, claimedAt: claimed.at, how: claimed.how, evidence: claimed.evidence },
    enteredBy: by,
  };
}

function tell(
  view: TaskView,
  state: TaskState,
  claim: Claim,
  now: Instant,
  type: string,
  to: readonly Recipient[],
  more: Readonly<Record<string, unknown>> = {},
): Decision[] {
  const payload = { ...told(view, state, claim), confirm: claimRule(view).confirm, ...more };
  return tellAbout(view, state, {
    at: now,
    matter: claim,
    type,
    to,
    payload,
    members: [claim.unit],
  });
}

/** The claim is a fact of its own beside the report; the report itself is judged by the clock's receipt. */
function claimed(
  view: TaskView,
  state: TaskState,
  report: ReportSubmitted & { readonly claimed: Claimed },
  before: TaskState,
): Progress {
  const named = obligationOf(view, before, report);
  if (named === undefined) return { state, decisions: [] };
  const entered = enteredNow(view, before, named, report.receivedAt);
  const rule = claimRule(view);
  const { id: reportId, unit, by } = report;
  const now = maxInstant(report.receivedAt, state.clock);
  const until = termFrom(calendarNow(view, state), rule, now);
  const claim: Claim = {
    ...{ id: `claim/${reportId}`, kind: 'claim', phase: 'pending', report: reportId },
    ...{ covers: entered.map(({ key }) => key), unit, by, claimed: report.claimed },
    ...{ openedAt: now, ...until },
  };
  return {
    state: withMatter(state, claim),
    decisions: [
      matterFact(now, claim, 'arrival-claimed', told(view, state, claim)),
      ...tell(view, state, claim, now, 'arrival-claimed', [rule.confirm], {
        limitAt: until.limitAt,
      }),
    ],
  };
}

function decideFault(
  view: TaskView,
  state: TaskState,
  id: string,
  by: Actor,
  reason: string | undefined,
): Fault | undefined {
  const task = view.input.task.key;
  const claim = claimOf(state, id);
  if (claim === undefined) return fault('claim-unknown', { task, claim: id });
  if (claim.phase !== 'pending') {
    return fault('claim-decided', { claim: id, phase: PHASES[claim.phase] });
  }
  if (by === claim.by) return fault('claim-same-person', { actor: term(by) });
  const { confirm } = claimRule(view);
  if (!actorMay(by, confirm)) {
    return fault('wrong-approver', { approver: term(confirm), actor: term(by) });
  }
  const blank = reason !== undefined && reason.trim() === '';
  return blank ? fault('reason-missing', { act: '不予确认' }) : undefined;
}

const PHASES = {
  confirmed: '已经确认',
  refused: '已决定不予确认',
  lapsed: '的确认期限已过，没有确认',
} as const;

/** The judgement is corrected by a new entry, as if the report had been received when it is said to have come. */
function corrected(
  state: TaskState,
  obligations: ReturnType<typeof obligationsIn>,
  claim: Claim,
  message: { readonly id: string; readonly receivedAt: Instant },
): Progress {
  const entries: Record<string, Entry> = { ...state.entries };
  const decisions: Decision[] = [];
  for (const obligation of obligations) {
    const entry = entries[obligation.key];
    if (entry?.receivedAt === undefined || entry.verdict === 'exempt') continue;
    if (entry.reviewed === true) continue;
    const first = minInstant(entry.receivedAt, claim.claimed.at);
    if (first === entry.receivedAt) continue;
    const verdict = verdictOf(obligation, first);
    const changed = verdict !== undefined && verdict !== entry.verdict;
    entries[obligation.key] = { ...entry, receivedAt: first, ...(changed ? { verdict } : {}) };
    if (!changed) continue;
    const report = { at: message.receivedAt, id: message.id, nil: entry.nil === true };
    decisions.push(judgedReport(obligation, verdict, report, entry, first));
  }
  return { state: { ...state, entries }, decisions };
}

function confirm(
  view: TaskView,
  state: TaskState,
  claim: Claim,
  message: { readonly id: string; readonly receivedAt: Instant; readonly by: Actor },
): Progress {
  const { receivedAt: now, by } = message;
  const obligations = obligationsIn(view, state, claim.covers);
  const made = corrected(state, obligations, claim, message);
  const done: Claim = { ...unlimited(claim), phase: 'confirmed' };
  const payload = { ...told(view, state, claim), by };
  return {
    state: withMatter(made.state, done),
    decisions: [
      matterFact(now, claim, 'arrival-confirmed', payload),
      ...made.decisions,
      ...tell(view, state, claim, now, 'arrival-confirmed', ['reporter'], { by }),
    ],
    answer: { value: { claim: claim.id, corrected: made.decisions.length } },
  };
}

/** 代录: the office enters what came on paper or by phone; `received_at` stays the clock's until a second person confirms. */
export const CLAIM: MatterRule = {
  kind: 'claim',
  takes: ['confirm-arrival', 'refuse-arrival'],
  pausable: false,
  guard(view, state, message) {
    if (message.kind === 'confirm-arrival') {
      return decideFault(view, state, message.claim, message.by, undefined);
    }
    if (message.kind !== 'refuse-arrival') return undefined;
    return decideFault(view, state, message.claim, message.by, message.reason);
  },
  take(view, state, message) {
    if (message.kind === 'confirm-arrival') {
      return confirm(view, state, claimOf(state, message.claim) as Claim, message);
    }
    if (message.kind !== 'refuse-arrival') return { state, decisions: [] };
    const { receivedAt: now, by, reason } = message;
    const claim = claimOf(state, message.claim) as Claim;
    const refused: Claim = { ...unlimited(claim), phase: 'refused' };
    const payload = { ...told(view, state, claim), by, reason };
    return {
      state: withMatter(state, refused),
      decisions: [
        matterFact(now, claim, 'arrival-refused', payload),
        ...tell(view, state, claim, now, 'arrival-refused', ['office'], { by, reason }),
      ],
      answer: { value: { claim: claim.id, corrected: 0 } },
    };
  },
  after(view, state, message, before) {
    if (message.kind !== 'report' || message.claimed === undefined) return { state, decisions: [] };
    return claimed(view, state, { ...message, claimed: message.claimed }, before);
  },
  wake(view, state, { matter, what, at: now }) {
    const claim = matter as Claim;
    const { confirm: confirmer } = claimRule(view);
    if (what === 'remind') {
      const { limitAt } = claim;
      const to = [confirmer];
      return {
        state,
        decisions: tell(view, state, claim, now, 'arrival-reminder', to, { limitAt }),
      };
    }
    const lapsed: Claim = { ...unlimited(claim), phase: 'lapsed' };
    return {
      state: withMatter(state, lapsed),
      decisions: [
        matterFact(now, claim, 'arrival-lapsed', told(view, state, claim)),
        ...tell(view, state, claim, now, 'arrival-lapsed', [confirmer, 'office']),
      ],
    };
  },
};
