-- What was received and what was recorded is never taken away: 0001 refuses changes row by row, here whole tables and receipts, too.
create trigger intake_kept before delete on intake for each row execute function refuse_change();
create trigger intake_no_truncate before truncate on intake for each statement execute function refuse_change();
create trigger ledger_no_truncate before truncate on ledger for each statement execute function refuse_change();
create trigger turn_no_truncate before truncate on turn for each statement execute function refuse_change();
create trigger notice_no_truncate before truncate on notice for each statement execute function refuse_change();
create trigger expected_no_truncate before truncate on expected for each statement execute function refuse_change();
create trigger document_no_truncate before truncate on document for each statement execute function refuse_change();
create trigger due_shift_no_truncate before truncate on due_shift for each statement execute function refuse_change();
