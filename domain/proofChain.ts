import { canonicalJson } from './canonical.ts';
import type { Day } from './instant.ts';
import type { Decision } from './machine.ts';
import type { Sha256 } from './proof.ts';

/** Where a row stands: its process, turn and number. */
export interface RowPlace {
  readonly process: string;
  readonly seq: number;
  readonly n: number;
}

type Row = Pick<Decision, 'kind' | 'type' | 'key' | 'at' | 'payload'>;

/** What of a row is hashed. */
function rowText({ process, seq, n }: RowPlace, { kind, type, key, at, payload }: Row): string {
  return canonicalJson([process, seq, n, kind, type, key, at, payload]);
}

/** The digest of a row: it stands for the row where its content must not be shown. */
export function rowDigest(place: RowPlace, row: Row, sha256: Sha256): string {
  return sha256(rowText(place, row));
}

/** The chain at a row: the hash before it in the same process (`''` at the first) and the row's digest. */
export function chained(before: string, digest: string, sha256: Sha256): string {
  return sha256(before + digest);
}

/** The chain as it was linked at first: over the row itself. Such rows stay verifiable; they cannot be hidden. */
export function chainedOpenly(before: string, place: RowPlace, row: Row, sha256: Sha256): string {
  return sha256(before + rowText(place, row));
}

/** What stands for a chain in a daily head: where it had come to, and what its process was started with. */
export function leafOf(place: RowPlace, hash: string, inputDigest: string, sha256: Sha256): string {
  const { process, seq, n } = place;
  return sha256(canonicalJson([process, seq, n, hash, inputDigest]));
}

/** The head of a day over the leaves of the chains that grew, and over the head before. */
export function headOf(
  day: Day,
  before: string,
  leaves: readonly string[],
  sha256: Sha256,
): string {
  return sha256(canonicalJson(['duban-head/1', day, before, [...leaves].sort()]));
}

/** The id of a notice that people copy: computed from its key. */
export function noticeId(key: string, sha256: Sha256): string {
  return `n${sha256(key).slice(0, 12)}`;
}
