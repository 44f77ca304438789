-- The states of a whole plan rest on every milestone: a few among all obligations.
create index standing_milestones on standing (campaign, task) where planned is not null and duty = 'deadlines';
