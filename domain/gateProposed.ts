import { gateId, type StepGate } from './gateState.ts';
import type { Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import { withMatter } from './matter.ts';
import { calendarNow, termFrom } from './matterLimit.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import type { Obligation } from './obligation.ts';
import type { EscalationStep, Gate } from './regime.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';

type Gated = EscalationStep & { readonly gate: Gate };

/** 提请: a step that must be approved goes before its approver with what it rests on; nothing leaves for the unit. */
export function proposeStep(
  view: TaskView,
  state: TaskState,
  {
    at,
    obligation,
    step,
    payload,
  }: {
    readonly at: Instant;
    readonly obligation: Obligation;
    readonly step: Gated;
    readonly payload: Readonly<Record<string, unknown>>;
  },
): Progress {
  const receivedAt = state.entries[obligation.key]?.receivedAt;
  const gate: StepGate = {
    id: gateId(obligation, step.id),
    kind: 'gate',
    phase: 'proposed',
    openedAt: at,
    obligation: obligation.key,
    step: step.id,
    proposedAt: at,
    round: 1,
    payload: { ...payload, ...(receivedAt === undefined ? {} : { receivedAt }) },
  };
  return proposed(view, state, gate, at, step, {});
}

/** It lies before the approver, for the first or the second time, with a limit of its own. */
export function proposed(
  view: TaskView,
  state: TaskState,
  gate: StepGate,
  at: Instant,
  { gate: rule }: Gated,
  said: Readonly<Record<string, unknown>>,
): Progress {
  const waiting: StepGate = { ...gate, ...termFrom(calendarNow(view, state), rule, at) };
  const nth = waiting.round === 1 ? {} : { nth: String(waiting.round) };
  const payload = { ...waiting.payload, approver: rule.by, limitAt: waiting.limitAt, ...said };
  const members = view.lineAt(state).byKey.get(gate.obligation)?.party.members ?? [];
  const decisions: Decision[] = [
    matterFact(at, waiting, 'step-proposed', payload, nth.nth),
    ...tellAbout(view, state, {
      ...{ at, matter: waiting, type: 'decide-step', to: [rule.by], payload, members },
      ...nth,
    }),
  ];
  return { state: withMatter(state, waiting), decisions };
}
