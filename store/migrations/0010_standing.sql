-- Where every obligation stands, with who stands for its party by now (移交, 0008) and the day to which it was moved (改期,
-- 0009). What is rare is asked for by a subquery of its own column, so that a question that does not read the column does
-- not pay for it: a count of verdicts costs what it cost before.

create or replace view obligation_standing as
  select e.campaign, e.task, e.obligation, e.duty, e.period, e.party,
         coalesce(case when 'task/' || e.campaign || '/' || e.task in (
             select process from ledger where type = 'transferred') then (
           select array(select jsonb_array_elements_text(l.payload -> 'members'))
             from ledger l
            where l.process = 'task/' || e.campaign || '/' || e.task and l.type = 'transferred'
              and l.payload ->> 'party' = e.party and not (l.payload -> 'keep' ? e.obligation)
            order by l.seq desc, l.n desc limit 1) end, e.members) as members,
         coalesce((
           select (l.payload ->> 'due')::timestamptz
             from ledger l
            where l.process = 'task/' || e.campaign || '/' || e.task
              and l.obligation = e.obligation and l.type = 'due-moved'
            order by l.seq desc, l.n desc limit 1), e.due) as due,
         coalesce(j.verdict, 'pending') as verdict, j.at as judged_at, j.payload as judgement
    from expected e
    left join lateral (
      select l.payload ->> 'verdict' as verdict, l.at, l.payload
        from ledger l
       where l.process = 'task/' || e.campaign || '/' || e.task
         and l.obligation = e.obligation and l.type = 'judged'
       order by l.seq desc, l.n desc limit 1) j on true;

-- How tasks and campaigns ended: asked for each task of a list, and of each when a period opens.
create index ledger_ending on ledger (process, seq desc, n desc)
  where type in ('closed', 'ended', 'reopened', 'terminated');
-- Objections that are open, over a whole campaign.
create index ledger_objection on ledger (campaign) where type = 'objection';
-- The reports of one task.
create index intake_process on intake (process);
-- A draw 抽查 by its name.
create index audit_draw on audit ((detail ->> 'draw')) where act = 'drawSample';
