-- Interviews go to their end under engine 2; those that run take it up at their next turn.
update engine set newest = 2 where kind = 'interview';
