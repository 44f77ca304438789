-- The register 台账. Facts are appended and never changed; instants come from the workflow or from the API's receipt.

create table document (
  kind       text not null check (kind in ('plan', 'regime', 'calendar', 'directory')),
  hash       text not null,
  body       jsonb not null,
  primary key (kind, hash)
);
comment on table document is 'Masters: immutable plans, regimes, calendars and directories, by content hash';

create table campaign (
  id            text primary key,
  title         text not null,
  plan_hash     text not null,
  regime_hash   text not null,
  calendar_hash text not null,
  directory_hash text not null,
  created_at    timestamptz not null,
  context       jsonb not null,
  request_id    text unique
);

create table unit (
  campaign text not null references campaign,
  id       text not null,
  name     text not null,
  body     jsonb not null,
  primary key (campaign, id)
);

create table task (
  campaign text not null references campaign,
  key      text not null,
  ordinal  integer not null,
  body     jsonb not null,
  owed     jsonb not null,
  primary key (campaign, key)
);

-- One row for each process that was ever started, with the input it was started with.
create table process (
  id           text primary key,
  campaign     text not null references campaign,
  kind         text not null check (kind in ('campaign', 'task', 'interview')),
  input        jsonb not null,
  clock_offset bigint not null,
  started_at   timestamptz not null
);
create index process_campaign on process (campaign, kind);

-- A turn of a process and the messages that it took: folding the machine over them gives its state again.
create table turn (
  process  text not null,
  seq      integer not null,
  engine   integer not null,
  made_at  timestamptz not null,
  taken    jsonb not null,
  digest   text not null,
  primary key (process, seq)
);

create table ledger (
  process    text not null,
  seq        integer not null,
  n          integer not null,
  campaign   text not null,
  kind       text not null check (kind in ('fact', 'effect')),
  type       text not null,
  key        text not null,
  at         timestamptz not null,
  at_text    text not null,
  obligation text,
  payload    jsonb not null,
  hash       text not null,
  primary key (process, seq, n),
  foreign key (process, seq) references turn (process, seq)
);
comment on column ledger.at_text is 'the nominal instant as decided, with its zone';
comment on column ledger.hash is 'SHA-256 over the row and the hash before it in the same process';
create index ledger_judged on ledger (process, obligation, seq desc, n desc) where type = 'judged';
create index ledger_campaign on ledger (campaign, at);

-- The outbox 待发 and, at the same time, every recipient's inbox.
create table notice (
  key       text primary key,
  process   text not null,
  seq       integer not null,
  n         integer not null,
  campaign  text not null,
  type      text not null,
  recipient text not null,
  at        timestamptz not null,
  at_text   text not null,
  payload   jsonb not null
);
create index notice_recipient on notice (campaign, recipient, at);

-- The expected set: frozen when a period opens.
create table expected (
  campaign   text not null,
  task       text not null,
  obligation text not null,
  duty       text not null,
  period     text not null,
  party      text not null,
  members    text[] not null,
  due        timestamptz not null,
  opened_at  timestamptz not null,
  primary key (campaign, task, obligation)
);
create index expected_period on expected (campaign, duty, period);

-- Receipts: a report is acknowledged when its row is committed. received_at is this server's clock (plus the offset of a
-- skipped run): the one place where SQL's clock makes a fact.
create table intake (
  request_id  text primary key,
  received_at timestamptz not null,
  campaign    text not null,
  process     text not null,
  actor       text not null,
  digest      text not null,
  body        jsonb not null,
  message     jsonb not null,
  refused     jsonb,
  verdict     jsonb,
  signalled_at timestamptz
);
create index intake_open on intake (received_at) where verdict is null and refused is null;

create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text not null,
  act     text not null,
  subject text not null,
  outcome text not null,
  detail  jsonb not null
);

-- The newest engine that every worker knows: raised by an operator, returned by each record.
create table engine (
  kind   text primary key check (kind in ('campaign', 'task', 'interview')),
  newest integer not null
);
insert into engine values ('campaign', 1), ('task', 1), ('interview', 1);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger ledger_append_only before update or delete on ledger
  for each row execute function refuse_change();
create trigger turn_append_only before update or delete on turn
  for each row execute function refuse_change();
create trigger notice_append_only before update or delete on notice
  for each row execute function refuse_change();
create trigger expected_append_only before update or delete on expected
  for each row execute function refuse_change();
create trigger document_append_only before update or delete on document
  for each row execute function refuse_change();
create trigger audit_append_only before update or delete on audit
  for each row execute function refuse_change();

-- The newest judgement of every obligation.
create view judgement as
  select distinct on (l.process, l.obligation)
         l.campaign, l.process, split_part(l.process, '/', 3) as task, l.obligation,
         l.payload ->> 'verdict' as verdict, l.at, l.payload
    from ledger l
   where l.type = 'judged'
   order by l.process, l.obligation, l.seq desc, l.n desc;

-- Standing of every expected obligation: pending, on-time, late, missing or exempt.
create view obligation_standing as
  select e.campaign, e.task, e.obligation, e.duty, e.period, e.party, e.members, e.due,
         coalesce(j.verdict, 'pending') as verdict, j.at as judged_at, j.payload as judgement
    from expected e
    left join lateral (
      select l.payload ->> 'verdict' as verdict, l.at, l.payload
        from ledger l
       where l.process = 'task/' || e.campaign || '/' || e.task
         and l.obligation = e.obligation and l.type = 'judged'
       order by l.seq desc, l.n desc limit 1) j on true;

create view task_standing as
  select t.campaign, t.key as task, t.ordinal,
         count(s.obligation)::int as expected,
         count(*) filter (where s.verdict = 'on-time')::int as on_time,
         count(*) filter (where s.verdict = 'late')::int as late,
         count(*) filter (where s.verdict = 'missing')::int as missing,
         count(*) filter (where s.verdict = 'exempt')::int as exempt,
         count(*) filter (where s.verdict = 'pending')::int as pending
    from task t
    left join obligation_standing s on s.campaign = t.campaign and s.task = t.key
   group by t.campaign, t.key, t.ordinal;

create view unit_standing as
  select s.campaign, m.unit,
         count(*)::int as expected,
         count(*) filter (where s.verdict = 'on-time')::int as on_time,
         count(*) filter (where s.verdict = 'late')::int as late,
         count(*) filter (where s.verdict = 'missing')::int as missing,
         count(*) filter (where s.verdict = 'exempt')::int as exempt,
         count(*) filter (where s.verdict = 'pending')::int as pending
    from obligation_standing s cross join lateral unnest(s.members) as m (unit)
   group by s.campaign, m.unit;

create view campaign_standing as
  select c.id as campaign,
         count(s.obligation)::int as expected,
         count(*) filter (where s.verdict = 'on-time')::int as on_time,
         count(*) filter (where s.verdict = 'late')::int as late,
         count(*) filter (where s.verdict = 'missing')::int as missing,
         count(*) filter (where s.verdict = 'exempt')::int as exempt,
         count(*) filter (where s.verdict = 'pending')::int as pending
    from campaign c
    left join obligation_standing s on s.campaign = c.id
   group by c.id;
