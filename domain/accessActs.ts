import type { Role } from './access.ts';

/** Roles that serve an office, in the order of a table of theirs. */
const OFFICE: readonly Role[] = ['administrator', 'leader'];
const CHECKS: readonly Role[] = ['administrator', 'verifier', 'leader'];
const ADMIN: readonly Role[] = ['administrator'];
const LEADER: readonly Role[] = ['leader'];
const HEAD: readonly Role[] = ['head'];
const UNIT: readonly Role[] = ['reporter', 'head'];

/**
 * Whose each act 办理动作 is, by `operation:act`: within the desks that its own table names, which roles do it. A test
 * compares this with the tables of acts, so that no act is without an owner.
 */
export const ACT_ROLES: Readonly<Record<string, readonly Role[]>> = {
  'actOnTask:sign': ['administrator', ...UNIT],
  'actOnTask:return-task': HEAD,
  'actOnTask:accept-return': OFFICE,
  'actOnTask:refuse-return': OFFICE,
  'actOnTask:delegate': HEAD,
  'actOnTask:transfer': ADMIN,
  'actOnTask:accept-report': CHECKS,
  'actOnTask:return-report': CHECKS,
  'actOnTask:withdraw-report': UNIT,
  'actOnTask:confirm-arrival': LEADER,
  'actOnTask:refuse-arrival': LEADER,
  'actOnTask:open-entry': ADMIN,
  'actOnTask:assign-obstacle': OFFICE,
  'actOnTask:resolve-obstacle': [...OFFICE, ...UNIT],
  'actOnTask:extend': HEAD,
  'actOnTask:withdraw-extension': HEAD,
  'actOnTask:pass-extension': OFFICE,
  'actOnTask:approve-extension': OFFICE,
  'actOnTask:refuse-extension': OFFICE,
  'actOnTask:approve-step': OFFICE,
  'actOnTask:reject-step': OFFICE,
  'actOnTask:propose-step': ADMIN,
  'actOnTask:withdraw-step': ADMIN,
  'actOnTask:terminate': ADMIN,
  'actOnTask:object': HEAD,
  'actOnTask:withdraw-objection': HEAD,
  'actOnTask:decide-objection': OFFICE,
  'actOnTask:list-task': ADMIN,
  'actOnTask:approve-listing': OFFICE,
  'actOnTask:reject-listing': OFFICE,
  'actOnTask:publish-listing': ADMIN,
  'actOnTask:file-listing': ADMIN,
  'actOnTask:extend-listing': HEAD,
  'actOnTask:decide-listing-extension': OFFICE,
  'actOnTask:delist-apply': HEAD,
  'actOnTask:accept-delisting': OFFICE,
  'actOnTask:apply-closure': ['administrator', 'head'],
  'actOnTask:withdraw-closure': ['administrator', 'head'],
  'actOnTask:review-closure': CHECKS,
  'actOnTask:approve-closure': OFFICE,
  'actOnTask:return-closure': OFFICE,
  'actOnTask:look-back': CHECKS,
  'decide:approve': OFFICE,
  'decide:reject': OFFICE,
  'decide:sign': OFFICE,
  'decide:return': OFFICE,
  'decide:pause': ADMIN,
  'decide:resume': ADMIN,
  'decide:close': ADMIN,
  'decide:exempt': ADMIN,
  'decideInterview:hear': OFFICE,
  'decideInterview:statement': HEAD,
  'decideInterview:propose': ADMIN,
  'decideInterview:withdraw': ADMIN,
  'decideInterview:schedule': OFFICE,
  'decideInterview:held': OFFICE,
  'decideInterview:minutes': OFFICE,
  'decideInterview:rectified': HEAD,
  'decideInterview:verify': CHECKS,
  'decideInterview:second': OFFICE,
  'decideInterview:refer': OFFICE,
  'decideItem:approve': OFFICE,
  'decideItem:reject': OFFICE,
  'decideItem:withdraw': ADMIN,
  'decideItem:propose': ADMIN,
};

/** Operations of writing that a verifier does besides reading; every other write of the office is the administrator's. */
export const VERIFIER_WRITES: readonly string[] = ['drawSample', 'recordSample'];

/** Operations of writing that a reporter does besides reading; every other write of a unit is the head's. */
export const REPORTER_WRITES: readonly string[] = [
  ...['submitReport', 'saveDraft', 'discardDraft'],
  ...['reportMany', 'submitBatch', 'sendEvidence'],
];

/** What is posted for its size and changes nothing: a read like any other. */
export const READ_BY_POST: readonly string[] = [
  ...['checkCampaign', 'previewCalendar', 'previewRegime', 'previewBulk', 'previewPlan'],
  ...['previewReorganisation', 'whatIf', 'previewBatch', 'checkRegime'],
];

/** What begins a campaign, or is about none yet: nobody does it whose grants are limited to some. */
export const BEFORE_CAMPAIGNS: readonly string[] = [
  ...['createCampaign', 'openItems', 'listRegimeSamples'],
  ...['openPlanDesk', 'listPlanDesks', 'showPlanDesk', 'listDeskDoubts', 'listDeskTasks'],
  ...['answerDoubts', 'setDeskRegime', 'setDeskDocuments', 'checkDesk', 'rehearseDesk'],
  ...['showRehearsal', 'showRehearsedDay', 'startDesk', 'discardDesk', 'exportDesk'],
  ...['showDeskRecord', 'showUnitRecords'],
];

/** What somebody posts about himself and his own screen, whatever his role: it changes nothing that others see. */
export const PERSONAL: readonly string[] = ['saveView', 'removeView'];
