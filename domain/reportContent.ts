import type { Fault } from './faults.ts';
import { measureGuard, takeMeasures } from './measureTaken.ts';
import type { Obligation } from './obligation.ts';
import { flagRule, reportFlags, withSaid } from './reportFlags.ts';
import type { ReportSubmitted } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import type { Entry } from './taskTicks.ts';

/** What is wrong with what a report carries beside its text. */
export function contentGuard(
  view: TaskView,
  state: TaskState,
  obligation: Obligation,
  report: ReportSubmitted,
): Fault | undefined {
  return measureGuard(view, state, obligation, report);
}

/** Takes what a report carries, for the obligations that it entered: its measures 指标, then the flags 提示 it raises. */
export function takeContent(
  view: TaskView,
  { state, decisions }: Progress,
  entered: readonly Obligation[],
  report: ReportSubmitted,
): Progress {
  const said = entered.flatMap((one): [string, Entry][] => {
    if (flagRule(view, one) === undefined) return [];
    return [[one.key, withSaid(state.entries[one.key] ?? { version: 0 }, report)]];
  });
  const entries = { ...state.entries, ...Object.fromEntries(said) };
  const told = said.length === 0 ? state : { ...state, entries };
  const measured = takeMeasures(view, told, entered, report);
  const flagged = reportFlags(view, measured.state, entered, report);
  return {
    state: flagged.state,
    decisions: [...decisions, ...measured.decisions, ...flagged.decisions],
  };
}
