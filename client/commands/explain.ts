import { createHash } from 'node:crypto';
import { noticeId } from '../../domain/proofChain.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { print, type Io } from './io.ts';
import { mustBeNew, writeNew } from './newFile.ts';
import { item } from './words.ts';

export interface ExplainOptions extends Common {
  readonly out?: string;
}

/** `duban explain NOTICE`: why it was sent, in five sentences; `--out` writes the sealed file. */
export async function explain(io: Io, wanted: string, options: ExplainOptions): Promise<void> {
  const { out, json } = options;
  if (out !== undefined) mustBeNew(out);
  const answer = await call(io, 'explain', { notice: idOf(wanted) }, options.as);
  const { proof, ...view } = answer;
  if (out !== undefined) writeNew(out, proof);
  print(io, json, { ...view, file: out ?? null }, () => explainLines(answer, out, io.width));
}

/** A full key is as good as an id. */
function idOf(wanted: string): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  return wanted.includes('/') ? noticeId(wanted, hash) : wanted;
}

export function explainLines(
  { id, title, recipient, at, zone, campaign, sentences }: OutputOf<'explain'>,
  out: string | undefined,
  width: number,
): string {
  const year = Number(campaign.slice(1, 5));
  const written =
    out === undefined
      ? '加 --out 文件名.json 可写出封存的证明，任何人可用“duban verify 文件”核对。'
      : `已写出 ${out}；用“duban verify ${out}”核对，不需要服务和数据库。`;
  return [
    ...item(`${instantWords(at, zone, year)}　${title}（${recipient}） ${id}`, width, ''),
    '',
    ...sentences.flatMap((sentence, i) => item(sentence, width, `${i + 1} `)),
    '',
    ...item(written, width, ''),
  ].join('\n');
}
