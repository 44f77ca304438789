-- 时点变动: a calendar, a resumption 恢复 or a regime moves what is already open to another due instant. That follows from the
-- rules and is no decision, so that no fact of the ledger says it; the row of the turn does, with what moved it (its reason
-- stands in the turn's own facts). It is written before the facts of the turn, whose trigger takes it: one statement
-- over `standing`, and never another order of its rows.

create table due_shift (
  process    text not null,
  seq        integer not null,
  campaign   text not null,
  obligation text not null,
  due        timestamptz not null,
  -- The kind of message that moved it; `earlier` where the turn was recorded before this table.
  cause      text not null,
  primary key (process, seq, obligation),
  foreign key (process, seq) references turn
);
comment on table due_shift is 'Where an open obligation falls due since a turn moved it: derived from turns, for what the pages read';
create trigger due_shift_append_only before update or delete on due_shift
  for each row execute function refuse_change();

-- As 0015 has it, and the shifts of the same turns, each as what is said last in its turn.
create or replace function take_facts(rows ledger[]) returns void language plpgsql as $$
begin
  insert into standing (campaign, task, obligation, verdict, judged_at, judged_seq, judged_n, moved, reported_at, steps)
  select o.campaign, split_part(o.process, '/', 3), o.obligation,
         coalesce((array_agg(o.payload ->> 'verdict' order by o.place desc) filter (where o.type = 'judged'))[1], 'pending'),
         (array_agg(o.at order by o.place desc) filter (where o.type = 'judged'))[1],
         (array_agg(o.seq order by o.place desc) filter (where o.type = 'judged'))[1],
         (array_agg(o.n order by o.place desc) filter (where o.type = 'judged'))[1],
         (array_agg((o.payload ->> 'due')::timestamptz order by o.place desc) filter (where o.type = 'due-moved'))[1],
         max(o.at) filter (where o.type = 'report'),
         coalesce(array_agg(o.payload ->> 'step' order by o.place)
           filter (where o.type = 'step' and o.place > coalesce(o.answered, -1)), '{}')
    from (select f.campaign, f.process, f.obligation, f.type, f.payload, f.at, f.seq, f.n,
                 f.seq::bigint * 1000000 + f.n as place,
                 max(case when f.type = 'report' or f.type = 'judged' and f.payload ->> 'verdict' <> 'missing'
                          then f.seq::bigint * 1000000 + f.n end)
                   over (partition by f.process, f.obligation) as answered
            from unnest(rows) as f
           where f.obligation is not null and f.kind = 'fact'
             and f.type in ('judged', 'step', 'report', 'due-moved') and starts_with(f.process, 'task/')
           union all
          select h.campaign, h.process, h.obligation, 'due-moved', jsonb_build_object('due', h.due), null, h.seq, null,
                 h.seq::bigint * 1000000 + 999999, null
            from due_shift h
            join (select distinct f.process, f.seq from unnest(rows) as f) k on k.process = h.process and k.seq = h.seq) o
   group by o.campaign, o.process, o.obligation
   order by o.campaign, o.process, o.obligation
  on conflict (campaign, task, obligation) do update
     set verdict = case when excluded.judged_at is null then standing.verdict else excluded.verdict end,
         judged_at = coalesce(excluded.judged_at, standing.judged_at),
         judged_seq = coalesce(excluded.judged_seq, standing.judged_seq),
         judged_n = coalesce(excluded.judged_n, standing.judged_n),
         moved = coalesce(excluded.moved, standing.moved),
         reported_at = coalesce(excluded.reported_at, standing.reported_at),
         -- Steps before a report are answered by it.
         steps = case when excluded.reported_at is not null
                        or excluded.judged_at is not null and excluded.verdict <> 'missing'
                      then '{}' else standing.steps end || excluded.steps;

  insert into matter_now (process, matter, campaign, type, opened_at, at, payload, seq, n)
  select distinct on (f.process, f.payload ->> 'matter') f.process, f.payload ->> 'matter', f.campaign, f.type,
         first_value(f.at_text) over w, f.at_text, f.payload, f.seq, f.n
    from unnest(rows) as f where f.kind = 'fact' and f.payload ? 'matter'
  window w as (partition by f.process, f.payload ->> 'matter' order by f.seq, f.n)
   order by f.process, f.payload ->> 'matter', f.seq desc, f.n desc
  on conflict (process, matter) do update
     set type = excluded.type, at = excluded.at, payload = matter_now.payload || excluded.payload,
         seq = excluded.seq, n = excluded.n
   where (excluded.seq, excluded.n) > (matter_now.seq, matter_now.n);

  update task_now t
     set closed = coalesce(k.closed, t.closed), ended = t.ended or k.ended,
         step = case when k.stepped then k.step else t.step end,
         units = case when k.came is null then t.units
                      else array(select distinct unnest(t.units || k.came) order by 1) end
    from (select f.campaign, split_part(f.process, '/', 3) as task,
                 (array_agg(f.type = 'closed' order by f.seq desc, f.n desc)
                   filter (where f.type in ('closed', 'reopened')))[1] as closed,
                 bool_or(f.type = 'ended') as ended,
                 bool_or(f.type in ('step', 'report')) as stepped,
                 (array_agg(case f.type when 'step' then f.payload ->> 'step' end order by f.seq desc, f.n desc)
                   filter (where f.type in ('step', 'report')))[1] as step,
                 (select array_agg(m) from unnest(rows) as g, jsonb_array_elements_text(g.payload -> 'members') as m
                   where g.process = f.process and g.type = 'transferred') as came
            from unnest(rows) as f
           where starts_with(f.process, 'task/') and f.kind = 'fact'
             and f.type in ('closed', 'reopened', 'ended', 'step', 'report', 'transferred')
           group by f.campaign, f.process) k
   where t.campaign = k.campaign and t.task = k.task;

  perform count_tasks(k.campaign, k.tasks)
     from (select f.campaign, array_agg(distinct split_part(f.process, '/', 3)) as tasks from unnest(rows) as f
            where starts_with(f.process, 'task/') and (
                  f.obligation is not null and f.kind = 'fact' and f.type in ('judged', 'step', 'report', 'due-moved')
                  or exists (select 1 from due_shift h where h.process = f.process and h.seq = f.seq))
            group by f.campaign order by f.campaign) k;
end $$;

-- Turns that were recorded before: which tasks they moved only the rules know. They are derived at the next start.
create table due_shift_owed (process text primary key);
comment on table due_shift_owed is 'Tasks whose earlier turns have still to be looked through for shifts';
insert into due_shift_owed
select distinct process from turn
 where starts_with(process, 'task/') and (
       taken @> '[{"message": {"kind": "calendar"}}]' or taken @> '[{"message": {"kind": "resume"}}]'
       or taken @> '[{"message": {"kind": "regime"}}]' or taken @> '[{"message": {"kind": "regime-withdraw"}}]');
