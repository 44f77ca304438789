import { existsSync } from 'node:fs';
import type { Day } from '../../domain/instant.ts';
import type { Diagnostic, Reading } from '../../domain/plan.ts';
import type { Directory } from '../../domain/unit.ts';
import { applyReview, type OpenDoubt, type Reviewed } from '../../importers/review.ts';
import { digestOf, readReview, type Review } from '../../importers/reviewFile.ts';
import { readText } from '../../store/file.ts';
import { refuse } from '../faultError.ts';
import { refuseText } from '../faultyDocument.ts';
import { isOwnPlan } from '../planRead.ts';
import { requiredOf, settledCodes } from '../reviewRequired.ts';
import { writePlan } from './planOut.ts';
import { withCommand } from './words.ts';

/** A reading with the answers of its review file in it; `confirm` are the codes whose every doubt was answered. */
export interface ReviewedReading extends Reviewed {
  readonly confirm: readonly string[];
}

/** What the review of a plan means for its start. */
export interface StartReview {
  readonly required: readonly OpenDoubt[];
  readonly confirm: readonly string[];
}

export function reviewPath(plan: string): string {
  return `${plan}.review.yaml`;
}

/** Plans in YAML of our own were written by a person: nothing in them is in doubt. */
export function hasDoubts(path: string): boolean {
  return !isOwnPlan(path);
}

/** The reading of a plan file with the answers that lie beside it; those about another edition are refused. */
export function reviewedReading(
  path: string,
  bytes: Uint8Array,
  reading: Reading,
  today: Day,
): ReviewedReading {
  if (!hasDoubts(path)) return { ...reading, open: [], closed: [], invalid: [], confirm: [] };
  const digest = digestOf(bytes);
  const review = existsSync(reviewPath(path)) ? reviewBeside(path) : undefined;
  if (review !== undefined && review.plan !== digest) {
    refuse('review-stale', { review: reviewPath(path), plan: path });
  }
  const reviewed = applyReview(reading, review?.answers ?? [], { today });
  const refused = reviewed.invalid.map(({ answer, message }): Diagnostic => ({
    code: 'answer-invalid',
    severity: 'warning',
    message: `核对意见 ${answer.doubt} 没有采用：${message}`,
  }));
  return {
    ...reviewed,
    diagnostics: [...reviewed.diagnostics, ...refused],
    confirm: settledCodes(reviewed),
  };
}

/** The review file of a plan; where there is none, an empty one without a digest. */
export function reviewBeside(path: string): Review {
  const file = reviewPath(path);
  const text = readText(file);
  if (text === undefined) return { plan: '', answers: [] };
  const { review, faults } = readReview(text);
  if (review !== undefined) return review;
  return refuseText(`核对记录（${file}）`, faults);
}

/** Writes the reading as a plan of our own, once nothing that a start waits for is open. */
export function writeReviewed(path: string, { draft, open }: ReviewedReading, out: string): void {
  refuseOpen(path, requiredOf(open), '没有写出');
  writePlan(out, draft);
}

interface AfterImport {
  /** The file that was written, if any. */
  readonly out: string | undefined;
  readonly directory: Directory | undefined;
  readonly width: number;
}

/** What comes after an import: the file that was written, or how many places are still to be looked at. */
export function afterImport(
  path: string,
  { open }: ReviewedReading,
  { out, directory, width }: AfterImport,
): readonly string[] {
  const required = requiredOf(open, { directory }).length;
  const must = required === 0 ? '' : `，其中 ${required} 处启动前必须核对`;
  const left =
    open.length === 0
      ? []
      : withCommand(`待核对 ${open.length} 处${must}`, `duban review ${path}`, width);
  return out === undefined ? left : [...left, `已写出 ${out}。`];
}

const NAMED = 3;

/** Refuses while a required doubt is open, naming the first three and the command. */
export function refuseOpen(plan: string, required: readonly OpenDoubt[], undone: string): void {
  if (required.length === 0) return;
  const lines = required.slice(0, NAMED).map(lineOf);
  const more = required.length > NAMED ? [`· 其余 ${required.length - NAMED} 处从略`] : [];
  const list = [...lines, ...more].join('\n');
  refuse('doubts-open', { count: required.length, undone, list, plan });
}

/** `· 1a2b3c4d 第2项（G4）“各镇、街道”：这是一类单位……` */
function lineOf({ id, where, printed, reason }: OpenDoubt): string {
  const words = printed === '' ? '' : `“${printed.replace(/\s+/g, '')}”`;
  return `· ${id} ${where}${words}：${reason}`;
}
