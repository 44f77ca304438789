import { actorMay } from './approver.ts';
import { fault, type Fault } from './faults.ts';
import type { GateMessage } from './gateMessages.ts';
import { proposed } from './gateProposed.ts';
import { gatedStep, gateFor, gateId, type GatePhase, type StepGate } from './gateState.ts';
import { maxInstant, type Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import { mattersOf, unlimited, withMatter } from './matter.ts';
import { calendarNow, termFrom } from './matterLimit.ts';
import type { MatterRule, MatterWake } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import { again, type Obligation } from './obligation.ts';
import type { EscalationStep, Gate, Recipient } from './regime.ts';
import { stepNotices } from './stepNotices.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { applies } from './taskTicks.ts';
import { term } from './terms.ts';

type Of<K extends GateMessage['kind']> = Extract<GateMessage, { kind: K }>;
type Gated = EscalationStep & { readonly gate: Gate };
type Payload = Readonly<Record<string, unknown>>;

/** 审批关口 of a letter or a report upward: proposed by the ladder, decided by a post, never by silence. */
export const GATE: MatterRule = {
  kind: 'gate',
  takes: ['approve-step', 'reject-step', 'propose-step', 'withdraw-step'],
  pausable: false,
  guard: (view, state, message) => gateGuard(view, state, message as GateMessage),
  take: (view, state, message) => take(view, state, message as GateMessage),
  after: (view, state, message) => overtaken(view, state, message),
  wake: (view, state, wake) => wakeUp(view, state, wake),
};

const ACTS: Readonly<Record<GateMessage['kind'], string>> = {
  'approve-step': '批准',
  'reject-step': '不批准',
  'propose-step': '再次提请',
  'withdraw-step': '撤回',
};

const PHASES: Readonly<Record<GateMessage['kind'], readonly GatePhase[]>> = {
  'approve-step': ['proposed'],
  'reject-step': ['proposed'],
  'propose-step': ['sent-back'],
  'withdraw-step': ['proposed', 'sent-back'],
};

function gateGuard(view: TaskView, state: TaskState, message: GateMessage): Fault | undefined {
  const task = view.input.task.key;
  const { obligation: key, step, kind, by } = message;
  if (state.closed) return fault('task-closed', { task, ...state.closed });
  const obligation = view.lineAt(state).byKey.get(key);
  if (obligation === undefined) return fault('obligation-unknown', { task, obligation: key });
  const gate = gateFor(view, state, message);
  const rule = gatedStep(view, obligation, step);
  if (gate === undefined || rule === undefined) {
    return fault('gate-unknown', { task, obligation: key, step: titleOf(rule) || step });
  }
  const office = kind === 'propose-step' || kind === 'withdraw-step';
  const approver = office ? 'office' : rule.gate.by;
  if (!actorMay(by, approver)) {
    return fault('wrong-approver', { approver: term(approver), actor: term(by) });
  }
  const act = ACTS[kind];
  if (!PHASES[kind].includes(gate.phase)) {
    const hint = gate.phase === 'sent-back' ? '请督查室先再次提请。' : '请勿重复办理。';
    return fault('gate-decided', { step: titleOf(rule), phase: term(gate.phase), act, hint });
  }
  const needed = kind !== 'approve-step' && message.reason.trim() === '';
  return needed ? fault('reason-missing', { act }) : undefined;
}

function titleOf(step: EscalationStep | undefined): string {
  return step === undefined ? '' : (step.title ?? term(step.step));
}

function take(view: TaskView, state: TaskState, message: GateMessage): Progress {
  const at = maxInstant(message.receivedAt, state.clock);
  const gate = gateFor(view, state, message) as StepGate;
  const { obligation, step } = partsOf(view, state, gate);
  const { by } = message;
  const answer = { value: { obligation: gate.obligation, step: gate.step } };
  switch (message.kind) {
    case 'approve-step':
      return { ...approved(view, state, gate, message, at), answer };
    case 'reject-step': {
      const { reason } = message;
      const told = { type: 'step-rejected', to: ['office' as const] };
      return {
        ...over(view, state, gate, at, 'rejected', { ...told, payload: { by, reason } }),
        answer,
      };
    }
    case 'propose-step': {
      const next: StepGate = { ...gate, phase: 'proposed', round: gate.round + 1 };
      const said = { by, reason: message.reason };
      return { ...proposed(view, state, next, at, step, said), answer };
    }
    case 'withdraw-step': {
      const { reason } = message;
      const to = gate.phase === 'proposed' ? [step.gate.by] : [];
      const told = { type: 'step-withdrawn', to, payload: { by, reason } };
      return { ...over(view, state, gate, at, 'withdrawn', told, obligation), answer };
    }
  }
}

function partsOf(
  view: TaskView,
  state: TaskState,
  gate: StepGate,
): { readonly obligation: Obligation; readonly step: Gated } {
  const obligation = view.lineAt(state).byKey.get(gate.obligation) as Obligation;
  return { obligation, step: gatedStep(view, obligation, gate.step) as Gated };
}

/** 批准: the step is taken, and its notices leave, dated at the approval. */
function approved(
  view: TaskView,
  state: TaskState,
  gate: StepGate,
  { by, note }: Of<'approve-step'>,
  at: Instant,
): Progress {
  const { obligation, step } = partsOf(view, state, gate);
  const done: StepGate = { ...unlimited(gate), phase: 'approved' };
  const payload = {
    ...gate.payload,
    ...{ approvedBy: by, proposedAt: gate.proposedAt },
    ...(note === undefined ? {} : { note }),
  };
  const key = `${again(obligation, obligation.key)}:${step.id}`;
  const decisions: Decision[] = [
    { kind: 'fact', at, type: 'step', key, payload },
    ...stepNotices(view, state, { at, obligation, step, payload }),
  ];
  return { state: withMatter(state, done), decisions };
}

/** It ends without the step being taken. */
function over(
  view: TaskView,
  state: TaskState,
  gate: StepGate,
  at: Instant,
  phase: GatePhase,
  told: { readonly type: string; readonly to: readonly Recipient[]; readonly payload: Payload },
  obligation: Obligation = partsOf(view, state, gate).obligation,
): Progress {
  const done: StepGate = { ...unlimited(gate), phase };
  const payload = { ...gate.payload, ...told.payload };
  const { type, to } = told;
  const { members } = obligation.party;
  const nth = gate.round === 1 ? undefined : String(gate.round);
  const news = { at, matter: done, type, to, payload, members };
  return {
    state: withMatter(state, done),
    decisions: [
      matterFact(at, done, type, payload, nth),
      ...tellAbout(view, state, nth === undefined ? news : { ...news, nth }),
    ],
  };
}

/** 临期提醒; at the limit it lapses: the first time to the clerk, who may propose once more, then for good. */
function wakeUp(view: TaskView, state: TaskState, { matter, what, at }: MatterWake): Progress {
  const gate = matter as StepGate;
  const { obligation, step } = partsOf(view, state, gate);
  const approver = step.gate.by;
  const desk: Recipient = gate.phase === 'sent-back' ? 'office' : approver;
  const nth = `${gate.phase}${gate.round}`;
  if (what === 'remind') {
    const payload = { ...gate.payload, approver, desk, limitAt: gate.limitAt };
    const { members } = obligation.party;
    const news = { at, matter: gate, type: 'step-reminder', to: [desk], payload, members, nth };
    return {
      state,
      decisions: [
        matterFact(at, gate, 'step-reminded', payload, nth),
        ...tellAbout(view, state, news),
      ],
    };
  }
  const told = { to: ['office' as const], payload: { approver } };
  if (gate.phase === 'sent-back') {
    return over(view, state, gate, at, 'lapsed', { ...told, type: 'step-not-proposed' });
  }
  if (gate.round > 1)
    return over(view, state, gate, at, 'lapsed', { ...told, type: 'step-lapsed' });
  const back = termFrom(calendarNow(view, state), step.gate, at);
  const lapsed = { ...told, payload: { ...told.payload, limitAt: back.limitAt } };
  const made = over(view, state, gate, at, 'sent-back', { ...lapsed, type: 'step-sent-back' });
  const waiting: StepGate = { ...gate, phase: 'sent-back', ...back };
  return { ...made, state: withMatter(state, waiting) };
}

/**
 * A report that comes before the decision: where the step is for who has not reported it lapses by itself 已补报;
 * otherwise the approver is told, and may still decide.
 */
function overtaken(view: TaskView, state: TaskState, message: TaskMessage): Progress {
  let progress: Progress = { state, decisions: [] };
  if (state.ended !== undefined) return progress;
  const at = maxInstant(message.receivedAt, state.clock);
  for (const gate of mattersOf<StepGate>(state, 'gate')) {
    if (gate.phase !== 'proposed' && gate.phase !== 'sent-back') continue;
    const { obligation, step } = partsOf(view, progress.state, gate);
    const entry = progress.state.entries[gate.obligation];
    const { verdict = 'pending', receivedAt } = entry ?? {};
    const came = receivedAt === undefined ? {} : { receivedAt };
    const payload = { because: verdict, ...came };
    const to: readonly Recipient[] = gate.phase === 'proposed' ? [step.gate.by] : ['office'];
    if (!applies(step, entry) || gate.id !== gateId(obligation, gate.step)) {
      const told = { type: 'step-settled', to, payload };
      progress = joined(progress, over(view, progress.state, gate, at, 'settled', told));
    } else if (receivedAt !== undefined && gate.payload['receivedAt'] === undefined) {
      const told: StepGate = { ...gate, told: true, payload: { ...gate.payload, ...came } };
      const news = { at, matter: gate, type: 'step-reported', to, payload: told.payload };
      const { members } = obligation.party;
      progress = joined(progress, {
        state: withMatter(progress.state, told),
        decisions: [
          matterFact(at, gate, 'step-reported', told.payload),
          ...tellAbout(view, progress.state, { ...news, members }),
        ],
      });
    }
  }
  return progress;
}

function joined(before: Progress, { state, decisions }: Progress): Progress {
  return { state, decisions: [...before.decisions, ...decisions] };
}
