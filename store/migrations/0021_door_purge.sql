-- What has ended long ago is forgotten: sessions, set-up links, and links without an account. Links stay append-only for all else.

create function refuse_link_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('duban.link_purge', true) = 'on' then return old; end if;
  raise exception '% is append-only', tg_table_name;
end $$;

drop trigger link_append_only on link;
drop trigger link_obligation_append_only on link_obligation;
drop trigger link_revoked_append_only on link_revoked;
create trigger link_append_only before update or delete on link
  for each row execute function refuse_link_change();
create trigger link_obligation_append_only before update or delete on link_obligation
  for each row execute function refuse_link_change();
create trigger link_revoked_append_only before update or delete on link_revoked
  for each row execute function refuse_link_change();
