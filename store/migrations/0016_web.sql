-- Saved views 常用视图: the filters of a list under a name, of one account, or of everybody at a desk. No fact.

create table saved_view (
  id         bigint generated always as identity primary key,
  -- An account, or the desk itself where somebody has come without one.
  owner      text not null,
  -- The desk at which a shared one is seen; null: the owner's alone.
  shared     text,
  page       text not null,
  name       text not null,
  search     jsonb not null,
  request_id text not null unique,
  saved_at   timestamptz not null
);
create unique index saved_view_name on saved_view (owner, page, name);
create index saved_view_shared on saved_view (shared, page) where shared is not null;
