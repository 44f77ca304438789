import type { GatherRow } from './gather.ts';
import type { Decision } from './machine.ts';
import type { TaskState } from './taskState.ts';
import type { Unit } from './unit.ts';

/** 移交: the rows of the expected set whose party is now held by others, as the register's views show them. */
export function moveRows<Row extends GatherRow>(
  expected: Map<string, Row>,
  process: string,
  { payload }: Pick<Decision, 'payload'>,
): void {
  const { party, members, keep } = payload as unknown as {
    readonly party: string;
    readonly members: readonly string[];
    readonly keep: readonly string[];
  };
  for (const [key, row] of expected) {
    const own = `${process}#`;
    if (!key.startsWith(own) || !key.endsWith(`/${party}`)) continue;
    if (!keep.includes(key.slice(own.length))) expected.set(key, { ...row, members });
  }
}

/** A unit that has taken something over; nobody else needs to know it. */
export function unitThatCame(
  processes: readonly { readonly state: unknown }[],
  unit: string,
): Unit | undefined {
  for (const { state } of processes) {
    const { changes = [] } = (state ?? {}) as Partial<TaskState>;
    const came = changes.flatMap((change) => (change.kind === 'holder' ? change.units : []));
    const found = came.find(({ id }) => id === unit);
    if (found !== undefined) return found;
  }
  return undefined;
}
