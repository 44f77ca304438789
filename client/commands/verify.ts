import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from '../../domain/context.ts';
import { isOpenRow, type Proof } from '../../domain/proof.ts';
import type { Means } from '../../domain/proofFlaw.ts';
import { verifyProof } from '../../domain/proofVerify.ts';
import { explainWords } from '../../domain/proofWords.ts';
import { RegimeAmended } from '../../domain/regimeMessages.ts';
import type { Unit } from '../../domain/unit.ts';
import { namesOf, noticeWords, recipientWords, type Names } from '../../domain/words.ts';
import { findLedgerKey, readerOf } from '../keys.ts';
import { instantWords } from '../print.ts';
import { homeOf } from '../startup/home.ts';
import { CommandEnd, EXIT, print, type Io } from './io.ts';
import { item } from './words.ts';

export interface VerifyOptions {
  readonly json?: boolean;
  readonly key?: string;
}

const MOST_BYTES = 256 * 1024 * 1024;

/** `duban verify FILE`: needs neither the register nor a server. Exit code 1 where something does not hold. */
export function verifyFile(io: Io, path: string, { json, key }: VerifyOptions): void {
  const means: Means = {
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    ...(key === undefined ? {} : { key: keyIn(key) }),
  };
  const result = verifyProof(textIn(path), means);
  if (!result.holds) {
    const { failure } = result;
    const detail = `${path} ${failure.message}`;
    throw new CommandEnd(EXIT.refused, detail, { holds: false, ...failure });
  }
  const { proof, origin, message } = result;
  const { kind, process, regime, calendar, head } = proof;
  const view = { holds: true, origin, message, kind, process: process.id, regime, calendar };
  print(io, json, { ...view, head: head?.day ?? null }, () =>
    [...item(`${path} ${message}`, io.width, ''), '', ...heldLines(proof, io.width)].join('\n'),
  );
}

function textIn(path: string): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > MOST_BYTES) refused(`${path} 过大，不像是证明文件。`);
    return bytes.toString('utf8');
  } catch (error) {
    if (error instanceof CommandEnd) throw error;
    const { code } = error as NodeJS.ErrnoException;
    return refused(
      code === 'ENOENT'
        ? `没有文件 ${path}。请核对文件名。`
        : `无法读取 ${path}（${code ?? '未知原因'}）。请核对文件名和权限。`,
    );
  }
}

function keyIn(path: string): NonNullable<Means['key']> {
  const pem = textIn(path);
  try {
    return readerOf(pem);
  } catch (error) {
    const hint = '请用“duban key”在签名的那台机器上取得公钥。';
    return refused(`${path} 不是公钥（${(error as Error).message}）。${hint}`);
  }
}

function refused(detail: string): never {
  throw new CommandEnd(EXIT.refused, detail, { code: 'file', detail });
}

/** What the file proves, told from what stands in it. */
function heldLines(proof: Proof, width: number): readonly string[] {
  const { rows, turns, papers, notices, process, regime, calendar, head, entries } = proof;
  const context = process.input['context'] as Context;
  const names = namesIn(proof, context);
  const shown = rows.filter(isOpenRow);
  const kept = entries === undefined ? '' : `，另存登记 ${entries.length} 条`;
  const checked = `核对了：推进 ${turns.length} 次，台账 ${rows.length} 条（其中 ${rows.length - shown.length} 条只见散列），通知 ${notices.length} 条，材料 ${papers.length} 件${kept}；制度 ${regime.id} 第${regime.version}版，工作日历 ${calendar.id} 第${calendar.version}版；${head === null ? '尚无日签' : `${head.day} 的日签`}。`;
  const [notice] = notices;
  if (proof.kind === 'archive' || notice === undefined) return item(checked, width, '');
  const { zone } = context.calendar;
  const { title } = noticeWords({ ...notice, process: process.id }, names);
  const to = recipientWords(notice.recipient, names);
  const sentences = explainWords(
    { process: process.id, notice, instants: proof.instants, rows: shown },
    names,
  );
  return [
    ...item(checked, width, ''),
    ...item(`${instantWords(notice.at, zone)}　${title}（${to}） ${notice.id}`, width, ''),
    ...sentences.flatMap((sentence, i) => item(sentence, width, `${i + 1} `)),
  ];
}

/** The units that the process carries; a task stands by its key. */
function namesIn({ process, turns }: Proof, context: Context): Names {
  const { task, units, unit } = process.input as {
    readonly task?: { readonly units?: readonly Unit[] };
    readonly units?: readonly Unit[];
    readonly unit?: Unit;
  };
  const told = turns.flatMap(({ taken }) => taken.map(({ message }) => message));
  const later = told.flatMap((message) => {
    const found = RegimeAmended.safeParse(message);
    return found.success ? [{ from: found.data.from, regime: found.data.regime }] : [];
  });
  const own = later.length === 0 ? context : { ...context, later };
  const first = [...(task?.units ?? []), ...(units ?? []), ...(unit ? [unit] : [])];
  return namesOf(own, [], [...first, ...told.flatMap(unitsIn)]);
}

/** The units that a message brings in: those that take something over, or are new. */
function unitsIn(message: object | undefined): readonly Pick<Unit, 'id' | 'name'>[] {
  const {
    to,
    units,
    moves = [],
  } = (message ?? {}) as {
    readonly to?: unknown;
    readonly units?: unknown;
    readonly moves?: readonly { readonly to?: unknown }[];
  };
  const all = [to, units, moves.map((move) => move.to)].flat(2);
  return all.filter((own): own is Pick<Unit, 'id' | 'name'> => {
    const { id, name } = (own ?? {}) as Partial<Unit>;
    return typeof id === 'string' && typeof name === 'string';
  });
}

/** `duban key`: the public half, to be handed to whoever verifies. */
export function showKey(io: Io, { json }: { readonly json?: boolean }): void {
  const key = findLedgerKey(homeOf(io.env).folder);
  if (key === undefined) {
    const detail = '这台机器还没有台账密钥。它在第一次 npm start 时生成。';
    throw new CommandEnd(EXIT.refused, detail, { code: 'key-missing', detail });
  }
  print(io, json, { id: key.id, publicKey: key.publicPem }, () => key.publicPem.trimEnd());
}
