import { correctAttained, withAmount } from './attained.ts';
import { calendarFact } from './calendarAmended.ts';
import { exemption, openAt, withVerdicts } from './exemption.ts';
import { epoch, maxInstant, minInstant, type Instant } from './instant.ts';
import type { Decision, Fact } from './machine.ts';
import { resumeMatters, takeMatter } from './matterHost.ts';
import type { Obligation } from './obligation.ts';
import { withSender } from './ownPart.ts';
import { regimeFact, regimeWithdrawnFact } from './regimeAmended.ts';
import { takeContent } from './reportContent.ts';
import { extrasOf } from './reportExtra.ts';
import { stays } from './stay.ts';
import { isSuspended, type Progress, type TaskState, type TaskView } from './taskState.ts';
import { obligationOf } from './taskGuards.ts';
import { about, judgedReport, verdictOf } from './taskJudgement.ts';
import { decide } from './taskLadder.ts';
import { withRegime, withoutRegime } from './taskRegime.ts';
import type { ReportSubmitted, TaskMessage } from './taskMessages.ts';
import { waitsForCalendar, type Entry } from './taskTicks.ts';
import { enteredNow } from './verifyState.ts';
import { voided } from './voided.ts';

/** A repetition of one of the newest reports of an obligation is recognised; so many are remembered. */
const REPORTS = 100;

type Of<K extends TaskMessage['kind']> = Extract<TaskMessage, { kind: K }>;

/** Takes a message that the guard has let pass. */
export function takeMessage(view: TaskView, state: TaskState, message: TaskMessage): Progress {
  switch (message.kind) {
    case 'report':
      return takeReport(view, state, message);
    case 'suspend':
      return suspend(state, message);
    case 'resume':
      return resume(view, state, message);
    case 'exempt':
      return exempt(view, state, message);
    case 'calendar':
      return amendCalendar(view, state, message);
    case 'regime': {
      const amended = relined(view, state, withRegime(state, message), Infinity);
      const fact = regimeFact(message, message.receivedAt);
      return { ...amended, decisions: [fact, ...amended.decisions] };
    }
    case 'regime-withdraw': {
      const amended = relined(view, state, withoutRegime(state, message), Infinity);
      const fact = regimeWithdrawnFact(message, message.receivedAt);
      return { ...amended, decisions: [fact, ...amended.decisions] };
    }
    case 'close':
      return close(view, state, message);
    default:
      return takeMatter(view, state, message);
  }
}

/**
 * One submission enters the obligation that it names and those that coincide with it, and is judged for each. What it
 * names remembers it, and its number, also where only the others could still be entered.
 */
function takeReport(view: TaskView, state: TaskState, report: ReportSubmitted): Progress {
  const named = obligationOf(view, state, report) as Obligation;
  const entered = enteredNow(view, state, named, report.receivedAt);
  const [first = named, ...others] = entered;
  const made = entered.map((obligation) =>
    received(state.entries[obligation.key], obligation, report),
  );
  const changed = entered.map(({ key }, n): [string, Entry] => [key, made[n]?.entry as Entry]);
  const entries = { ...state.entries, ...Object.fromEntries(changed) };
  entries[named.key] = remembered(entries[named.key] ?? { version: 0 }, report);
  const corrected =
    report.value === undefined
      ? { state: { ...state, entries }, decisions: [] }
      : correctAttained(view, { ...state, entries }, report);
  const { version, verdict = 'pending' } = entries[first.key] as Entry;
  const content = takeContent(view, corrected, entered, report);
  return {
    state: content.state,
    decisions: [
      reported(first, report, version, others),
      ...made.flatMap(({ decisions }) => decisions),
      ...content.decisions,
    ],
    answer: { value: { obligation: first.key, verdict, version } },
  };
}

function remembered(entry: Entry, { id, receivedAt, value }: ReportSubmitted): Entry {
  const known = entry.reports?.includes(id) === true;
  const kept = known ? entry : { ...entry, reports: withReport(entry, id) };
  return value === undefined ? kept : withAmount(kept, receivedAt, value);
}

