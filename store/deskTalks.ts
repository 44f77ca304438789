import type { Meeting } from '../domain/interviewMessages.ts';
import type { InterviewRow } from './timeline.ts';
import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** An interview with what its newest fact says besides. */
export interface TalkRow extends InterviewRow {
  readonly campaign: string;
  /** Keys of its grounds, `t0003/monthly/2026-03/u003`. */
  readonly groundKeys: readonly string[];
  readonly statement: { readonly at: string; readonly text: string } | null;
  readonly heard: boolean;
  /** Its notice 约谈通知书 has been served at some time: the unit knows that it is called in. */
  readonly served: boolean;
  /** The principal has not come: nothing can be rectified before the unit was talked to. */
  readonly away: boolean;
  /** When and where, as long as it stands. */
  readonly meeting: Meeting | null;
}

/** Interviews of some campaigns; with `process` only that one, with `unit` only its own. */
export async function talksOf(
  db: Db,
  campaigns: readonly string[],
  only: { readonly process?: string; readonly unit?: string } = {},
): Promise<readonly TalkRow[]> {
  const rows = await keptRows<TalkRow>(
    db,
    `select p.id as process, p.campaign, split_part(p.id, '/', 3) as unit, split_part(p.id, '/', 4) as window,
            coalesce(l.payload ->> 'phase', l.type) as phase, l.at_text as at,
            l.payload ->> 'limitAt' as "limitAt",
            coalesce(l.payload ->> 'desk', l.payload ->> 'approver') as approver,
            g.count as grounds, g.keys as "groundKeys", l.payload -> 'meeting' as meeting, s.statement,
            coalesce(s.heard, false) as heard, coalesce(s.served, false) as served,
            coalesce(s.sat = 'absent', false) as away
       from process p
       join lateral (select type, at_text, payload from ledger
                      where process = p.id and kind = 'fact'
                      order by (type <> 'ground') desc, seq desc, n desc limit 1) l on true
       join lateral (select count(*)::int as count,
                            coalesce(array_agg((payload ->> 'task') || '/' || (payload ->> 'obligation') order by seq, n), '{}') as keys
                       from ledger where process = p.id and type = 'ground' and kind = 'fact') g on true
       left join lateral (select bool_or(type = 'hearing') as heard, bool_or(type = 'scheduled') as served,
                            (array_agg(type order by seq desc, n desc)
                              filter (where type in ('absent', 'held', 'second-interview')))[1] as sat,
                            (array_agg(jsonb_build_object('at', at_text, 'text', payload ->> 'text') order by seq desc, n desc)
                              filter (where type = 'statement'))[1] as statement
                       from ledger where process = p.id and kind = 'fact'
                        and type in ('hearing', 'statement', 'scheduled', 'absent', 'held', 'second-interview')) s on true
      where p.campaign = any ($1) and p.kind = 'interview' and ($2::text is null or p.id = $2)
        and ($3::text is null or split_part(p.id, '/', 3) = $3)
      order by l.at_text, p.id`,
    [campaigns, only.process ?? null, only.unit ?? null],
  );
  return rows;
}

/** A step of the ladder about the obligations of a gate: how often it was taken, and when last. */
export interface ToldRow {
  readonly gate: number;
  readonly step: string;
  readonly count: number;
  readonly last: string;
}

/** How often each step of the ladder was taken about obligations, by the number of the gate that rests on them. */
export async function toldAbout(
  db: Db,
  obligations: readonly {
    readonly gate: number;
    readonly process: string;
    readonly obligation: string;
  }[],
): Promise<readonly ToldRow[]> {
  if (obligations.length === 0) return [];
  const { rows } = await db.query<ToldRow>(
    `select k.gate, l.payload ->> 'step' as step, count(*)::int as count,
            (array_agg(l.at_text order by l.at desc))[1] as last
       from jsonb_to_recordset($1) as k (gate int, process text, obligation text)
       join ledger l on l.process = k.process and l.obligation = k.obligation and l.type = 'step'
      group by 1, 2 order by 1, 2`,
    [JSON.stringify(obligations)],
  );
  return rows;
}
