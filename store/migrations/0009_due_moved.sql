-- 改期: an obligation falls due on another day, by an extension or in bulk. The expected set is never rewritten; where an
-- obligation stands, and when it is due, is told by the newest fact.

create index ledger_due_moved on ledger (process, obligation, seq desc, n desc) where type = 'due-moved';

create or replace view obligation_standing as
  select e.campaign, e.task, e.obligation, e.duty, e.period, e.party,
         coalesce(h.members, e.members) as members, coalesce(d.due, e.due) as due,
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
       order by l.seq desc, l.n desc limit 1) h on true
    left join lateral (
      select (l.payload ->> 'due')::timestamptz as due
        from ledger l
       where l.process = 'task/' || e.campaign || '/' || e.task
         and l.obligation = e.obligation and l.type = 'due-moved'
       order by l.seq desc, l.n desc limit 1) d on true;
