import {
  dutyWords,
  listed,
  obligationWords,
  regimeWords,
  type FactWords,
  type Names,
  type Spoken,
} from './wordsParts.ts';

/** What starts tasks and fixes the expected set 应报清单: at the start, when a period opens, and in flight. */
export const joiningFacts: Readonly<Record<string, (fact: Spoken, names: Names) => FactWords>> = {
  startTasks: ({ payload }, names) => {
    const { keys, items } = payload;
    if (!Array.isArray(keys)) {
      return { what: '启动各项任务', why: `专项行动启动，${regimeWords(names)}` };
    }
    const tasks = listed(keys.map((key) => names.task(String(key))));
    return items === undefined
      ? { what: `启动新增任务 ${tasks || '无'}`, why: '方案新版施行，文字按新版记录' }
      : { what: `编号并启动督办事项 ${tasks}`, why: '经批准立项' };
  },
  openPeriod: ({ payload }, names) => {
    const { period, tasks, rows } = payload;
    if (Array.isArray(rows)) {
      const keys = rows.map((row) => String((row as { obligation?: unknown }).obligation));
      const days = [...new Set(keys.map((key) => obligationWords(key, names)))];
      return { what: `列入应报清单：${listed(days)}`, why: '方案新版新增的完成时限' };
    }
    if (Array.isArray(tasks)) {
      const listedTasks = listed(tasks.map((key) => names.task(String(key))));
      return { what: `列入应报清单：${listedTasks}的完成时限`, why: '在办中加入的任务' };
    }
    return {
      what: `固定应报清单：${period === 'all' ? '各项完成时限' : dutyWords(payload, names)}`,
      why: '报告期开始，应报单位自此不再增减',
    };
  },
};
