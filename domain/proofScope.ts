import { canonicalJson } from './canonical.ts';
import { readProcess } from './ids.ts';
import type { Decision, MessageBase } from './machine.ts';
import type { Proof, Sha256 } from './proof.ts';

export type Scope = Proof['scope'];
type Spoken = Pick<Decision, 'payload'>;

/**
 * Whose rows a proof shows: of a task those of the unit that was told, or where an office was told those of the party
 * that the notice speaks of. What is issued or proposed concerns all alike and is shown whole.
 */
export function scopeOf(
  process: string,
  notice: { readonly recipient: string; readonly payload: Readonly<Record<string, unknown>> },
): Scope {
  const { party } = notice.payload;
  if (readProcess(process)?.kind !== 'task' || typeof party !== 'string') {
    return { units: null, party: null };
  }
  const [, unit] = /^(u\d+)\//.exec(notice.recipient) ?? [];
  return { units: unit === undefined ? party.split('+') : [unit], party };
}

/** `unit` may also be that of a measure. */
const UNIT_ID = /^u\d{3,5}$/;

/** Whether a row may be shown. What names neither party nor unit concerns the task as a whole. */
export function isOwn({ units, party }: Scope, { payload }: Spoken): boolean {
  if (units === null) return true;
  const { party: whose, unit } = payload;
  if (whose !== undefined && whose !== party) return false;
  return typeof unit !== 'string' || !UNIT_ID.test(unit) || units.includes(unit);
}

/**
 * A message as a proof shows it. Of another unit's report stay its id, instants, unit, obligation and the digest of its
 * body; words become digests, and a number stays only inside the same joint party, whose verdict needs it.
 */
export function shownMessage(
  { units, party }: Scope,
  message: MessageBase,
  sha256: Sha256,
): MessageBase {
  if (units === null) return message;
  const { kind, unit, obligation } = message as MessageBase & Record<string, unknown>;
  const digested = (field: string): Record<string, unknown> => {
    const value = (message as unknown as Record<string, unknown>)[field];
    return value === undefined ? {} : { [field]: `sha256:${sha256(canonicalJson(value))}` };
  };
  if (kind === 'report' && typeof unit === 'string' && !units.includes(unit)) {
    const same = party?.split('+').includes(unit) === true;
    const { value, ...rest } = message as MessageBase & Record<string, unknown>;
    const number = same && value !== undefined ? { value } : {};
    return { ...rest, ...number, ...digested('nil') };
  }
  if (kind === 'exempt' && typeof obligation === 'string' && !obligation.endsWith(`/${party}`)) {
    return { ...message, ...digested('reason') };
  }
  return message;
}
