import { showBranch } from './branch.ts';
import { listSamples, recordSample, showSample } from './sampleOutcomes.ts';
import { listPersons } from './unitPersons.ts';

/** The handlers of the office's own pages: 抽查、上下级、单位人员. */
export const OFFICE_HANDLERS = {
  listSamples,
  showSample,
  recordSample,
  showBranch,
  listPersons,
} as const;
