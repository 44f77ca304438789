import { listCampaignActs, showItemForm } from './campaignActs.ts';
import { listTaskActs } from './offeredActs.ts';
import { showTaskPage } from './taskPage.ts';
import { dropView, keepView, listViews } from './views.ts';

/** The handlers of what the pages of the office read and keep for themselves. */
export const WEB_HANDLERS = {
  listCampaignActs,
  showItemForm,
  listTaskActs,
  showTaskPage,
  listViews,
  saveView: keepView,
  removeView: dropView,
} as const;
