type P = Readonly<Record<string, string | number>>;

/** Faults of 延期, of gates before a step, and of 终止. */
export const EXTENSION_FAULTS = {
  'extension-none': {
    status: 409,
    say: (p: P) =>
      `制度没有规定延期，任务 ${p.task} 的时限不能申请延期。确有困难的，请在报送中写明并告知督查室。`,
  },
  'extension-not-own': {
    status: 403,
    say: (p: P) => `延期由承担该项任务的单位自己${p.act}，没有受理。`,
  },
  'extension-settled': {
    status: 409,
    say: (p: P) => `“${p.obligation}”已是${p.verdict}，不必也不能再申请延期。`,
  },
  'extension-late': {
    status: 409,
    say: (p: P) =>
      `延期须在到期（${p.due}）之前申请，现已逾期，不予受理，仍按原时限判定。请尽快报送并说明原因。`,
  },
  'extension-too-late': {
    status: 409,
    say: (p: P) =>
      `延期须在 ${p.last} 之前申请（到期 ${p.due}），现已超过，不予受理。请按原时限报送。`,
  },
  'extension-open': {
    status: 409,
    say: (p: P) =>
      `该期已有一件延期申请（延至 ${p.until}）等待决定，限期 ${p.limit}，不能再申请。请等候决定，或先撤回原申请。`,
  },
  'extension-not-open': {
    status: 409,
    say: (p: P) => `${p.obligation} 没有等待决定的延期申请，没有改动。`,
  },
  'extension-checked': {
    status: 409,
    say: (p: P) => `${p.obligation} 的延期申请已经送审定，不必再初审。`,
  },
  'extension-unchecked': {
    status: 409,
    say: (p: P) => `该延期申请还在${p.by}初审，限 ${p.limit}。初审送出（或初审逾期）之后再决定。`,
  },
  'extension-used': {
    status: 409,
    say: (p: P) =>
      `该期已延期 ${p.used} 次，制度最多 ${p.times} 次，不予受理。请按现在的时限报送。`,
  },
  'extension-day': {
    status: 422,
    say: (p: P) => `延期到 ${p.until}：${p.problem}，没有办理。${p.hint}`,
  },
  'extension-rest': {
    status: 422,
    say: (p: P) =>
      `延期到 ${p.until} 是休息日，按制度${p.shift}，将于 ${p.due} 到期。同意的请确认后重发，否则请改为工作日。`,
  },
  'extension-paused': {
    status: 409,
    say: (p: P) => `任务自 ${p.at} 起暂停，时限已停止计算，暂不办理延期。恢复之后再办。`,
  },
  'gate-unknown': {
    status: 404,
    say: (p: P) => `${p.obligation} 没有等待审批的“${p.step}”。请查看任务 ${p.task} 的待批事项。`,
  },
  'gate-decided': {
    status: 409,
    say: (p: P) => `“${p.step}”的提请${p.phase}，不能${p.act}。${p.hint}`,
  },
} as const;
