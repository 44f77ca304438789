import { createHash } from 'node:crypto';
import { evidenceKind, partsFault, type EvidenceKind } from '../domain/evidenceFile.ts';
import { secrecyMark, secrecyMarkOfName } from '../domain/secrecy.ts';
import { FaultError, refuse } from './faultError.ts';
import { LIMITS, openArchive } from '../importers/archive.ts';
import { pdfWords } from '../importers/pdfWords.ts';
import { mustBeOpenFile, refuseMark } from './openText.ts';

export interface CheckedFile {
  readonly kind: EvidenceKind;
  readonly sha256: string;
}

/**
 * Looks at a file before it is kept: its kind by name and first bytes, the parts of an office file behind the gate for
 * archives, marks 密级标志 in its name and, where it has words that can be read, in its words. Nothing of it is ever run.
 */
export async function checkedEvidence(
  name: string,
  bytes: Uint8Array,
  told?: string,
): Promise<CheckedFile> {
  refuseMark('文件名', secrecyMarkOfName(name));
  const kind = evidenceKind(name, bytes);
  if ('code' in kind) throw new FaultError(kind);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (told !== undefined && told !== sha256) refuse('evidence-damaged', { name });
  const { content } = kind;
  const refused = content === 'zip' ? partsFault(kind, name, await partsOf(bytes)) : undefined;
  if (refused) throw new FaultError(refused);
  await inTurn(() => mustBearNoMark(kind, name, bytes));
  return { kind, sha256 };
}

/** Pictures, scans and files of the old formats have no words that can be read here. */
async function mustBearNoMark(
  { content }: EvidenceKind,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const what = `文件“${name}”`;
  if (content === 'zip' || content === 'text') await mustBeOpenFile(name, bytes, what);
  if (content !== 'pdf' || bytes.length > LIMITS.file) return;
  refuseMark(what, secrecyMark(await pdfWords(bytes)));
}

let last: Promise<unknown> = Promise.resolve();

/** One file at a time: reading takes many times the memory of the file. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/** Names of what is inside; undefined where it cannot be opened, or is not safe to. */
async function partsOf(bytes: Uint8Array): Promise<readonly string[] | undefined> {
  const parts: string[] = [];
  const opened = await openArchive(bytes, (part) => {
    parts.push(part);
    return false;
  });
  return 'refused' in opened ? undefined : parts;
}
