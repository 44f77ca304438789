import { CLOSURE_ACTS } from './closureActs.ts';
import { CONTENT_ACTS } from './contentActs.ts';
import { SIGN_ACTS } from './signActs.ts';
import { VERIFY_ACTS } from './verifyActs.ts';

/** An act on a task, in the office's words: the message that the task gets. */
type Message = (who: string, ...what: readonly string[]) => Record<string, unknown>;

/** By what is done: `延期申请 任务 义务 日期`. Who does it and when stands in the scenario's line. */
const ACTS: Readonly<Record<string, Message>> = {
  延期申请: (_, obligation, until, confirm) => ({
    ...{ kind: 'extend', obligation, until, reason: '材料未齐', progress: '完成八成' },
    ...(confirm === undefined ? {} : { confirm: true }),
  }),
  延期初审: (_, obligation) => ({ kind: 'pass-extension', obligation, opinion: '情况属实' }),
  批准延期: (_, obligation, until) => ({
    ...{ kind: 'approve-extension', obligation },
    ...(until === undefined ? {} : { until }),
  }),
  不批准延期: (_, obligation) => ({ kind: 'refuse-extension', obligation, reason: '理由不足' }),
  撤回延期: (_, obligation) => ({ kind: 'withdraw-extension', obligation, reason: '已办妥' }),
  批准升级: (_, obligation, step) => ({ kind: 'approve-step', obligation, step }),
  不批准升级: (_, obligation, step) => ({
    ...{ kind: 'reject-step', obligation, step, reason: '已当面督促' },
  }),
  再提请升级: (_, obligation, step) => ({
    ...{ kind: 'propose-step', obligation, step, reason: '仍未报' },
  }),
  撤回升级: (_, obligation, step) => ({
    ...{ kind: 'withdraw-step', obligation, step, reason: '已电话说明' },
  }),
  准予补报: (_, obligation, until) => ({
    ...{ kind: 'open-entry', obligation, until, reason: '材料已送达' },
  }),
  终止: () => ({ kind: 'close', reason: '事项取消', voids: true }),
  ...CONTENT_ACTS,
  ...CLOSURE_ACTS,
  ...VERIFY_ACTS,
  ...SIGN_ACTS,
};

export function matterMessage(
  does: string,
  who: string,
  what: readonly string[],
): Record<string, unknown> | undefined {
  return ACTS[does]?.(who, ...what);
}
