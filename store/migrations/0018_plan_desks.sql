-- Plan desks 方案案卷: an import that is being reviewed on the server, until it is started or put away. No fact: it is
-- replaced in place, and `version` keeps two people from overwriting one another.

create table plan_desk (
  id         text primary key,
  file       text not null,
  -- Of the document's bytes, which themselves are not kept.
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- What the importer read; never changed.
  reading    json not null,
  tasks      integer not null,
  -- What people have said about it: answers, regime, directory, calendar, horizon.
  work       jsonb not null,
  open       integer not null,
  required   integer not null,
  state      text not null default 'open' check (state in ('open', 'started', 'discarded')),
  campaign   text references campaign,
  version    integer not null default 1,
  request_id text not null unique,
  last_request text not null,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null
);
create index plan_desk_updated on plan_desk (updated_at desc, id);
create unique index plan_desk_campaign on plan_desk (campaign);
