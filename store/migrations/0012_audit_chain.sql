-- The audit 审计 as a chain: whose account, from where and by which request; every entry's hash covers what it says and the
-- hash before it. The entry is linked when its transaction ends, so that the chain's lock is held for the commit only and
-- the order of the chain is the order in which entries came to stand.

alter table audit
  add column account text,
  add column address text,
  add column request text;
comment on column audit.account is 'the id of an account, or what stands for one: 本机令牌, 持链接人；null: the product itself';

create index audit_at on audit (at);
create index audit_account on audit (account, id) where account is not null;
create index audit_subject on audit (subject, id);

-- What an entry says, as the one text that is hashed: a JSON array, instants in UTC to the microsecond.
create function audit_text(entry audit) returns text language sql immutable as $$
  select jsonb_build_array(
           entry.id,
           to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           entry.actor, entry.act, entry.subject, entry.outcome,
           entry.account, entry.address, entry.request, entry.detail)::text
$$;

create function audit_hash(prev text, said text) returns text language sql immutable as $$
  select encode(sha256(convert_to(prev || E'\n' || said, 'UTF8')), 'hex')
$$;

create table audit_link (
  n     bigint primary key,
  audit bigint not null unique,
  prev  text not null,
  hash  text not null
);
comment on table audit_link is 'hash = SHA-256 (prev, newline, audit_text of the entry); the first prev is 64 zeros';

create function link_audit() returns trigger language plpgsql as $$
declare
  last audit_link;
begin
  perform pg_advisory_xact_lock(hashtext('audit chain'));
  select * into last from audit_link order by n desc limit 1;
  insert into audit_link (n, audit, prev, hash)
  values (coalesce(last.n, 0) + 1, new.id, coalesce(last.hash, repeat('0', 64)),
          audit_hash(coalesce(last.hash, repeat('0', 64)), audit_text(new)));
  return null;
end $$;

-- What stood before the chain is linked in the order of its ids.
do $$
declare
  entry audit;
  prev text := repeat('0', 64);
  n bigint := 0;
begin
  for entry in select * from audit order by id loop
    n := n + 1;
    insert into audit_link (n, audit, prev, hash)
    values (n, entry.id, prev, audit_hash(prev, audit_text(entry)))
    returning hash into prev;
  end loop;
end $$;

create constraint trigger audit_linked after insert on audit
  deferrable initially deferred for each row execute function link_audit();

-- Nothing is changed; only the purge takes whole days from the beginning, and never what lies within 180 days of the newest
-- entry.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('duban.audit_purge', true) = 'on' then
    if tg_table_name = 'audit' then
      if old.at > (select max(at) from audit) - interval '180 days' then
        raise exception 'audit is kept for 180 days';
      end if;
    end if;
    return old;
  end if;
  raise exception '% is append-only', tg_table_name;
end $$;
drop trigger audit_append_only on audit;
create trigger audit_append_only before update or delete on audit
  for each row execute function refuse_audit_change();
create trigger audit_no_truncate before truncate on audit
  for each statement execute function refuse_audit_change();
create trigger audit_link_append_only before update or delete on audit_link
  for each row execute function refuse_audit_change();
create trigger audit_link_no_truncate before truncate on audit_link
  for each statement execute function refuse_audit_change();

-- What a unit or a post reads is found without going through every task.
create index task_units on task using gin ((owed -> 'units') jsonb_path_ops);
create index task_assignments on task using gin ((body -> 'assignments') jsonb_path_ops);
create index regime_owed_units on regime_owed using gin (units jsonb_path_ops);
create index ledger_obstacle_assigned on ledger (campaign) where type = 'obstacle-assigned';
create index notice_interview on notice (campaign, recipient) where process like 'interview/%';
