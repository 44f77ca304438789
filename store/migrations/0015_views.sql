-- What the pages of the desks are read from: where each obligation, each task and each matter 办理事项 stands by now. The
-- rows are kept by triggers in the transaction that appends the facts, so that they can never say anything else than
-- the ledger does; they may be made again from it at any time (`make_standing`).

create table standing (
  campaign   text not null,
  task       text not null,
  obligation text not null,
  -- Of the expected set; null while it has not been opened.
  duty       text,
  period     text,
  party      text,
  members    text[],
  planned    timestamptz,
  -- By the facts.
  moved      timestamptz,
  due        timestamptz generated always as (coalesce(moved, planned)) stored,
  verdict    text not null default 'pending',
  judged_at  timestamptz,
  judged_seq integer,
  judged_n   integer,
  reported_at timestamptz,
  -- Steps of the ladder that were taken and that no report has answered, in order.
  steps      text[] not null default '{}',
  primary key (campaign, task, obligation)
);
comment on table standing is 'Where every obligation stands: kept from expected and ledger by triggers';

create table task_now (
  campaign   text not null,
  task       text not null,
  ordinal    integer,
  since      timestamptz,
  no         text,
  title      text not null default '',
  words      text not null default '',
  categories text[] not null default '{}',
  leaders    text[] not null default '{}',
  owing      text[] not null default '{}',
  units      text[] not null default '{}',
  -- Units as printed.
  named      text[] not null default '{}',
  -- How many parties owe each duty, and the deadlines: tasks that owe alike have the same.
  owes       jsonb not null default '{}',
  expected   integer not null default 0,
  on_time    integer not null default 0,
  late       integer not null default 0,
  missing    integer not null default 0,
  exempt     integer not null default 0,
  pending    integer not null default 0,
  -- Missing, and not made up since.
  owed       integer not null default 0,
  -- The next due instant among what is pending.
  due        timestamptz,
  steps      text[] not null default '{}',
  step       text,
  reported_at timestamptz,
  closed     boolean not null default false,
  ended      boolean not null default false,
  primary key (campaign, task)
);
comment on table task_now is 'How every task stands, with what it is searched by: kept by triggers';

create table matter_now (
  process   text not null,
  matter    text not null,
  campaign  text not null,
  type      text not null,
  opened_at text not null,
  at        text not null,
  payload   jsonb not null,
  seq       integer not null,
  n         integer not null,
  primary key (process, matter)
);
comment on table matter_now is 'The newest fact of every matter 办理事项, with what the facts before it said: kept by a trigger';

-- The printed words of a task, and who owes anything in it.
create function task_words(t task) returns task_now language sql stable as $$
  select t.campaign, t.key, t.ordinal, t.since, t.body ->> 'no',
         coalesce(t.body ->> 'title', t.body ->> 'content'),
         lower(concat_ws(' ', t.key, t.body ->> 'no', t.owed -> 'item' ->> 'number', t.body ->> 'title', t.body ->> 'content')),
         array(select jsonb_array_elements_text(t.body -> 'category')),
         array(select jsonb_array_elements_text(t.body -> 'leaders')
               union select jsonb_array_elements_text(t.owed -> 'leaders') order by 1),
         array(select distinct m from jsonb_each(t.owed -> 'parties') as d (duty, parties),
                      jsonb_array_elements(d.parties) as p, jsonb_array_elements_text(p -> 'members') as m order by m),
         array(select distinct u ->> 'id' from jsonb_array_elements(t.owed -> 'units') as u order by 1),
         array(select distinct a ->> 'unit' from jsonb_array_elements(t.body -> 'assignments') as a order by 1),
         jsonb_build_object('deadlines', t.owed -> 'deadlines', 'parties',
           (select jsonb_object_agg(d.duty, jsonb_array_length(d.parties)) from jsonb_each(t.owed -> 'parties') as d (duty, parties))),
         0, 0, 0, 0, 0, 0, 0, null::timestamptz, '{}'::text[], null::text, null::timestamptz, false, false
$$;

create function keep_task_words() returns trigger language plpgsql as $$
begin
  insert into task_now select w.* from task_words(new) as w
  on conflict (campaign, task) do update
     set ordinal = excluded.ordinal, since = excluded.since, no = excluded.no, title = excluded.title,
         words = excluded.words, categories = excluded.categories, leaders = excluded.leaders, named = excluded.named, owes = excluded.owes,
         owing = array(select distinct unnest(task_now.owing || excluded.owing) order by 1),
         units = array(select distinct unnest(task_now.units || excluded.units) order by 1);
  return null;
end $$;
create trigger task_words after insert or update on task for each row execute function keep_task_words();

