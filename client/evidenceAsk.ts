import { EVIDENCE_ACCEPT, EVIDENCE_WORDS } from '../domain/evidenceFile.ts';
import type { Allowed } from './deskParts.ts';
import { evidenceMegabytes } from './evidenceLimit.ts';

type Ask = Allowed['asks'][number];

const MEGABYTES = evidenceMegabytes();

/** Which files can be kept, of at most how many bytes. */
export const FILES_KEPT = {
  accept: EVIDENCE_ACCEPT,
  limit: MEGABYTES * 1024 * 1024,
  limitWords: `可存 ${EVIDENCE_WORDS}，每个不超过 ${MEGABYTES} MB`,
};

/** The question for evidence 佐证材料 of an act, answered with files; `unit` is for whom the office sends them. */
export function filesAsked(
  ask: Ask,
  { campaign, unit = null }: { readonly campaign: string; readonly unit?: string | null },
): Ask {
  return {
    ...ask,
    ...{ label: '佐证材料', kind: 'files', files: { campaign, unit, ...FILES_KEPT } },
  };
}
