import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** A gate of a leader's page: an interview, or a step that lies before its approver. */
export interface AskedGate {
  readonly gate: number;
  readonly process: string;
  /** Of a step; null of an interview, which rests on its grounds. */
  readonly matter: string | null;
}

/** A ground 事由 of a gate with the step that brought it: what was counted, and the condition that held. */
export interface GroundRow {
  readonly gate: number;
  /** The process of the task. */
  readonly process: string;
  readonly task: string;
  readonly obligation: string;
  readonly at: string;
  /** The obligations that were counted; none where the step counts nothing. */
  readonly because: readonly string[];
  /** What the step says of itself; null where it is not in the register. */
  readonly step: Readonly<Record<string, unknown>> | null;
}

/** What gates rest on: an interview on the grounds that it has taken, a proposed step on what it says itself. */
export async function groundsOfGates(
  db: Db,
  asked: readonly AskedGate[],
): Promise<readonly GroundRow[]> {
  if (asked.length === 0) return [];
  const rows = await keptRows<GroundRow>(
    db,
    `with k as (select * from jsonb_to_recordset($1) as k (gate int, process text, matter text))
     select k.gate, t.process, g.payload ->> 'task' as task, g.payload ->> 'obligation' as obligation,
            g.at_text as at, coalesce(g.payload -> 'because', '[]') as because, s.payload as step
       from k
       join ledger g on g.process = k.process and g.type = 'ground' and g.kind = 'fact'
      cross join lateral (select 'task/' || g.campaign || '/' || (g.payload ->> 'task') as process) t
       left join lateral (select l.payload from ledger l
             where l.process = t.process and l.type = 'step' and l.obligation = g.payload ->> 'obligation'
               and l.payload ->> 'step' = g.payload ->> 'step' and l.at <= g.at
             order by l.seq desc, l.n desc limit 1) s on true
      where k.matter is null
     union all
     select k.gate, m.process, split_part(m.process, '/', 3), m.payload ->> 'obligation', m.at,
            case jsonb_typeof(m.payload -> 'because') when 'array' then m.payload -> 'because' else '[]' end, m.payload
       from k join matter_now m on m.process = k.process and m.matter = k.matter
      where m.payload ? 'obligation'
      order by 1, 3, 4`,
    [JSON.stringify(asked)],
  );
  return rows;
}

/** Where an obligation stands by now. */
export interface StandRow {
  readonly gate: number;
  readonly task: string;
  readonly obligation: string;
  readonly duty: string;
  readonly period: string;
  readonly due: Date;
  readonly verdict: string;
  /** Nothing has come since it was judged 未报, as the unit's own list has it. */
  readonly open: boolean;
}

/** Where the obligations that gates rest on stand by now, the earliest due first. */
export async function standsOf(
  db: Db,
  campaign: string,
  asked: readonly { readonly gate: number; readonly task: string; readonly obligation: string }[],
): Promise<readonly StandRow[]> {
  if (asked.length === 0) return [];
  const rows = await keptRows<StandRow>(
    db,
    `select k.gate, s.task, s.obligation, s.duty, s.period, s.due, s.verdict,
            s.verdict = 'pending' and s.reported_at is null
              or s.verdict = 'missing' and (s.reported_at is null or s.reported_at < s.judged_at) as open
       from jsonb_to_recordset($2) as k (gate int, task text, obligation text)
       join standing s on s.campaign = $1 and s.task = k.task and s.obligation = k.obligation
      where s.planned is not null
      order by s.due, s.task, s.obligation`,
    [campaign, JSON.stringify(asked)],
  );
  return rows;
}
