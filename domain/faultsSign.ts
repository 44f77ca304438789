type P = Readonly<Record<string, string | number>>;

/** Faults of 签收, 退回, 转办 and 移交. */
export const SIGN_FAULTS = {
  'sign-not-asked': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的制度没有签收要求，不必签收。`,
  },
  'sign-not-own': {
    status: 403,
    say: (p: P) => `任务 ${p.task} 只能由责任单位自己签收；纸面签收的由督查室代为登记。`,
  },
  'signed-already': { status: 409, say: (p: P) => `任务 ${p.task} 已经签收，不必重复。` },
  'unit-not-holder': {
    status: 403,
    say: (p: P) => `该单位目前不承担任务 ${p.task}，本次未办理。请在任务页核对由谁承担。`,
  },
  'return-not-asked': {
    status: 409,
    say: (p: P) =>
      `任务 ${p.task} 的制度没有退回办法，不能退回。认为不属本单位的，请与督查室联系。`,
  },
  'return-open': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的退回正在审定，不必重复提出。`,
  },
  'return-used': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的退回已经审定过，不能再次退回。`,
  },
  'return-late': {
    status: 409,
    say: (p: P) =>
      `任务 ${p.task} 的退回期限已于 ${p.limit} 届满，不能再退回。如有异议，请与督查室联系。`,
  },
  'return-none': { status: 409, say: (p: P) => `任务 ${p.task} 没有这个单位待审定的退回。` },
  'transfer-to-itself': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 移交前后是同一个单位，没有办理。请核对接办单位。`,
  },
  'unit-not-known': {
    status: 422,
    say: (p: P) => `名录中没有单位 ${p.unit}，没有办理机构调整。请先核对名录。`,
  },
  'reorganise-unclear': {
    status: 422,
    say: (p: P) => `${p.problem}，没有办理机构调整。请核对后重新预览。`,
  },
  'reorganise-empty': {
    status: 422,
    say: () => `没有要更名的单位，也没有要移交的任务，没有办理。请用预览核对范围。`,
  },
  'delegate-malformed': {
    status: 422,
    say: (p: P) => `转办对象“${p.to}”不能带有“/”或“:”。请写科室或岗位的名称。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
