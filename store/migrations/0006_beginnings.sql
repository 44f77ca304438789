-- The beginning of a campaign: what was reported before it (补录), trials that went live (试运行转正式), and acts for a
-- chosen set (成批办理). Appended and never changed; instants come from the caller.

-- What earlier records say of periods before the start. It feeds no counter, no expected set and no bulletin: nothing
-- reads it but the views of a task. A second entry about the same is a correction beside the first.
create table backfill (
  id         bigint generated always as identity primary key,
  campaign   text not null references campaign,
  task       text not null,
  obligation text not null,
  duty       text not null,
  period     text not null,
  unit       text not null,
  result     text not null check (result in ('on-time', 'late', 'missing', 'nil')),
  reported   date check (reported is not null or result = 'missing'),
  source     text not null,
  actor      text not null,
  at         timestamptz not null,
  request_id text not null unique,
  corrects   bigint unique references backfill,
  foreign key (campaign, task) references task (campaign, key)
);
create index backfill_task on backfill (campaign, task);
create trigger backfill_append_only before update or delete on backfill
  for each row execute function refuse_change();

-- A trial goes live once.
create table went_live (
  trial    text primary key references campaign,
  campaign text not null unique references campaign,
  actor    text not null,
  at       timestamptz not null
);
create trigger went_live_append_only before update or delete on went_live
  for each row execute function refuse_change();

-- Numbers 文号 of bulk acts: gapless in a year of a series. The series of the office is empty; a trial has its own.
create table bulk_act (
  series     text not null,
  year       integer not null,
  ordinal    integer not null,
  number     text not null,
  campaign   text not null references campaign,
  act        text not null check (act in ('suspend', 'resume', 'extend', 'exempt')),
  digest     text not null,
  message    jsonb not null,
  actor      text not null,
  at         timestamptz not null,
  request_id text not null unique,
  primary key (series, year, ordinal)
);
create index bulk_act_campaign on bulk_act (campaign);
create trigger bulk_act_append_only before update or delete on bulk_act
  for each row execute function refuse_change();

-- 作废: an act that its campaign refused; its number is not given again.
create table bulk_void (
  request_id text primary key references bulk_act (request_id),
  reason     text not null,
  at         timestamptz not null
);
create trigger bulk_void_append_only before update or delete on bulk_void
  for each row execute function refuse_change();
