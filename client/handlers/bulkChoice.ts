import type { TaskRow } from '../../store/campaigns.ts';
import { refuse } from '../faultError.ts';

/** The tasks that are chosen by category and by name; a name is a key or a printed number, `all` is every task. */
export function chosenTasks(
  rows: readonly Pick<TaskRow, 'key' | 'plan'>[],
  {
    category,
    tasks,
  }: { readonly category?: string | undefined; readonly tasks?: readonly string[] | undefined },
): ReadonlySet<string> {
  const named = tasks === undefined || tasks.includes('all') ? undefined : keysOf(rows, tasks);
  const fits = rows.filter(
    ({ key, plan }) =>
      (named === undefined || named.has(key)) &&
      (category === undefined || plan.category.includes(category)),
  );
  return new Set(fits.map(({ key }) => key));
}

function keysOf(
  rows: readonly Pick<TaskRow, 'key' | 'plan'>[],
  names: readonly string[],
): ReadonlySet<string> {
  return new Set(
    names.map((name) => {
      const keyed = rows.filter(({ key }) => key === name);
      const found = keyed.length > 0 ? keyed : rows.filter(({ plan }) => plan.no === name);
      const [first, other] = found;
      if (first === undefined) return refuse('task-unknown', { task: name });
      if (other === undefined) return first.key;
      return refuse('task-unclear', { task: name, keys: found.map(({ key }) => key).join('、') });
    }),
  );
}
