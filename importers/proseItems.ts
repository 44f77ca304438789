import { attributionsIn } from './proseAttribution.ts';
import type { Attribution } from './proseAttribution.ts';
import { headingOf, isBareHeading } from './proseHeading.ts';
import type { Outline, OutlineNode } from './proseOutline.ts';
import { headingKind } from './proseSection.ts';
import type { SectionKind } from './proseSection.ts';
import { joinedWords, sliceWords } from './proseWords.ts';
import type { Words } from './proseWords.ts';

/** One numbered leaf, or a paragraph without number, that holds one task or several. */
export interface Item {
  /** The words without the number; lines parted by `\n`. */
  readonly words: Words;
  /** The printed number. */
  readonly no: Words | undefined;
  /** The headings above, outermost first. */
  readonly category: readonly string[];
  readonly attributions: readonly Attribution[];
  /** Said of the heading above, for all that stands below it. */
  readonly inherited: Said | undefined;
  readonly kind: SectionKind;
  /** A heading says that tasks stand here; else it was only supposed. */
  readonly sure: boolean;
  /** The numbers from the outermost heading down: 三（一）1. */
  readonly place: string;
}

/** Words that say who owes, and where they say it. */
export interface Said {
  readonly words: Words;
  readonly attributions: readonly Attribution[];
}

interface Context {
  readonly kind: SectionKind;
  /** The kind was only supposed, so a heading below may say otherwise. */
  readonly supposed: boolean;
  readonly category: readonly string[];
  readonly inherited: Said | undefined;
  /** The numbers of the headings above. */
  readonly path: string;
}

/** The items of a part of a plan. `base`: what the title of the part says it holds. */
export function itemsOf(outline: Outline, base: SectionKind, category: readonly string[]): Item[] {
  const named = outline.nodes.map((node) => headingKind(headingOf(node.words).text));
  const hasTasks = named.includes('tasks');
  const common = { category, inherited: undefined, path: '' };
  const items = outline.before.flatMap(({ words }) =>
    paragraphItems(words, { ...common, kind: 'goals', supposed: true }),
  );
  outline.nodes.forEach((node, i) => {
    const own = named[i] === 'mixed' ? (hasTasks ? 'goals' : 'tasks') : named[i];
    const supposed = own === undefined;
    const usual = own ?? (hasTasks ? 'goals' : 'tasks');
    const kind = usual !== 'tasks' && isMostlyOwned(node) ? 'tasks' : usual;
    const context = { ...common, kind: base === 'tasks' ? kind : base, supposed };
    items.push(...nodeItems(node, context, outline.nodes));
  });
  return items;
}

/** Targets of which most name who answers for them are tasks, and those that name nobody as well. */
function isMostlyOwned(node: OutlineNode): boolean {
  const leaves = leavesOf(node);
  const owned = leaves.filter(isOwned).length;
  return leaves.length > 1 && owned * 2 >= leaves.length;
}

function leavesOf(node: OutlineNode): readonly OutlineNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

function nodeItems(
  node: OutlineNode,
  context: Context,
  siblings: readonly OutlineNode[],
): readonly Item[] {
  const text = joinedWords([node.words, ...node.more.map(({ words }) => words)], '\n');
  const attributions = counted(attributionsIn(text.text), context.kind);
  if (node.children.length > 0) return headingItems(node, { words: text, attributions }, context);
  if (isHeadOfParagraphs(node, siblings)) {
    const category = [...context.category, headingOf(node.words).text];
    const path = placeIn(context.path, node);
    const items = paragraphsItems(node, { ...context, category, path });
    if (items.length > 0 || isNamedSection(node)) return items;
  }
  const { inherited } = context;
  if (context.kind !== 'tasks' && attributions.length === 0 && !inherited) return [];
  if (node.tableBelow && attributions.length === 0 && isBareHeading(node.words.text)) return [];
  return [
    { words: text, no: numberOfNode(node), attributions, ...shared(context, inherited, node) },
  ];
}

function shared(context: Context, inherited: Said | undefined, node?: OutlineNode) {
  const { category, kind, supposed, path } = context;
  const sure = kind === 'tasks' && !supposed;
  return { category, kind, inherited, sure, place: placeIn(path, node) };
}

function placeIn(path: string, node: OutlineNode | undefined): string {
  const no = node?.label?.no ?? '';
  return /\d$/.test(path) && /^\d/.test(no) ? `${path}-${no}` : path + no;
}

function numberOfNode({ label, line }: OutlineNode): Words | undefined {
  return label && sliceWords(line, label.noFrom, label.noFrom + label.no.length);
}

/** Outside the tasks of a plan only brackets and labels say who owes; there units are subjects of sentences. */
function counted(found: readonly Attribution[], kind: SectionKind): readonly Attribution[] {
  return kind === 'tasks' ? found : found.filter(({ form }) => form !== 'sentence');
}

