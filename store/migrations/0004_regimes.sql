-- A regime that comes into force in flight may ask others: who owes under it, for each task in which that differs. Under
-- the hash of the regime, so that a publication that failed leaves nothing that another one would take up.

create table regime_owed (
  campaign text not null,
  hash     text not null,
  task     text not null,
  parties  jsonb not null,
  units    jsonb not null,
  cooperating jsonb,
  primary key (campaign, hash, task),
  foreign key (campaign, task) references task (campaign, key)
);
comment on table regime_owed is 'Parties by duty under a regime published in flight; absent: those of the task';
create trigger regime_owed_append_only before update or delete on regime_owed
  for each row execute function refuse_change();
