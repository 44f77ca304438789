import { canonicalJson } from './canonical.ts';
import { Proof, type Sha256 } from './proof.ts';

/** A line of the file and what it holds, in words. */
export interface ProofLine {
  readonly text: string;
  readonly where: string;
}

const NAMES: Readonly<Record<keyof Proof, string>> = {
  form: '文件格式',
  kind: '文件种类',
  made: '制作时间',
  scope: '公开范围',
  regime: '制度版本',
  calendar: '工作日历版本',
  process: '流程输入',
  task: '任务',
  turns: '推进记录',
  rows: '台账记录',
  notices: '通知',
  expected: '应报清单',
  instants: '时点计算',
  papers: '材料',
  head: '日签',
  entries: '另存登记',
};
const FIELDS = Object.keys(NAMES) as (keyof Proof)[];
const SEAL_DIGITS = 16;

/** The lines of a proof before its seals: one for each field, one for each element of a list. */
export function linesOf(proof: Proof): readonly ProofLine[] {
  const lines: ProofLine[] = [{ text: '{', where: '文件开头' }];
  for (const field of FIELDS) {
    const value = proof[field];
    if (value === undefined) continue;
    const where = NAMES[field];
    if (!Array.isArray(value)) {
      lines.push({ text: `"${field}":${canonicalJson(value)},`, where });
      continue;
    }
    lines.push({ text: `"${field}":[`, where });
    value.forEach((element, i) => {
      const comma = i === value.length - 1 ? '' : ',';
      lines.push({ text: `${canonicalJson(element)}${comma}`, where: `${where}第${i + 1}条` });
    });
    lines.push({ text: '],', where });
  }
  return lines;
}

/** The line (from 1) of a field, or of an element of its list. */
export function lineNumber(proof: Proof, field: keyof Proof, element?: number): number {
  let line = 2;
  for (const own of FIELDS) {
    if (own === field) return element === undefined ? line : line + 1 + element;
    const value = proof[own];
    if (value === undefined) continue;
    line += Array.isArray(value) ? value.length + 2 : 1;
  }
  return line;
}

/** The file of a proof: every line has its seal 封签, and the seals have one; so a change is found where it stands. */
export function writeProof(proof: Proof, sha256: Sha256): string {
  const lines = linesOf(proof).map(({ text }) => text);
  const seals = sealsLine(lines, sha256);
  return [...lines, seals, `"seal":"${sha256(seals)}"`, '}', ''].join('\n');
}

function sealsLine(lines: readonly string[], sha256: Sha256): string {
  const seals = lines.map((line) => sha256(line).slice(0, SEAL_DIGITS));
  return `"seals":${canonicalJson(seals)},`;
}

/** Where a file is not as it was sealed. */
export interface BrokenSeal {
  readonly line: number;
  readonly found: string;
  readonly wanted: string;
  readonly what: 'line' | 'seals' | 'end';
}

const TAIL = 4;

/** The first line of a text that is not as it was sealed, if any: whatever stands in it. */
export function brokenSeal(text: string, sha256: Sha256): BrokenSeal | undefined {
  const lines = text.split('\n');
  const at = lines.findLastIndex((line) => line.startsWith('"seals":'));
  const [seals = '', seal = '', close, end] = lines.slice(at);
  if (at < 0) {
    const line = Math.max(1, lines.length - TAIL + 1);
    return { line, found: '没有封签', wanted: '“seals”一行', what: 'seals' };
  }
  const wanted = `"seal":"${sha256(seals)}"`;
  const known = sealsIn(seals);
  const first = known && differing(lines.slice(0, at), known, sha256);
  if (seal !== wanted || known === undefined) {
    const line = known !== undefined && first === undefined ? at + 2 : at + 1;
    return { line, found: seal, wanted, what: 'seals' };
  }
  if (first) return first;
  if (close === '}' && end === '' && lines.length === at + TAIL) return undefined;
  return { line: at + 3, found: lines.slice(at + 2).join('\n'), wanted: '}', what: 'end' };
}

function differing(
  lines: readonly string[],
  known: readonly string[],
  sha256: Sha256,
): BrokenSeal | undefined {
  for (let i = 0; i < Math.max(lines.length, known.length); i++) {
    const line = lines[i];
    const found = line === undefined ? '没有这一行' : sha256(line).slice(0, SEAL_DIGITS);
    if (found === known[i]) continue;
    return { line: i + 1, found, wanted: known[i] ?? '没有这一行', what: 'line' };
  }
  return undefined;
}

/** What a line of a text holds, also where the text as a whole cannot be read. */
export function whereIn(text: string, line: number): string {
  const before = text.split('\n').slice(0, line);
  const at = before.findLastIndex((own) => /^"\w+":/.test(own));
  const [, field = ''] = /^"(\w+)":/.exec(before[at] ?? '') ?? [];
  const name = field.startsWith('seal') ? '封签' : NAMES[field as keyof Proof];
  if (name === undefined) return line === 1 ? '文件开头' : '全文';
  return at + 1 === line ? name : `${name}第${line - at - 1}条`;
}

function sealsIn(line: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(line.slice('"seals":'.length, -1));
    return Array.isArray(value) ? value.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** What a text says, without regard to its seals; else where it is not of the form. */
export type ReadProof =
  | { readonly proof: Proof }
  | { readonly detail: string; readonly field?: keyof Proof; readonly element?: number };

export function readProof(text: string): ReadProof {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { detail: '不是 JSON' };
  }
  if (typeof value !== 'object' || value === null) return { detail: '不是证明文件' };
  const own = Object.entries(value).filter(([name]) => name !== 'seals' && name !== 'seal');
  const parsed = Proof.safeParse(Object.fromEntries(own));
  if (parsed.success) return { proof: parsed.data };
  const [issue] = parsed.error.issues;
  const [field, element] = issue?.path ?? [];
  const detail = `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim();
  const known = FIELDS.find((own) => own === field);
  return {
    detail,
    ...(known === undefined ? {} : { field: known }),
    ...(typeof element === 'number' ? { element } : {}),
  };
}
