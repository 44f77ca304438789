import { stepInstant } from './due.ts';
import { epoch, maxInstant, type Instant } from './instant.ts';
import { reminderBetween } from './interview2Rule.ts';
import { lastingAfter } from './altered.ts';
import type { Decision, Effect } from './machine.ts';
import { mattersOf, unlimited, withMatter, withoutMatter } from './matter.ts';
import { calendarNow } from './matterLimit.ts';
import type { MatterRule } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import { resumedInstant, type Obligation } from './obligation.ts';
import type { EscalationStep } from './regime.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { aboutAll, obligationsIn, verifyRule, type Resubmit, type Verify } from './verifyState.ts';

/** The clock of the unit begins with the return. */
export function beginResubmit(
  view: TaskView,
  state: TaskState,
  { covers, round }: Verify,
  now: Instant,
  limitAt: Instant,
): TaskState {
  const [first = ''] = covers;
  const calendar = calendarNow(view, state);
  const matter: Resubmit = {
    ...{ id: `resubmit/${first}`, kind: 'resubmit', phase: 'waiting', covers, round },
    ...{ openedAt: now, limitAt, remindAt: reminderBetween('half', now, limitAt, calendar) },
  };
  return withMatter(state, matter);
}

interface Climb {
  readonly step: EscalationStep;
  readonly at: Instant;
}

/** The steps after grace that count nothing and ask no approver, dated from the limit that was missed as if grace had ended then. */
function climbs(
  view: TaskView,
  state: TaskState,
  obligation: Obligation,
  missedAt: Instant,
): readonly Climb[] {
  const calendar = calendarNow(view, state);
  const { slot } = obligation;
  const { ladder } = slot.under ?? view.input.context.regime;
  const chosen = verifyRule(view, obligation)?.resubmit.ladder;
  const pauses = lastingAfter(state.suspensions, missedAt).filter(({ to }) => to !== undefined);
  return ladder
    .filter(({ on, at }) => 'after' in at && (on?.includes(slot.duty) ?? true))
    .filter(({ when, gate }) => when === undefined && gate === undefined)
    .filter(({ id }) => chosen?.includes(id) ?? true)
    .map((step): Climb => {
      const instants = { ...slot.instants, graceEnd: missedAt };
      const planned = stepInstant(step.at, step.time, instants, calendar) ?? missedAt;
      const at = pauses.reduce((now, pause) => resumedInstant(now, pause, calendar), planned);
      return { step, at: maxInstant(at, missedAt) };
    })
    .sort((a, b) => epoch(a.at) - epoch(b.at));
}

/** Takes the steps that have come, and waits for the next. */
function climb(
  view: TaskView,
  state: TaskState,
  matter: Resubmit,
  now: Instant,
  missedAt: Instant,
): Progress {
  const obligations = obligationsIn(view, state, matter.covers);
  const [first] = obligations;
  if (first === undefined) return { state: withMatter(state, unlimited(matter)), decisions: [] };
  const taken = matter.taken ?? [];
  const left = climbs(view, state, first, missedAt).filter(({ step }) => !taken.includes(step.id));
  // What was planned for this instant is taken at it, wherever an amended calendar would now plan it.
  const isPlanned = (n: number) => n === 0 && matter.phase === 'missed';
  const due = left.filter(({ at }, n) => isPlanned(n) || epoch(at) <= epoch(now));
  const next = left.find((climb) => !due.includes(climb));
  const missed: Resubmit = {
    ...unlimited(matter),
    ...{ phase: 'missed', missedAt, taken: [...taken, ...due.map(({ step }) => step.id)] },
    ...(next === undefined ? {} : { limitAt: next.at }),
  };
  const payload = { ...aboutAll(obligations), missed: missedAt };
  return {
    state: withMatter(state, missed),
    decisions: due.flatMap(({ step }) => taking(view, state, missed, first, step, now, payload)),
  };
}

/** One step: its fact, its notices by role, and of 提请约谈 a ground against each member. */
function taking(
  view: TaskView,
  state: TaskState,
  matter: Resubmit,
  { key, party }: Obligation,
  step: EscalationStep,
  now: Instant,
  about: Readonly<Record<string, unknown>>,
): readonly Decision[] {
  const nth = `${matter.round}:${step.id}`;
  const payload = { ...about, step: step.id };
  const type = `resubmit-${step.step}`;
  const to = step.to.filter((role) => role !== 'cooperating');
  const grounds = party.members.map((unit): Effect => {
    const own = `${key}:resubmit~${nth}:ground:${unit}`;
    return {
      ...{ kind: 'effect', at: now, type: 'ground', key: own },
      payload: { ...payload, unit },
    };
  });
  return [
    matterFact(now, matter, 'resubmit-step', payload, nth),
    ...tellAbout(view, state, {
      ...{ at: now, matter, type, to, payload, nth },
      members: party.members,
    }),
    ...(step.step === 'interview' ? grounds : []),
  ];
}

/** 退回补报, 退回未报: the unit's own clock. It lies outside the four kinds: the first receipt keeps its judgement. */
export const RESUBMIT: MatterRule = {
  kind: 'resubmit',
  takes: [],
  pausable: true,
  guard: () => undefined,
  take: (_, state) => ({ state, decisions: [] }),
  /** What is closed is owed no more. */
  after(_, state, __, before) {
    if (state.closed === undefined || before.closed !== undefined) return { state, decisions: [] };
    const open = mattersOf<Resubmit>(state, 'resubmit');
    const left = open.reduce((now, { id }) => withoutMatter(now, id), state);
    return { state: left, decisions: [] };
  },
  wake(view, state, { matter, what, at: now }) {
    const resubmit = matter as Resubmit;
    const obligations = obligationsIn(view, state, resubmit.covers);
    const members = obligations[0]?.party.members ?? [];
    const nth = String(resubmit.round);
    if (what === 'remind') {
      const payload = { ...aboutAll(obligations), limitAt: resubmit.limitAt };
      const news = { at: now, matter, type: 'resubmit-reminder', payload, members, nth };
      return { state, decisions: tellAbout(view, state, { ...news, to: ['reporter'] }) };
    }
    if (resubmit.phase === 'missed') {
      return climb(view, state, resubmit, now, resubmit.missedAt ?? now);
    }
    const payload = { ...aboutAll(obligations), missed: now };
    const missed = matterFact(now, matter, 'resubmit-missed', payload, nth);
    const climbed = climb(view, state, resubmit, now, now);
    return { state: climbed.state, decisions: [missed, ...climbed.decisions] };
  },
};
