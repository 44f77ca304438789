type P = Readonly<Record<string, string | number>>;

/** Faults of a plan desk 方案案卷: an import that is being worked at on the server. */
export const PLAN_DESK_FAULTS = {
  'plan-unreadable': {
    status: 422,
    say: (p: P) => `“${p.file}”没有读成方案，没有建立案卷：\n${p.list}`,
  },
  'desk-unknown': {
    status: 404,
    say: (p: P) => `没有编号为 ${p.desk} 的方案案卷。请从“方案导入”的列表中打开。`,
  },
  'desk-changed': {
    status: 409,
    say: (p: P) =>
      `这份方案案卷已于 ${p.at} 由${p.by}改动，您看到的不是最新内容，本次没有写入。请看过最新内容后再提交；您填写的内容还在。`,
  },
  'desk-ended': {
    status: 409,
    say: (p: P) => `这份方案案卷已于 ${p.at} ${p.state}，不能再改动。`,
  },
  'desk-not-ready': {
    status: 422,
    say: (p: P) => `方案还有 ${p.count} 处必须先确认，${p.undone}：\n${p.list}`,
  },
  'burden-unapproved': {
    status: 422,
    say: (p: P) =>
      `${p.words}专项行动没有启动。请先减少报送，或写明仍要启动的理由；理由会记入审计和启动记录。`,
  },
  'units-new': {
    status: 422,
    say: (p: P) =>
      `${p.place}没有${p.names}，确认后将作为新单位。名称写错的，请先改正；现在还没有保存，您填写的内容还在。`,
  },
  'lighter-impossible': {
    status: 422,
    say: (p: P) =>
      `制度没有改动：不能${p.what}，制度可能有错误，或已改成别的写法。请在“制度”一步中直接修改。`,
  },
  'rehearsal-unknown': {
    status: 404,
    say: () => '这次推演的结果已不在内存中（服务可能重新启动过）。请再推演一次。',
  },
  'rehearsal-busy': {
    status: 429,
    say: () => '正在进行的推演太多，本次没有开始。请稍后再试。',
  },
  'regime-sample-unknown': {
    status: 404,
    say: (p: P) => `没有名为“${p.name}”的制度样本。请从列表中选择。`,
  },
  'ledger-too-long': {
    status: 422,
    say: (p: P) =>
      `任务 ${p.tasks} 的内容超过 Excel 单元格的上限（32767 字），没有导出。请改为导出 Word。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
