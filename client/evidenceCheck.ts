import { createHash } from 'node:crypto';
import { evidenceKind, partsFault, type EvidenceKind } from '../domain/evidenceFile.ts';
import { secrecyMarkOfName } from '../domain/secrecy.ts';
import { openArchive } from '../importers/archive.ts';
import { FaultError, refuse } from './faultError.ts';
import { mustBeOpenFile, refuseMark } from './openText.ts';

export interface CheckedFile {
  readonly kind: EvidenceKind;
  readonly sha256: string;
}

/**
 * Looks at a file before it is kept: its kind by name and first bytes, the parts of an office file behind the gate for
 * archives, marks 密级标志 in its name and, where words can be read at once, in its words. Nothing of it is ever run.
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
  if (content === 'zip' || content === 'text') await mustBeOpenFile(name, bytes);
  return { kind, sha256 };
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
