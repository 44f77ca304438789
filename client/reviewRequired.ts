import type { Directory } from '../domain/unit.ts';
import { groupNamed } from '../domain/unitGroup.ts';
import type { OpenDoubt, Reviewed } from '../importers/review.ts';

/** What an administrator may confirm at the start, and may have confirmed one by one in the review. */
const CONFIRMABLE = ['deadline-past', 'list-open'];

/** What must still be said before a start: a directory may resolve groups, a title that was given names the plan. */
export function requiredOf(
  open: readonly OpenDoubt[],
  given: { readonly directory?: Directory | undefined; readonly title?: string | undefined } = {},
): readonly OpenDoubt[] {
  const { directory, title } = given;
  return open.filter(({ required, kind, printed }) => {
    if (!required || (kind === 'title-missing' && title !== undefined)) return false;
    const members = directory === undefined ? undefined : groupNamed(directory, printed)?.members;
    return kind !== 'group-unresolved' || (members?.length ?? 0) === 0;
  });
}

/** The codes of which every doubt was answered. */
export function settledCodes({
  open,
  closed,
}: Pick<Reviewed, 'open' | 'closed'>): readonly string[] {
  return CONFIRMABLE.filter(
    (code) =>
      closed.some(({ doubt }) => doubt.kind === code) && !open.some(({ kind }) => kind === code),
  );
}
