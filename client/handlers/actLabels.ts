import { readProcess } from '../../domain/ids.ts';
import { TASK_ACTS } from '../acts/acts.ts';
import { ACTS } from '../decisionActs.ts';
import { OPERATIONS } from '../operations.ts';

const TALK_LABELS = {
  hear: '先听单位说明',
  statement: '提交单位说明',
  propose: '再次提请约谈',
  withdraw: '撤回',
  schedule: '安排约谈',
  held: '登记到场情况',
  minutes: '送约谈纪要',
  rectified: '报告整改完成',
  verify: '核实整改',
  second: '二次约谈',
  refer: '提请移送问责',
} as const;

/** What was done, as the audit names it. */
export const ACT_LABELS: Readonly<Record<string, string>> = {
  ...TALK_LABELS,
  ...ACTS,
  ...Object.fromEntries(TASK_ACTS.map(({ act, label }) => [act, label])),
  ...Object.fromEntries(Object.entries(OPERATIONS).map(([name, { label }]) => [name, label])),
  'classified-refused': '拒收带密级标志的内容',
  purgeAudit: '清理过期的审计记录',
};

const TALK_ACTS: Readonly<Record<string, string>> = { ...ACTS, ...TALK_LABELS };
const CAMPAIGN_ACTS: Readonly<Record<string, string>> = ACTS;

/** An act in words by what it was done to: a bulletin is 签发, a task is 签收, and both are `sign`. */
export function actLabel(act: string, subject: string): string {
  const kind = readProcess(subject)?.kind;
  const own = { campaign: CAMPAIGN_ACTS, interview: TALK_ACTS, task: undefined }[kind ?? 'task'];
  return own?.[act] ?? ACT_LABELS[act] ?? act;
}
