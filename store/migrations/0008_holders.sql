-- 移交: who stands for a party. What was judged before stays with whom it was judged (`keep`); the expected set itself is
-- never rewritten, since every party keeps its id.

create index ledger_transferred on ledger (process) where type = 'transferred';
create index ledger_reorganised on ledger (process) where type = 'reorganised';

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
