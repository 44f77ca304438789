import { backfill } from './backfill.ts';
import { listBulk, orderBulk, previewBulk } from './bulk.ts';
import { goLive } from './trial.ts';
import { withdrawStart } from './withdrawStart.ts';

/** The handlers of the beginning of a campaign and of acts for a chosen set. */
export const BEGINNING_HANDLERS = {
  withdrawStart,
  goLive,
  backfill,
  previewBulk,
  orderBulk,
  listBulk,
};
