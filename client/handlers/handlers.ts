import type { OperationName, OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { BEGINNING_HANDLERS } from './beginnings.ts';
import { previewCalendar, publishCalendar, showCalendar, withdrawCalendar } from './calendar.ts';
import { listCampaigns, showCampaign } from './campaignViews.ts';
import { checkCampaign, createCampaign } from './campaigns.ts';
import { decide } from './decisions.ts';
import { readInbox } from './inbox.ts';
import { decideInterview } from './interviews.ts';
import { actOnTask } from './taskActs.ts';
import { decideItem, openItems, registerItem } from './items.ts';
import { listItems, showItem } from './itemViews.ts';
import { previewPlan, publishPlan } from './planChange.ts';
import { archive, explain } from './proof.ts';
import { publishRegime, showRegime, withdrawRegime } from './regime.ts';
import { previewRegime } from './regimePreview.ts';
import { submitReport } from './reports.ts';
import { REPORT_HANDLERS } from './reportHandlers.ts';
import { drawSample, verifySample } from './samples.ts';
import { listTasks, showTask } from './tasks.ts';
import { showTree } from './tree.ts';
import { whatIf } from './whatIf.ts';
import { previewReorganisation, reorganise } from './reorganise.ts';

type Handlers = {
  readonly [K in OperationName]: (
    service: Service,
    input: TakenOf<K>,
    actor: string,
  ) => Promise<OutputOf<K>>;
};

/** What each operation does. */
export const HANDLERS: Handlers = {
  checkCampaign,
  createCampaign: (service, input, actor) => createCampaign(service, { ...input, actor }),
  listCampaigns,
  showCampaign,
  showCalendar,
  previewCalendar,
  publishCalendar,
  withdrawCalendar,
  showRegime,
  previewRegime,
  publishRegime,
  withdrawRegime,
  listTasks,
  showTask,
  submitReport,
  ...REPORT_HANDLERS,
  decide,
  decideInterview,
  actOnTask,
  previewReorganisation,
  reorganise,
  readInbox,
  explain,
  archive,
  whatIf,
  openItems,
  registerItem,
  previewPlan,
  publishPlan,
  decideItem,
  listItems,
  showItem,
  ...BEGINNING_HANDLERS,
  showTree,
  drawSample,
  verifySample,
};
