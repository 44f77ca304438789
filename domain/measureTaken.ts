import { fault, type Fault } from './faults.ts';
import { dayOf, epoch, type Instant } from './instant.ts';
import type { Decision, Fact } from './machine.ts';
import { measureMet, numberOf, placeProblem, type Measure, type Measured } from './measure.ts';
import {
  aimOf,
  comparedWith,
  measureKey,
  withMeasured,
  type MeasureState,
} from './measureState.ts';
import { DEADLINES, type Obligation } from './obligation.ts';
import { didYouMean } from './spelling.ts';
import { about } from './taskJudgement.ts';
import type { ReportSubmitted } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';

/** What is wrong with what a report says of the measures of its task. */
export function measureGuard(
  view: TaskView,
  state: TaskState,
  { party }: Obligation,
  report: ReportSubmitted,
): Fault | undefined {
  const { task } = view.input;
  const measures = task.measures ?? [];
  for (const [id, told] of Object.entries(report.measures ?? {})) {
    const measure = measures.find((one) => one.id === id);
    if (measure === undefined) {
      const known = measures.map((one) => one.id);
      const hint =
        didYouMean(id, known) || (known.length > 0 ? `，只能写 ${known.join('、')}` : '');
      return fault('measure-unknown', { task: task.key, measure: id, hint });
    }
    const problem = kindProblem(measure, told);
    if (problem !== undefined) {
      return fault('measure-wrong', { title: measure.title, measure: id, problem });
    }
    const fallen = fallFault(
      measure,
      told,
      state.measured?.[measureKey(measure, party.id)],
      report,
    );
    if (fallen !== undefined) return fallen;
  }
  return undefined;
}

function kindProblem(measure: Measure, told: Measured): string | undefined {
  if (measure.kind === 'cumulative') {
    return typeof told === 'number' ? undefined : `应报累计数（${measure.unit}），不是名次`;
  }
  return placeProblem(measure, typeof told === 'number' ? { rank: told } : told);
}

/** A cumulative value cannot fall unless it was wrong before. A message that was overtaken changes nothing. */
function fallFault(
  measure: Measure,
  told: Measured,
  known: MeasureState | undefined,
  report: ReportSubmitted,
): Fault | undefined {
  if (measure.kind !== 'cumulative' || typeof told !== 'number') return undefined;
  if (known?.value === undefined || told >= known.value || isOvertaken(known, report)) {
    return undefined;
  }
  if ((report.fallReason ?? '').trim() !== '') return undefined;
  const { title, id, unit } = measure;
  return fault('value-falls', { title, measure: id, before: known.value, value: told, unit });
}

function isOvertaken({ at }: MeasureState, { receivedAt }: ReportSubmitted): boolean {
  return at !== undefined && epoch(receivedAt) < epoch(at);
}

/** Records what a report says of each measure, and settles what its obligation settles. */
export function takeMeasures(
  view: TaskView,
  state: TaskState,
  entered: readonly Obligation[],
  report: ReportSubmitted,
): Progress {
  const [named] = entered;
  const measures = view.input.task.measures;
  if (measures === undefined || named === undefined) return { state, decisions: [] };
  let current = state;
  const decisions: Decision[] = [];
  for (const measure of measures) {
    const told = report.measures?.[measure.id];
    if (told === undefined) continue;
    const key = measureKey(measure, named.party.id);
    const known = current.measured?.[key] ?? {};
    decisions.push(measuredFact(view, named, measure, told, known, report));
    if (!isOvertaken(known, report))
      current = withMeasured(current, key, afterTold(known, told, report));
  }
  const settled = settleAll(view, current, named.party.id, report.receivedAt, {
    id: report.id,
    entered: entered.map(({ key }) => key),
    told: Object.keys(report.measures ?? {}),
  });
  return { state: settled.state, decisions: [...decisions, ...settled.decisions] };
}

function afterTold(known: MeasureState, told: Measured, report: ReportSubmitted): MeasureState {
  const { population: before, ...rest } = known;
  const population = typeof told === 'number' ? before : told.population;
  return {
    ...rest,
    at: report.receivedAt,
    value: numberOf(told),
    ...(population === undefined ? {} : { population }),
  };
}

function measuredFact(
  view: TaskView,
  obligation: Obligation,
  measure: Measure,
  told: Measured,
  known: MeasureState,
  report: ReportSubmitted,
): Fact {
  const { context } = view.input;
  const value = numberOf(told);
  const on = dayOf(report.receivedAt, context.calendar.zone);
  const fell = measure.kind === 'cumulative' && known.value !== undefined && value < known.value;
  const fallen = fell && !isOvertaken(known, report);
  const said = {
    ...(measure.kind === 'rank' ? populationOf(told, measure) : {}),
    ...comparedWith(view.input, measure, value, on),
    ...(fallen ? { before: known.value, reason: report.fallReason ?? '' } : {}),
  };
  return {
    kind: 'fact',
    at: report.receivedAt,
    type: 'measured',
    key: `${obligation.key}:measured:${measure.id}:${report.id}`,
    payload: { ...about(obligation), ...aimOf(measure), value, ...said },
  };
}

