import type { Deadline } from './deadline.ts';
import { exemption, openAt, withVerdicts } from './exemption.ts';
import { epoch, maxInstant, minInstant, type Day, type Instant } from './instant.ts';
import type { Decision, Effect } from './machine.ts';
import { unlimited, type Matter } from './matter.ts';
import { openMatters } from './matterHost.ts';
import { calendarNow, morningAfter } from './matterLimit.ts';
import { matterFact } from './matterTell.ts';
import type { Obligation, Suspension } from './obligation.ts';
import { lookBackRule } from './regimeClosure.ts';
import { isSuspended, type Progress, type TaskState, type TaskView } from './taskState.ts';
import { holdersNow } from './transfer.ts';

/** Why nothing more is owed: it stands in every exemption that a closure makes. */
export const CLOSED = '销号';

/** What outlives a closure; every other matter that still waits ends with it. */
const OUTLIVE: readonly string[] = ['objection', 'listing', 'listing-duty'];

/** LookBack 回头看 of one closure: it waits for its day, and is then asked for. */
export interface LookBack extends Matter {
  readonly kind: 'look-back';
  readonly phase: 'waiting' | 'asked';
  /** Which of how many. */
  readonly nth: number;
  readonly of: number;
}

/**
 * 销号: what is open is exempt, as it is where a task is ended, and nothing more is owed from here on; the steps that a
 * pending decision held are gone, and the look-backs of the regime stand ahead.
 */
export function closeTask(
  view: TaskView,
  state: TaskState,
  matter: Pick<Matter, 'id'>,
  act: { readonly at: Instant; readonly by: string },
  payload: Readonly<Record<string, unknown>>,
): Progress {
  const now = maxInstant(act.at, state.clock);
  const open = openAt(view, state, now);
  const waiting = openMatters(view, state).map(({ id }) => id);
  const isLeft = ({ id, kind }: Matter) =>
    OUTLIVE.includes(kind) || kind === 'reopening' || !waiting.includes(id);
  const matters = (state.matters ?? []).map((one) =>
    one.kind === 'reopening' ? { ...unlimited(one), phase: 'closed' } : one,
  );
  const kept = matters.filter(isLeft);
  const gone = matters.filter((one) => !isLeft(one) && one.id !== matter.id);
  const past = gone.flatMap(endedMatter);
  const settled = withVerdicts(state, open, 'exempt');
  const ahead = lookBacks(view, state, matter, now);
  const said = {
    ...payload,
    by: act.by,
    ...(ahead.length === 0 ? {} : { lookBack: ahead.map(({ limitAt }) => limitAt) }),
    ...(gone.length === 0 ? {} : { ended: gone.map(({ id }) => id) }),
  };
  return {
    state: {
      ...settled,
      ...(state.stayed === undefined ? {} : { stayed: [] }),
      ...{ clock: now, closed: { at: now, reason: CLOSED } },
      matters: [...kept.filter(({ id }) => id !== matter.id), ...past, ...ahead],
    },
    decisions: [
      ...open.map((obligation) =>
        exemption(state, obligation, now, { reason: CLOSED, by: act.by }),
      ),
      matterFact(now, matter, 'closed', said),
    ],
  };
}

/** What remains known of a matter that a closure ends, so that no later one of its kind takes its number. */
function endedMatter(matter: Matter): readonly Matter[] {
  if (matter.kind === 'sign' || matter.kind === 'obstacle') return [unlimited(matter)];
  if (matter.kind !== 'extension' && matter.kind !== 'return') return [];
  return [{ ...unlimited(matter), phase: 'settled' }];
}

function lookBacks(
  view: TaskView,
  state: TaskState,
  matter: Pick<Matter, 'id'>,
  now: Instant,
): readonly LookBack[] {
  const rule = lookBackRule(view.input.context.regime.closure);
  const calendar = calendarNow(view, state);
  return (rule?.after ?? []).map((offset, i, all) => ({
    id: `look-back/${matter.id.split('/')[1]}-${i + 1}`,
    kind: 'look-back',
    phase: 'waiting',
    openedAt: now,
    limitAt: morningAfter(calendar, now, offset),
    ...{ nth: i + 1, of: all.length },
  }));
}

