-- Evidence files 佐证材料: their bytes by SHA-256, and who sent them for which unit. A report names a file by its hash only
-- (`evidence`), so that what a process takes and what a digest covers stay small.

create table evidence_file (
  sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes      bytea not null,
  size       integer not null check (size > 0 and size = octet_length(bytes)),
  media_type text not null
);
-- Pictures and office files are compressed already.
alter table evidence_file alter column bytes set storage external;

-- Two units may send the same bytes; neither learns of the other. `link`: by which link it came, '' by none.
create table evidence_sender (
  sha256   text not null references evidence_file on delete cascade,
  campaign text not null references campaign,
  unit     text not null,
  link     text not null default '',
  name     text not null,
  actor    text not null,
  at       timestamptz not null,
  primary key (sha256, campaign, unit, link)
);
create index evidence_sender_unit on evidence_sender (campaign, unit);

create trigger evidence_file_kept before update on evidence_file
  for each row execute function refuse_change();
create trigger evidence_sender_kept before update on evidence_sender
  for each row execute function refuse_change();

-- What a report names stays.
create function refuse_named_evidence() returns trigger language plpgsql as $$
begin
  if exists (select 1 from evidence e where e.sha256 = old.sha256) then
    raise exception 'evidence % is named by a report', old.sha256;
  end if;
  return old;
end $$;
create trigger evidence_file_named before delete on evidence_file
  for each row execute function refuse_named_evidence();