/** A number with numbers below it is a heading; who is named beside it answers for what names nobody. */
function headingItems(node: OutlineNode, lead: Said, context: Context): readonly Item[] {
  const heading = headingOf(node.words).text;
  const named = context.supposed || context.kind === 'goals' ? headingKind(heading) : undefined;
  const kind = belowKind(context, named);
  if (isEnumeration(node)) return [enumerationItem(node, { ...context, kind })];
  const owned = node.children.some(isOwned);
  const trailing = owned ? trailingSaid(node) : undefined;
  const isTask = owned && !trailing && lead.attributions.length > 0 && hasBody(lead.words.text);
  const said = lead.attributions.length > 0 && !isTask ? lead : trailing?.said;
  const below: Context = {
    kind,
    supposed: context.supposed && named === undefined,
    category: [...context.category, heading],
    inherited: said ?? context.inherited,
    path: placeIn(context.path, node),
  };
  const children = trailing ? [...node.children.slice(0, -1), trailing.last] : node.children;
  const items = children.flatMap((child) => {
    const childNamed = below.supposed ? headingKind(headingOf(child.words).text) : undefined;
    const own = childNamed === 'measures' ? { ...below, kind: childNamed } : below;
    return nodeItems(child, own, children);
  });
  if (!isTask) return items;
  const own = { words: lead.words, no: numberOfNode(node), attributions: lead.attributions };
  return [{ ...own, ...shared(context, undefined, node) }, ...items];
}

function belowKind(context: Context, named: ReturnType<typeof headingKind>): SectionKind {
  if (context.kind === 'measures') return 'measures';
  if (named === 'tasks') return 'tasks';
  return context.kind;
}

function hasBody(text: string): boolean {
  const sentence = text.search(/[。！]/);
  return sentence >= 0 && text.slice(sentence).replace(/[（(【].*$/s, '').length > 15;
}

function isOwned(node: OutlineNode): boolean {
  const lines = [node.words, ...node.more.map(({ words }) => words)];
  return node.children.some(isOwned) || lines.some(({ text }) => attributionsIn(text).length > 0);
}

/** Who owes, said on a line of its own after the last of several items that name nobody. */
function trailingSaid(
  node: OutlineNode,
): { readonly said: Said; readonly last: OutlineNode } | undefined {
  const last = node.children.at(-1);
  if (!last || node.children.length < 2 || last.children.length > 0) return undefined;
  if (node.children.slice(0, -1).some(isOwned) || attributionsIn(last.words.text).length > 0)
    return undefined;
  const alone = last.more.filter(({ words }) => isOnlyAttribution(words.text));
  if (alone.length === 0) return undefined;
  const words = joinedWords(
    alone.map((line) => line.words),
    '\n',
  );
  const more = last.more.filter((line) => !alone.includes(line));
  const said = { words, attributions: attributionsIn(words.text) };
  return { said, last: { ...last, more } };
}

function isOnlyAttribution(text: string): boolean {
  const found = attributionsIn(text);
  const rest = found.reduceRight((left, a) => left.slice(0, a.from) + left.slice(a.to), text);
  return found.length > 0 && !/[\p{L}\p{N}]/u.test(rest);
}

const SHORT = 30;

/** `…包括：（1）…；（2）…。` is one sentence in several lines. */
function isEnumeration({ words, more, children }: OutlineNode): boolean {
  const lead = more.at(-1)?.words.text ?? words.text;
  const texts = children.map((child) => child.words.text);
  const length = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  return (
    /[:：]$/.test(lead) &&
    children.every((child) => child.children.length === 0) &&
    texts.slice(0, -1).every((text) => /[；;]$/.test(text)) &&
    length <= SHORT
  );
}

function enumerationItem(node: OutlineNode, context: Context): Item {
  const lines = (n: OutlineNode): Words[] => [n.line, ...n.more.map(({ words }) => words)];
  const own = [node.words, ...node.more.map(({ words }) => words)];
  const words = joinedWords([...own, ...node.children.flatMap(lines)], '\n');
  const attributions = attributionsIn(words.text);
  const inherited = attributions.length === 0 ? context.inherited : undefined;
  return { words, no: numberOfNode(node), attributions, ...shared(context, inherited, node) };
}

/** A bare heading among headings: what stands below it are paragraphs without number. */
function isHeadOfParagraphs(node: OutlineNode, siblings: readonly OutlineNode[]): boolean {
  if (node.more.length === 0 || !isBareHeading(node.words.text)) return false;
  const kind = headingKind(headingOf(node.words).text);
  const others = siblings.filter((other) => other !== node);
  const headings = others.filter((other) => other.children.length > 0).length;
  return kind === 'tasks' || kind === 'mixed' || (headings > 0 && headings * 2 >= others.length);
}

/** 二、重点任务 with a sentence below it is a part of the plan and not itself one of its tasks. */
function isNamedSection({ words }: OutlineNode): boolean {
  const kind = headingKind(headingOf(words).text);
  return kind === 'tasks' || kind === 'mixed';
}

/** A sentence that only says where the tasks stand. */
const ELSEWHERE = /(?:详见|见|列入)附(?:件|表)[^。]{0,12}[。.]?$/;

function paragraphsItems(node: OutlineNode, context: Context): readonly Item[] {
  const anyOwned = node.more.some(({ words }) => attributionsIn(words.text).length > 0);
  if (anyOwned) {
    const text = joinedWords(
      node.more.map(({ words }) => words),
      '\n',
    );
    return paragraphItems(text, context);
  }
  if (context.kind !== 'tasks' || context.inherited) return [];
  return node.more
    .filter(({ words }) => words.text.length > SHORT && !ELSEWHERE.test(words.text))
    .map(({ words }) => ({
      words,
      no: undefined,
      attributions: [],
      ...shared(context, undefined),
    }));
}

/** A paragraph without number is a task only where it says who owes. */
function paragraphItems(words: Words, context: Context): Item[] {
  const attributions = counted(attributionsIn(words.text), context.kind);
  if (attributions.length === 0) return [];
  return [{ words, no: undefined, attributions, ...shared(context, undefined) }];
}
