export { campaign } from './campaign.ts';
export { interview } from './interview.ts';
export { sweep } from './jobs.ts';
export { task } from './task.ts';
