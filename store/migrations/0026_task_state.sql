-- What the state of a task, and of every level above it, is made of: kept where the standing of its obligations is kept,
-- so that a whole plan is read from one short row a task.

create table task_state (
  campaign text not null,
  task     text not null,
  ordinal  integer not null,
  -- Where it stands in the plan, as JSON: its key, its printed number, its categories from the outermost.
  place    text not null,
  -- As JSON: whether its only deadlines are 持续推进; the verdicts of each day of its milestones, each once; whether the newest
  -- judged period of a duty and party is missing; the newest fact about its end, and whether a person decided it.
  facts    text not null default '',
  primary key (campaign, task)
);
comment on table task_state is 'What the state of every task is made of: kept by triggers';

-- Makes the rows of some tasks again. They are locked first and made by a statement that begins after that, so that of two
-- transactions about one task the second sees what the first has written.
create function make_states(campaign_id text, tasks text[]) returns void language plpgsql as $$
begin
  insert into task_state (campaign, task, ordinal, place)
  select t.campaign, t.key, t.ordinal, '' from task t where t.campaign = campaign_id and t.key = any (tasks) order by t.key
  on conflict do nothing;
  perform 1 from task_state s where s.campaign = campaign_id and s.task = any (tasks) order by s.task for update;
  update task_state s
     set ordinal = f.ordinal, place = f.place, facts = f.facts
    from (select t.key, t.ordinal,
                 json_build_array(t.key, t.body ->> 'no', t.body -> 'category')::text as place,
                 json_build_array(
                   jsonb_array_length(t.body -> 'deadlines') > 0
                     and not jsonb_path_exists(t.body, '$.deadlines[*] ? (@.kind <> "continuous")'),
                   (select coalesce(json_agg(json_build_array(o.verdict, o.period) order by o.period, o.verdict), '[]')
                      from (select distinct verdict, period from standing
                             where campaign = t.campaign and task = t.key and planned is not null and duty = 'deadlines') o),
                   exists (select 1 from standing o
                            where o.campaign = t.campaign and o.task = t.key and o.planned is not null and o.duty <> 'deadlines'
                            group by o.duty, o.party
                           having max(o.due) filter (where o.verdict = 'missing')
                                = max(o.due) filter (where o.verdict <> 'pending')),
                   e.type, e.decided)::text as facts
            from task t
            left join lateral (
              select l.type, l.payload ->> 'reason' is distinct from '期满' as decided from ledger l
               where l.process = 'task/' || t.campaign || '/' || t.key
                 and l.type in ('closed', 'ended', 'reopened', 'terminated')
               order by l.seq desc, l.n desc limit 1) e on true
           where t.campaign = campaign_id and t.key = any (tasks)) f
   where s.campaign = campaign_id and s.task = f.key
     and (s.ordinal, s.place, s.facts) is distinct from (f.ordinal, f.place, f.facts);
end $$;

-- As 0015 has it; whoever counts a task again says its state again, too.
create or replace function count_tasks(campaign_id text, tasks text[]) returns void language plpgsql as $$
begin
  perform 1 from task_now t where t.campaign = campaign_id and t.task = any (tasks)
    order by t.task for update;
  update task_now t
     set (expected, on_time, late, missing, exempt, pending, owed, due, reported_at, steps) = (
       select count(*) filter (where s.planned is not null),
              count(*) filter (where s.planned is not null and s.verdict = 'on-time'),
              count(*) filter (where s.planned is not null and s.verdict = 'late'),
              count(*) filter (where s.planned is not null and s.verdict = 'missing'),
              count(*) filter (where s.planned is not null and s.verdict = 'exempt'),
              count(*) filter (where s.planned is not null and s.verdict = 'pending'),
              count(*) filter (where s.planned is not null and s.verdict = 'missing'
                                 and (s.reported_at is null or s.reported_at < s.judged_at)),
              min(s.due) filter (where s.planned is not null and s.verdict = 'pending'),
              max(s.reported_at),
              array(select distinct x from standing o, unnest(o.steps) as x
                     where o.campaign = t.campaign and o.task = t.task and o.steps <> '{}' order by x)
         from standing s where s.campaign = t.campaign and s.task = t.task)
   where t.campaign = campaign_id and t.task = any (tasks);
  perform make_states(campaign_id, tasks);
end $$;

create function keep_task_states() returns trigger language plpgsql as $$
begin
  perform make_states(k.campaign, k.tasks)
     from (select campaign, array_agg(key) as tasks from fresh group by campaign order by campaign) k;
  return null;
end $$;
create trigger task_state_begun after insert on task referencing new table as fresh
  for each statement execute function keep_task_states();
create trigger task_state_changed after update on task referencing new table as fresh
  for each statement execute function keep_task_states();

-- A task ends by a fact of its own.
create function keep_endings() returns trigger language plpgsql as $$
begin
  perform make_states(k.campaign, k.tasks)
     from (select campaign, array_agg(distinct split_part(process, '/', 3)) as tasks from fresh
            where starts_with(process, 'task/') and type in ('closed', 'ended', 'reopened', 'terminated')
            group by campaign order by campaign) k;
  return null;
end $$;
create trigger ledger_state after insert on ledger referencing new table as fresh
  for each statement execute function keep_endings();

select make_states(k.campaign, k.tasks)
  from (select campaign, array_agg(key) as tasks from task group by campaign) k;

-- The states are kept now; nothing else looked for milestones alone.
drop index standing_milestones;