function withReport(entry: Entry, id: string): readonly string[] {
  return [...(entry.reports ?? []), id].slice(-REPORTS);
}

/**
 * A report is on time when received by the end of grace (marked 宽限内 after due), late until the entry closes. The
 * first receipt counts; a later one is a new version. A verdict that changes is a new entry beside the old one.
 */
function received(
  before: Entry = { version: 0 },
  obligation: Obligation,
  report: ReportSubmitted,
): { readonly entry: Entry; readonly decisions: readonly Decision[] } {
  const first = before.receivedAt
    ? minInstant(before.receivedAt, report.receivedAt)
    : report.receivedAt;
  const nil = report.nil !== undefined;
  const known = before.verdict === 'exempt' ? 'exempt' : verdictOf(obligation, first);
  // A receipt that has been judged keeps its judgement, wherever an amended calendar moves the end of grace.
  const stands = first === before.receivedAt || before.reviewed === true;
  const judged = stands ? before.verdict : undefined;
  const verdict = judged ?? known ?? before.verdict;
  const { receivedAt: at, id } = report;
  const taken: Entry = {
    ...before,
    version: before.version + 1,
    receivedAt: first,
    reports: withReport(before, id),
    ...(verdict === undefined ? {} : { verdict }),
    ...(nil && before.receivedAt === undefined ? { nil: true } : {}),
  };
  const entry = withSender(taken, obligation.party, report.unit);
  if (verdict === undefined || verdict === before.verdict) return { entry, decisions: [] };
  return { entry, decisions: [judgedReport(obligation, verdict, { at, id, nil }, before, first)] };
}

function reported(
  obligation: Obligation,
  report: ReportSubmitted,
  version: number,
  others: readonly Obligation[],
): Fact {
  return {
    kind: 'fact',
    at: report.receivedAt,
    type: 'report',
    key: `${obligation.key}:report:${report.id}`,
    payload: {
      ...about(obligation),
      ...(others.length ? { with: others.map(({ key }) => key) } : {}),
      unit: report.unit,
      by: report.by,
      version,
      digest: report.digest,
      ...(report.nil === undefined ? {} : { nil: report.nil }),
      ...(report.value === undefined ? {} : { value: report.value }),
      ...(report.stage === undefined ? {} : { stage: report.stage }),
      ...(report.sharedWith === undefined ? {} : { sharedWith: report.sharedWith }),
      ...extrasOf(report),
    },
  };
}

function suspend(state: TaskState, message: Of<'suspend'>): Progress {
  const from = maxInstant(message.receivedAt, state.clock);
  return {
    state: { ...state, suspensions: [...state.suspensions, { from }] },
    decisions: [
      {
        kind: 'fact',
        at: from,
        type: 'suspended',
        key: `suspended:${message.id}`,
        payload: { reason: message.reason, by: message.by, ...numberOf(message) },
      },
    ],
  };
}

/** 文号 and reason of a bulk act that this is part of. */
function numberOf({ number, reason }: Of<'suspend'> | Of<'resume'>): Record<string, unknown> {
  return number === undefined ? {} : { number, ...(reason === undefined ? {} : { reason }) };
}

/** Nothing bursts: what lay wholly inside is exempt 免报, what was open keeps its remaining working days. */
function resume(view: TaskView, state: TaskState, message: Of<'resume'>): Progress {
  const to = maxInstant(message.receivedAt, state.clock);
  const last = state.suspensions.at(-1);
  const suspensions = [...state.suspensions.slice(0, -1), { from: last?.from ?? to, to }];
  const resumed = resumeMatters(view, { ...state, suspensions, clock: to });
  const line = view.lineAt(resumed);
  const exempted = line.obligations.filter(
    ({ key }) =>
      !state.closed && line.exempt.has(key) && resumed.entries[key]?.verdict === undefined,
  );
  const settled = state.closed
    ? { state: resumed, decisions: [] }
    : settleHeld(view, withVerdicts(resumed, exempted, 'exempt'));
  return {
    state: settled.state,
    decisions: [
      {
        kind: 'fact',
        at: to,
        type: 'resumed',
        key: `resumed:${message.id}`,
        payload: { by: message.by, ...numberOf(message) },
      },
      ...exempted.map((one) => exemption(resumed, one, to, { reason: '暂停期间', by: message.by })),
      ...settled.decisions,
    ],
  };
}

