import type { Matter } from './matter.ts';
import type { MatterRule } from './matterRule.ts';

/**
 * 待批期间: while a matter is about an obligation, its steps above 催办 are held, and a judgement of it carries a mark.
 * `about` gives the keys of the obligations, or `all` of the task; undefined, or none, once it has been decided.
 */
export function pendingOn<M extends Matter>(
  about: (matter: M) => readonly string[] | 'all' | undefined,
  mark: string,
): Required<Pick<MatterRule, 'holds' | 'marks'>> {
  const holds: NonNullable<MatterRule['holds']> = (matter, { key }) => {
    const keys = about(matter as M);
    return keys === 'all' || keys?.includes(key) === true;
  };
  return { holds, marks: (matter, obligation) => (holds(matter, obligation) ? [mark] : []) };
}
