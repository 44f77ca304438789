import { fault, type Fault } from './faults.ts';
import { epoch, type Instant } from './instant.ts';
import { isListed, listingOf } from './listing.ts';
import { type Decision, unitActing } from './machine.ts';
import { delist } from './listingSteps.ts';
import { unlimited, withMatter } from './matter.ts';
import { aboveDesk, calendarNow, termFrom } from './matterLimit.ts';
import type { MatterRule, MatterWake } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import {
  deciderOf,
  isAdverse,
  objectableUntil,
  objectionEnds,
  objectionRule,
  objectionsOf,
  openObjections,
  type Objection,
} from './objection.ts';
import type { DecideObjection, Objected } from './objectionMessages.ts';
import { tellCampaign } from './objectionTold.ts';
import { again, type Obligation } from './obligation.ts';
import type { ObjectionRule } from './regimeObjection.ts';
import type { Recipient } from './regimeParts.ts';
import { about as aboutObligation } from './taskJudgement.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { term } from './terms.ts';

type Decides = DecideObjection | Extract<TaskMessage, { kind: 'withdraw-objection' }>;
type Payload = Readonly<Record<string, unknown>>;

function objectFault(view: TaskView, state: TaskState, message: Objected): Fault | undefined {
  const task = view.input.task.key;
  const rule = objectionRule(view);
  if (rule === undefined) return fault('objection-not-asked', { task });
  if (!message.by.startsWith('unit:')) return fault('objection-not-own', { task });
  const { against, reason, receivedAt } = message;
  const unit = unitActing(message.by) ?? message.by;
  if (reason.trim() === '') return fault('reason-missing', { act: '提出异议' });
  const known = objectionsOf(state).some(
    (one) =>
      one.unit === unit &&
      one.phase !== 'withdrawn' &&
      one.against.process === against.process &&
      one.against.key === against.key,
  );
  if (known) return fault('objection-twice', { task });
  const wrong = against.type === 'judged' ? judgedFault(view, state, message) : undefined;
  if (wrong) return wrong;
  const ends = objectionEnds(view, state, rule, against.at);
  if (epoch(receivedAt) < epoch(against.at)) return fault('objection-early', { task });
  return epoch(receivedAt) < epoch(ends) ? undefined : fault('objection-late', { task, ends });
}

/** A judgement of this task, of the unit itself, which is still against it. */
function judgedFault(view: TaskView, state: TaskState, { against, by }: Objected) {
  const task = view.input.task.key;
  const { obligation = '' } = against;
  const found = view.lineAt(state).byKey.get(obligation);
  if (found === undefined || against.process !== view.process) {
    return fault('obligation-unknown', { task, obligation });
  }
  if (!found.party.members.includes(unitActing(by) ?? by)) {
    return fault('objection-not-own', { task });
  }
  const verdict = state.entries[obligation]?.verdict;
  if (isAdverse(verdict)) return undefined;
  return fault('objection-not-adverse', { obligation, verdict: term(verdict ?? 'pending') });
}

function object(view: TaskView, state: TaskState, message: Objected): Progress {
  const rule = objectionRule(view) as ObjectionRule;
  const { receivedAt: now, by, against, reason, evidence = [] } = message;
  const decider = deciderOf(rule, against.took ?? []);
  const limits = termFrom(calendarNow(view, state), { ...rule.decide, remind: rule.remind }, now);
  const matter: Objection = {
    id: `objection/${objectionsOf(state).length + 1}`,
    ...{ kind: 'objection', phase: 'open', openedAt: now, unit: unitActing(by) ?? by, against },
    ...{ reason, evidence, decider },
    ...limits,
  };
  const next = withMatter(state, matter);
  const payload = { ...about(view, state, matter), reason, evidence, limitAt: limits.limitAt };
  return {
    state: next,
    decisions: [
      matterFact(now, matter, 'objection', { ...payload, by }),
      ...tell(view, next, matter, now, 'decide-objection', [decider], payload),
      ...tell(view, next, matter, now, 'objection-received', ['reporter', 'office'], payload),
      ...atGate(view, next, matter, now, payload),
      ...tellCampaign(view, next, matter, { at: now, by }),
    ],
    answer: { value: { objection: matter.id, decider, limitAt: limits.limitAt } },
  };
}

