import { createHash } from 'node:crypto';
import { evidenceKind, partsFault, type EvidenceKind } from '../domain/evidenceFile.ts';
import { secrecyMark, secrecyMarkOfName } from '../domain/secrecy.ts';
import { FaultError, refuse } from './faultError.ts';
import { LIMITS, openArchive } from '../importers/archive.ts';
import { ofdOpens } from '../importers/ofdRoot.ts';
import { partWords } from '../importers/partWords.ts';
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
  await inTurn(() => mustBeReadable(kind, name, bytes));
  return { kind, sha256 };
}

/**
 * Refuses what nobody can open, and what bears a mark. Pictures, scans and files of the old formats have no words that can be
 * read here, and of a very large PDF they are not read.
 */
async function mustBeReadable(kind: EvidenceKind, name: string, bytes: Uint8Array): Promise<void> {
  const what = `文件“${name}”`;
  if (kind.content === 'text') await mustBeOpenFile(name, bytes, what);
  if (kind.content === 'zip') refuseMark(what, secrecyMark(await partsRead(kind, name, bytes)));
  if (kind.content !== 'pdf' || bytes.length > LIMITS.file) return;
  const read = await pdfWords(bytes);
  if ('unread' in read) refuse(UNREAD[read.unread], { name, kind: kind.words });
  else refuseMark(what, secrecyMark(read.words));
}

const UNREAD = { locked: 'evidence-locked', broken: 'evidence-broken' } as const;

/** The words of all parts of an office file or an OFD. */
async function partsRead(kind: EvidenceKind, name: string, bytes: Uint8Array): Promise<string> {
  const parts = await partsOf(bytes);
  if (parts === 'locked') return refuse('evidence-locked', { name });
  const refused = partsFault(kind, name, parts);
  if (refused) throw new FaultError(refused);
  const words = await partWords(bytes);
  const opens = kind.root === undefined || (await ofdOpens(bytes));
  return words === undefined || !opens
    ? refuse('evidence-broken', { name, kind: kind.words })
    : words;
}

let last: Promise<unknown> = Promise.resolve();

/** One file at a time: reading takes many times the memory of the file. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/** Names of what is inside; undefined where it cannot be opened, or is not safe to. */
async function partsOf(bytes: Uint8Array): Promise<readonly string[] | 'locked' | undefined> {
  const parts: string[] = [];
  const opened = await openArchive(bytes, (part) => {
    parts.push(part);
    return false;
  });
  if ('refused' in opened) return opened.isLocked ? 'locked' : undefined;
  return parts;
}
