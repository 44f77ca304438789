import type { GatherRow } from './gather.ts';
import type { Day } from './instant.ts';
import type { Decision } from './machine.ts';

type Moved = NonNullable<GatherRow['moved']>;

/** 改期 by key of the expected set, as the register's facts tell it. */
export type MovedDues = Map<string, Moved>;

export function noteMoved(moved: MovedDues, process: string, { at, payload }: Decision): void {
  const key = `${process}#${String(payload['obligation'])}`;
  moved.set(key, [...(moved.get(key) ?? []), { at, due: payload['day'] as Day }]);
}

/** The expected set with the days to which its rows were moved. */
export function withMoved(
  expected: ReadonlyMap<string, GatherRow>,
  moved: MovedDues,
): readonly GatherRow[] {
  if (moved.size === 0) return [...expected.values()];
  return [...expected].map(([key, row]) => {
    const own = moved.get(key);
    return own === undefined ? row : { ...row, moved: own };
  });
}