function populationOf(told: Measured, measure: Extract<Measure, { kind: 'rank' }>) {
  const population = (typeof told === 'number' ? undefined : told.population) ?? measure.population;
  return population === undefined ? {} : { population };
}

/**
 * The obligation with which a measure is settled for a party: its dated deadline of the day `by`, else its first whose
 * grace ends on that day or later, else its last; exempt ones settle nothing.
 */
function settlerOf(
  view: TaskView,
  state: TaskState,
  measure: Measure,
  party: string,
): Obligation | undefined {
  const line = view.lineAt(state);
  const { zone } = view.input.context.calendar;
  const own = line.obligations
    .filter((one) => one.party.id === party && !line.exempt.has(one.key))
    .filter(({ key }) => state.entries[key]?.verdict !== 'exempt')
    .sort((a, b) => epoch(a.slot.instants.graceEnd) - epoch(b.slot.instants.graceEnd));
  const dated = own.find(
    ({ slot }) => slot.duty === DEADLINES && slot.period.slice(0, 10) === measure.by,
  );
  const first = own.find(({ slot }) => dayOf(slot.instants.graceEnd, zone) >= measure.by);
  return dated ?? first ?? own.at(-1);
}

interface Told {
  readonly id: string;
  /** The obligations that the report entered. */
  readonly entered: readonly string[];
  /** The measures of which it speaks. */
  readonly told: readonly string[];
}

/** Settles what a report settles; one that was settled is corrected while its obligation's grace lasts, or by its report. */
function settleAll(
  view: TaskView,
  state: TaskState,
  party: string,
  at: Instant,
  { id, entered, told }: Told,
): Progress {
  let current = state;
  const decisions: Decision[] = [];
  for (const measure of view.input.task.measures ?? []) {
    const settler = settlerOf(view, current, measure, party);
    if (settler === undefined) continue;
    const own = entered.includes(settler.key);
    const known = current.measured?.[measureKey(measure, party)];
    const later =
      known?.settled !== undefined &&
      told.includes(measure.id) &&
      epoch(at) <= epoch(settler.slot.instants.graceEnd);
    if (!own && !later) continue;
    const made = settle(current, measure, settler, at, id);
    current = made.state;
    decisions.push(...made.decisions);
  }
  return { state: current, decisions };
}

/** At the judgement of an obligation that nobody reported: what it settles is settled by what is known. */
function settleMissing(
  view: TaskView,
  state: TaskState,
  obligation: Obligation,
  at: Instant,
): Progress {
  let current = state;
  const decisions: Decision[] = [];
  for (const measure of view.input.task.measures ?? []) {
    const settler = settlerOf(view, current, measure, obligation.party.id);
    if (settler?.key !== obligation.key) continue;
    const made = settle(current, measure, obligation, at, 'missing');
    current = made.state;
    decisions.push(...made.decisions);
  }
  return { state: current, decisions };
}

/** A result that changes is a new entry beside the old one; one that does not change is none. */
function settle(
  state: TaskState,
  measure: Measure,
  obligation: Obligation,
  at: Instant,
  by: string,
): Progress {
  const key = measureKey(measure, obligation.party.id);
  const known = state.measured?.[key] ?? {};
  const { value, population, settled } = known;
  const met = measureMet(measure, value);
  if (settled !== undefined && settled.met === met && settled.value === value) {
    return { state, decisions: [] };
  }
  const first = `measure-settled:${measure.id}:${obligation.party.id}`;
  const fact: Fact = {
    kind: 'fact',
    at,
    type: 'measure-settled',
    key: settled === undefined ? first : `${first}:${by}`,
    payload: {
      ...about(obligation),
      ...aimOf(measure),
      met,
      ...(value === undefined ? { unreported: true } : { value }),
      ...(measure.kind === 'rank' && population !== undefined ? { population } : {}),
      ...(settled === undefined ? {} : { was: settled.met }),
    },
  };
  const now: MeasureState = {
    ...known,
    settled: { met, ...(value === undefined ? {} : { value }) },
  };
  return { state: withMeasured(state, key, now), decisions: [fact] };
}

/** The judgement of an obligation, and what it settles where it went unreported. */
export function settledWith(
  view: TaskView,
  judged: Progress,
  obligation: Obligation,
  at: Instant,
): Progress {
  const missing = judged.state.entries[obligation.key]?.verdict === 'missing';
  if (view.input.task.measures === undefined || !missing) return judged;
  const { state, decisions } = settleMissing(view, judged.state, obligation, at);
  return { ...judged, state, decisions: [...judged.decisions, ...decisions] };
}
