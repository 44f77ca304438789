-- 移交: who stands for a party. What was judged before stays with whom it was judged (`keep`); the expected set itself is
-- never rewritten, since every party keeps its id.

create index ledger_transferred on ledger (process) where type = 'transferred';
create index ledger_reorganised on ledger (process) where type = 'reorganised';

create or replace view obligation_standing as
  select e.campaign, e.task, e.obligation, e.duty, e.period, e.party,
         coalesce(h.members, e.members) as members, e.due,
         coalesce(j.verdict, 'pending') as verdict, j.at as judged_at, j.payload as judgement
    from expected e
    left join lateral (
      select l.payload ->> 'verdict' as verdict, l.at, l.payload
        from ledger l
       where l.process = 'task/' || e.campaign || '/' || e.task
         and l.obligation = e.obligation and l.type = 'judged'
       order by l.seq desc, l.n desc limit 1) j on true
    left join lateral (
      select array(select jsonb_array_elements_text(l.payload -> 'members')) as members
        from ledger l
       where l.process = 'task/' || e.campaign || '/' || e.task and l.type = 'transferred'
         and l.payload ->> 'party' = e.party and not (l.payload -> 'keep' ? e.obligation)
       order by l.seq desc, l.n desc limit 1) h on true;

-- The units of a campaign as they are now: those of the start, and those that came in or took another name since.
create view unit_now as
  select distinct on (campaign, id) campaign, id, body
    from (select u.campaign, u.id, u.body, -1 as seq, 0 as n, 0 as place from unit u
          union all
          select l.campaign, u.body ->> 'id', u.body, l.seq, l.n, u.place::int
            from ledger l
            cross join lateral jsonb_array_elements(l.payload -> 'units') with ordinality as u (body, place)
           where l.process = 'campaign/' || l.campaign and l.type = 'reorganised') as known
   order by campaign, id, seq desc, n desc, place desc;
