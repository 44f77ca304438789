-- 约谈通知书文号: one register of the numbers of each year. `series` is empty for the office; a trial has its own. `ordinal` is
-- null where the office has typed a number of its registry. `occasion` counts absences and second interviews before it.
create table talk_number (
  series   text not null,
  plain    text not null,
  number   text not null,
  year     integer,
  ordinal  integer,
  process  text not null,
  occasion integer,
  given    bigint generated always as identity,
  primary key (series, plain),
  unique (series, year, ordinal)
);
create index talk_number_process on talk_number (process, occasion);

-- Those that have been served already are not given again.
insert into talk_number (series, plain, number, process)
  select case when coalesce((c.context ->> 'trial')::boolean, false) then c.id else '' end,
         translate(regexp_replace(s.number, '\s', '', 'g'), '[](（）)［］【】', '〔〕〔〔〕〕〔〕〔〕'),
         s.number, s.process
    from (select distinct on (payload -> 'meeting' ->> 'number') process, campaign,
                 payload -> 'meeting' ->> 'number' as number
            from ledger
           where type = 'scheduled' and kind = 'fact' and payload -> 'meeting' ->> 'number' is not null
           order by payload -> 'meeting' ->> 'number', at) s
    join campaign c on c.id = s.campaign
  on conflict do nothing;
