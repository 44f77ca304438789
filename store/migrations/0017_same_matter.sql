-- 同一事项: two tasks of two campaigns that an administrator has confirmed to be one matter. One report then counts for both,
-- each judged by its own due instant. The first of the pair is the smaller, so that a pair has one row.

create table same_matter (
  id            text primary key,
  campaign      text not null references campaign,
  task          text not null,
  other         text not null references campaign,
  other_task    text not null,
  confirmed_at  timestamptz not null,
  confirmed_by  text not null,
  reason        text not null,
  check (campaign < other)
);
create index same_matter_task on same_matter (campaign, task);
create index same_matter_other on same_matter (other, other_task);

create table same_matter_ended (
  matter text primary key references same_matter,
  at     timestamptz not null,
  actor  text not null,
  reason text not null
);

create trigger same_matter_append_only before update or delete on same_matter
  for each row execute function refuse_change();
create trigger same_matter_ended_append_only before update or delete on same_matter_ended
  for each row execute function refuse_change();
