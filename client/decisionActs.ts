import type { InputOf } from './operations.ts';

export type Act = InputOf<'decide'>['act'];

/** What is decided about a campaign, a task, an interview or a paper, in words. */
export const ACTS: Readonly<Record<Act, string>> = {
  approve: '批准',
  reject: '不批准',
  sign: '签发',
  return: '退回',
  pause: '暂停',
  resume: '恢复',
  close: '结束',
  exempt: '免报',
};
