import { text, type FactWords, type Payload } from './wordsParts.ts';

const BROADCASTS: Readonly<Record<string, string>> = {
  suspend: '暂停',
  resume: '恢复',
  close: '结束',
  calendar: '工作日历变更',
  bulk: '成批办理',
};

/** A message to all tasks, or to some of them. */
export function broadcastWords({ payload }: { readonly payload: Payload }): FactWords {
  const { message, tasks } = payload;
  const { kind, number } = (message ?? {}) as Payload;
  const what = BROADCASTS[text(kind)] ?? '变更';
  if (!Array.isArray(tasks)) {
    return { what: `向各项任务传达：${what}`, why: '对专项行动的决定适用于每一项任务' };
  }
  return {
    what: `向选定的 ${tasks.length} 项任务传达：${what}`,
    why: text(number) === '' ? '决定只适用于选定的任务' : text(number),
  };
}
