-- Daily heads 日签 over the chains of the ledger: appended and never changed; instants come from the caller.

-- The digest of what a process was started with: taken once, by the first head after its start.
create table process_digest (
  process text primary key references process,
  digest  text not null
);

create table chain_head (
  day       date primary key,
  before    text not null,
  head      text not null,
  key       text not null,
  signature text not null,
  made_at   timestamptz not null
);
comment on table chain_head is 'One signed hash a day over every chain that grew, and over the head before';

-- Where each chain that grew had come to on a day.
create table chain_leaf (
  day     date not null references chain_head,
  process text not null,
  seq     integer not null,
  n       integer not null,
  leaf    text not null,
  primary key (process, day)
);
create index chain_leaf_day on chain_leaf (day);

-- A notice is asked for by the id that people copy, which is computed from its key.
create function notice_id(key text) returns text language sql immutable as $$
  select left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 12)
$$;
create index notice_id_index on notice (notice_id(key));

create trigger process_digest_append_only before update or delete on process_digest
  for each row execute function refuse_change();
create trigger chain_head_append_only before update or delete on chain_head
  for each row execute function refuse_change();
create trigger chain_leaf_append_only before update or delete on chain_leaf
  for each row execute function refuse_change();
