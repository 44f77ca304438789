import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { EVIDENCE_KINDS } from '../../domain/evidenceFile.ts';
import type { EvidenceNamed } from '../../domain/evidenceList.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { bytesOf } from './documents.ts';
import { usage, type Io } from './io.ts';

/**
 * `--evidence` of an act: a file that is there is kept first, if a unit acts, and then named by its checksum, as one that the
 * office names must have been kept before; whatever else is written is the name of something that is no file.
 */
export async function evidenceGiven(
  io: Io,
  given: unknown,
  { as, campaign }: Common,
): Promise<{ readonly evidence?: EvidenceNamed[] }> {
  if (!Array.isArray(given)) return {};
  const evidence: EvidenceNamed[] = [];
  for (const one of given.map(String)) {
    if (!isFile(one)) {
      if (saysFile(one))
        usage(`没有文件 ${one}，没有提交。请核对路径；不是电子文件的，只写材料名称。`);
      evidence.push(one);
      continue;
    }
    const file = { name: basename(one), bytes: bytesOf(one) };
    const isUnit = as?.startsWith('unit:') === true;
    evidence.push(
      isUnit
        ? namedOf(await call(io, 'sendEvidence', { campaign, ...file }, as))
        : { name: file.name, sha256: createHash('sha256').update(file.bytes).digest('hex') },
    );
  }
  return { evidence };
}

function namedOf({ name, sha256 }: { readonly name: string; readonly sha256: string }) {
  return { name, sha256 };
}

const ENDINGS = new Set(EVIDENCE_KINDS.flatMap(({ endings }) => endings));

/** Whether a path is meant, and not what a paper is called. */
function saysFile(given: string): boolean {
  return /[/\\]/.test(given) || ENDINGS.has(extname(given).slice(1).toLowerCase());
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
