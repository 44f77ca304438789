import { discardDraft, saveDraft, showDraft } from './drafts.ts';
import { listObstacles } from './obstacles.ts';
import { previewReturn, showReports } from './reportVersions.ts';

/** The handlers of drafts, versions and obstacles of reports. */
export const REPORT_HANDLERS = {
  showReports,
  previewReturn,
  saveDraft,
  showDraft,
  discardDraft,
  listObstacles,
};
