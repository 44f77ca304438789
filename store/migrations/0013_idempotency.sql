-- Requests 请求: each write once. The key is claimed before the work begins; the answer is kept when it is done.
create table request (
  -- Whose key it is: an account, a link, or the machine's own token.
  owner      text not null,
  key        text not null,
  operation  text not null,
  actor      text not null,
  digest     text not null,
  claimed_at timestamptz not null,
  done_at    timestamptz,
  answer     jsonb,
  primary key (owner, key)
);
comment on column request.digest is 'SHA-256 over operation, actor and content without the key';
comment on column request.claimed_at is 'when work on it began last: an unfinished one is taken over after a time';
create index request_age on request (claimed_at);

-- The order in which turns were committed: whoever reads on from a transaction that all others have passed misses none.
alter table turn add column written xid8 not null default pg_current_xact_id();
create index turn_written on turn (written, process, seq);
