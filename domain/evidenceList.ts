import { z } from 'zod';
import { Evidence } from './verifyMessages.ts';

/** One piece of 佐证 of an act: a file that the register keeps, by name and SHA-256, or only what it is called. */
export const EvidenceNamed = z.union([z.string().min(1).max(200), Evidence]);
export type EvidenceNamed = z.infer<typeof EvidenceNamed>;

export const EvidenceList = z.array(EvidenceNamed).max(20);
export type EvidenceList = readonly EvidenceNamed[];

/** Facts that name evidence, besides reports: 销号、异议、摘牌、单位说明、整改. As `evidence_acts` of the register has it. */
export const EVIDENCE_FACTS = [
  ...(['closure-applied', 'objection', 'delisting-asked'] as const),
  ...(['statement', 'rectified'] as const),
] as const;

/** What it is called. */
export function evidenceTitle(one: EvidenceNamed): string {
  return typeof one === 'string' ? one : one.name;
}

/** The files among what a message or a fact names; in what was recorded before there were files, none. */
export function filesNamed(evidence: unknown): readonly Evidence[] {
  if (!Array.isArray(evidence)) return [];
  return evidence.flatMap((one) => {
    const read = Evidence.safeParse(one);
    return read.success ? [read.data] : [];
  });
}
