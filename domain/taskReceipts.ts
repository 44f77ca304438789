import type { Verdict } from './escalation.ts';
import { epoch, maxInstant, minInstant, type Instant } from './instant.ts';
import type { Decision, Fact } from './machine.ts';
import type { Obligation } from './obligation.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { obligationOf } from './taskGuards.ts';
import { about, decide } from './taskLadder.ts';
import type { ReportSubmitted, TaskMessage } from './taskMessages.ts';
import { waitsForCalendar, type Entry } from './taskTicks.ts';

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
    case 'close':
      return close(view, state, message);
  }
}

/**
 * A report is on time when received by the end of grace (marked 宽限内 after due), late until the entry closes. The
 * first receipt counts; a later one is a new version. A verdict that changes is a new entry beside the old one.
 */
function takeReport(view: TaskView, state: TaskState, report: ReportSubmitted): Progress {
  const obligation = obligationOf(view, state, report) as Obligation;
  const entry = state.entries[obligation.key] ?? { version: 0 };
  const first = entry.receivedAt
    ? minInstant(entry.receivedAt, report.receivedAt)
    : report.receivedAt;
  const verdict = entry.verdict === 'exempt' ? 'exempt' : verdictOf(obligation, first);
  const version = entry.version + 1;
  const decisions: Decision[] = [reported(obligation, report, version)];
  if (verdict !== entry.verdict) {
    const corrects = entry.verdict === undefined ? {} : { corrects: entry.verdict };
    decisions.push({
      kind: 'fact',
      at: report.receivedAt,
      type: 'judged',
      key:
        entry.verdict === undefined
          ? `${obligation.key}:judged`
          : `${obligation.key}:judged:${report.id}`,
      payload: {
        ...about(obligation),
        verdict,
        receivedAt: first,
        ...corrects,
        ...marksOf(obligation, first, report),
      },
    });
  }
  const next: Entry = { ...entry, version, verdict, receivedAt: first };
  return {
    state: { ...state, entries: { ...state.entries, [obligation.key]: next } },
    decisions,
    answer: { value: { obligation: obligation.key, verdict, version } },
  };
}

function verdictOf(obligation: Obligation, receivedAt: Instant): Verdict {
  return epoch(receivedAt) <= epoch(obligation.slot.instants.graceEnd) ? 'on-time' : 'late';
}

function marksOf(
  obligation: Obligation,
  first: Instant,
  report: ReportSubmitted,
): { marks?: readonly string[] } {
  const { due, graceEnd } = obligation.slot.instants;
  const within = epoch(first) > epoch(due) && epoch(first) <= epoch(graceEnd);
  const marks = [...(report.nil === undefined ? [] : ['nil']), ...(within ? ['within-grace'] : [])];
  return marks.length ? { marks } : {};
}

function reported(obligation: Obligation, report: ReportSubmitted, version: number): Fact {
  return {
    kind: 'fact',
    at: report.receivedAt,
    type: 'report',
    key: `${obligation.key}:report:${report.id}`,
    payload: {
      ...about(obligation),
      unit: report.unit,
      by: report.by,
      version,
      digest: report.digest,
      ...(report.nil === undefined ? {} : { nil: report.nil }),
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
        payload: { reason: message.reason, by: message.by },
      },
    ],
  };
}

/** Nothing bursts: what lay wholly inside is exempt 免报, what was open keeps its remaining working days. */
function resume(view: TaskView, state: TaskState, message: Of<'resume'>): Progress {
  const to = maxInstant(message.receivedAt, state.clock);
  const last = state.suspensions.at(-1);
  const suspensions = [...state.suspensions.slice(0, -1), { from: last?.from ?? to, to }];
  const resumed: TaskState = { ...state, suspensions, clock: to };
  const line = view.lineAt(resumed);
  const exempted = line.obligations.filter(
    ({ key }) => line.exempt.has(key) && resumed.entries[key]?.verdict === undefined,
  );
  return {
    state: withVerdicts(resumed, exempted, 'exempt'),
    decisions: [
      {
        kind: 'fact',
        at: to,
        type: 'resumed',
        key: `resumed:${message.id}`,
        payload: { by: message.by },
      },
      ...exempted.map((obligation) => exemption(obligation, to, '暂停期间', message.by)),
    ],
  };
}

function exempt(view: TaskView, state: TaskState, message: Of<'exempt'>): Progress {
  const obligation = view.lineAt(state).byKey.get(message.obligation) as Obligation;
  return {
    state: withVerdicts(state, [obligation], 'exempt'),
    decisions: [exemption(obligation, message.receivedAt, message.reason, message.by)],
    answer: { value: { obligation: obligation.key, verdict: 'exempt' } },
  };
}

/** What is open when a task is closed is exempt, so that the four verdicts still sum to the expected set. */
function close(view: TaskView, state: TaskState, message: Of<'close'>): Progress {
  const at = message.receivedAt;
  const open = view
    .lineAt(state)
    .obligations.filter(
      ({ key, slot }) =>
        state.entries[key]?.verdict === undefined && epoch(slot.instants.opens) <= epoch(at),
    );
  return {
    state: { ...withVerdicts(state, open, 'exempt'), ended: { at, reason: message.reason } },
    decisions: [
      ...open.map((obligation) => exemption(obligation, at, message.reason, message.by)),
      endedFact(view, at, message.reason),
    ],
    answer: { value: { ended: at } },
  };
}

/**
 * A calendar that covers more days: what waited for it is decided now, at its confirmed instants; judgements already
 * made stand.
 */
function amendCalendar(view: TaskView, state: TaskState, message: Of<'calendar'>): Progress {
  const before = new Map(view.lineAt(state).ticks.map((tick) => [tick.id, tick.ms]));
  const clock = epoch(state.clock);
  const decisions: Decision[] = [
    {
      kind: 'fact',
      at: message.receivedAt,
      type: 'calendar-amended',
      key: `calendar:${message.calendar.id}:${message.calendar.version}`,
      payload: { calendar: message.calendar.id, version: message.calendar.version, by: message.by },
    },
  ];
  let current: TaskState = { ...state, calendar: message.calendar };
  const late = view
    .lineAt(current)
    .ticks.filter((tick) => tick.ms <= clock && !waitsForCalendar(tick))
    .filter((tick) => state.held.includes(tick.id) || (before.get(tick.id) ?? 0) > clock);
  for (const tick of late) current = decide(view, current, tick, decisions);
  const decided = new Set(late.map((tick) => tick.id));
  return {
    state: { ...current, held: current.held.filter((id) => !decided.has(id)) },
    decisions,
  };
}

export function endedFact(view: TaskView, at: Instant, reason: string): Decision {
  return { kind: 'fact', at, type: 'ended', key: 'ended', payload: { reason, task: view.process } };
}

function exemption(obligation: Obligation, at: Instant, reason: string, by: string): Fact {
  return {
    kind: 'fact',
    at,
    type: 'judged',
    key: `${obligation.key}:judged`,
    payload: { ...about(obligation), verdict: 'exempt', reason, by },
  };
}

function withVerdicts(
  state: TaskState,
  obligations: readonly Obligation[],
  verdict: Verdict,
): TaskState {
  const changed = obligations.map(({ key }): [string, Entry] => [
    key,
    { ...(state.entries[key] ?? { version: 0 }), verdict },
  ]);
  return { ...state, entries: { ...state.entries, ...Object.fromEntries(changed) } };
}
