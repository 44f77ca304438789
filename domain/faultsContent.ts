type P = Readonly<Record<string, string | number>>;

/** Faults of what a report carries 报送内容: its form, its measures; and of a sample 抽查. */
export const CONTENT_FAULTS = {
  'form-field-unknown': {
    status: 422,
    say: (p: P) => `填报表没有“${p.field}”这一项${p.hint}。本次未收，请改正后重报。`,
  },
  'form-field-missing': {
    status: 422,
    say: (p: P) => `填报表还有必填项没有填：${p.list}。本次未收，请补上后重报。`,
  },
  'form-field-wrong': {
    status: 422,
    say: (p: P) => `“${p.label}”（${p.field}）${p.problem}。本次未收，请改正后重报。`,
  },
  'measure-unknown': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 没有指标“${p.measure}”${p.hint}。本次未收，请改正后重报。`,
  },
  'measure-wrong': {
    status: 422,
    say: (p: P) => `指标“${p.title}”（${p.measure}）：${p.problem}。本次未收，请改正后重报。`,
  },
  'value-falls': {
    status: 422,
    say: (p: P) =>
      `指标“${p.title}”（${p.measure}）是累计数，上次报 ${p.before}${p.unit}，这次只有 ${p.value}${p.unit}，比上次少。` +
      `本次未收；确需核减的，请写明原因后重报。`,
  },
  'sample-empty': {
    status: 422,
    say: (p: P) => `${p.period}没有已收到的报送可供抽查，没有抽取。请核对报告期和报送要求。`,
  },
  'sample-unknown': {
    status: 404,
    say: (p: P) => `没有抽查记录 ${p.draw}。抽查编号写在抽查结果中，请核对。`,
  },
  'sample-not-drawn': {
    status: 422,
    say: (p: P) => `抽查 ${p.draw} 没有抽中“${p.key}”，没有登记。请从抽中的各份里选择。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
