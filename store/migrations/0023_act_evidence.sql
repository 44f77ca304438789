-- Evidence files 佐证材料 are also named by acts: 销号、异议、摘牌、单位说明、整改. Their facts say it, so that nothing is kept
-- twice; `EVIDENCE_FACTS` of domain/evidenceList.ts has the same types. What was recorded before names no files.
create index ledger_evidence on ledger using gin ((payload -> 'evidence') jsonb_path_ops)
  where type in ('closure-applied', 'objection', 'delisting-asked', 'statement', 'rectified');
create index ledger_evidence_of on ledger (process)
  where type in ('closure-applied', 'objection', 'delisting-asked', 'statement', 'rectified');

-- What a report or an act names stays.
create or replace function refuse_named_evidence() returns trigger language plpgsql as $$
begin
  if exists (select 1 from evidence e where e.sha256 = old.sha256) then
    raise exception 'evidence % is named by a report', old.sha256;
  end if;
  if exists (select 1 from ledger l
              where l.type in ('closure-applied', 'objection', 'delisting-asked', 'statement', 'rectified')
                and l.payload -> 'evidence' @> jsonb_build_array(jsonb_build_object('sha256', old.sha256))) then
    raise exception 'evidence % is named by an act', old.sha256;
  end if;
  return old;
end $$;
