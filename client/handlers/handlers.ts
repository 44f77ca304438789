import type { OperationName, OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { AUDIT_HANDLERS } from './audit.ts';
import { ACCOUNT_HANDLERS } from './accountHandlers.ts';
import { BEGINNING_HANDLERS } from './beginnings.ts';
import { previewCalendar, publishCalendar, showCalendar, withdrawCalendar } from './calendar.ts';
import { listBranches } from './branches.ts';
import { listCampaigns } from './campaignLines.ts';
import { showCampaign } from './campaignViews.ts';
import { checkCampaign } from './campaigns.ts';
import { decide } from './decisions.ts';
import { showBurden } from './burden.ts';
import { moveDemoClock, showDemo } from './demo.ts';
import {
  confirmSameMatter,
  endSameMatter,
  listSameMatters,
  suggestSameMatters,
} from './sameMatters.ts';
import { DESK_HANDLERS } from './deskHandlers.ts';
import { readInbox } from './inbox.ts';
import { decideInterview } from './interviews.ts';
import { EVIDENCE_HANDLERS } from './evidence.ts';
import { LINK_HANDLERS } from './linkHandlers.ts';
import { OFFICE_HANDLERS } from './officeHandlers.ts';
import { actOnTask } from './taskActs.ts';
import { decideItem, openItems, registerItem } from './items.ts';
import { listItems, showItem } from './itemViews.ts';
import { previewPlan, publishPlan } from './planChange.ts';
import { PLAN_DESK_HANDLERS } from './planDeskHandlers.ts';
import { archive, explain } from './proof.ts';
import { publishRegime, showRegime, withdrawRegime } from './regime.ts';
import { previewRegime } from './regimePreview.ts';
import { submitReport } from './reports.ts';
import { REPORT_HANDLERS } from './reportHandlers.ts';
import { drawSample, verifySample } from './samples.ts';
import { startCampaign } from './startCampaign.ts';
import { listTasks, showTask } from './tasks.ts';
import { SYSTEM_HANDLERS } from './systemHandlers.ts';
import { showTree } from './tree.ts';
import { WEB_HANDLERS } from './webHandlers.ts';
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
  createCampaign: startCampaign,
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
  ...PLAN_DESK_HANDLERS,
  decideItem,
  listItems,
  showItem,
  ...BEGINNING_HANDLERS,
  ...ACCOUNT_HANDLERS,
  showTree,
  listBranches,
  showDemo,
  listSameMatters,
  suggestSameMatters,
  confirmSameMatter,
  endSameMatter,
  showBurden,
  moveDemoClock,
  ...LINK_HANDLERS,
  ...EVIDENCE_HANDLERS,
  drawSample,
  verifySample,
  ...AUDIT_HANDLERS,
  ...DESK_HANDLERS,
  ...SYSTEM_HANDLERS,
  ...WEB_HANDLERS,
  ...OFFICE_HANDLERS,
};
