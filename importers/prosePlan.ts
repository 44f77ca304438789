import type { Day } from '../domain/instant.ts';
import type { Diagnostic, Draft, Reading } from '../domain/plan.ts';
import type { Source } from './blocks.ts';
import { canonicalText } from './canonical.ts';
import { annexWords } from './proseAnnex.ts';
import type { NamedAnnex } from './proseAnnex.ts';
import { attributionsIn } from './proseAttribution.ts';
import { clausesOf } from './proseClauses.ts';
import { headFindings } from './headFindings.ts';
import { proseTaskFindings, regimeMissing, sightFindings } from './proseFindings.ts';
import { readProseHead } from './proseHead.ts';
import type { ProseHead } from './proseHead.ts';
import { itemsOf } from './proseItems.ts';
import type { Item } from './proseItems.ts';
import { linesOf } from './proseLines.ts';
import { outlineOf } from './proseOutline.ts';
import type { OutlineNode } from './proseOutline.ts';
import { partsOf } from './proseParts.ts';
import type { Part } from './proseParts.ts';
import { proseRegime } from './proseRegime.ts';
import { keptOnce } from './proseSame.ts';
import { titleKind } from './proseSection.ts';
import { targetFindings } from './sameTargets.ts';
import { unitFindings } from './unitFindings.ts';
import type { UnitTask } from './unitFindings.ts';
import { subjectUnits, suspects } from './proseSuspect.ts';
import { proseTask } from './proseTasks.ts';
import type { ProseTask } from './proseTasks.ts';

/** What the prose of a document says, tables left aside. */
export interface Prose {
  readonly head: ProseHead;
  readonly tasks: readonly ProseTask[];
  readonly regime: Draft['regime'];
  readonly text: string;
  /** Diagnostics of the document, not of its tasks and not of its heading. */
  readonly sights: readonly Diagnostic[];
  /** How many annexes it names. */
  readonly named: number;
  /** 附件2《…》: those of them that the document lacks. */
  readonly absent: readonly string[];
}

/** Reads the prose of a document: parts, outline, items, clauses. */
export function readProse(source: Source): Prose {
  const canonical = canonicalText(source.blocks);
  const { lines, removed } = linesOf(source.blocks, canonical);
  const { parts, named } = partsOf(lines);
  const head = readProseHead(lines, parts);
  const context = head.year === undefined ? {} : { year: head.year };
  const all = parts.flatMap((part) =>
    partItems(part)
      .flatMap(clausesOf)
      .filter(({ whole }) => whole.to > whole.from)
      .map((clause) => ({ part, read: proseTask(clause, context, placeOf(part, clause.item)) })),
  );
  const { tasks: kept, doubled } = keptOnce(all);
  const tasks = kept.map(({ read }) => read).filter(({ task }) => task.content !== '');
  const { regime, periodless } = proseRegime(lines, canonical.text);
  const absent = absentAnnexes(named, parts, source);
  const known = unitsOf(tasks);
  const sights = sightFindings({
    ...{ notes: source.notes, removed, doubled, periodless },
    absent,
    suspects: suspects(
      lines.map(({ words: { text } }) => ({ text, where: `“${text.slice(0, 12)}…”` })),
    ),
    subjects: parts.flatMap((part) => subjectsOf(part, known)),
  });
  return {
    head,
    tasks,
    regime,
    text: canonical.text,
    sights,
    named: named.length,
    absent: absent.map(annexWords),
  };
}

/** How sure it is that the prose is a plan: a heading or an attribution says so, or only numbers do. */
export function proseFit({ tasks }: Prose): 'sure' | 'supposed' | 'none' {
  if (tasks.some(isSure)) return 'sure';
  return tasks.length > 0 ? 'supposed' : 'none';
}

export function isSure({ task, clause }: ProseTask): boolean {
  return task.assignments.length > 0 || clause.item.sure;
}

