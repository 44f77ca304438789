type P = Readonly<Record<string, string | number>>;

/** Faults of a later version of a plan 方案新版. */
export const PLAN_FAULTS = {
  'plan-paused': {
    status: 409,
    say: () => `专项行动正在暂停，方案新版没有发布。请在恢复之后发布。`,
  },
  'plan-replaced': {
    status: 409,
    say: (p: P) =>
      `预览之后已有别的方案版本施行（现为第${p.version}版），没有发布。请重新预览，核对后再确认。`,
  },
  'plan-same': { status: 409, say: () => `新版与现行方案没有不同，不必发布。` },
  'plan-unseen': {
    status: 409,
    say: (p: P) =>
      `预览之后台账有变动，清单与所确认的（${p.confirm}）不同，没有发布。请重新预览，核对后再确认。`,
  },
  'plan-change-open': {
    status: 422,
    say: (p: P) => `方案新版还有 ${p.count} 处不能照此办理，什么都没有改动：\n${p.list}`,
  },
  'plan-change-large': {
    status: 413,
    say: (p: P) => `一次变更的在办任务过多（${p.tasks} 项），没有发布。请分成两版，先后发布。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
