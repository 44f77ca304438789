import { basename } from 'node:path';
import { sizeWords } from '../../domain/evidenceFile.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { bytesOf } from './documents.ts';
import { print, type Io } from './io.ts';
import { mustBeNew, writeNew } from './newFile.ts';

export interface SendEvidenceOptions extends Common {
  readonly unit?: string;
}

export interface FetchEvidenceOptions extends Common {
  readonly out?: string;
}

/** `duban evidence send FILE…`: one after another; what is refused ends the command, what was kept before stays. */
export async function sendEvidence(
  io: Io,
  paths: readonly string[],
  { campaign, unit, as, json }: SendEvidenceOptions,
): Promise<void> {
  const files = paths.map((path) => ({ name: basename(path), bytes: bytesOf(path) }));
  const kept = [];
  for (const file of files) {
    kept.push(await call(io, 'sendEvidence', { campaign, unit, ...file }, as));
  }
  print(io, json, { files: kept }, ({ files: all }) =>
    all.map(({ words, sha256 }) => `${words}，校验码 ${sha256}`).join('\n'),
  );
}

/** `duban evidence fetch SHA256`: the file as it was sent. */
export async function fetchEvidence(
  io: Io,
  sha256: string,
  { campaign, as, json, out }: FetchEvidenceOptions,
): Promise<void> {
  if (out !== undefined) mustBeNew(out);
  const { name, bytes } = await call(io, 'fetchEvidence', { sha256, campaign }, as);
  const path = out ?? (basename(name) || sha256);
  writeNew(path, bytes);
  print(
    io,
    json,
    { name, file: path, size: bytes.length },
    ({ size }) => `已写出 ${path}（${sizeWords(size)}）。`,
  );
}
