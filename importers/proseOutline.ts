import type { Line } from './proseLines.ts';
import { labelOf } from './proseNumber.ts';
import type { Label } from './proseNumber.ts';
import { isPlainHeading } from './proseSection.ts';
import { sliceWords } from './proseWords.ts';
import type { Words } from './proseWords.ts';

/** A numbered line (or a heading without number) with all that stands under it. */
export interface OutlineNode {
  readonly label: Label | undefined;
  /** The whole line, number included. */
  readonly line: Words;
  /** The line without its number. */
  readonly words: Words;
  /** Lines without number that follow before the next number. */
  readonly more: Line[];
  readonly children: OutlineNode[];
  /** A table stands straight below its own line. */
  readonly tableBelow: boolean;
}

/** A part of a document: what stands before the first number, and the numbered lines. */
export interface Outline {
  readonly before: readonly Line[];
  readonly nodes: readonly OutlineNode[];
}

interface Building {
  readonly top: OutlineNode[];
  readonly stack: OutlineNode[];
  /** How deep a style of number was when it was first seen in this part. */
  readonly depths: Map<string, number>;
}

/**
 * The outline of a part. Which style of number stands above which is learned from the part itself: a style
 * not open yet goes one level down; one that is open goes on counting where it stands.
 */
export function outlineOf(lines: readonly Line[]): Outline {
  const before: Line[] = [];
  const building: Building = { top: [], stack: [], depths: new Map() };
  for (const line of lines) {
    const { text } = line.words;
    if (REMARK.test(text)) continue;
    const label = labelOf(text);
    if (label && isItem(building, label)) {
      const words = sliceWords(line.words, label.end);
      enter(building, { label, line: line.words, words, tableBelow: line.tableBelow === true });
    } else if (isPlainHeading(text)) {
      const tableBelow = line.tableBelow === true;
      enter(building, { label: undefined, line: line.words, words: line.words, tableBelow });
    } else {
      const last = building.stack.at(-1);
      (last ? last.more : before).push(line);
    }
  }
  return { before, nodes: building.top };
}

/** 说明：, 注： and the like explain the list above; they belong to none of its items. */
const REMARK = /^[（(]?(?:说明|注|备注|附注|注释|填表说明)\s*[:：]/;

function styleOf(node: OutlineNode): string {
  return node.label?.style ?? 'plain';
}

/** A doubtful number (`2.5…`) counts only where it is the next one of its style. */
function isItem({ stack }: Building, label: Label): boolean {
  if (!label.doubtful) return true;
  if (label.style.startsWith('1.1')) {
    const open = stack.find((node) => styleOf(node) === label.style);
    const parts = label.no.split('.').map(Number);
    const above = stack.find((node) => node.label?.value === parts.at(-2));
    return (
      (open ? label.value === (open.label?.value ?? 0) + 1 : false) ||
      (!!above && label.value === 1)
    );
  }
  const open = stack.find((node) => styleOf(node) === label.style);
  return label.value === (open?.label?.value ?? 0) + 1;
}

function enter(building: Building, head: Omit<OutlineNode, 'more' | 'children'>): void {
  const { stack, top, depths } = building;
  const node: OutlineNode = { ...head, more: [], children: [] };
  const style = styleOf(node);
  const open = stack.findIndex((other) => styleOf(other) === style);
  stack.length = open >= 0 ? open : depthFor(building, style);
  (stack.at(-1)?.children ?? top).push(node);
  if (!depths.has(style)) depths.set(style, stack.length);
  stack.push(node);
}

/** Where a style that is not open belongs: below what it was seen below before, else below all that is open. */
function depthFor({ stack, depths }: Building, style: string): number {
  if (style === 'plain') return stack.some((node) => node.label?.style === '一、') ? 1 : 0;
  const known = depths.get(style);
  if (known === undefined) {
    // The highest usual style never stands below a lower one.
    const below = stack.findIndex((node) => rank(styleOf(node)) > rank(style) && rank(style) <= 5);
    return below < 0 ? stack.length : below;
  }
  const lower = stack.findIndex((node) => {
    const depth = depths.get(styleOf(node)) ?? 0;
    return depth > known || (depth === known && rank(styleOf(node)) > rank(style));
  });
  return lower < 0 ? stack.length : lower;
}

const USUAL = [
  '第部分',
  '第章',
  '第节',
  'plain',
  '一、',
  '第一、',
  '（一）',
  '1.',
  '1.1',
  '1.1.1',
  '（1）',
  '1）',
  '①',
];

/** The usual order of styles; it decides only where the part itself does not. */
function rank(style: string): number {
  const at = USUAL.indexOf(style);
  return at < 0 ? USUAL.length : at;
}
