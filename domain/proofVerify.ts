import { checkProof } from './proofChecks.ts';
import type { Proof } from './proof.ts';
import type { Flaw, Means } from './proofFlaw.ts';
import {
  brokenSeal,
  lineNumber,
  linesOf,
  readProof,
  whereIn,
  writeProof,
  type BrokenSeal,
} from './proofText.ts';

export interface ProofFailure extends Flaw {
  /** The line of the file, from 1. */
  readonly line: number;
  readonly where: string;
  readonly message: string;
}

/** Origin 来源: proven by a signature under the reader's key, else unproven: it holds in itself, whoever wrote it. */
export type ProofResult =
  | {
      readonly holds: true;
      readonly origin: 'proven' | 'unproven';
      readonly proof: Proof;
      readonly message: string;
    }
  | { readonly holds: false; readonly failure: ProofFailure };

/**
 * Verifies a file from what stands in it: seals, chain, the decisions taken again under the recorded engines, the
 * instants by regime and calendar, and the signature. Answers with the first line that does not hold.
 */
export function verifyProof(text: string, means: Means): ProofResult {
  const broken = brokenSeal(text, means.sha256);
  const read = readProof(text);
  if (!('proof' in read)) {
    if (broken) return failed(sealFlaw(broken), broken.line, whereIn(text, broken.line));
    const { field, element, detail } = read;
    const flaw: Flaw = {
      code: field ? 'form' : 'unreadable',
      what: `不符合证明文件的格式（${detail}）`,
    };
    const at = text.split('\n').findIndex((line) => line.startsWith(`"${field}":`));
    const line = at < 0 ? 1 : at + 1 + (element === undefined ? 0 : element + 1);
    return failed({ ...flaw, ...(field ? { field } : {}) }, line, whereIn(text, line));
  }
  const { proof } = read;
  if (broken) return tampered(proof, broken, whereIn(text, broken.line), means);
  const [first] = checkProof(proof, means)
    .map((flaw, order) => ({ flaw, order, line: lineOfFlaw(proof, flaw) }))
    .sort((a, b) => a.line - b.line || a.order - b.order);
  if (first) return placed(proof, first.flaw);
  if (writeProof(proof, means.sha256) !== text) {
    const what = '写法与本系统写出的不同（字段重复、次序或空格有改动）';
    return failed({ code: 'form', what }, 1, '全文');
  }
  return held(proof, means);
}

/** The line that is not as sealed; where its content does not follow either, that is said as well. */
function tampered(proof: Proof, broken: BrokenSeal, where: string, means: Means): ProofResult {
  // What everything else is computed from is not computed with once it is known to be changed.
  const changed = lineNumber(proof, 'process') === broken.line || broken.what !== 'line';
  const own = changed
    ? undefined
    : checkProof(proof, means).find((flaw) => lineOfFlaw(proof, flaw) === broken.line);
  return failed(own ?? sealFlaw(broken), broken.line, where);
}

function sealFlaw({ found, wanted, what }: BrokenSeal): Flaw {
  const words = { line: '这一行与封存时不同', seals: '封签本身被改动', end: '文件末尾被改动' };
  return { code: 'seal', what: words[what], found, wanted };
}

function lineOfFlaw(proof: Proof, { field, element }: Flaw): number {
  return field === undefined ? 1 : lineNumber(proof, field, element);
}

function placed(proof: Proof, flaw: Flaw): ProofResult {
  const line = lineOfFlaw(proof, flaw);
  return failed(flaw, line, linesOf(proof)[line - 1]?.where ?? '全文');
}

function failed(flaw: Flaw, line: number, where: string): ProofResult {
  const { found, wanted, what } = flaw;
  const told = found === undefined ? '' : `文件写的是“${brief(found)}”`;
  const should = wanted === undefined ? '' : `应为“${brief(wanted)}”`;
  const both = [told, should].filter((part) => part !== '').join('，');
  const message = `第 ${line} 行（${where}）不成立：${what}${both && `。${both}`}。`;
  return { holds: false, failure: { ...flaw, line, where, message } };
}

const SHOWN = 160;

function brief(text: string): string {
  const all = Array.from(text);
  return all.length <= SHOWN ? text : `${all.slice(0, SHOWN).join('')}…`;
}

function held(proof: Proof, { key }: Means): ProofResult {
  if (key !== undefined && proof.head !== null) {
    const message = `成立，来源已证实：${proof.head.day} 的日签由密钥 ${key.id} 签名。`;
    return { holds: true, origin: 'proven', proof, message };
  }
  const why =
    proof.head === null
      ? '制作时所涉记录尚未列入日签，次日可重新制作'
      : `请用 --key 给出本单位的公钥（密钥 ${proof.head.key}）再验`;
  return { holds: true, origin: 'unproven', proof, message: `自身成立，但来源未经证实：${why}。` };
}
