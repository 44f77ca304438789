import { EVIDENCE_MB } from '../domain/evidenceFile.ts';

const MOST = 100;

/** Megabytes of one evidence file: `DUBAN_EVIDENCE_MB`, from 1 to 100; what is none of these is the ordinary 20. */
export function evidenceMegabytes(env: NodeJS.ProcessEnv = process.env): number {
  const given = Number(env['DUBAN_EVIDENCE_MB'] ?? '');
  return Number.isInteger(given) && given >= 1 && given <= MOST ? given : EVIDENCE_MB;
}
