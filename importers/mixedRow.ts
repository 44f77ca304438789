import type { Deadline } from '../domain/deadline.ts';
import type { DraftTask, Inference, Span } from '../domain/plan.ts';
import { inferredBy } from './rules.ts';

type Dated = Extract<Deadline, { kind: 'date' }>;

/**
 * A row of a table with what only the prose says of the same task: who leads it, who owes it where the row names
 * nobody, and milestones on other days. What the row says itself is never replaced.
 */
export function withProse(row: DraftTask, prose: DraftTask): DraftTask {
  const spans: Record<string, Span> = { ...row.spans };
  const inferred: Record<string, Inference> = { ...row.inferred };
  const take = (field: string, from: Span | undefined) => {
    if (from) spans[field] = from;
    inferred[field] = inferredBy('prose-of-row');
  };
  const leaders = row.leaders.length > 0 ? row.leaders : prose.leaders;
  const assignments = row.assignments.length > 0 ? row.assignments : prose.assignments;
  if (leaders !== row.leaders)
    leaders.forEach((_, i) => take(`leaders.${i}`, at(prose, 'leaders', i)));
  if (assignments !== row.assignments) {
    assignments.forEach((_, i) => take(`assignments.${i}`, at(prose, 'assignments', i)));
  }
  const known = row.deadlines.filter(({ kind }) => kind !== 'horizon');
  const more = prose.deadlines.flatMap((deadline, i) =>
    isMilestone(deadline, known) ? [{ deadline, i }] : [],
  );
  const kept = more.length > 0 ? known : row.deadlines;
  more.forEach(({ i }, n) => take(`deadlines.${kept.length + n}`, at(prose, 'deadlines', i)));
  return {
    ...row,
    leaders,
    assignments,
    deadlines: [...kept, ...more.map(({ deadline }) => deadline)],
    ...(Object.keys(spans).length > 0 ? { spans } : {}),
    ...(Object.keys(inferred).length > 0 ? { inferred } : {}),
  };
}

/** A day on which something is due, and that the row does not name. */
function isMilestone(deadline: Deadline, known: readonly Deadline[]): deadline is Dated {
  if (deadline.kind !== 'date' || deadline.what === undefined) return false;
  return !known.some((other) => other.kind === 'date' && other.on === deadline.on);
}

function at({ spans }: DraftTask, field: string, i: number): Span | undefined {
  return spans?.[`${field}.${i}`];
}
