import type { Kind } from './engines.ts';

/** Kinds of processes as people read them. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  task: '任务',
  campaign: '专项行动',
  interview: '约谈',
};
