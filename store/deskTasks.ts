import type { Level } from '../domain/standingMark.ts';
import type { Counts } from './standings.ts';
import { keptRows, tensBefore } from './kept.ts';
import type { Db } from './pool.ts';

/** How a task is looked for in the ledger 台账. Levels are told by instants that the caller reckons from the calendar. */
export interface TaskQuery {
  readonly campaign: string;
  readonly unit?: string | undefined;
  readonly role: 'lead' | 'any';
  readonly category?: string | undefined;
  readonly level?: Level | undefined;
  readonly verdict?: string | undefined;
  readonly duty?: string | undefined;
  readonly period?: string | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly leader?: string | undefined;
  readonly state?: 'running' | 'closed' | 'ended' | undefined;
  readonly text?: string | undefined;
  /** Keys of the tasks that may be read; absent: all. */
  readonly seen?: ReadonlySet<string> | undefined;
  readonly now: string;
  readonly near: string;
  /** Steps that lift a task above 催办, by id. */
  readonly raised: readonly string[];
}

export interface TaskPage {
  readonly sort: 'plan' | 'due' | 'level' | 'missing' | 'reported';
  readonly order: 'asc' | 'desc';
  /** The value and the ordinal after which the page begins. */
  readonly after?: readonly [value: string, ordinal: number] | undefined;
  readonly limit: number;
}

export interface TaskFound {
  readonly key: string;
  readonly ordinal: number;
  readonly no: string | null;
  readonly title: string;
  readonly categories: readonly string[];
  readonly leaders: readonly string[];
  readonly assignments: readonly { readonly unit: string; readonly role: string }[];
  readonly counts: Counts;
  /** Missing, and not made up since. */
  readonly owed: number;
  readonly due: Date | null;
  readonly steps: readonly string[];
  readonly step: string | null;
  readonly reportedAt: Date | null;
  readonly state: 'running' | 'closed' | 'ended';
  readonly level: Level;
  /** What the page is sorted by, as the next page is asked with. */
  readonly place: string;
}

/** Level of a task by SQL; `domain/standingMark.ts` has it in words. */
const LEVEL = `case when t.ended or t.closed then 'normal'
  when t.steps && $4::text[] then 'raised'
  when t.owed > 0 or t.due < $2::timestamptz then 'late'
  when t.due <= $3::timestamptz then 'near' else 'normal' end`;
const STATE = `case when t.ended then 'ended' when t.closed then 'closed' else 'running' end`;

type Part = 'level' | 'verdict' | 'category' | 'unit' | 'leader' | 'state';

const VERDICT_COLUMNS: Readonly<Record<string, string>> = {
  pending: 't.pending',
  'on-time': 't.on_time',
  late: 't.late',
  missing: 't.missing',
  exempt: 't.exempt',
};

/** The conditions of a query by the filter to which they belong; `rest` belongs to none that has counts. */
function conditions(query: TaskQuery): {
  readonly values: unknown[];
  readonly parts: Readonly<Partial<Record<Part, string>>>;
  readonly rest: string;
} {
  const values: unknown[] = [query.campaign, tensBefore(query.now), query.near, query.raised];
  const put = (value: unknown) => `$${values.push(value)}`;
  const parts: Partial<Record<Part, string>> = {};
  const rest: string[] = ['t.campaign = $1'];
  if (query.level) parts.level = `${LEVEL} = ${put(query.level)}`;
  if (query.category) parts.category = `${put(query.category)} = any (t.categories)`;
  if (query.leader) parts.leader = `${put(query.leader)} = any (t.leaders)`;
  if (query.state) parts.state = `${STATE} = ${put(query.state)}`;
  if (query.unit) {
    const column = query.role === 'lead' ? 't.owing' : 't.units';
    parts.unit = `${column} @> array[${put(query.unit)}::text]`;
  }
  const about = aboutObligations(query, put);
  if (about !== undefined) parts.verdict = about;
  const words = (query.text ?? '').trim().toLowerCase().split(/\s+/u).filter(Boolean);
  for (const word of words) rest.push(`position(${put(word)} in t.words) > 0`);
  if (query.seen) rest.push(`t.task = any (${put([...query.seen])}::text[])`);
  return { values, parts, rest: rest.join(' and ') };
}

/** A verdict alone is counted on the task; with a duty, a period or days its obligations are asked. */
function aboutObligations(
  { verdict, duty, period, dueFrom, dueTo, unit, role }: TaskQuery,
  put: (value: unknown) => string,
): string | undefined {
  const column = VERDICT_COLUMNS[verdict ?? ''];
  const narrow = [duty, period, dueFrom, dueTo].some((one) => one !== undefined);
  if (!narrow && (unit === undefined || verdict === undefined)) {
    return column === undefined ? undefined : `${column} > 0`;
  }
  const own = [
    verdict && `s.verdict = ${put(verdict)}`,
    duty && `s.duty = ${put(duty)}`,
    period && `s.period = ${put(period)}`,
    dueFrom && `s.due >= ${put(dueFrom)}::timestamptz`,
    dueTo && `s.due < ${put(dueTo)}::timestamptz`,
    unit && role === 'lead' && `${put(unit)} = any (s.members)`,
  ].filter(Boolean);
  return `exists (select 1 from standing s where s.campaign = t.campaign and s.task = t.task
      and s.planned is not null and ${own.join(' and ')})`;
}

const SORTS: Readonly<Record<TaskPage['sort'], string>> = {
  plan: '0',
  due: `coalesce(extract(epoch from t.due), 9e12)`,
  level: `array_position(array['normal', 'near', 'late', 'raised'], ${LEVEL})`,
  missing: 't.owed',
  reported: `coalesce(extract(epoch from t.reported_at), 0)`,
};

