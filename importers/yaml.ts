import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import type { z } from 'zod';
import { aliasFaults, MOST_ALIASES } from './yamlAliases.ts';
import { findingsOf, type Finding } from './yamlFaults.ts';
import { placesOf, type Places } from './yamlPlaces.ts';
import type { Path } from './yamlSchema.ts';
import {
  DOCUMENT,
  firstOfLines,
  isTooLarge,
  syntaxFaults,
  trapIn,
  type Bounds,
  type Misplaced,
} from './yamlSyntax.ts';

/**
 * DocumentFault 文档错误: `line` and `column` count from 1, columns in code points. `path`:
 * `duties[0].due`, or ''.
 */
export interface DocumentFault {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** What a check of the finished value found; the path is that of the offending node. */
export interface PathFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Half-open, in code points of the text without its byte order mark. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

export interface YamlReading<T> {
  readonly value?: T;
  readonly faults: readonly DocumentFault[];
  /** Where the node at a path stands. */
  readonly spanOf: (path: Path) => TextSpan | undefined;
}

const MOST_FAULTS = 50;

/**
 * Reads a YAML document (JSON is one too) by a schema: every fault at its place, in Chinese. The
 * extra checks run on a value that fits the schema. `bounds` say how large it may be. Never throws.
 */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  extraChecks?: (value: T) => readonly PathFault[],
  bounds: Bounds = DOCUMENT,
): YamlReading<T> {
  const nowhere = () => undefined;
  if (isTooLarge(text, bounds)) return { faults: [sizeFault(bounds)], spanOf: nowhere };
  try {
    const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
    return readSource(bare, schema, extraChecks, bounds);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { faults: [atStart(`文件无法读取（${reason}）`)], spanOf: nowhere };
  }
}

/** `第3行第5列：…` for lists of faults. */
export function faultWords(fault: DocumentFault): string {
  return `${placeWords(fault)}：${fault.message}`;
}

export function placeWords(fault: Pick<DocumentFault, 'line' | 'column'>): string {
  return `第${fault.line}行第${fault.column}列`;
}

/** `duties[0].due` */
export function pathWords(path: Path): string {
  return path.reduce<string>((words, key) => {
    if (typeof key === 'number') return `${words}[${key}]`;
    return words === '' ? key : `${words}.${key}`;
  }, '');
}

function readSource<T>(
  text: string,
  schema: z.ZodType<T>,
  extraChecks: ((value: T) => readonly PathFault[]) | undefined,
  bounds: Bounds,
): YamlReading<T> {
  const places = placesOf(text);
  const misplaced = (found: readonly Misplaced[]): YamlReading<T> => ({
    faults: capped(
      firstOfLines(sorted(found.map((one) => placed(places, one.offset, [], one.message)))),
    ),
    spanOf: () => undefined,
  });
  const trap = trapIn(text, bounds);
  if (trap !== undefined) return misplaced([trap]);
  const document = parseDocument(text, {
    prettyErrors: false,
    stringKeys: true,
    // Compared here by a set: the library compares every two keys of a map.
    uniqueKeys: false,
  });
  const broken = syntaxFaults([...document.errors, ...document.warnings]);
  if (broken.length > 0) return misplaced(broken);
  const aliases = aliasFaults(document);
  if (aliases.length > 0) return misplaced(aliases);
  if (document.contents === null || isEmptyScalar(document.contents)) {
    return { faults: [atStart('文件是空的')], spanOf: () => undefined };
  }
  const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  const parsed = schema.safeParse(value, { reportInput: true, error: () => '' });
  const found = parsed.success
    ? (extraChecks?.(parsed.data) ?? []).map(asFinding)
    : findingsOf(schema, value, parsed.error.issues);
  const doubled = duplicatedKeys(document).map((one) =>
    placed(places, one.offset, [], one.message),
  );
  const faults = sorted([
    ...doubled,
    ...found.map(({ path, where, message }) =>
      placed(places, offsetOf(document, path, where), path, message),
    ),
  ]);
  const spanOf = (path: Path) => spanIn(places, text, document, path);
  return parsed.success && faults.length === 0
    ? { value: parsed.data, faults, spanOf }
    : { faults: capped(faults), spanOf };
}

