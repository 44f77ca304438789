import type { Draft } from '../domain/plan.ts';
import { sliceSpan } from './canonical.ts';

export type Path = readonly (string | number)[];

/** Ask 待确认: what the text leaves open, the default that stands in the file, and where. */
export interface Ask {
  readonly id: string;
  readonly question: string;
  readonly default: string;
  /** As in `duties[0].due`. */
  readonly path: string;
}

export interface OpenAsk extends Omit<Ask, 'path'> {
  readonly path: Path;
}

/** A part of the proposed regime: its value, remarks to be written above entries, and what it asks; paths within it. */
export interface Part<Value> {
  readonly value: Value;
  readonly notes: readonly { readonly path: Path; readonly text: string }[];
  readonly asks: readonly OpenAsk[];
}

export function part<Value>(
  value: Value,
  notes: readonly string[] = [],
  asks: readonly OpenAsk[] = [],
): Part<Value> {
  return { value, notes: notes.map((text) => ({ path: [], text })), asks };
}

/** Parts of a list become one part; their paths begin with their place in it. */
export function listed<Value>(parts: readonly Part<Value>[]): Part<readonly Value[]> {
  return {
    value: parts.map(({ value }) => value),
    notes: parts.flatMap(({ notes }, i) => notes.map((n) => ({ ...n, path: [i, ...n.path] }))),
    asks: parts.flatMap(({ asks }, i) => asks.map((a) => ({ ...a, path: [i, ...a.path] }))),
  };
}

/** Parts under their keys become one part, in the order of the keys; absent ones are left out. */
export function keyed(
  parts: Readonly<Record<string, Part<unknown> | undefined>>,
): Part<Readonly<Record<string, unknown>>> {
  const present = Object.entries(parts).flatMap(([key, own]) => (own ? [{ key, own }] : []));
  return {
    value: Object.fromEntries(present.map(({ key, own }) => [key, own.value])),
    notes: present.flatMap(({ key, own }) =>
      own.notes.map((n) => ({ ...n, path: [key, ...n.path] })),
    ),
    asks: present.flatMap(({ key, own }) =>
      own.asks.map((a) => ({ ...a, path: [key, ...a.path] })),
    ),
  };
}

const LONGEST = 120;
const AROUND = 40;

/** `原文：…`: the sentence in which a clause was found, of a long one what stands around the quote. */
export function quoted(
  { text }: Pick<Draft, 'text'>,
  { quote, sentence }: Draft['regime']['duties'][number] | Draft['regime']['steps'][number],
): string {
  const words = sentence === undefined ? quote : sliceSpan(text, sentence);
  const at = words.indexOf(quote);
  if (at < 0) return `原文：${oneLine(quote)}`;
  if (words.length <= LONGEST) return `原文：${oneLine(words)}`;
  const from = Math.max(0, at - AROUND);
  const to = Math.min(words.length, at + quote.length + AROUND);
  const before = from > 0 ? '……' : '';
  const after = to < words.length ? '……' : '';
  return `原文：${before}${oneLine(words.slice(from, to))}${after}`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
