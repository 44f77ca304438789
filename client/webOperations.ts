import { CAMPAIGN_ACT_OPERATIONS } from './campaignActOperations.ts';
import { TASK_ACT_OPERATIONS } from './taskActOperations.ts';
import { TASK_PAGE_OPERATIONS } from './taskPageOperations.ts';
import { VIEW_OPERATIONS } from './viewOperations.ts';

/** What the pages of the office read and keep for themselves: lines of the table of operations. */
export const WEB_OPERATIONS = {
  ...CAMPAIGN_ACT_OPERATIONS,
  ...TASK_ACT_OPERATIONS,
  ...TASK_PAGE_OPERATIONS,
  ...VIEW_OPERATIONS,
} as const;
