import { createHash } from 'node:crypto';
import type { Day } from '../domain/instant.ts';
import type { Reading } from '../domain/plan.ts';
import type { Doubt, FoundDoubt } from './doubtsKinds.ts';
import { diagnosedDoubts, headDoubts, taskDoubts } from './doubtsFound.ts';
import { fieldParts } from './doubtsKinds.ts';
import { sourceText } from './doubtsPlace.ts';

/**
 * Every field of a reading that a person should look at: the heading first, then the tasks in their order, then what
 * belongs to no field. `today` tells past deadlines. A reading that failed has none: its blocking diagnostics speak.
 */
export function doubtsOf(reading: Reading, options: { readonly today: Day }): readonly Doubt[] {
  const { draft } = reading;
  if (draft.tasks.length === 0) return [];
  const source = sourceText(draft);
  const found = [
    ...headDoubts(draft, source),
    ...draft.tasks.flatMap((task, i) => taskDoubts(task, i, source, options.today)),
    ...diagnosedDoubts(reading, source),
  ];
  const counts = new Map<string, number>();
  return found.map(({ within, ...doubt }) => {
    const id = idOf(doubt, within);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return { id: count === 1 ? id : `${id}-${count}`, ...doubt };
  });
}

const ID_LETTERS = 8;

/** Places in a list and in the document move from one version to the next; words stay. */
function idOf({ kind, field, printed }: Omit<FoundDoubt, 'within'>, within: string): string {
  const words = [kind, fieldParts(field).base, printed, within].map((part) =>
    part.replace(/\s+/g, ''),
  );
  return createHash('sha256').update(words.join('\n')).digest('hex').slice(0, ID_LETTERS);
}
