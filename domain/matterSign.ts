import { addOffset, type Offset } from './calendar.ts';
import { fault } from './faults.ts';
import { at, dayOf, epoch, maxInstant, type Instant } from './instant.ts';
import { type Decision, unitActing } from './machine.ts';
import { matterOf, unlimited, withMatter, type Matter } from './matter.ts';
import { calendarNow, termFrom } from './matterLimit.ts';
import type { MatterRule } from './matterRule.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import type { SignRule } from './regimeSign.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { holdersNow } from './transfer.ts';

/**
 * Sign 签收 of one unit: announced at the first notices, unsigned until it signs, late after the limit; `left` where the
 * task went to another unit, and asked for again where it comes back.
 */
export interface Sign extends Matter {
  readonly kind: 'sign';
  readonly phase: 'announced' | 'unsigned' | 'overdue' | 'signed' | 'left';
  readonly unit: string;
  /** How often the task has come to the unit, from the second time on. */
  readonly round?: number;
  /** The limit itself, from which the steps are counted. */
  readonly dueAt?: Instant;
  /** How many of the steps have been taken. */
  readonly taken?: number;
}

function idOf(unit: string): string {
  return `sign/${unit}`;
}

function signOf(state: TaskState, unit: string): Sign | undefined {
  return matterOf<Sign>(state, 'sign', idOf(unit));
}

function ruleOf({ input }: TaskView): SignRule | undefined {
  return input.context.regime.sign;
}

/** Asks units to sign; where the first notices are still ahead, then. */
export function askToSign(
  view: TaskView,
  state: TaskState,
  units: readonly string[],
  from: Instant,
): Progress {
  const { firstNoticesAt } = view.input.context;
  if (ruleOf(view) === undefined) return { state, decisions: [] };
  let current = state;
  const decisions: Decision[] = [];
  for (const unit of units) {
    const known = signOf(current, unit);
    if (known !== undefined && known.phase !== 'left') continue;
    const fresh: Sign = {
      ...{ id: idOf(unit), kind: 'sign', phase: 'announced', openedAt: from, unit },
      ...(known === undefined ? {} : { round: (known.round ?? 1) + 1 }),
    };
    if (epoch(firstNoticesAt) > epoch(from)) {
      current = withMatter(current, { ...fresh, limitAt: firstNoticesAt });
      continue;
    }
    const made = announce(view, current, fresh, from);
    current = made.state;
    decisions.push(...made.decisions);
  }
  return { state: current, decisions };
}

/** Each round has facts and notices of its own, and so has each step. */
function nthOf({ round }: Sign, step?: number): string | undefined {
  const parts = [
    ...(round === undefined ? [] : [`r${round}`]),
    ...(step === undefined ? [] : [step]),
  ];
  return parts.length === 0 ? undefined : parts.join('-');
}

function announce(view: TaskView, state: TaskState, sign: Sign, now: Instant): Progress {
  const rule = ruleOf(view) as SignRule;
  const { limitAt, remindAt } = termFrom(calendarNow(view, state), rule, now);
  const open: Sign = { ...sign, phase: 'unsigned', limitAt, remindAt, dueAt: limitAt, taken: 0 };
  const payload = { unit: sign.unit, limitAt };
  return {
    state: withMatter(state, open),
    decisions: [
      matterFact(now, sign, 'sign-asked', payload, nthOf(sign)),
      ...tell(view, state, open, now, 'sign-task', ['reporter'], payload),
    ],
  };
}

function tell(
  view: TaskView,
  state: TaskState,
  sign: Sign,
  now: Instant,
  type: string,
  to: SignRule['steps'][number]['to'],
  payload: Readonly<Record<string, unknown>>,
  step?: number,
) {
  const nth = nthOf(sign, step);
  const news = { at: now, matter: sign, type, to, payload, members: [sign.unit] };
  return tellAbout(view, state, nth === undefined ? news : { ...news, nth });
}

/** When the step after this one comes: as many days later as the rule has between them, counted from the step taken. */
function stepAfter(view: TaskView, state: TaskState, n: number, now: Instant): Instant | undefined {
  const { steps = [], time = '17:00' } = ruleOf(view) ?? {};
  const next = steps[n]?.after;
  if (next === undefined) return undefined;
  const before = steps[n - 1]?.after;
  const calendar = calendarNow(view, state);
  const { zone } = calendar;
  const day = addOffset(calendar, dayOf(now, zone), apart(before, next));
  return maxInstant(now, at(day, time, zone));
}

/** The days between two steps; of different units, the second's own. */
function apart(before: Offset | undefined, next: Offset): Offset {
  if (before === undefined) return next;
  if ('workdays' in before && 'workdays' in next) {
    return { workdays: Math.max(1, next.workdays - before.workdays) };
  }
  if ('days' in before && 'days' in next) return { days: Math.max(1, next.days - before.days) };
  return next;
}