/** One page of tasks; ordinals tell equal ones apart, so that no page repeats or skips a task. */
export async function searchPage(
  db: Db,
  query: TaskQuery,
  page: TaskPage,
): Promise<readonly TaskFound[]> {
  const { values, parts, rest } = conditions(query);
  const where = [rest, ...Object.values(parts)].join(' and ');
  const value = `(${SORTS[page.sort]})::float8`;
  const sign = page.order === 'asc' ? '>' : '<';
  const after =
    page.after === undefined
      ? ''
      : ` and (${value}, t.ordinal) ${sign} ($${values.push(page.after[0])}::float8, $${values.push(page.after[1])}::int)`;
  const rows = await keptRows<Omit<TaskFound, 'counts'> & Counts>(
    db,
    `with page as (
       select t.task, t.ordinal, ${value} as place from task_now t
        where ${where}${after} order by 3 ${page.order}, 2 ${page.order} limit $${values.push(page.limit)})
     select t.task as key, t.ordinal, t.no, t.title, t.categories, t.leaders,
            k.body -> 'assignments' as assignments, t.expected, t.on_time as "onTime", t.late, t.missing,
            t.exempt, t.pending, t.owed, t.due, t.steps, t.step, t.reported_at as "reportedAt",
            ${STATE} as state, ${LEVEL} as level, page.place::text as place
       from page join task_now t on t.campaign = $1 and t.task = page.task
       join task k on k.campaign = $1 and k.key = page.task
      order by page.place ${page.order}, page.ordinal ${page.order}`,
    values,
  );
  return rows.map(({ expected, onTime, late, missing, exempt, pending, ...row }) => ({
    ...row,
    counts: { expected, onTime, late, missing, exempt, pending },
  }));
}

export interface TaskCounts {
  readonly total: number;
  readonly chips: Readonly<Record<Part, readonly { value: string; count: number }[]>>;
}

const MOST_CHIPS = 40;

export async function searchTotal(db: Db, query: TaskQuery): Promise<number> {
  const { values, parts, rest } = conditions(query);
  const rows = await keptRows<{ total: number }>(
    db,
    `select count(*)::int as total from task_now t
      where ${[rest, ...Object.values(parts)].join(' and ')} and $2::text is not null
        and $3::text is not null and $4::text[] is not null`,
    values,
  );
  return rows[0]?.total ?? 0;
}

/** How many tasks there are, and how many each value of each filter would leave, that filter itself left aside. */
export async function searchCounts(db: Db, query: TaskQuery): Promise<TaskCounts> {
  const { values, parts, rest } = conditions(query);
  const fits = (but: Part) =>
    (['level', 'verdict', 'category', 'unit', 'leader', 'state'] as const)
      .filter((part) => part !== but && parts[part] !== undefined)
      .map((part) => `f.${part}`)
      .join(' and ') || 'true';
  const flags = (Object.entries(parts) as [Part, string][])
    .map(([part, sql]) => `, (${sql}) as ${part}`)
    .join('');
  const units = query.role === 'lead' ? 'owing' : 'units';
  // tasks that are alike in all that is counted are counted together
  const groups = Array.from({ length: 10 + Object.keys(parts).length }, (_, n) => n + 1);
  const rows = await keptRows<{ part: Part | 'total'; value: string; count: number }>(
    db,
    `with f as materialized (
       select ${LEVEL} as own_level, ${STATE} as own_state, t.categories, t.leaders, t.${units} as units,
              t.pending > 0 as some_pending, t.on_time > 0 as some_on_time, t.late > 0 as some_late,
              t.missing > 0 as some_missing, t.exempt > 0 as some_exempt${flags},
              count(*) as n
         from task_now t where ${rest} group by ${groups.join(', ')})
     select 'total' as part, '' as value, coalesce(sum(n), 0)::int as count from f
      where ${
        Object.keys(parts)
          .map((part) => `f.${part}`)
          .join(' and ') || 'true'
      }
     union all
     select 'level', own_level, sum(n)::int from f where ${fits('level')} group by own_level
     union all
     select 'state', own_state, sum(n)::int from f where ${fits('state')} group by own_state
     union all
     select 'verdict', v.name, sum(n)::int from f
      cross join lateral (values ('pending', some_pending), ('on-time', some_on_time), ('late', some_late),
                                 ('missing', some_missing), ('exempt', some_exempt)) as v (name, held)
      where v.held and ${fits('verdict')} group by v.name
     union all
     (select 'category', c, sum(n)::int from f, unnest(f.categories) as c
       where ${fits('category')} group by c order by 3 desc, 2 limit ${MOST_CHIPS})
     union all
     (select 'leader', c, sum(n)::int from f, unnest(f.leaders) as c
       where ${fits('leader')} group by c order by 3 desc, 2 limit ${MOST_CHIPS})
     union all
     (select 'unit', c, sum(n)::int from f, unnest(f.units) as c
       where ${fits('unit')} group by c order by 3 desc, 2 limit ${MOST_CHIPS})`,
    values,
  );
  const of = (part: Part) =>
    rows.filter((row) => row.part === part).map(({ value, count }) => ({ value, count }));
  return {
    total: rows.find(({ part }) => part === 'total')?.count ?? 0,
    chips: {
      level: of('level'),
      verdict: of('verdict'),
      category: of('category'),
      unit: of('unit'),
      leader: of('leader'),
      state: of('state'),
    },
  };
}

/** How many running tasks nobody owes anything for. */
export async function tasksWithoutUnit(db: Db, campaign: string): Promise<number> {
  const rows = await keptRows<{ count: number }>(
    db,
    `select count(*)::int as count from task_now
      where campaign = $1 and owing = '{}' and not closed and not ended`,
    [campaign],
  );
  return rows[0]?.count ?? 0;
}
