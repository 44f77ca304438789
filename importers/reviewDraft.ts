import type { Assignment, Draft, DraftTask, Inference, Span } from '../domain/plan.ts';
import { isGroupExpression } from '../domain/unitGroup.ts';
import { fieldParts, isUnits } from './doubtsKinds.ts';
import type { Doubt } from './doubtsKinds.ts';
import type { Edit } from './reviewEdits.ts';
import { groupedBy } from './reviewGroups.ts';
import { unitsValue } from './reviewValues.ts';
import { inferredBy } from './rules.ts';

type TaskEdit = Extract<Edit, { at: 'task' }>;

/** The draft with every correction in it; what was accepted is no longer in doubt. */
export function editedDraft(
  draft: Draft,
  edits: readonly Edit[],
  accepted: readonly Doubt[],
): Draft {
  const byTask = groupedBy(
    edits.filter((edit) => edit.at === 'task'),
    ({ index }) => index,
  );
  const sure = groupedBy(accepted, ({ task }) => task?.index);
  const renames = edits.filter((edit) => edit.at === 'unit');
  const tasks = draft.tasks.map((task, i) => {
    const own = byTask.get(i) ?? [];
    const known = sure.get(i) ?? [];
    if (own.length === 0 && known.length === 0 && renames.length === 0) return task;
    const certain = known.length === 0 ? task : { ...task, ...accept(task.inferred, known) };
    return renames.reduce(renamed, edited(certain, own));
  });
  const heads = edits.filter((edit) => edit.at === 'head');
  const duties = edits.flatMap((edit) => (edit.at === 'regime' ? [edit.duty] : []));
  const marks = heads.map(({ field }) => [field, inferredBy('corrected-in-review')] as const);
  const inferred = { ...accept(draft.inferred, sure.get(undefined) ?? []).inferred };
  const all = { ...inferred, ...Object.fromEntries(marks) };
  return {
    ...draft,
    ...Object.fromEntries(heads.map(({ field, value }) => [field, value])),
    ...(Object.keys(all).length === 0 ? {} : { inferred: all }),
    tasks,
    regime: { ...draft.regime, duties: [...draft.regime.duties, ...duties] },
  };
}

/** What a person has accepted is as sure as if it were printed. */
function accept(
  inferred: Readonly<Record<string, Inference>> | undefined,
  doubts: readonly Doubt[],
): { readonly inferred?: Record<string, Inference> } {
  if (inferred === undefined) return {};
  const meant = (field: string, rule: string) =>
    doubts.some((doubt) => {
      const [own, theirs] = [fieldParts(field).base, fieldParts(doubt.field).base];
      const alike = own === theirs || (isUnits(own) && isUnits(theirs));
      return doubt.kind === rule && alike;
    });
  const entries = Object.entries(inferred).map(([field, inference]) => [
    field,
    meant(field, inference.rule) ? { ...inference, confidence: 1 } : inference,
  ]);
  return { inferred: Object.fromEntries(entries) as Record<string, Inference> };
}

function edited(task: DraftTask, edits: readonly TaskEdit[]): DraftTask {
  let next = task;
  for (const base of ['title', 'no', 'content'] as const) {
    const edit = edits.find((one) => one.base === base);
    if (edit === undefined) continue;
    next = { ...next, [base]: edit.value, inferred: marked(next.inferred, [base]) };
  }
  for (const base of ['category', 'leaders', 'deadlines', 'assignments'] as const) {
    const own = edits.filter((edit) => edit.base === base);
    if (own.length > 0) next = editedList(next, base, own);
  }
  return next;
}

type ListField = 'category' | 'leaders' | 'deadlines' | 'assignments';

interface Element {
  readonly value: unknown;
  /** The place that it had in the list, where it had one. */
  readonly before: number | undefined;
  readonly corrected: boolean;
}

