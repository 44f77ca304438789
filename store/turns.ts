import type { Instant } from '../domain/instant.ts';
import type { MessageBase } from '../domain/machine.ts';
import type { Db } from './pool.ts';

export interface NewTurn {
  readonly process: string;
  readonly seq: number;
  readonly engine: number;
  readonly steps: readonly {
    readonly engine: number;
    readonly upTo: Instant;
    readonly message?: MessageBase;
  }[];
  readonly notices: readonly {
    readonly at: Instant;
    readonly type: string;
    readonly payload: Readonly<Record<string, unknown>>;
  }[];
}

/** The turns recorded since those already known, in order, each with the notices that it sent. */
export async function newTurns(
  db: Db,
  known: readonly { readonly id: string; readonly seq: number }[],
): Promise<readonly NewTurn[]> {
  const { rows } = await db.query<{
    process: string;
    seq: number;
    engine: number;
    taken: Omit<NewTurn['steps'][number], 'engine'>[];
    notices: NewTurn['notices'] | null;
  }>(
    `select t.process, t.seq, t.engine, t.taken, n.notices
       from jsonb_to_recordset($1) as k (id text, seq int)
       join turn t on t.process = k.id and t.seq >= k.seq
       left join lateral (
         select jsonb_agg(jsonb_build_object('at', n.at_text, 'type', n.type, 'payload', n.payload)
                          order by n.n) as notices
           from notice n where n.process = t.process and n.seq = t.seq) n on true
      order by t.process, t.seq`,
    [JSON.stringify(known)],
  );
  return rows.map(({ taken, ...row }) => ({
    ...row,
    steps: taken.map((step) => ({ ...step, engine: row.engine })),
    notices: row.notices ?? [],
  }));
}

/** How many effects of a campaign have been decided and have not yet had their outcome in the register. */
export async function openEffects(db: Db, campaign: string, tasks: number): Promise<number> {
  const { rows } = await db.query<{ open: number }>(
    `select (
       (select count(*) from ledger e where e.campaign = $1 and e.kind = 'effect' and e.type = 'startTasks'
           and not e.payload ? 'keys'
           and (select count(*) from ledger a where a.campaign = $1 and a.type = 'assigned') < $2)
     + (select count(*) from ledger e
         cross join lateral jsonb_array_elements_text(e.payload -> 'keys') as k (key)
         where e.campaign = $1 and e.kind = 'effect' and e.type = 'startTasks'
           and not exists (select 1 from ledger a
             where a.process = 'task/' || $1 || '/' || k.key and a.type = 'assigned'))
     + (select count(*) from ledger e where e.campaign = $1 and e.kind = 'effect' and e.type = 'ground'
           and not exists (select 1 from ledger g where g.campaign = $1 and g.type = 'ground' and g.kind = 'fact'
             and g.key = 'ground:' || coalesce(e.payload ->> 'task', split_part(e.process, '/', 3)) || '/' || e.obligation || ':' || (e.payload ->> 'step')
             and g.payload ->> 'unit' = e.payload ->> 'unit'))
     + (select count(*) from ledger e where e.campaign = $1 and e.kind = 'effect' and e.type = 'gather'
           and not exists (select 1 from ledger g where g.process = e.process and g.type in ('bulletin-drafted', 'bulletin-empty')
             and g.seq > e.seq))
     + (select count(*) from ledger e where e.campaign = $1 and e.kind = 'effect' and e.type = 'broadcast'
           and exists (select 1 from process p where p.campaign = $1
             and case p.kind when 'task' then coalesce(e.payload -> 'tasks' ? split_part(p.id, '/', 3), true)
                  when 'interview' then e.payload -> 'tasks' is null and e.payload -> 'each' is null
                   and e.payload -> 'message' ->> 'kind' in ('suspend', 'resume', 'calendar')
                   and p.started_at <= e.at
                   and p.input #> '{context,calendar,version}' is distinct from e.payload #> '{message,calendar,version}'
                  else false end
             and not exists (select 1 from ledger x where x.process = p.id and (x.type = 'ended'
               or p.kind = 'interview' and case when x.payload ? 'phase'
                    then x.payload ->> 'phase' in ('rejected', 'lapsed', 'withdrawn', 'closed', 'referred', 'not-referred', 'referral-lapsed')
                    else x.type in ('approved', 'rejected', 'lapsed') end))
             and not exists (select 1 from turn t where t.process = p.id
               and t.taken @> jsonb_build_array(jsonb_build_object('message', jsonb_build_object('id', e.payload -> 'message' -> 'id'))))))
     + (select count(*) from ledger e where e.campaign = $1 and e.kind = 'effect' and e.type = 'askTasks'
           and not exists (select 1 from ledger a where a.process = e.process and a.seq > e.seq
             and a.type in ('tasks-open', 'ended')))
     + (select count(*) from ledger e where e.campaign = $1 and e.kind = 'effect' and e.type = 'tell'
           and not exists (select 1 from ledger x where x.process = e.payload ->> 'process' and x.type = 'ended')
           and not exists (select 1 from turn t where t.process = e.payload ->> 'process'
             and t.taken @> jsonb_build_array(jsonb_build_object('message', jsonb_build_object('id', e.payload -> 'message' -> 'id')))))
     )::int as open`,
    [campaign, tasks],
  );
  return rows[0]?.open ?? 0;
}

export interface DecisionRow {
  readonly process: string;
  readonly kind: 'fact' | 'effect' | 'notice';
  readonly type: string;
  readonly key: string;
  readonly at: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of a notice. */
  readonly recipient?: string;
}

/** Everything that was decided in a campaign, in the order of its nominal instants. */
export async function decisionsOf(db: Db, campaign: string): Promise<readonly DecisionRow[]> {
  const { rows } = await db.query<Omit<DecisionRow, 'recipient'> & { recipient: string | null }>(
    `select process, kind, type, key, at_text as at, payload, recipient
       from (select process, seq, n, kind, type, key, at, at_text, payload, null as recipient
               from ledger where campaign = $1
             union all
             select process, seq, n, 'notice', type, key, at, at_text, payload, recipient
               from notice where campaign = $1) as decided
      order by decided.at, process, seq, n`,
    [campaign],
  );
  return rows.map(({ recipient, ...row }) => (recipient === null ? row : { ...row, recipient }));
}
