-- What the state of a task, and of every level above it, is made of: kept where the standing of its obligations is kept,
-- so that a whole plan is read from one short row a task.

create table task_state (
  campaign text not null,
  task     text not null,
  ordinal  integer not null,
  -- Where it stands in the plan, as JSON: its key, its printed number, its categories from the outermost; and whether its only
  -- deadlines are 持续推进.
  place    text not null,
  -- As JSON: the verdicts of each day of its milestones, each once; whether the newest judged period of a duty and party is
  -- missing; the newest fact about its end, and whether a person decided it.
  facts    text not null default '[[], false, null, null]',
  primary key (campaign, task)
);
comment on table task_state is 'What the state of every task is made of: kept by triggers';

-- The place changes with the printed words.
create function keep_place() returns trigger language plpgsql as $$
begin
  insert into task_state (campaign, task, ordinal, place)
  select new.campaign, new.task, new.ordinal,
         json_build_array(new.task, new.no, new.categories,
           jsonb_array_length(t.body -> 'deadlines') > 0
             and not jsonb_path_exists(t.body, '$.deadlines[*] ? (@.kind <> "continuous")'))::text
    from task t where t.campaign = new.campaign and t.key = new.task
  on conflict (campaign, task) do update set ordinal = excluded.ordinal, place = excluded.place;
  return null;
end $$;
create trigger task_place after insert or update of ordinal, no, categories on task_now
  for each row execute function keep_place();

-- Makes the facts of some tasks again, one after the other in order. Its row is locked first and made by a statement that begins
-- after that, so that of two transactions about one task the second sees what the first has written.
create function make_states(campaign_id text, tasks text[]) returns void language plpgsql as $$
declare
  own text;
begin
  for own in select s.task from task_state s where s.campaign = campaign_id and s.task = any (tasks) order by s.task for update
  loop
    update task_state s set facts = f.facts
      from (select json_build_array(
                     (select coalesce(json_agg(json_build_array(o.verdict, o.period) order by o.period, o.verdict), '[]')
                        from (select distinct verdict, period from standing
                               where campaign = campaign_id and task = own and planned is not null and duty = 'deadlines') o),
                     exists (select 1 from standing o
                              where o.campaign = campaign_id and o.task = own and o.planned is not null and o.duty <> 'deadlines'
                              group by o.duty, o.party
                             having max(o.due) filter (where o.verdict = 'missing')
                                  = max(o.due) filter (where o.verdict <> 'pending')),
                     e.type, e.decided)::text as facts
              from (select) as one
              left join lateral (
                select l.type, l.payload ->> 'reason' is distinct from '期满' as decided from ledger l
                 where l.process = 'task/' || campaign_id || '/' || own
                   and l.type in ('closed', 'ended', 'reopened', 'terminated')
                 order by l.seq desc, l.n desc limit 1) e on true) f
     where s.campaign = campaign_id and s.task = own and s.facts <> f.facts;
  end loop;
end $$;

-- Whoever counts a task again (`count_tasks`) says its state again, too.
create function keep_state() returns trigger language plpgsql as $$
begin
  perform make_states(new.campaign, array[new.task]);
  return null;
end $$;
create trigger task_state_counted after update of expected on task_now
  for each row execute function keep_state();

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

-- Of the tasks that there are.
update task_now set no = no;
select make_states(k.campaign, k.tasks)
  from (select campaign, array_agg(key) as tasks from task group by campaign) k;

-- Nothing else looked for milestones alone.
drop index standing_milestones;