/** What every fact and notice says: which conclusion, of which obligation, about whom, and who decides. */
function about(view: TaskView, state: TaskState, { against, unit, decider }: Objection): Payload {
  const { process, key, type, at: concluded, obligation, bulletin, period } = against;
  const found = obligation === undefined ? undefined : view.lineAt(state).byKey.get(obligation);
  return {
    ...(found === undefined ? {} : aboutObligation(found)),
    ...{ unit, decider, against: { process, type, key, at: concluded } },
    ...(bulletin === undefined ? {} : { bulletin, period }),
  };
}

function tell(
  view: TaskView,
  state: TaskState,
  matter: Objection,
  at: Instant,
  type: string,
  to: readonly Recipient[],
  payload: Payload,
) {
  return tellAbout(view, state, { at, matter, type, to, payload, members: [matter.unit] });
}

/** Whoever is asked for an interview on this ground sees the objection before deciding. */
function atGate(
  view: TaskView,
  state: TaskState,
  matter: Objection,
  now: Instant,
  payload: Payload,
): Decision[] {
  const gate = view.input.context.regime.interview?.gate.by;
  const { obligation, type } = matter.against;
  const ground = obligation !== undefined && state.entries[obligation]?.spent === true;
  if (gate === undefined || !(ground || type === 'interview')) return [];
  return tell(view, state, matter, now, 'objection-at-gate', [gate], payload);
}

/** The objection that is meant: by its id, else the only open one. */
function meant(state: TaskState, { objection }: Decides): Objection | undefined {
  const open = openObjections(state);
  if (objection !== undefined) return open.find(({ id }) => id === objection);
  return open.length === 1 ? open[0] : undefined;
}

function decideFault(view: TaskView, state: TaskState, message: Decides): Fault | undefined {
  const task = view.input.task.key;
  const found = meant(state, message);
  if (found === undefined) {
    const open = openObjections(state).map(({ id }) => id);
    return open.length > 1 && message.objection === undefined
      ? fault('objection-unclear', { task, list: open.join('、') })
      : fault('objection-none', { task });
  }
  if (message.kind === 'withdraw-objection') {
    return message.by === `unit:${found.unit}` ? undefined : fault('objection-not-own', { task });
  }
  if (found.against.took?.includes(message.by)) {
    return fault('objection-took-part', { actor: term(message.by), decider: term(found.decider) });
  }
  if (message.by !== found.decider) {
    return fault('wrong-approver', { approver: term(found.decider), actor: term(message.by) });
  }
  if (message.reason.trim() === '') return fault('reason-missing', { act: '复核异议' });
  return verdictFault(state, found, message);
}

/** A judgement is corrected to another verdict; nothing else has one. */
function verdictFault(state: TaskState, { against }: Objection, message: DecideObjection) {
  const { verdict, result } = message;
  if (verdict === undefined) return undefined;
  const { obligation = '', type } = against;
  if (type !== 'judged' || result !== 'upheld') return fault('objection-verdict', {});
  return state.entries[obligation]?.verdict === verdict
    ? fault('objection-same', { obligation, verdict: term(verdict) })
    : undefined;
}

function decided(view: TaskView, state: TaskState, message: DecideObjection): Progress {
  const found = meant(state, message) as Objection;
  const { receivedAt: now, by, result, reason } = message;
  const done: Objection = { ...unlimited(found), phase: result };
  const corrected = result === 'upheld' ? correct(view, state, found, message) : undefined;
  const settled = withMatter(corrected?.state ?? state, done);
  const { obligation } = found.against;
  const verdict = obligation === undefined ? undefined : settled.entries[obligation]?.verdict;
  const payload = {
    ...about(view, state, found),
    ...{ result, reason, by },
    ...(result === 'upheld' && verdict !== undefined ? { corrected: verdict } : {}),
  };
  const to: readonly Recipient[] = ['reporter', 'head', 'office'];
  return {
    state: settled,
    decisions: [
      matterFact(now, found, 'objection-decided', payload),
      ...(corrected?.decisions ?? []),
      ...tell(view, settled, found, now, 'objection-decided', to, payload),
      ...tellCampaign(view, settled, done, { at: now, by, was: state }),
    ],
    answer: { value: { objection: found.id, result } },
  };
}

