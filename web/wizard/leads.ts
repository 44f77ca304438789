import type { DeskView } from './steps.ts';

export type Lead = 'joint' | 'several';
type Kept = DeskView['leadership'];

/** How several leads report: a rule for all, and what was chosen for single tasks by key; '' is as the rule says. */
export interface Leads {
  readonly rest: Lead;
  readonly byTask: Readonly<Record<string, Lead | ''>>;
}

/** What is kept as a page shows it; a task may be kept by its key or by its printed number. */
export function leadsOf(
  kept: Kept,
  tasks: readonly Pick<DeskView['severalLeads'][number], 'task' | 'no'>[],
): Leads {
  if (kept === null || typeof kept === 'string') return { rest: kept ?? 'joint', byTask: {} };
  const { '*': rest = 'joint', ...byName } = kept;
  const byTask = Object.fromEntries(
    Object.entries(byName).map(([name, lead]) => [
      tasks.find(({ task, no }) => task === name || no === name)?.task ?? name,
      lead,
    ]),
  );
  return { rest, byTask };
}

/** What is kept of it: nothing where all report jointly, as they do where nobody has chosen. */
export function leadershipFrom({ rest, byTask }: Leads): Kept {
  const own = Object.entries(byTask).filter((one): one is [string, Lead] => one[1] !== '');
  if (own.length === 0) return rest === 'several' ? 'several' : null;
  return { ...(rest === 'several' ? { '*': rest } : {}), ...Object.fromEntries(own) };
}
