-- Tasks in which nobody owes anything: the page of the day asks for them at each reading.
create index task_now_without_unit on task_now (campaign) where owing = '{}' and not closed and not ended;
