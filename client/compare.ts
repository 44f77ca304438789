import { canonicalJson } from '../domain/canonical.ts';
import { rehearse, type Rehearsal } from '../domain/rehearse.ts';
import type { Pool } from '../store/pool.ts';
import { decisionsOf } from '../store/turns.ts';

/** How a year that was lived through stands to its rehearsal, entry by entry. */
export interface Comparison {
  /** Distinct entries of the register, and of the rehearsal. */
  readonly life: number;
  readonly rehearsed: number;
  /** Entries of one that the other lacks, as canonical JSON. */
  readonly onlyLife: readonly string[];
  readonly onlyRehearsed: readonly string[];
}

/** Compares `(process, kind, type, key, nominal at, payload)` of everything that was decided; equal is equal to the letter. */
export async function compareWithRehearsal(
  pool: Pool,
  campaign: string,
  rehearsal: Omit<Rehearsal, 'onRow'>,
): Promise<Comparison> {
  const rows = await decisionsOf(pool, campaign);
  const life = new Set(
    rows.map(({ process, kind, type, key, at, payload }) =>
      canonicalJson({ process, kind, type, key, at, payload }),
    ),
  );
  const rehearsed = new Set<string>();
  rehearse({
    ...rehearsal,
    onRow: ({ process, decision: { kind, type, key, at, payload } }) => {
      rehearsed.add(canonicalJson({ process, kind, type, key, at, payload }));
    },
  });
  return {
    life: life.size,
    rehearsed: rehearsed.size,
    onlyLife: [...life].filter((row) => !rehearsed.has(row)).sort(),
    onlyRehearsed: [...rehearsed].filter((row) => !life.has(row)).sort(),
  };
}
