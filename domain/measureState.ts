import type { Day, Instant } from './instant.ts';
import { measureMet, progressOf, type Measure } from './measure.ts';
import type { TaskState, TaskView } from './taskState.ts';

/** MeasureState 指标现状 of one measure and party: what was told last, and what it was settled as. */
export interface MeasureState {
  readonly at?: Instant;
  readonly value?: number;
  readonly population?: number;
  readonly settled?: { readonly met: boolean; readonly value?: number };
}

/** One party's standing of one measure. */
export function measureKey({ id }: Pick<Measure, 'id'>, party: string): string {
  return `${id}/${party}`;
}

/** What a fact repeats of the rule, so that it can be read alone. */
export function aimOf(measure: Measure): Record<string, unknown> {
  const { id, title, kind, by } = measure;
  const own = { measure: id, title, kind, by };
  if (measure.kind === 'rank') return { ...own, target: measure.rank };
  const { target, unit, direction } = measure;
  return { ...own, target, unit, ...(direction === 'down' ? { direction } : {}) };
}

/** How a measure stands for a party, as its facts say it; with what has been told, against the day `on`. */
export function measureStanding(
  { input }: Pick<TaskView, 'input'>,
  state: TaskState,
  measure: Measure,
  party: string,
  on: Day,
): Readonly<Record<string, unknown>> {
  const { at, value, population, settled } = state.measured?.[measureKey(measure, party)] ?? {};
  const known = population === undefined ? {} : { population };
  return {
    ...{ party, ...aimOf(measure) },
    ...(settled === undefined ? {} : { met: settled.met }),
    ...(value === undefined || at === undefined
      ? { unreported: true }
      : { at, value, ...known, ...comparedWith(input, measure, value, on) }),
  };
}

/** The share of the target against that of the days; of a rank whether it is reached. */
export function comparedWith(
  { context }: TaskView['input'],
  measure: Measure,
  value: number,
  on: Day,
): Readonly<Record<string, unknown>> {
  if (measure.kind === 'rank') return { reached: measureMet(measure, value) };
  return progressOf(measure, value, on, context.horizon.from) as unknown as Record<string, unknown>;
}

/** The state with another standing of a measure. */
export function withMeasured(state: TaskState, key: string, measured: MeasureState): TaskState {
  return { ...state, measured: { ...state.measured, [key]: measured } };
}