/** Whole lists are replaced, single elements by what stands for them; spans and inferences go along. */
function editedList(task: DraftTask, base: ListField, edits: readonly TaskEdit[]): DraftTask {
  const whole = edits.find(({ field }) => field === base);
  const parts = new Map(edits.map((edit) => [fieldParts(edit.field).index, edit.value]));
  const elements: Element[] =
    whole === undefined
      ? (task[base] as readonly unknown[]).flatMap((value, i): Element[] => {
          const part = parts.get(i) as readonly unknown[] | undefined;
          if (part === undefined) return [{ value, before: i, corrected: false }];
          return part.map((one) => ({ value: one, before: i, corrected: true }));
        })
      : (whole.value as readonly unknown[]).map((value) => ({
          value,
          before: undefined,
          corrected: true,
        }));
  const once = elements.filter(
    ({ value }, i) => elements.findIndex((o) => same(o.value, value)) === i,
  );
  const empty = base === 'deadlines' && once.length === 0;
  const horizon: Element = { value: { kind: 'horizon' }, before: undefined, corrected: true };
  const list = empty ? [horizon] : once;
  const moved = movedKeys(task, base, list);
  const next = { ...task, [base]: list.map(({ value }) => value), ...moved };
  return base === 'assignments' ? { ...next, openEnded: isOpen(task, next, whole) } : next;
}

/** An open list stays open until somebody wrote out the whole of it. */
function isOpen(before: DraftTask, after: DraftTask, whole: TaskEdit | undefined): boolean {
  if (whole?.base === 'assignments') return whole.openEnded;
  const groups = (task: DraftTask) => task.assignments.some(({ unit }) => isGroupExpression(unit));
  return groups(after) || (before.openEnded && !groups(before));
}

function movedKeys(task: DraftTask, base: ListField, list: readonly Element[]) {
  const others = <T>(records: Readonly<Record<string, T>> | undefined) =>
    Object.entries(records ?? {}).filter(([field]) => {
      const parts = fieldParts(field);
      return parts.base !== base || parts.index === undefined;
    });
  const spans = list.flatMap(({ before }, i): [string, Span][] => {
    const span = before === undefined ? undefined : task.spans?.[`${base}.${before}`];
    return span === undefined ? [] : [[`${base}.${i}`, span]];
  });
  const inferred = list.flatMap(({ before, corrected }, i): [string, Inference][] => {
    const known = before === undefined ? undefined : task.inferred?.[`${base}.${before}`];
    const inference = corrected ? inferredBy('corrected-in-review') : known;
    return inference === undefined ? [] : [[`${base}.${i}`, inference]];
  });
  const replaced = list.every(({ before }) => before === undefined);
  const gone = (field: string) => {
    const own = fieldParts(field).base;
    return replaced && (own === base || (base === 'assignments' && isUnits(own)));
  };
  const marks = others(task.inferred).filter(([field]) => !gone(field));
  return {
    ...(task.spans === undefined
      ? {}
      : { spans: Object.fromEntries([...others(task.spans), ...spans]) }),
    inferred: Object.fromEntries([...marks, ...inferred]),
  };
}

function marked(
  inferred: Readonly<Record<string, Inference>> | undefined,
  fields: readonly string[],
): Record<string, Inference> {
  const marks = fields.map((field) => [field, inferredBy('corrected-in-review')] as const);
  return { ...inferred, ...Object.fromEntries(marks) };
}

/** A name is replaced wherever it stands, each time in the role that it has there. */
function renamed(task: DraftTask, { name, text }: Extract<Edit, { at: 'unit' }>): DraftTask {
  const edits = task.assignments.flatMap((assignment, index): TaskEdit[] => {
    if (assignment.unit !== name) return [];
    const read = unitsValue(text, [assignment], assignment.role);
    if ('fault' in read) return [];
    const value: readonly Assignment[] = read.value.assignments;
    const { openEnded } = task;
    const field = `assignments.${index}`;
    return [{ at: 'task', index: 0, field, base: 'assignments', value, openEnded }];
  });
  return edits.length === 0 ? task : editedList(task, 'assignments', edits);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
