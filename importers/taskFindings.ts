import type { Day } from '../domain/instant.ts';
import type { Diagnostic, DraftTask } from '../domain/plan.ts';
import { gathered, SENTENCES } from './findings.ts';

/** A task as it was seen, in whatever form its plan has. */
export interface SeenTask {
  readonly task: Pick<DraftTask, 'assignments' | 'deadlines'>;
  readonly where: string;
  readonly deadlineAt: string;
  /** Each list of units with its place. */
  readonly units: readonly { readonly units: SeenUnits; readonly where: string }[];
}

interface SeenUnits {
  readonly groups: readonly string[];
  readonly doubtful: readonly string[];
  /** The list ends in 等. */
  readonly open: boolean;
}

/** What was seen of single tasks: units that are not yet known, times that are past or unclear. */
export function taskFindings(seen: readonly SeenTask[], today: Day): readonly Diagnostic[] {
  const lists = seen.flatMap(({ units }) => units);
  const named = (pick: (units: SeenUnits) => readonly string[]) =>
    lists.flatMap(({ units, where }) => pick(units).map((what) => ({ what, where })));
  const times = (pick: (deadline: SeenTask['task']['deadlines'][number]) => readonly string[]) =>
    seen.flatMap(({ task, deadlineAt: where }) =>
      task.deadlines.flatMap(pick).map((what) => ({ what, where })),
    );
  const open = lists.filter(({ units }) => units.open).map(({ where }) => ({ what: '', where }));
  const unitless = seen
    .filter(({ task }) => task.assignments.length === 0)
    .map(({ where }) => ({ what: '', where }));
  const past = times((d) => (d.kind === 'date' && d.on < today ? [d.on] : []));
  const unknown = times((d) => (d.kind === 'unknown' ? [d.text] : []));
  return [
    ...gathered(
      'group-unresolved',
      named(({ groups }) => groups),
      SENTENCES.group,
    ),
    ...gathered('list-open', open, SENTENCES.open),
    ...gathered(
      'unit-doubtful',
      named(({ doubtful }) => doubtful),
      SENTENCES.doubtful,
    ),
    ...gathered('task-without-unit', unitless, SENTENCES.unitless),
    ...gathered('deadline-past', past, SENTENCES.past(today)),
    ...gathered('deadline-unknown', unknown, SENTENCES.unknown),
  ];
}