/** 异议成立: the corrected judgement stands beside the first; a listing is taken down; of the rest it is recorded. */
function correct(
  view: TaskView,
  state: TaskState,
  found: Objection,
  { receivedAt: now, id, by, reason, verdict = 'exempt' }: DecideObjection,
): Progress {
  const { against, unit } = found;
  const { id: listing = '' } = listingOf(state) ?? {};
  if (against.type === 'listed' && against.key === `listed:${listing}` && isListed(state)) {
    return delist(view, state, { at: now, by, reason });
  }
  if (against.type !== 'judged') {
    const { type, key, process } = against;
    const payload = { unit, by, reason, against: { process, type, key } };
    return { state, decisions: [matterFact(now, found, 'conclusion-corrected', payload)] };
  }
  const obligation = view.lineAt(state).byKey.get(against.obligation ?? '') as Obligation;
  const entry = state.entries[obligation.key] ?? { version: 0 };
  if (!isAdverse(entry.verdict) || entry.verdict === verdict) return { state, decisions: [] };
  const payload = {
    ...aboutObligation(obligation),
    ...{ verdict, corrects: entry.verdict, by, reason, objection: found.id },
  };
  const key = `${again(obligation, obligation.key)}:judged:${id}`;
  return {
    state: {
      ...state,
      entries: { ...state.entries, [obligation.key]: { ...entry, verdict, reviewed: true } },
    },
    decisions: [{ kind: 'fact', at: now, type: 'judged', key, payload }],
  };
}

function withdrawn(view: TaskView, state: TaskState, message: Decides): Progress {
  const found = meant(state, message) as Objection;
  const { receivedAt: now, by } = message;
  const done: Objection = { ...unlimited(found), phase: 'withdrawn' };
  const next = withMatter(state, done);
  const payload = { ...about(view, state, found), by };
  return {
    state: next,
    decisions: [
      matterFact(now, found, 'objection-withdrawn', payload),
      ...tell(view, next, found, now, 'objection-withdrawn', [found.decider, 'office'], payload),
      ...tellCampaign(view, next, done, { at: now, by }),
    ],
  };
}

/** A missed limit is reported up; the objection stays open, and neither upholds nor rejects itself. */
function wake(view: TaskView, state: TaskState, { matter, what, at: now }: MatterWake): Progress {
  const objection = matter as Objection;
  const { up } = objectionRule(view) as ObjectionRule;
  const { decider } = objection;
  const type = what === 'remind' ? 'objection-reminder' : 'objection-overdue';
  const to = what === 'remind' ? [decider] : aboveDesk(decider, up);
  const payload = { ...about(view, state, objection), limitAt: objection.limitAt ?? now };
  return {
    state,
    decisions: [
      matterFact(now, objection, type, payload),
      ...tell(view, state, objection, now, type, to, payload),
    ],
  };
}

/** 异议: open to the unit against every adverse conclusion, for so long; decided by somebody who took no part. */
export const OBJECTION: MatterRule = {
  kind: 'objection',
  takes: ['object', 'decide-objection', 'withdraw-objection'],
  pausable: false,
  guard: (view, state, message) =>
    message.kind === 'object'
      ? objectFault(view, state, message)
      : decideFault(view, state, message as Decides),
  take(view, state, message) {
    if (message.kind === 'object') return object(view, state, message);
    if (message.kind === 'decide-objection') return decided(view, state, message);
    return withdrawn(view, state, message as Decides);
  },
  wake,
  awaited: ({ phase }) => phase === 'open',
  until: objectableUntil,
};
