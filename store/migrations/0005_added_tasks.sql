-- Tasks that join a campaign in flight: items 督办事项, and tasks of a later version of the plan.

alter table task
  add column since timestamptz,
  add column since_text text,
  add constraint task_since check ((since is null) = (since_text is null));
comment on column task.since is 'added in flight: owes only what opens after it; null: from the start';

-- What is typed of an item: its words and what it will owe. How it stands is in the ledger of the campaign.
create table item (
  campaign      text not null references campaign,
  task          text not null,
  request_id    text not null unique,
  registered_at timestamptz not null,
  actor         text not null,
  body          jsonb not null,
  plan          jsonb not null,
  owed          jsonb not null,
  primary key (campaign, task)
);
comment on column item.task is 'the key that its task has from the approval on';

-- Numbers of items: gapless by prefix and year over all campaigns, given once with the start of the task.
create table item_number (
  prefix   text not null,
  year     integer not null,
  number   integer not null check (number > 0),
  campaign text not null,
  task     text not null,
  given_at timestamptz not null,
  primary key (prefix, year, number),
  unique (campaign, task),
  foreign key (campaign, task) references item
);

-- Versions of a plan that were published to a running campaign; `added` is what its new tasks print and owe.
create table plan_version (
  campaign     text not null references campaign,
  request_id   text not null unique,
  version      integer not null,
  hash         text not null,
  published_at timestamptz not null,
  actor        text not null,
  body         jsonb not null,
  primary key (campaign, request_id)
);

create trigger item_append_only before update or delete on item
  for each row execute function refuse_change();
create trigger item_number_append_only before update or delete on item_number
  for each row execute function refuse_change();
create trigger plan_version_append_only before update or delete on plan_version
  for each row execute function refuse_change();
