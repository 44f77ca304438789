/** Names that workflow code needs at run time. This file imports nothing: every process loads it. */
export const TASK_QUEUE = 'supervision';

/** Workflow types by kind of process, and the one signal that every process hears. */
export const WORKFLOWS = { task: 'task', campaign: 'campaign', interview: 'interview' } as const;
export const MESSAGE_RECEIVED = 'messageReceived';
/** How long a worker may take over one workflow task: what a killed worker held is given to another after it. */
export const WORKFLOW_TASK_TIMEOUT = '3s';
/** The schedule and workflow type of the platform job that signals lost receipts again. */
export const SWEEP = { schedule: 'job/sweep', workflow: 'sweep' } as const;
