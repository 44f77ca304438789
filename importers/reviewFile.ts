import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import type { Doubt } from './doubtsKinds.ts';
import { readYaml, type DocumentFault } from './yaml.ts';

/** Answer 核对意见: what a person said about one doubt. `of` is who is to be asked. */
export const Answer = z.strictObject({
  doubt: z.string().min(1),
  what: z.enum(['accepted', 'corrected', 'asked']),
  value: z.string().optional(),
  of: z.string().optional(),
  note: z.string().optional(),
  by: z.string().min(1),
  at: Instant,
});
export type Answer = z.infer<typeof Answer>;

/** Review 核对记录: the answers to the doubts of exactly one file, known by the digest of its bytes. */
export const Review = z.strictObject({
  plan: z.string().regex(/^[0-9a-f]{64}$/, '应为方案文件的 SHA-256 摘要'),
  answers: z.array(Answer).default([]),
});
export type Review = z.infer<typeof Review>;

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function readReview(text: string): {
  readonly review?: Review;
  readonly faults: readonly DocumentFault[];
} {
  const { value, faults } = readYaml(text, Review);
  return value === undefined ? { faults } : { review: value, faults };
}

export function reviewYaml(review: Review): string {
  return `# 核对记录：由 duban review 写入，随方案文件保存。\n${stringify(review, { lineWidth: 0 })}`;
}

/** A later answer about the same doubt stands instead of the earlier one. */
export function answered(review: Review, answers: readonly Answer[]): Review {
  const now = new Set(answers.map(({ doubt }) => doubt));
  return {
    ...review,
    answers: [...review.answers.filter(({ doubt }) => !now.has(doubt)), ...answers],
  };
}

/** The answers that still meet a doubt of another edition of the file, and how many do not. */
export function rebased(
  review: Review,
  digest: string,
  doubts: readonly Doubt[],
): { readonly review: Review; readonly dropped: readonly Answer[] } {
  const known = new Set(doubts.map(({ id }) => id));
  const answers = review.answers.filter(({ doubt }) => known.has(doubt));
  const dropped = review.answers.filter(({ doubt }) => !known.has(doubt));
  return { review: { plan: digest, answers }, dropped };
}
