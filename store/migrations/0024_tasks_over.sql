-- Tasks that are over: lists of what is still owed leave them out at each reading.
create index task_now_over on task_now (campaign, task) where ended or closed;