-- Units that a regime in flight, or a transfer, brings into tasks.
create function keep_task_units() returns trigger language plpgsql as $$
begin
  update task_now t set units = array(select distinct unnest(t.units || u.ids) order by 1)
    from (select o.campaign, o.task, array_agg(x ->> 'id') as ids
            from fresh o, jsonb_array_elements(o.units) as x group by o.campaign, o.task) u
   where t.campaign = u.campaign and t.task = u.task;
  return null;
end $$;
create trigger task_units after insert on regime_owed referencing new table as fresh
  for each statement execute function keep_task_units();

-- How many obligations stand alike: a campaign of ten thousand tasks has some thousand such rows. Kept as differences of the
-- rows of `standing`, in their transaction; of an obligation that nobody has opened yet there is nothing.
create table tally (
  campaign text not null,
  duty     text not null,
  period   text not null,
  members  text[] not null,
  due      timestamptz not null,
  verdict  text not null,
  -- A report has come.
  come     boolean not null,
  n        integer not null,
  primary key (campaign, duty, period, members, due, verdict, come)
);
comment on table tally is 'How many obligations stand alike: kept by triggers, under the members of the expected set';

create function tally_opened() returns trigger language plpgsql as $$
begin
  insert into tally (campaign, duty, period, members, due, verdict, come, n)
  select campaign, duty, period, members, due, verdict, reported_at is not null, count(*)
    from fresh where planned is not null group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
  on conflict (campaign, duty, period, members, due, verdict, come) do update set n = tally.n + excluded.n;
  return null;
end $$;
create trigger standing_opened after insert on standing referencing new table as fresh
  for each statement execute function tally_opened();

create function tally_changed() returns trigger language plpgsql as $$
begin
  insert into tally (campaign, duty, period, members, due, verdict, come, n)
  select campaign, duty, period, members, due, verdict, come, sum(d)
    from (select campaign, duty, period, members, due, verdict, reported_at is not null as come, 1 as d
            from fresh where planned is not null
           union all
          select campaign, duty, period, members, due, verdict, reported_at is not null, -1
            from stale where planned is not null) as change
   group by 1, 2, 3, 4, 5, 6, 7 having sum(d) <> 0 order by 1, 2, 3, 4, 5, 6, 7
  on conflict (campaign, duty, period, members, due, verdict, come) do update set n = tally.n + excluded.n;
  return null;
end $$;
create trigger standing_changed after update on standing referencing old table as stale new table as fresh
  for each statement execute function tally_changed();

-- Counts some tasks again. Their rows are locked first and counted by a statement that begins after that, so that of two
-- transactions about one task the second counts what the first has written.
create function count_tasks(campaign_id text, tasks text[]) returns void language plpgsql as $$
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
end $$;

create function keep_expected() returns trigger language plpgsql as $$
begin
  insert into standing (campaign, task, obligation, duty, period, party, members, planned)
  select campaign, task, obligation, duty, period, party, members, due from fresh
   order by campaign, task, obligation
  on conflict (campaign, task, obligation) do update
     set duty = excluded.duty, period = excluded.period, party = excluded.party,
         members = excluded.members, planned = excluded.planned;
  perform count_tasks(k.campaign, k.tasks)
     from (select campaign, array_agg(distinct task) as tasks from fresh group by campaign order by campaign) k;
  return null;
end $$;
create trigger expected_standing after insert on expected referencing new table as fresh
  for each statement execute function keep_expected();

-- What facts change: the standing of their obligations, the matters that they are about, the tasks.
create function take_facts(rows ledger[]) returns void language plpgsql as $$
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
    from (select f.*, f.seq::bigint * 1000000 + f.n as place,
                 max(case when f.type = 'report' or f.type = 'judged' and f.payload ->> 'verdict' <> 'missing'
                          then f.seq::bigint * 1000000 + f.n end)
                   over (partition by f.process, f.obligation) as answered
            from unnest(rows) as f
           where f.obligation is not null and f.kind = 'fact'
             and f.type in ('judged', 'step', 'report', 'due-moved') and starts_with(f.process, 'task/')) o
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
            where f.obligation is not null and f.kind = 'fact'
              and f.type in ('judged', 'step', 'report', 'due-moved') and starts_with(f.process, 'task/')
            group by f.campaign order by f.campaign) k;
end $$;

create function keep_ledger() returns trigger language plpgsql as $$
begin
  perform take_facts(array(select f::ledger from fresh f order by f.process, f.seq, f.n));
  return null;
end $$;
create trigger ledger_standing after insert on ledger referencing new table as fresh
  for each statement execute function keep_ledger();

