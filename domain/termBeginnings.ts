/** Terms of the beginning of a campaign and of acts for a chosen set. */
export const BEGINNING_TERMS = {
  启动和成批办理: {
    trial: ['试运行', '全部照常推进，通知只送督查室，转入正式后不作数'],
    'start-withdrawn': ['撤回启动', '首批通知之前撤回，没有向任何单位发出通知'],
    Backfill: ['补录', '启动前各期的报送情况，凭原有记录补记，不计入应报、计数和通报'],
    backfilled: ['已补录', '补记一条启动前的报送情况，更正另记一条'],
    bulk: ['成批办理', '一个文号、一个理由，对选定的一批任务同时办理'],
    'bulk-done': ['按文号办理', '一项任务按成批办理的文号改动'],
    'bulk-suspend': ['暂停', '选定的任务自此不提醒、不判定'],
    'bulk-resume': ['恢复', '选定的任务按剩余工作日顺延'],
    'bulk-extend': ['顺延', '选定的报送义务推后若干工作日到期'],
    'bulk-exempt': ['免报', '选定的报送义务本期不必报'],
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, readonly [chinese: string, explanation: string]>>>
>;
