-- Signed links 免登录链接: each opens exactly the obligations that stand beside it. Only the hash of its token is kept.

create table link (
  id         text primary key check (id ~ '^[0-9a-f]{16}$'),
  hash       text not null unique,
  campaign   text not null references campaign,
  unit       text not null,
  made_at    timestamptz not null,
  made_by    text not null,
  request_id text not null unique
);
create index link_campaign on link (campaign, made_at desc, id);

create table link_obligation (
  link       text not null references link,
  n          integer not null,
  task       text not null,
  obligation text not null,
  primary key (link, n)
);

-- What ended a link before its obligations closed; it is never opened again.
create table link_revoked (
  link   text primary key references link,
  at     timestamptz not null,
  actor  text not null,
  reason text not null
);

create trigger link_append_only before update or delete on link
  for each row execute function refuse_change();
create trigger link_obligation_append_only before update or delete on link_obligation
  for each row execute function refuse_change();
create trigger link_revoked_append_only before update or delete on link_revoked
  for each row execute function refuse_change();

-- What a unit has sent, the newest first.
create index intake_unit on intake (campaign, (message ->> 'unit'), received_at desc, request_id desc)
  where message ->> 'kind' = 'report' and refused is null;