function asFinding({ path, message }: PathFault): Finding {
  return { path, where: 'node', message };
}

function sizeFault({ megabytes }: Bounds): DocumentFault {
  return atStart(`文件超过 ${megabytes} MB，没有读取；这类文件不会这么大，请检查是否选错了文件`);
}

function atStart(message: string): DocumentFault {
  return { line: 1, column: 1, path: '', message };
}

function placed(places: Places, offset: number, path: Path, message: string): DocumentFault {
  return { ...places.at(offset), path: pathWords(path), message };
}

/** By place, each once. */
function sorted(faults: readonly DocumentFault[]): readonly DocumentFault[] {
  const byPlace = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  return byPlace.filter((fault, i) => {
    const before = byPlace[i - 1];
    return before === undefined || faultWords(before) !== faultWords(fault);
  });
}

/** No more than anybody mends in one go, and how many are left. */
function capped(faults: readonly DocumentFault[]): readonly DocumentFault[] {
  const next = faults[MOST_FAULTS];
  if (next === undefined) return faults;
  const message = `还有 ${faults.length - MOST_FAULTS} 处错误没有列出，请先改正以上各处`;
  return [...faults.slice(0, MOST_FAULTS), { ...next, path: '', message }];
}

function duplicatedKeys(document: Document.Parsed): readonly Misplaced[] {
  const faults: Misplaced[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = keyName(key);
        if (seen.has(name)) {
          const offset = startOf(key) ?? 0;
          faults.push({ offset, message: `键“${name.slice(0, 30)}”重复，同一处只能写一次` });
        }
        seen.add(name);
      }
    },
  });
  return faults;
}

interface Found {
  readonly node: unknown;
  readonly key: unknown;
  /** How many keys of the path could be followed. */
  readonly depth: number;
}

/** The node at a path, or the deepest on the way to it. */
function follow(document: Document.Parsed, path: Path): Found {
  let found: Found = { node: document.contents, key: undefined, depth: 0 };
  for (const step of path) {
    const here = isAlias(found.node) ? found.node.resolve(document) : found.node;
    const next = childOf(here, step);
    if (next === undefined) return found;
    found = { ...next, depth: found.depth + 1 };
  }
  return found;
}

function childOf(node: unknown, step: string | number): Omit<Found, 'depth'> | undefined {
  if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
    return { node: node.items[step], key: undefined };
  }
  if (!isMap(node)) return undefined;
  const pair = pairOf(node, String(step));
  return pair === undefined ? undefined : { node: pair.value, key: pair.key };
}

const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, YAMLMap['items'][number]>>();

/** The last pair of a key, which is the one whose value counts. */
function pairOf(map: YAMLMap, name: string) {
  const index = indexes.get(map) ?? new Map(map.items.map((pair) => [keyName(pair.key), pair]));
  indexes.set(map, index);
  return index.get(name);
}

function keyName(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function offsetOf(document: Document.Parsed, path: Path, where: Finding['where']): number {
  const found = follow(document, where === 'parent' ? path.slice(0, -1) : path);
  const reached = where === 'node' || found.depth === path.length;
  if (where === 'key' && reached) return startOf(found.key) ?? startOf(found.node) ?? 0;
  if (found.node === null || isEmptyScalar(found.node)) return startOf(found.key) ?? 0;
  return startOf(found.node) ?? startOf(found.key) ?? 0;
}

function spanIn(
  places: Places,
  text: string,
  document: Document.Parsed,
  path: Path,
): TextSpan | undefined {
  const { node, depth } = follow(document, path);
  if (depth < path.length || !isNode(node) || !node.range) return undefined;
  const [start, end] = node.range;
  const written = text.slice(start, end).trimEnd();
  return { from: places.points(start), to: places.points(start + written.length) };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) && node.range ? node.range[0] : undefined;
}

/** `key:` with nothing behind it. */
function isEmptyScalar(node: unknown): node is Node {
  return isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1];
}