/**
 * 重启: the time since the closure was a suspension, so that what lay wholly inside it stays exempt; what opened in it and
 * falls due later is owed, and is expected from now on, as is a new deadline.
 */
export function reopenTask(
  view: TaskView,
  state: TaskState,
  matter: Pick<Matter, 'id'>,
  act: { readonly at: Instant; readonly by: string; readonly reason: string; readonly until?: Day },
): Progress & { readonly limit: Day | undefined } {
  const now = maxInstant(act.at, state.clock);
  const { closed, ...rest } = state;
  const from = closed?.at ?? now;
  const suspensions = closedAsSuspension(state, from, now);
  const added = newDeadline(view, act.until);
  const changes =
    added === undefined
      ? {}
      : {
          changes: [
            ...(state.changes ?? []),
            { kind: 'deadlines' as const, at: now, add: [added] },
          ],
        };
  const reopened: TaskState = { ...rest, clock: now, suspensions, ...changes };
  const line = view.lineAt(reopened);
  const unjudged = line.obligations.filter(({ key }) => !reopened.entries[key]?.verdict);
  const inside = unjudged.filter(({ key }) => line.exempt.has(key));
  const before = view.lineAt(state).byKey;
  const owed = unjudged.filter(
    ({ key, slot }) =>
      !line.exempt.has(key) && (!before.has(key) || isOpenedIn(slot.instants.opens, from, now)),
  );
  const { by, reason, until } = act;
  const units = holdersNow(view, reopened);
  const payload = { by, reason, closedAt: from, ...(until === undefined ? {} : { until }) };
  const decisions: Decision[] = [
    matterFact(now, matter, 'reopened', {
      ...payload,
      ...(inside.length === 0 ? {} : { exempt: inside.map(({ key }) => key) }),
    }),
    ...units.map((unit) => matterFact(now, matter, 'false-report', { unit, by, reason }, unit)),
    ...expected(matter, owed, now),
  ];
  return { state: withVerdicts(reopened, inside, 'exempt'), decisions, limit: until };
}

/** The closed time as a suspension, one with those that it touches; a pause of the campaign lasts on. */
function closedAsSuspension(
  state: TaskState,
  closedAt: Instant,
  now: Instant,
): readonly Suspension[] {
  const isBefore = ({ to }: Suspension) => to !== undefined && epoch(to) <= epoch(closedAt);
  const touching = state.suspensions.filter((one) => !isBefore(one));
  const from = touching.map((one) => one.from).reduce(minInstant, closedAt);
  const whole = isSuspended(state) ? { from } : { from, to: now };
  return [...state.suspensions.filter(isBefore), whole];
}

function isOpenedIn(opens: Instant, from: Instant, to: Instant): boolean {
  return epoch(opens) > epoch(from) && epoch(opens) <= epoch(to);
}

/** A new deadline is one of the plan's kind, where it lies inside the horizon; beyond it the reopening has its own limit. */
function newDeadline({ input }: TaskView, until: Day | undefined): Deadline | undefined {
  const { from, to } = input.context.horizon;
  if (until === undefined || until < from || until >= to) return undefined;
  return { kind: 'date', on: until };
}

/** What enters the expected set besides the periods that the campaign opens. */
function expected(
  matter: Pick<Matter, 'id'>,
  owed: readonly Obligation[],
  now: Instant,
): readonly Effect[] {
  if (owed.length === 0) return [];
  const rows = owed.map(({ key, slot, party }) => ({
    ...{ obligation: key, duty: slot.duty, period: slot.period, due: slot.instants.due },
    ...{ party: party.id, members: party.members },
  }));
  const [{ slot: first }] = owed as readonly [Obligation, ...Obligation[]];
  const payload = { duty: first.duty, period: first.period, rows };
  return [{ kind: 'effect', at: now, type: 'openPeriod', key: `open:${matter.id}`, payload }];
}
