import type { z } from 'zod';
import { didYouMean, nearest } from '../domain/spelling.ts';
import { candidatesAt, expectedWords, keysOf, valuesOf, type Path } from './yamlSchema.ts';

type Issue = z.core.$ZodIssue;

/**
 * Finding: a fault of a value before it has a place: the node itself, its key, or (where it is
 * missing) its parent.
 */
export interface Finding {
  readonly path: Path;
  readonly where: 'node' | 'key' | 'parent';
  readonly message: string;
}

/** No document needs more than this; the rest would only be consequences. */
const MOST_ISSUES = 500;

/**
 * Every issue of a schema as a Chinese sentence. Issues without a message of the schema's own carry
 * ''.
 */
export function findingsOf(
  schema: z.ZodType,
  value: unknown,
  issues: readonly Issue[],
): readonly Finding[] {
  const flat = issues.slice(0, MOST_ISSUES).flatMap((issue) => flatten(issue, [], value));
  const meant = new Set<string>();
  const unknown = flat.filter(isUnknownKey).flatMap(({ issue, path }) =>
    issue.keys.map((key) => {
      const missing = missingIn(path, flat, value);
      const better = nearest(key, missing) ?? nearest(key, absentKeys(schema, path, value));
      if (better !== undefined) meant.add(JSON.stringify([...path, better]));
      return unknownKey(path, key, better);
    }),
  );
  const others = flat.filter((found) => !isUnknownKey(found));
  const rest = others
    .filter(({ path }) => !meant.has(JSON.stringify(path)) || valueAt(value, path) !== undefined)
    .map(({ issue, path }) => finding(schema, value, issue, path));
  return [...unknown, ...rest];
}

interface Flat {
  readonly issue: Issue;
  readonly path: Path;
}

function isUnknownKey(
  flat: Flat,
): flat is Flat & { readonly issue: z.core.$ZodIssueUnrecognizedKeys } {
  return flat.issue.code === 'unrecognized_keys';
}

/** A union's issue becomes the issues of its most promising branch. */
function flatten(issue: Issue, base: Path, root: unknown): readonly Flat[] {
  const path = [...base, ...plainPath(issue.path)];
  const branch = issue.code === 'invalid_union' ? bestBranch(issue, path, root) : undefined;
  if (branch === undefined) return [{ issue, path }];
  return branch.flatMap((inner) => flatten(inner, path, root));
}

/** The branch with the least to mend; none where the value is of no branch's type. */
function bestBranch(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  root: unknown,
): readonly Issue[] | undefined {
  if (valueAt(root, path) === undefined) return undefined;
  let best: { readonly branch: readonly Issue[]; readonly cost: number } | undefined;
  for (const branch of issue.errors) {
    const cost = costOf(branch, path, root);
    if (cost < WRONG_TYPE && (best === undefined || cost < best.cost)) best = { branch, cost };
  }
  return best?.branch;
}

const WRONG_TYPE = 1000;
const STRANGE_KEY = 10;
const MISSING_KEY = 5;
const MISSPELT_KEY = 2;

function costOf(branch: readonly Issue[], base: Path, root: unknown): number {
  const missing = branch
    .filter((issue) => issue.path.length === 1 && isMissing(issue, base, root))
    .map((issue) => String(issue.path[0]));
  const misspelt = new Set<string>();
  let cost = 0;
  for (const issue of branch) {
    if (issue.code !== 'unrecognized_keys' || issue.path.length > 0) continue;
    for (const key of issue.keys) {
      const meant = nearest(key, missing);
      if (meant !== undefined) misspelt.add(meant);
      cost += meant === undefined ? STRANGE_KEY : MISSPELT_KEY;
    }
  }
  for (const issue of branch) {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) continue;
    if (issue.path.length === 1 && misspelt.has(String(issue.path[0]))) continue;
    cost += costOfIssue(issue, base, root);
  }
  return cost;
}

function costOfIssue(issue: Issue, base: Path, root: unknown): number {
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const path = [...base, ...plainPath(issue.path)];
    const least = Math.min(...issue.errors.map((branch) => costOf(branch, path, root)));
    return issue.path.length === 0 ? least : Math.min(least, MISSING_KEY);
  }
  const wrongType = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (issue.path.length === 0 && wrongType) return WRONG_TYPE;
  return isMissing(issue, base, root) ? MISSING_KEY : 1;
}

