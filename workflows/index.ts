export { campaign } from './campaign.ts';
export { interview } from './interview.ts';
export { task } from './task.ts';