/** 领办逾期 at the limit, then step by step; each tells its own roles once. */
function overdue(view: TaskView, state: TaskState, sign: Sign, now: Instant): Progress {
  const { steps = [] } = ruleOf(view) ?? {};
  const begins = sign.phase === 'unsigned';
  const late: Sign = { ...unlimited(sign), phase: 'overdue' };
  const dueAt = begins ? now : (sign.dueAt ?? now);
  const first = begins ? stepAfter(view, state, 0, now) : now;
  if (first !== undefined && epoch(first) > epoch(now)) {
    const payload = { unit: sign.unit, missed: dueAt };
    const waiting: Sign = { ...late, dueAt, taken: 0, limitAt: first };
    return {
      state: withMatter(state, waiting),
      decisions: [matterFact(now, sign, 'unsigned', payload, nthOf(sign))],
    };
  }
  const taken = sign.taken ?? 0;
  const next = stepAfter(view, state, taken + 1, now);
  const payload = { unit: sign.unit, missed: dueAt, step: taken + 1 };
  const type = begins ? 'unsigned' : 'sign-urged';
  const limit = next === undefined ? {} : { limitAt: next };
  const after: Sign = { ...late, dueAt, taken: taken + 1, ...limit };
  return {
    state: withMatter(state, after),
    decisions: [
      matterFact(now, sign, type, payload, nthOf(sign, begins ? undefined : taken)),
      ...tell(view, state, late, now, 'unsigned', steps[taken]?.to ?? [], payload, taken),
    ],
  };
}

/** 签收, by whom and by what. */
function signed(
  state: TaskState,
  sign: Sign,
  now: Instant,
  payload: Readonly<Record<string, unknown>>,
): Progress {
  const late = sign.phase === 'overdue';
  const done: Sign = { ...unlimited(sign), phase: 'signed' };
  const said = { unit: sign.unit, ...payload, ...(late ? { late: true } : {}) };
  const fact = matterFact(now, sign, 'signed', said, nthOf(sign));
  return {
    state: withMatter(state, done),
    decisions: [fact],
    answer: { value: { unit: sign.unit, late } },
  };
}

/** 签收: each unit of a task signs for it, with its own limit and ladder; what it then reports is judged by itself. */
export const SIGN: MatterRule = {
  kind: 'sign',
  takes: ['sign'],
  pausable: true,
  begin: (view, state, now) => askToSign(view, state, holdersNow(view, state), now),
  guard(view, state, message) {
    if (message.kind !== 'sign') return undefined;
    const task = view.input.task.key;
    if (ruleOf(view) === undefined) return fault('sign-not-asked', { task });
    const sign = signOf(state, message.unit);
    if (sign === undefined || sign.phase === 'left')
      return fault('unit-not-holder', { task, unit: message.unit });
    if (message.by !== 'office' && message.by !== `unit:${message.unit}`) {
      return fault('sign-not-own', { task });
    }
    return sign.phase === 'signed' ? fault('signed-already', { task }) : undefined;
  },
  take(_view, state, message) {
    if (message.kind !== 'sign') return { state, decisions: [] };
    const sign = signOf(state, message.unit) as Sign;
    return signed(state, sign, message.receivedAt, { by: message.by });
  },
  /** Whoever reports, or returns the task, has received it; whoever takes it over signs for it. */
  after(view, state, message, before) {
    if (message.kind === 'report' || message.kind === 'return-task') {
      const unit = message.kind === 'report' ? message.unit : (unitActing(message.by) ?? '');
      const sign = signOf(state, unit);
      const open = sign !== undefined && sign.phase !== 'signed' && sign.phase !== 'left';
      if (!open) return { state, decisions: [] };
      const { receivedAt, by, id, kind } = message;
      return signed(state, sign, receivedAt, { by, message: id, through: kind });
    }
    if (state.changes === before.changes) return { state, decisions: [] };
    const known = holdersNow(view, before);
    const holders = holdersNow(view, state);
    const fresh = holders.filter((unit) => !known.includes(unit));
    const left = known.filter((unit) => !holders.includes(unit));
    return askToSign(view, withoutSigns(state, left), fresh, message.receivedAt);
  },
  wake(view, state, { matter, what, at: now }) {
    const sign = matter as Sign;
    if (sign.phase === 'announced') return announce(view, state, sign, now);
    if (what === 'limit') return overdue(view, state, sign, now);
    const payload = { unit: sign.unit, limitAt: sign.limitAt };
    const notices = tell(view, state, sign, now, 'sign-reminder', ['reporter'], payload);
    return {
      state,
      decisions: [matterFact(now, sign, 'sign-reminded', payload, nthOf(sign)), ...notices],
    };
  },
};

/** A unit that no longer owes anything is not asked to sign. */
function withoutSigns(state: TaskState, units: readonly string[]): TaskState {
  return units.reduce((now, unit) => {
    const sign = signOf(now, unit);
    return sign === undefined ? now : withMatter(now, { ...unlimited(sign), phase: 'left' });
  }, state);
}