-- A report lies before a verifier from the notice that asks him: there is no fact of its own for that.
create function keep_asked() returns trigger language plpgsql as $$
begin
  insert into matter_now (process, matter, campaign, type, opened_at, at, payload, seq, n)
  select distinct on (f.process, f.payload ->> 'matter') f.process, f.payload ->> 'matter', f.campaign, f.type,
         f.at_text, f.at_text, f.payload, f.seq, f.n
    from fresh f where f.type = 'check-asked' and f.payload ? 'matter'
   order by f.process, f.payload ->> 'matter', f.seq desc, f.n desc
  on conflict (process, matter) do update
     set type = excluded.type, at = excluded.at, payload = matter_now.payload || excluded.payload,
         seq = excluded.seq, n = excluded.n
   where (excluded.seq, excluded.n) > (matter_now.seq, matter_now.n);
  return null;
end $$;
create trigger notice_asked after insert on notice referencing new table as fresh
  for each statement execute function keep_asked();

create index standing_due on standing (campaign, due) include (task, verdict) where planned is not null;
create index tally_due on tally (campaign, due);
create index standing_members on standing using gin (members) where verdict in ('pending', 'missing');
create index task_now_units on task_now using gin (units);
create index task_now_named on task_now using gin (named);
create index task_now_leaders on task_now using gin (leaders);
create index matter_now_type on matter_now (campaign, type);
create index ledger_step on ledger (process, obligation) where type = 'step';
create index ledger_moved on ledger (process) where type in ('suspended', 'resumed', 'due-moved');
create index ledger_steps_at on ledger (campaign, at) where type = 'step';
create index turn_regime on turn (process, seq)
  where taken @> '[{"message": {"kind": "regime"}}]' or taken @> '[{"message": {"kind": "regime-withdraw"}}]';
create index turn_calendar on turn (process, seq) where taken @> '[{"message": {"kind": "calendar"}}]';
create index notice_process on notice (process, seq desc, n desc);
create index notice_inbox on notice (campaign, split_part(recipient, '/', 1), at desc, key);
create index notice_newest on notice (campaign, at desc, key desc);
create index notice_type on notice (campaign, type, at desc, key);
create index ledger_transferred_campaign on ledger (campaign) where type = 'transferred';

-- Everything from the expected set and the ledger again, as the triggers keep it.
create function make_standing() returns void language plpgsql as $$
begin
  delete from standing;
  delete from tally;
  delete from task_now;
  delete from matter_now;
  insert into task_now select w.* from task t, task_words(t) as w;
  update task_now t set units = array(select distinct unnest(t.units || u.ids) order by 1)
    from (select o.campaign, o.task, array_agg(x ->> 'id') as ids
            from regime_owed o, jsonb_array_elements(o.units) as x group by o.campaign, o.task) u
   where t.campaign = u.campaign and t.task = u.task;
  insert into standing (campaign, task, obligation, duty, period, party, members, planned)
  select campaign, task, obligation, duty, period, party, members, due from expected;
  perform take_facts(f.rows)
     from (select array_agg(l order by l.seq, l.n) as rows from ledger l group by l.process) f;
  insert into matter_now (process, matter, campaign, type, opened_at, at, payload, seq, n)
  select distinct on (f.process, f.payload ->> 'matter') f.process, f.payload ->> 'matter', f.campaign, f.type,
         f.at_text, f.at_text, f.payload, f.seq, f.n
    from notice f
   where f.type = 'check-asked' and f.payload ? 'matter'
   order by f.process, f.payload ->> 'matter', f.seq desc, f.n desc
  on conflict (process, matter) do update
     set type = excluded.type, at = excluded.at, payload = matter_now.payload || excluded.payload,
         seq = excluded.seq, n = excluded.n
   where (excluded.seq, excluded.n) > (matter_now.seq, matter_now.n);
  perform count_tasks(k.campaign, k.tasks)
     from (select campaign, array_agg(task) as tasks from task_now group by campaign) k;
end $$;
select make_standing();

-- As 0010 has it, from what is kept: the newest judgement and the present due instant stand in the row.
create or replace view obligation_standing as
  select s.campaign, s.task, s.obligation, s.duty, s.period, s.party,
         coalesce(case when 'task/' || s.campaign || '/' || s.task in (
             select process from ledger where type = 'transferred') then (
           select array(select jsonb_array_elements_text(l.payload -> 'members'))
             from ledger l
            where l.process = 'task/' || s.campaign || '/' || s.task and l.type = 'transferred'
              and l.payload ->> 'party' = s.party and not (l.payload -> 'keep' ? s.obligation)
            order by l.seq desc, l.n desc limit 1) end, s.members) as members,
         s.due, s.verdict, s.judged_at,
         (select l.payload from ledger l
           where l.process = 'task/' || s.campaign || '/' || s.task
             and l.seq = s.judged_seq and l.n = s.judged_n) as judgement
    from standing s
   where s.planned is not null;

-- Counts of a task stand in one row.
create or replace view task_standing as
  select campaign, task, ordinal, expected, on_time, late, missing, exempt, pending from task_now;