/** A plan in prose as a draft. `today` tells which deadlines are past. */
export function proseReading(prose: Prose, options: { readonly today: Day }): Reading {
  const { head, tasks, regime, text, sights } = prose;
  const { title, issuer, documentNumber, issuedOn, spans } = head;
  const draft: Draft = {
    ...{ title, issuer, documentNumber, issuedOn },
    tasks: tasks.map(({ task }) => task),
    ...{ regime, spans: { ...spans }, text, ...absentIn(prose) },
  };
  const diagnostics = [
    ...headFindings(head),
    ...sights,
    ...proseTaskFindings(tasks, options.today),
    ...unitFindings(draft.tasks, { where: placesOf(tasks), text }),
    ...targetFindings(
      tasks.map(({ task, where }) => ({ where, targets: task.statedTargets ?? [] })),
    ),
    ...(regime.duties.length + regime.steps.length === 0 ? [regimeMissing()] : []),
  ];
  return { draft, diagnostics };
}

/** The field of a draft that says which annexes are missing; none where the document is whole. */
export function absentIn({ absent }: Pick<Prose, 'absent'>): { readonly absent?: string[] } {
  return absent.length > 0 ? { absent: [...absent] } : {};
}

function placesOf(read: readonly ProseTask[]): (task: UnitTask) => string {
  const places = new Map<UnitTask, string>(read.map(({ task, where }) => [task, where]));
  return (task) => places.get(task) ?? '';
}

function partItems(part: Part): readonly Item[] {
  const base = part.kind === 'letter' ? 'measures' : titleKind(part.title?.text ?? '');
  const category = part.kind === 'annex' && part.title ? [part.title.text] : [];
  return itemsOf(outlineOf(part.lines), base, category);
}

function placeOf(part: Part, item: Item): string {
  const annex = part.kind === 'annex' ? `附件${part.no ?? ''} ` : '';
  const place = item.place === '' ? `“${item.words.text.slice(0, 10)}…”` : `${item.place}`;
  return annex + place;
}

/** Annexes that the text names and neither prose nor table of the document holds. */
function absentAnnexes(
  named: readonly NamedAnnex[],
  parts: readonly Part[],
  source: Source,
): readonly NamedAnnex[] {
  const present = parts.filter(({ kind }) => kind === 'annex');
  const tables = source.blocks.filter(({ kind }) => kind === 'table').length;
  return named.filter(({ no, name }) => {
    const found = present.some((part) => part.no === no || alike(part.title?.text ?? '', name));
    return !found && !(named.length === 1 && tables > 0);
  });
}

function alike(title: string, name: string): boolean {
  const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  const [a, b] = [bare(title), bare(name)];
  return a.length >= 4 && b.length >= 4 && (a.includes(b) || b.includes(a));
}

/** Units that only stand in sentences, in the lines where nothing else says who owes. */
function subjectsOf(part: Part, known: ReadonlySet<string>) {
  const outline = outlineOf(part.lines);
  return outline.nodes.flatMap((top) =>
    [{ node: top, path: '' }, ...below(top)].flatMap(({ node, path }) => {
      const place = `${placePrefix(part)}${path}${node.label?.no ?? ''}`;
      const lines = [node.words, ...node.more.map(({ words }) => words)];
      return lines.flatMap(({ text }) =>
        subjectUnits(unattributed(text), known).map((what) => ({ what, where: place })),
      );
    }),
  );
}

interface Placed {
  readonly node: OutlineNode;
  /** The numbers above. */
  readonly path: string;
}

/** All that stands below a heading; below the second level only what says nowhere who owes it. */
function below(top: OutlineNode, above = ''): readonly Placed[] {
  const path = above + (top.label?.no ?? '');
  return top.children.flatMap((node) => [
    ...(above === '' || isUnowned(node) ? [{ node, path }] : []),
    ...below(node, path),
  ]);
}

function isUnowned({ words, more }: OutlineNode): boolean {
  const lines = [words, ...more.map((line) => line.words)];
  return lines.every(({ text }) => attributionsIn(text).length === 0);
}

function unattributed(text: string): string {
  const found = attributionsIn(text);
  return found.reduceRight((left, a) => `${left.slice(0, a.from)}。${left.slice(a.to)}`, text);
}

function placePrefix(part: Part): string {
  return part.kind === 'annex' ? `附件${part.no ?? ''} ` : '';
}

function unitsOf(tasks: readonly ProseTask[]): ReadonlySet<string> {
  return new Set(tasks.flatMap(({ task }) => task.assignments.map(({ unit }) => unit)));
}
