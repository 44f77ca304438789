import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { evidenceMegabytes } from './evidenceLimit.ts';
import { Bytes, FileGiven } from './fileGiven.ts';

const Campaign = CampaignId.optional();
const Unit = z.string().min(1).max(200);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位小写十六进制的 SHA-256');

/** A file as it comes: its bytes are the body, what is said of it stands in the address. */
const File = {
  name: z.string().min(1).max(255),
  /** As the sender has computed it; what arrives otherwise is refused. */
  sha256: Sha256.optional(),
  bytes: Bytes,
};

const Kept = z.object({
  sha256: z.string(),
  name: z.string(),
  size: z.int(),
  /** `已存入“台账.pdf”（PDF，1.2 MB）`. */
  words: z.string(),
  /** The same file was sent before. */
  repeated: z.boolean(),
});

const limit = evidenceMegabytes() * 1024 * 1024;

/** Evidence files 佐证材料: lines of the table of operations. A file is kept first; then a report names it by its hash. */
export const EVIDENCE_OPERATIONS = {
  sendEvidence: {
    method: 'POST',
    path: '/evidence',
    label: '存入佐证材料',
    who: ['unit', 'office'],
    input: z.object({ campaign: Campaign, unit: Unit.optional(), ...File }),
    output: Kept,
    file: 'taken',
    limit,
  },
  fetchEvidence: {
    method: 'GET',
    path: '/evidence/:sha256',
    label: '下载佐证材料',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({ sha256: Sha256, campaign: Campaign }),
    output: FileGiven,
    file: 'given',
  },
  sendEvidenceByLink: {
    method: 'POST',
    path: '/link/evidence',
    label: '凭链接存入佐证材料',
    who: ['open'],
    input: z.object({
      task: z.string().min(1).max(60),
      obligation: z.string().min(1).max(200),
      ...File,
    }),
    output: Kept,
    file: 'taken',
    limit,
  },
  fetchEvidenceByLink: {
    method: 'GET',
    path: '/link/evidence/:sha256',
    label: '凭链接下载佐证材料',
    who: ['open'],
    input: z.object({ sha256: Sha256 }),
    output: FileGiven,
    file: 'given',
  },
} as const;