function isMissing(issue: Issue, base: Path, root: unknown): boolean {
  return valueAt(root, [...base, ...plainPath(issue.path)]) === undefined;
}

function missingIn(parent: Path, flat: readonly Flat[], root: unknown): readonly string[] {
  return flat
    .filter(({ path }) => path.length === parent.length + 1 && startsWith(path, parent))
    .filter(({ path }) => valueAt(root, path) === undefined)
    .map(({ path }) => String(path.at(-1)));
}

function absentKeys(schema: z.ZodType, path: Path, root: unknown): readonly string[] {
  const present = valueAt(root, path);
  const keys = keysOf(candidatesAt(schema, path));
  return keys.filter((key) => !isRecord(present) || !Object.hasOwn(present, key));
}

function unknownKey(path: Path, key: string, better: string | undefined): Finding {
  const hint = better === undefined ? '，请删去或改正' : `，是否想写“${better}”？`;
  return { path: [...path, key], where: 'key', message: `不认识的键“${cut(key)}”${hint}` };
}

function finding(schema: z.ZodType, root: unknown, issue: Issue, path: Path): Finding {
  const value = valueAt(root, path);
  const key = path.at(-1);
  if (value === undefined && typeof key === 'string') {
    const expected = expectedWords(candidatesAt(schema, path));
    return { path, where: 'parent', message: `缺少“${key}”，应写${expected}` };
  }
  const subject = path.length === 0 ? '文件内容' : nameOf(path);
  const message = `${subject}${sentence(schema, issue, path, value)}`;
  return { path, where: 'node', message };
}

/** The predicate of the sentence; the subject is the node. */
function sentence(schema: z.ZodType, issue: Issue, path: Path, value: unknown): string {
  const candidates = candidatesAt(schema, path);
  const hint = typeof value === 'string' ? didYouMean(value, valuesOf(candidates)) : '';
  const written = `这里写的是${valueWords(value)}`;
  if (issue.message !== '') {
    return isScalar(value) ? `：${issue.message}，${written}${hint}` : `：${issue.message}`;
  }
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue, written);
    case 'too_big':
      return tooBig(issue, written);
    case 'not_multiple_of':
      return `应是 ${issue.divisor} 的倍数，${written}`;
    case 'invalid_format':
      return `的写法不对，${written}`;
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      if (value === null) return `后面没有写内容，应写${expectedWords(candidates)}`;
      return `应写${expectedWords(candidates)}，${written}${hint}${quoteHint(issue, value)}`;
    default:
      return `不合要求，${written}`;
  }
}

function quoteHint(issue: Issue, value: unknown): string {
  if (issue.code !== 'invalid_type') return '';
  if (issue.expected === 'string') return isScalar(value) ? '；如果本来就是文字，请加上引号' : '';
  const quoted = typeof value === 'string' && /^-?\d+$/.test(value);
  return quoted ? '；请去掉引号' : '';
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, written: string): string {
  if (issue.origin === 'string') return issue.minimum === 1 ? '不能为空' : `太短，${written}`;
  if (issue.origin === 'array') return `至少要有 ${issue.minimum} 项`;
  return `不能小于 ${issue.minimum}，${written}`;
}

function tooBig(issue: z.core.$ZodIssueTooBig, written: string): string {
  if (issue.origin === 'string') return `不能超过 ${issue.maximum} 个字`;
  if (issue.origin === 'array') return `不能超过 ${issue.maximum} 项`;
  return `不能大于 ${issue.maximum}，${written}`;
}

/** `“due.day”`, or `“to”的第2项`. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last === 'string') return `“${cut(last)}”`;
  const list = path.at(-2);
  const place = `第${Number(last) + 1}项`;
  return typeof list === 'string' ? `“${list}”的${place}` : place;
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return '空白';
  if (Array.isArray(value)) return '一个列表';
  if (isRecord(value)) return `一组键（${cut(Object.keys(value).slice(0, 4).join('、'))}）`;
  if (typeof value === 'number') return `数字 ${value}`;
  if (typeof value === 'string') return `“${cut(value)}”`;
  return typeof value === 'boolean' ? String(value) : '别的内容';
}

function cut(text: string): string {
  const points = [...text.slice(0, 200)];
  return points.length > 30 ? `${points.slice(0, 30).join('')}…` : text;
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}

function plainPath(path: readonly PropertyKey[]): Path {
  return path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, i) => path[i] === key);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
