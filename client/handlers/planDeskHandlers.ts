import {
  checkRegime,
  listRegimeSamples,
  setDeskDocuments,
  setDeskRegime,
} from './planDeskDocuments.ts';
import { exportDesk, exportLedger } from './planDeskExport.ts';
import { rehearseDesk, showRehearsal, showRehearsedDay } from './planDeskRehearsal.ts';
import { answerDoubts, listDeskDoubts, listDeskTasks } from './planDeskReview.ts';
import { checkDesk, startDesk } from './planDeskStart.ts';
import { showDeskRecord, showUnitRecords } from './unitRecords.ts';
import { discardDesk, listPlanDesks, openPlanDesk, showPlanDesk } from './planDesks.ts';

/** From a dropped file to a started campaign 方案导入. */
export const PLAN_DESK_HANDLERS = {
  openPlanDesk,
  listPlanDesks,
  showPlanDesk,
  listDeskDoubts,
  listDeskTasks,
  answerDoubts,
  setDeskRegime,
  setDeskDocuments,
  checkDesk,
  rehearseDesk,
  showDeskRecord,
  showUnitRecords,
  showRehearsal,
  showRehearsedDay,
  startDesk,
  discardDesk,
  exportDesk,
  exportLedger,
  listRegimeSamples,
  checkRegime,
} as const;
