import { Unit } from '../domain/unit.ts';
import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** What was judged of one unit in one campaign: of each task and duty a line, in order of due instant. */
export interface UnitRecordRow {
  readonly campaign: string;
  readonly title: string;
  readonly unit: Unit;
  /** A letter a period: `o` on time, `l` late, `m` missing. */
  readonly lines: readonly string[];
  /** Of what came late: when it was due and when it was judged, which is when it came, in milliseconds. */
  readonly late: readonly (readonly [number, number])[];
}

/**
 * The record 报送记录 of all units over all campaigns: what was judged in [from, to). Trials 试运行 count for nothing, and
 * what was exempt is nobody's record. A joint obligation stands with each of its members, as everywhere.
 */
export async function unitRecords(
  db: Db,
  from: string,
  to: string,
): Promise<readonly UnitRecordRow[]> {
  const rows = await keptRows<Omit<UnitRecordRow, 'unit'> & { readonly unit: unknown }>(
    db,
    `with line as (
       select s.campaign, m.unit, s.task, s.duty, s.party,
              string_agg(case s.verdict when 'on-time' then 'o' when 'late' then 'l' else 'm' end, ''
                         order by s.due, s.obligation) as letters,
              json_agg(json_build_array(round(extract(epoch from s.due) * 1000),
                                        round(extract(epoch from s.judged_at) * 1000)))
                filter (where s.verdict = 'late') as late
         from obligation_standing s cross join lateral unnest(s.members) as m (unit)
        where s.judged_at >= $1 and s.judged_at < $2 and s.verdict in ('on-time', 'late', 'missing')
        group by 1, 2, 3, 4, 5)
     select l.campaign, c.title, u.body as unit,
            array_agg(l.letters order by l.task, l.duty, l.party) as lines,
            coalesce((select json_agg(one) from json_array_elements(
                        json_agg(l.late) filter (where l.late is not null)) as several,
                      json_array_elements(several) as one), '[]') as late
       from line l
       join campaign c on c.id = l.campaign and not coalesce((c.context ->> 'trial')::boolean, false)
       join unit_now u on u.campaign = l.campaign and u.id = l.unit
      group by l.campaign, c.title, l.unit, u.body order by l.campaign, l.unit`,
    [from, to],
  );
  return rows.map((row) => ({ ...row, unit: Unit.parse(row.unit) }));
}
