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

const ITEM_LABELS = {
  'item-approve': '准予立项',
  'item-reject': '不予立项',
  'item-withdraw': '撤回督办事项',
  'item-propose': '再次送批督办事项',
} as const;

/** What was done, as the audit names it. */
export const ACT_LABELS: Readonly<Record<string, string>> = {
  ...TALK_LABELS,
  ...ACTS,
  ...Object.fromEntries(TASK_ACTS.map(({ act, label }) => [act, label])),
  ...Object.fromEntries(Object.entries(OPERATIONS).map(([name, { label }]) => [name, label])),
  ...ITEM_LABELS,
  'classified-refused': '拒收带密级标志的内容',
  purgeAudit: '清理过期的审计记录',
};

const TALK_ACTS: Readonly<Record<string, string>> = { ...ACTS, ...TALK_LABELS };
const CAMPAIGN_ACTS: Readonly<Record<string, string>> = ACTS;

/** To what an act is done, as far as its words depend on it; `task` is whatever is neither of the others. */
export const ACT_KINDS = ['campaign', 'interview', 'task'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** The kind of a subject; what was refused names its campaign only, or none. The audit's search in SQL says the same. */
export function kindOfSubject(subject: string): ActKind {
  const kind = readProcess(subject)?.kind;
  if (kind !== undefined) return kind;
  return /^(?:c\d{4}-\d{3,}|current)$/u.test(subject) ? 'campaign' : 'task';
}

/** An act in words by what it was done to: a bulletin is 签发, a task is 签收, and both are `sign`. */
export function actLabel(act: string, subject: string): string {
  return labelOf(act, kindOfSubject(subject));
}

function labelOf(act: string, kind: ActKind): string {
  const own = { campaign: CAMPAIGN_ACTS, interview: TALK_ACTS, task: undefined }[kind];
  return own?.[act] ?? ACT_LABELS[act] ?? act;
}

/** Every act by its own words. One code that has several is told apart by what it is done to: `sign@task`, `sign@campaign+interview`. */
export function actChoices(): readonly { readonly act: string; readonly label: string }[] {
  return Object.keys(ACT_LABELS).flatMap((act) => {
    const labels = [...new Set(ACT_KINDS.map((kind) => labelOf(act, kind)))];
    if (labels.length === 1) return labels.map((label) => ({ act, label }));
    return labels.map((label) => {
      const kinds = ACT_KINDS.filter((kind) => labelOf(act, kind) === label);
      return { act: `${act}@${kinds.join('+')}`, label };
    });
  });
}

/** What a choice looks for; a code alone is looked for whatever it was done to. */
export function actWanted(choice: string): {
  readonly act: string;
  readonly kinds?: readonly string[];
} {
  const [act = '', kinds] = choice.split('@');
  return kinds === undefined ? { act } : { act, kinds: kinds.split('+') };
}
