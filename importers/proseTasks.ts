import type { Deadline } from '../domain/deadline.ts';
import type { Assignment, DraftTask, Inference, Span } from '../domain/plan.ts';
import { contentDeadlines } from './contentTime.ts';
import type { Clause } from './proseClauses.ts';
import { ownersOf } from './proseOwners.ts';
import type { Owners } from './proseOwners.ts';
import { spanOfWords } from './proseWords.ts';
import type { Range } from './proseWords.ts';
import { inferredBy } from './rules.ts';
import type { RuleName } from './rules.ts';
import { statedTargets } from './targets.ts';
import type { TimeContext } from './timePhrase.ts';

/** A task with what its words showed, for the diagnostics. */
export interface ProseTask {
  readonly task: DraftTask;
  readonly owners: Owners;
  /** 附件1 二（一）1: where the task stands. */
  readonly where: string;
  readonly clause: Clause;
}

/** One clause becomes one task. */
export function proseTask(clause: Clause, context: TimeContext, where: string): ProseTask {
  const { item, attributions } = clause;
  const said = ownersOf({ words: item.words, attributions }, context);
  const inherits = said.assignments.length === 0 && item.inherited !== undefined;
  const owners = inherits ? inheritedBy(said, ownersOf(item.inherited, context)) : said;
  const at = (range: Range) => spanOfWords(item.words, range);
  const cut = (range: Range) => item.words.text.slice(range.from, range.to);
  const times = timesOf(clause, owners, context);
  const leaders = unique(owners.leaders, (a, b) => a.name === b.name);
  const spans: Record<string, Span | undefined> = {
    no: item.no && spanOfWords(item.no),
    title: clause.title && at(clause.title),
    content: at(clause.content),
    ...(owners.lists.length > 0 ? { assignments: around(owners.lists) } : {}),
  };
  owners.assignments.forEach(({ span }, i) => (spans[`assignments.${i}`] = span));
  leaders.forEach(({ span }, i) => (spans[`leaders.${i}`] = span));
  times.forEach(({ span }, i) => (spans[`deadlines.${i}`] = span));
  const source = sourceOf(clause);
  const task: DraftTask = {
    no: item.no?.text ?? null,
    category: [...item.category],
    title: clause.title ? cut(clause.title) : null,
    content: cut(clause.content),
    assignments: owners.assignments.map(({ unit, role }): Assignment => ({ unit, role })),
    leaders: leaders.map(({ name }) => name),
    openEnded: owners.open || owners.groups.length > 0,
    deadlines: times.map(({ deadline }) => deadline),
    ...statedTargets(cut(clause.content)),
    source,
    spans: Object.fromEntries(Object.entries(spans).flatMap(([k, v]) => (v ? [[k, v]] : []))),
    inferred: inferredOf(owners, times, inherits),
  };
  return { task, owners, where, clause };
}

/** Who is named beside the heading; a time that the item names itself stands before the heading's. */
function inheritedBy(own: Owners, heading: Owners): Owners {
  const { leaders, deadlines } = own;
  return {
    ...heading,
    ...(leaders.length > 0 ? { leaders } : {}),
    ...(deadlines.length > 0 ? { deadlines } : {}),
  };
}

interface Time {
  readonly deadline: Deadline;
  readonly span: Span | undefined;
  /** The words themselves name the year. */
  readonly dated: boolean;
}

/** The times that a label names, else those in the sentence; without any the plan's own horizon. */
function timesOf(clause: Clause, owners: Owners, context: TimeContext): readonly Time[] {
  const { words } = clause.item;
  const { from, to } = clause.whole;
  const labelled = owners.deadlines.map((time) => ({ ...time, dated: true }));
  const found = contentDeadlines(words.text.slice(from, to), context)
    .filter((time) => !isAttributed(clause, { from: from + time.from, to: from + time.to }))
    .map((time) => ({
      deadline: time.deadline,
      span: spanOfWords(words, { from: from + time.from, to: from + time.to }),
      dated: /(?:19|20)\d{2}|二[〇○零]/.test(words.text.slice(from + time.from, from + time.to)),
    }));
  const all = unique(labelled.length > 0 ? labelled : [...found], (a, b) =>
    same(a.deadline, b.deadline),
  );
  return all.length > 0 ? all : [{ deadline: { kind: 'horizon' }, span: undefined, dated: true }];
}

function isAttributed({ attributions }: Clause, range: Range): boolean {
  return attributions.some((a) => a.from <= range.from && range.to <= a.to);
}

function same(a: Deadline, b: Deadline): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function unique<T>(all: readonly T[], alike: (a: T, b: T) => boolean): readonly T[] {
  return all.filter((one, i) => all.findIndex((other) => alike(other, one)) === i);
}

function around(spans: readonly Span[]): Span {
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}

/** From the number (or the clause) to the end of who owes it. */
function sourceOf({ item, whole, attributions, first }: Clause): Span {
  const end = Math.max(whole.to, ...attributions.map(({ to }) => to));
  const own = spanOfWords(item.words, { from: whole.from, to: end });
  const no = first && item.no ? spanOfWords(item.no) : undefined;
  const all = [own, no].flatMap((span) => span ?? []);
  return all.length > 0 ? around(all) : { from: 0, to: 0 };
}

function inferredOf(
  owners: Owners,
  times: readonly Time[],
  inherits: boolean,
): Record<string, Inference> {
  const found: Record<string, Inference> = {};
  const put = (field: string, rule: RuleName) => (found[field] ??= inferredBy(rule));
  const named = owners.assignments.length > 0;
  if (inherits && named) put('assignments', 'units-of-heading');
  if (owners.open && named) put('assignments', 'list-open');
  if (named && !owners.assignments.some(({ role }) => role === 'lead')) {
    put('assignments', 'responsible-stands-for-lead');
  }
  times.forEach(({ deadline, dated }, i) => {
    if (deadline.kind === 'horizon') put(`deadlines.${i}`, 'no-time-phrase');
    else if (deadline.kind === 'date' && !dated) put(`deadlines.${i}`, 'year-from-document');
  });
  return found;
}