function exempt(view: TaskView, state: TaskState, message: Of<'exempt'>): Progress {
  const obligation = view.lineAt(state).byKey.get(message.obligation) as Obligation;
  const { reason, by } = message;
  return {
    state: withVerdicts(state, [obligation], 'exempt'),
    decisions: [exemption(state, obligation, message.receivedAt, { reason, by })],
    answer: { value: { obligation: obligation.key, verdict: 'exempt' } },
  };
}

/**
 * What is open when a task is closed is exempt, so that the four verdicts still sum to the expected set; deadlines are
 * expected from the start.
 */
function close(view: TaskView, state: TaskState, message: Of<'close'>): Progress {
  const at = maxInstant(message.receivedAt, state.clock);
  const open = openAt(view, state, at);
  const { reason, by } = message;
  return {
    state: { ...withVerdicts(state, open, 'exempt'), ended: { at, reason } },
    decisions: [
      ...open.map((obligation) => exemption(state, obligation, at, { reason, by })),
      ...voided(view, state, message, { at, open }),
      endedFact(view, at, reason),
    ],
    answer: { value: { ended: at } },
  };
}

/**
 * A calendar that covers more days: what waited for it is decided now, at its confirmed instants, and so is what it
 * moves to before the clock; judgements already made stand, and no step is taken twice.
 */
function amendCalendar(view: TaskView, state: TaskState, message: Of<'calendar'>): Progress {
  const { calendar, receivedAt } = message;
  const settled = relined(view, state, { ...state, calendar }, 0);
  const fact = calendarFact(message, receivedAt);
  return { state: settled.state, decisions: [fact, ...settled.decisions] };
}

/**
 * The state under an altered line of time. A tick that was ahead and now lies before the clock is decided at once; one
 * that was not there stands for `absent`: it was heard of too late (a broadcast that an outage held up), or is past.
 */
function relined(view: TaskView, state: TaskState, amended: TaskState, absent: number): Progress {
  const before = new Map(view.lineAt(state).ticks.map((tick) => [tick.id, tick.ms]));
  const clock = epoch(state.clock);
  const overtaken = view
    .lineAt(amended)
    .ticks.filter((tick) => tick.ms <= clock && (before.get(tick.id) ?? absent) > clock)
    .map((tick) => tick.id);
  const held = [...new Set([...state.held, ...overtaken])];
  return isSuspended(state) || state.closed
    ? { state: { ...amended, held }, decisions: [] }
    : settleHeld(view, { ...amended, held });
}

/** Decides what was held and waits no longer; what now lies ahead comes in its own time. */
function settleHeld(view: TaskView, state: TaskState): Progress {
  if (state.held.length === 0) return { state, decisions: [] };
  const held = new Set(state.held);
  const clock = epoch(state.clock);
  const decisions: Decision[] = [];
  const line = view.lineAt(state);
  const stayed: string[] = [];
  let current = state;
  for (const tick of line.ticks) {
    if (!held.has(tick.id)) continue;
    if (tick.ms <= clock && waitsForCalendar(tick)) continue;
    held.delete(tick.id);
    if (tick.ms > clock) continue;
    if (stays(view, current, tick)) stayed.push(tick.id);
    else current = decide(view, current, tick, decisions);
  }
  const waiting = stayed.length === 0 ? {} : { stayed: [...(current.stayed ?? []), ...stayed] };
  return { state: { ...current, held: [...held], ...waiting }, decisions };
}

export function endedFact(view: TaskView, at: Instant, reason: string): Decision {
  return { kind: 'fact', at, type: 'ended', key: 'ended', payload: { reason, task: view.process } };
}
