import type { Attribution } from './proseAttribution.ts';
import { titleRange } from './proseHeading.ts';
import type { Item } from './proseItems.ts';
import { trimmedRange } from './proseWords.ts';
import type { Range } from './proseWords.ts';

/** A stretch of an item with those who owe it: one task. */
export interface Clause {
  readonly item: Item;
  readonly title: Range | undefined;
  readonly content: Range;
  /** All of the stretch, title included, without who owes. */
  readonly whole: Range;
  readonly attributions: readonly Attribution[];
  readonly first: boolean;
}

/** Fewer letters after the last attribution belong to the clause before it. */
const SHORT_REST = 30;
const WORD = /[\p{L}\p{N}]/u;

/** Parts an item at its attributions: each clause ends where it is said who owes it. */
export function clausesOf(item: Item): readonly Clause[] {
  const { text } = item.words;
  const groups = adjoining(text, item.attributions);
  const first = groups[0];
  if (!first) return [clause(item, { from: 0, to: text.length }, [], true)];
  const headed = groups.length === 1 && isBesideTitle(text, first);
  if (headed) return [besideTitle(item, first)];
  const clauses: Clause[] = [];
  let from = 0;
  for (const group of groups) {
    const to = group[0]?.from ?? from;
    clauses.push(clause(item, { from, to }, group, clauses.length === 0));
    from = group.at(-1)?.to ?? to;
  }
  return [...clauses.slice(0, -1), ...withRest(item, clauses, from)];
}

/** Attributions with no words between them speak of the same clause; one before any words speaks of the first. */
function adjoining(text: string, attributions: readonly Attribution[]): Attribution[][] {
  const groups: Attribution[][] = [];
  let end = 0;
  for (const attribution of attributions) {
    const parted = WORD.test(text.slice(end, attribution.from));
    const last = groups.at(-1);
    if (last && !parted) last.push(attribution);
    else groups.push([attribution]);
    end = attribution.to;
  }
  return groups;
}

/** What follows the last attribution: a few words go with it, a sentence of its own is a clause without a unit. */
function withRest(item: Item, clauses: readonly Clause[], end: number): readonly Clause[] {
  const last = clauses.at(-1);
  if (!last) return [];
  const { text } = item.words;
  const rest = trimmedRange(text, { from: end, to: text.length }, /[。；;，,、]/);
  const size = rest.to - rest.from;
  if (size < 4 || !WORD.test(text.slice(rest.from, rest.to))) return [last];
  if (!WORD.test(text.slice(last.whole.from, last.whole.to))) {
    return [clause(item, rest, last.attributions, last.first)];
  }
  if (size <= SHORT_REST && !text.slice(end, rest.from).includes('\n')) {
    return [clause(item, { from: last.whole.from, to: rest.to }, last.attributions, last.first)];
  }
  return [last, clause(item, rest, [], false)];
}

const LONGEST_HEAD = 45;
const SHORTEST = 6;

/** `（一）某某行动（牵头单位：甲局）` above the words themselves. */
function isBesideTitle(text: string, group: readonly Attribution[]): boolean {
  const start = group[0]?.from ?? 0;
  const end = group.at(-1)?.to ?? 0;
  const before = text.slice(0, start).trim();
  const after = text.slice(end);
  const rest = after.replace(/\s/g, '').length;
  return (
    before.length <= LONGEST_HEAD &&
    !/[。；！]./.test(before) &&
    /^[。：:\s]*\n/.test(after) &&
    (rest > SHORT_REST || (rest >= SHORTEST && !/[。；！]/.test(before)))
  );
}

function besideTitle(item: Item, group: readonly Attribution[]): Clause {
  const { text } = item.words;
  const title = trimmedRange(text, { from: 0, to: group[0]?.from ?? 0 });
  const named = title.to > title.from ? trimEnd(text, title) : undefined;
  const content = trimmedRange(text, { from: group.at(-1)?.to ?? 0, to: text.length }, /[。：:]/);
  const whole = { from: 0, to: text.length };
  return { item, title: named, content, whole, attributions: group, first: true };
}

function trimEnd(text: string, range: Range): Range {
  let { to } = range;
  while (to > range.from && /[\s：:。；;，,]/.test(text.charAt(to - 1))) to -= 1;
  return { from: range.from, to };
}

const CONTENT_LABEL =
  /^(?:(?:主要|重点|工作|具体|目标)?(?:任务|内容|措施|举措|目标任务)|工作目标)\s*[:：]\s*/;

function clause(
  item: Item,
  stretch: Range,
  attributions: readonly Attribution[],
  first: boolean,
): Clause {
  const { text } = item.words;
  const whole = trimmedRange(text, stretch, /[。；;，,、：:]/);
  const begins = first || text.slice(Math.max(0, stretch.from), whole.from).includes('\n');
  const found = begins ? titleRange(text, whole) : undefined;
  const body = { from: found?.rest ?? whole.from, to: whole.to };
  const label = CONTENT_LABEL.exec(text.slice(body.from, body.to).trimStart())?.[0] ?? '';
  const content = trimmedRange(text, body);
  const from = Math.min(content.to, content.from + label.length);
  return {
    ...{ item, whole, attributions, first },
    title: found?.title,
    content: { from, to: content.to },
  };
}
