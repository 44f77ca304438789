import { Document, isCollection, isMap, isScalar, isSeq, visit, type Node } from 'yaml';
import type { Part, Path } from './regimeProposalPart.ts';

/** Keys whose values stand on one line, as in the regimes that are shipped. */
const ON_ONE_LINE = /^(?:by|due|cutOff|at|grace|closes|on|to|sign|gate|criticise|commend)$/;

/**
 * A proposed regime as YAML: above each entry the sentence of the plan and, at what is open, `# 请确认：…（默认 …）`.
 * `head` is written on top.
 */
export function proposalYaml(
  { value, notes, asks }: Part<unknown>,
  head: readonly string[],
): string {
  const doc = new Document(value);
  visit(doc, {
    Pair(_, pair) {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      if (isCollection(pair.value) && ON_ONE_LINE.test(name)) pair.value.flow = true;
      if (isScalar(pair.value) && /\d:\d/.test(String(pair.value.value))) {
        pair.value.type = 'QUOTE_SINGLE';
      }
      if (isSeq(pair.value) && name === 'when') for (const item of pair.value.items) flow(item);
    },
  });
  for (const { path, text } of notes) remark(doc, path, text);
  for (const ask of asks) remark(doc, ask.path, `请确认：${ask.question}（默认 ${ask.default}）`);
  spaced(doc);
  doc.commentBefore = head.map((line) => ` ${line}`).join('\n');
  return doc.toString({ lineWidth: 0 }).split('\n').map(tightLists).join('\n');
}

/** `[lead]` as the shipped regimes write it; comments and titles are left alone. */
function tightLists(line: string): string {
  return /^\s*(?:#|(?:- )?title:)/.test(line) ? line : line.replace(/\[ ([^[\]]*) \]/g, '[$1]');
}

function flow(item: unknown): void {
  if (isCollection(item)) item.flow = true;
}

/** Writes a remark above the entry of a path; inside what stands on one line, above that line. */
function remark(doc: Document, path: Path, text: string): void {
  const node = entryOf(doc, path);
  if (node === undefined) return;
  const line = ` ${text}`;
  const before = node.commentBefore ?? '';
  if (before.split('\n').includes(line)) return;
  node.commentBefore = before === '' ? line : `${before}\n${line}`;
}

function entryOf(doc: Document, path: Path): Node | undefined {
  let node: unknown = doc.contents;
  let entry: Node | undefined;
  for (const step of path) {
    if (isSeq(node) && !node.flow) {
      node = node.items[Number(step)];
      entry = node as Node;
    } else if (isMap(node) && !node.flow) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined || !isScalar(pair.key)) return entry;
      node = pair.value;
      entry = pair.key;
    } else return entry;
  }
  return entry;
}

/** A blank line before each section, and before each entry of a list but the first. */
function spaced(doc: Document): void {
  if (!isMap(doc.contents)) return;
  for (const { key, value } of doc.contents.items) {
    if (isScalar(key) && isCollection(value)) key.spaceBefore = true;
    if (isScalar(key) && key.value === 'fallback') key.spaceBefore = true;
    if (!isSeq(value)) continue;
    value.items.slice(1).forEach((item) => {
      if (isMap(item)) item.spaceBefore = true;
    });
  }
}
