type P = Readonly<Record<string, string | number>>;

/** Faults of 核实、退回补报、撤回、代录 and 需协调事项. */
export const VERIFY_FAULTS = {
  'entry-open': {
    status: 409,
    say: () => `这一期目前仍可填报，不必另行准予补报。请直接报送。`,
  },
  'report-accepted': {
    status: 409,
    say: (p: P) =>
      `“${p.obligation}”的报送已于 ${p.at} 核实通过，不能再${p.act}。确有错误的，请向督查室说明。`,
  },
  'verify-nothing': {
    status: 409,
    say: (p: P) =>
      `任务 ${p.task} 的“${p.obligation}”没有待核实的报送，没有改动。请查看任务 ${p.task} 的报送。`,
  },
  'verify-returned': {
    status: 409,
    say: (p: P) =>
      `“${p.obligation}”的报送已经退回，尚未重新报送，没有改动。请待单位重新报送后核实。`,
  },
  'grade-unknown': {
    status: 422,
    say: (p: P) => `等次“${p.grade}”不在制度之列（${p.list ?? p.known}），没有改动。`,
  },
  'grade-not-last': {
    status: 409,
    say: (p: P) => `等次由${p.approver}在复核时评定，初核不评等次，没有改动。`,
  },
  'return-unconfirmed': {
    status: 409,
    say: (p: P) =>
      `新的报送时限将是 ${p.limit}（${p.rule}）。还没有退回；核对无误的，请确认新的时限（${p.day}）后再办。`,
  },
  'act-day': {
    status: 422,
    say: (p: P) => `${p.what} ${p.day} ${p.problem}，没有改动。${p.hint}`,
  },
  'withdraw-nothing': {
    status: 409,
    say: (p: P) => `“${p.obligation}”目前没有可撤回的报送，没有改动。`,
  },
  'withdraw-late': {
    status: 409,
    say: (p: P) =>
      `“${p.obligation}”已于 ${p.due} 到期，到期后只能更正、不能撤回，没有改动。请报送更正的内容。`,
  },
  'withdraw-measured': {
    status: 409,
    say: (p: P) =>
      `“${p.obligation}”的报送填有指标，指标已据此更新，不能撤回，没有改动。请报送更正的内容。`,
  },
  'not-own-report': {
    status: 403,
    say: (p: P) => `“${p.obligation}”不是${p.actor}的报送，不能由其办理，没有改动。`,
  },
  'claim-not-office': {
    status: 403,
    say: () => `到达时间只有督查室代录时才能写明，本次未收。单位自己报送以系统收到的时间为准。`,
  },
  'claim-future': {
    status: 422,
    say: (p: P) => `所称到达时间 ${p.at} 晚于现在，本次未收。请核对后重录。`,
  },
  'claim-not-open': {
    status: 422,
    say: (p: P) => `所称到达时间 ${p.at} 早于“${p.period}”期开始填报（${p.opens}），本次未收。`,
  },
  'claim-unknown': {
    status: 404,
    say: (p: P) => `任务 ${p.task} 没有待确认的代录“${p.claim}”，没有改动。`,
  },
  'claim-decided': {
    status: 409,
    say: (p: P) => `代录“${p.claim}”的到达时间${p.phase}，不能再次决定。`,
  },
  'claim-same-person': {
    status: 403,
    say: (p: P) => `代录由${p.actor}登记，到达时间须由另一人确认，没有改动。`,
  },
  'obstacle-unknown': {
    status: 404,
    say: (p: P) => `任务 ${p.task} 没有第 ${p.obstacle} 项需协调事项。请在需协调事项中核对序号。`,
  },
  'obstacle-resolved': {
    status: 409,
    say: (p: P) => `第 ${p.obstacle} 项需协调事项已于 ${p.at} 办结，没有改动。`,
  },
  'obstacle-not-own': {
    status: 403,
    say: (p: P) => `第 ${p.obstacle} 项需协调事项由${p.owner}办理，${p.actor}不能代办，没有改动。`,
  },
  'asks-without-obstacle': {
    status: 422,
    say: () => `写了请求协调的对象，没有写需协调的事项，本次未收。`,
  },
  'evidence-missing': {
    status: 422,
    say: (p: P) => `“${p.title}”须附佐证材料，本次未收。请附上后重报。`,
  },
  'draft-none': {
    status: 404,
    say: (p: P) => `任务 ${p.task} 的“${p.obligation}”没有存过草稿。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
