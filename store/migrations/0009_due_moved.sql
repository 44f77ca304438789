-- 改期: an obligation falls due on another day, by an extension or in bulk. The expected set is never rewritten; where an
-- obligation stands, and when it is due, is told by the newest fact.

create index ledger_due_moved on ledger (process, obligation, seq desc, n desc) where type = 'due-moved';
