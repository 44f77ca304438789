import { exportBatch, previewBatch, reportMany, submitBatch } from './batch.ts';
import { draftByLink, listEntries, openLink, reportByLink, showEntry } from './linkReports.ts';
import { listSent } from './linkSent.ts';
import { listLinks, makeLink, revokeLink } from './links.ts';
import { receiveMail } from './mailReply.ts';

/** The handlers of reporting without an account and of reporting many at once, and of what a unit may report now. */
export const LINK_HANDLERS = {
  makeLink,
  listLinks,
  revokeLink,
  openLink,
  draftByLink,
  reportByLink,
  listEntries,
  showEntry,
  listSent,
  reportMany,
  exportBatch,
  previewBatch,
  submitBatch,
  receiveMail,
};
