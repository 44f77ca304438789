import type { Day } from '../domain/instant.ts';
import type { Diagnostic, Draft, DraftTask, Reading } from '../domain/plan.ts';
import { gathered, SENTENCES } from './findings.ts';
import { withProse } from './mixedRow.ts';
import { held, likeness, pairsOf } from './likeness.ts';
import { headFindings } from './headFindings.ts';
import { proseTaskFindings } from './proseFindings.ts';
import { absentIn, isSure } from './prosePlan.ts';
import type { Prose } from './prosePlan.ts';
import { placedAlso, wordsOf } from './proseSame.ts';
import type { ProseTask } from './proseTasks.ts';

/** From here on two texts are the same task in other words. */
const SAME = 0.6;
/** The share of a row's words that a sentence with the same lead must hold to say the same. */
const HELD = 0.7;

/**
 * A document with prose and a table of tasks: the rows are the tasks. What the prose says of the same tasks
 * is linked to its row (`spans.alsoAt`), and what only the prose says is added.
 */
export function mixedReading(
  table: Reading,
  prose: Prose,
  options: { readonly today: Day },
): Reading {
  const candidates = prose.tasks.filter(isSure);
  const rows = [...table.draft.tasks];
  const matches = matched(rows, candidates);
  const linked: { what: string; where: string }[] = [];
  const added: ProseTask[] = [];
  candidates.forEach((one, i) => {
    const at = matches[i];
    const row = at === undefined ? undefined : rows[at];
    if (at === undefined || !row) added.push(one);
    else {
      rows[at] = withProse(placedAlso(row, one.task.source), one.task);
      linked.push({ what: `表中第${row.no ?? at + 1}项`, where: one.where });
    }
  });
  const draft: Draft = {
    ...table.draft,
    ...headOf(table.draft, prose),
    tasks: [...rows, ...added.map(({ task }) => task)],
    regime: regimeOf(table.draft, prose),
    ...absentIn(prose),
  };
  const diagnostics = [
    ...headFindings({ ...draft, otherBrackets: prose.head.otherBrackets }),
    ...prose.sights,
    ...table.diagnostics.filter((d) => !isSaid(d, prose, draft)),
    ...gathered('task-duplicated', linked, SENTENCES.doubled),
    ...proseTaskFindings(added, options.today),
  ];
  return { draft, diagnostics };
}

/** The prose around a table holds tasks, a regime or annexes of its own. */
export function saysMore({ tasks, regime, named }: Prose): boolean {
  return tasks.some(isSure) || regime.duties.length + regime.steps.length + named > 0;
}

/** For each task in prose the row that says the same: by words, by its heading, or by its turn. */
function matched(
  rows: readonly DraftTask[],
  tasks: readonly ProseTask[],
): readonly (number | undefined)[] {
  const rowPairs = rows.map((row) => variants(row).map(pairsOf));
  const best = (texts: readonly string[]) => {
    const pairs = texts.map(pairsOf);
    const scores = rowPairs.map((row) =>
      Math.max(0, ...row.flatMap((a) => pairs.map((b) => likeness(a, b)))),
    );
    const top = Math.max(0, ...scores);
    return top >= SAME ? scores.indexOf(top) : undefined;
  };
  const byLead = ({ task }: ProseTask) => {
    const own = pairsOf(wordsOf(task));
    const scores = rows.map((row, i) =>
      sameLead(row, task)
        ? Math.max(0, ...(rowPairs[i] ?? []).map((pairs) => held(pairs, own)))
        : 0,
    );
    const top = Math.max(0, ...scores);
    return top >= HELD ? scores.indexOf(top) : undefined;
  };
  const byWords = tasks.map((one) => best(variants(one.task)) ?? byLead(one));
  const byHeading = new Map<string, number | undefined>();
  const found = tasks.map((one, i) => {
    const own = byWords[i];
    const heading = one.task.category.at(-1);
    if (own !== undefined || heading === undefined || heading.length < 6) return own;
    if (!byHeading.has(heading)) byHeading.set(heading, best([heading]));
    return byHeading.get(heading);
  });
  const turns =
    rows.length === tasks.length && found.filter((at, i) => at === i).length * 2 >= rows.length;
  return found.map((at, i) => at ?? (turns && !found.includes(i) ? i : undefined));
}

function sameLead(a: DraftTask, b: DraftTask): boolean {
  const [x, y] = [a, b].map(({ assignments }) => assignments[0]);
  return x !== undefined && x.unit === y?.unit;
}

/** The wordings under which a task may be found again. */
function variants(task: DraftTask): readonly string[] {
  const title = task.title !== null && task.title.length >= 6 ? [task.title] : [];
  return [...new Set([task.content, wordsOf(task), ...title])];
}

function headOf({ title, issuer, documentNumber, issuedOn }: Draft, { head }: Prose) {
  return {
    title: head.title ?? title,
    issuer: head.issuer ?? issuer,
    documentNumber: head.documentNumber ?? documentNumber,
    issuedOn: head.issuedOn ?? issuedOn,
    spans: { ...head.spans },
  };
}

function regimeOf({ regime }: Draft, prose: Prose): Draft['regime'] {
  const quotes = new Set([...regime.duties, ...regime.steps].map(({ quote }) => quote));
  const isNew = ({ quote }: { readonly quote: string }) => !quotes.has(quote);
  return {
    duties: [...regime.duties, ...prose.regime.duties.filter(isNew)],
    steps: [...regime.steps, ...prose.regime.steps.filter(isNew)],
  };
}

/** What the reading of the table said of the whole document, and the prose knows better. */
function isSaid({ code, message }: Diagnostic, prose: Prose, { regime }: Draft): boolean {
  if (code === 'header-missing' || code === 'bracket-style') return true;
  if (code === 'regime-missing') return regime.duties.length + regime.steps.length > 0;
  return prose.sights.some((sight) => sight.code === code && sight.message === message);
}
