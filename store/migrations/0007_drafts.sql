-- Drafts 草稿, and evidence 佐证 by its SHA-256.

-- What a unit is still writing: no fact, one for each unit and obligation, replaced in place.
create table draft (
  campaign   text not null,
  task       text not null,
  obligation text not null,
  unit       text not null,
  content    jsonb not null,
  actor      text not null,
  at         timestamptz not null,
  primary key (campaign, task, obligation, unit),
  foreign key (campaign, task) references task (campaign, key)
);

-- A file that a report names. The file itself stays where it is; its hash tells whether it is still the same.
create table evidence (
  request_id text not null references intake,
  n          integer not null,
  name       text not null,
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (request_id, n)
);
create index evidence_sha256 on evidence (sha256);
create trigger evidence_append_only before update or delete on evidence
  for each row execute function refuse_change();

-- 需协调事项 are listed over a whole campaign.
create index ledger_obstacle on ledger (campaign, process) where type like 'obstacle%';
