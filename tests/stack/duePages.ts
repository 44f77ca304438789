import type { OutputOf } from '../../client/operations.ts';
import { plusDays } from '../../domain/instant.ts';
import type { ApiWorld } from './apiWorld.ts';

/** What the pages of the office say of the monthly reports of a campaign: when they fall due. */
export interface DuePages {
  /** The rows that pages read: `t0002 u002 2026-04-24 17:00 pending`. */
  readonly rows: (period: string) => Promise<readonly string[]>;
  /** 台账: the tasks of which something falls due on a day, with the instant of their column. */
  readonly ledger: (on: string) => Promise<readonly string[]>;
  /** 月历: what falls due, by day. */
  readonly month: (month: string) => Promise<readonly string[]>;
  /** 今日: its sentence, and what each unit owes this week. */
  readonly week: () => Promise<Readonly<Record<string, unknown>>>;
}

export function duePages(
  { url, service: { pool } }: Pick<ApiWorld, 'url' | 'service'>,
  campaign: string,
): DuePages {
  const read = async <T>(path: string): Promise<T> => {
    const headers = { authorization: 'Bearer token-of-the-test', 'x-duban-actor': 'office' };
    const response = await fetch(`${url}${path}`, { headers });
    if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const day = (on: string) => encodeURIComponent(`${on}T00:00:00+08:00`);
  return {
    rows: async (period) => {
      const { rows } = await pool.query<{ line: string }>(
        `select concat_ws(' ', task, party, to_char(due at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), verdict) as line
           from standing where campaign = $1 and duty = 'monthly' and period = $2 order by 1`,
        [campaign, period],
      );
      return rows.map(({ line }) => line);
    },
    ledger: async (on) => {
      const query = `duty=monthly&dueFrom=${day(on)}&dueTo=${day(plusDays(on, 1))}&sort=due`;
      const path = `/desk/tasks?campaign=${campaign}&${query}`;
      const { tasks } = await read<OutputOf<'searchTasks'>>(path);
      return tasks.map(({ key, due }) => `${key} ${due?.words ?? '—'}`);
    },
    month: async (month) => {
      const path = `/desk/calendar?campaign=${campaign}&month=${month}`;
      const { days } = await read<OutputOf<'showCalendarMonth'>>(path);
      return days.flatMap(({ day: on, list }) =>
        list
          .filter(({ kind }) => kind === 'due')
          .map(({ time, words }) => `${on} ${time} ${words}`),
      );
    },
    week: async () => {
      const view = await read<OutputOf<'showToday'>>(`/desk/today?campaign=${campaign}`);
      const { expected } = view.dueWeek;
      const units = view.load.units.map(({ name, weeks }) => `${name} ${weeks.join(' ')}`).sort();
      return { expected, words: view.words, units };
    },
  };
}
