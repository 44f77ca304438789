/** Terms of 延期, of gates before a step, of entry at a higher step, and of 终止. */
export const EXTENSION_TERMS = {
  延期: {
    ExtensionRule: ['延期规则', '到期之前由单位申请，由制度写明的人决定；不决定就不延期'],
    'extension-pending': ['延期待批', '到期之前已申请延期、到判定时尚无决定'],
    'extension-asked': ['延期申请', '单位在到期之前申请，写明理由、进展和新的日期'],
    'extension-late': ['逾期申请延期', '到期之后才申请，只作记录，仍按原时限判定'],
    'extension-passed': ['延期初审', '初审意见随申请送审定人'],
    'extension-unchecked': ['延期初审逾期', '初审超过限期，申请不带意见送审定人'],
    'extension-approved': ['准予延期', '到期时点改为新的日期，原判定保留'],
    'extension-refused': ['不予延期', '附理由告知单位，暂缓的步骤自决定之日起恢复'],
    'extension-withdrawn': ['撤回延期申请', '单位在决定之前撤回'],
    'extension-settled': ['延期申请终结', '决定之前已按时报送或免报，不再需要延期'],
    'extension-reminded': ['延期临期已提醒', '初审或审定的限期将到，已提醒'],
    'extension-overdue': ['延期审定逾期', '审定人超过限期，已报告上级；申请仍待决定，不会自动延期'],
    'due-moved': ['改期', '一份报送义务改为另一天到期'],
  },
  延期通知: {
    'check-extension': ['延期待初审', '请初审人在限期内提出意见'],
    'decide-extension': ['延期待审定', '请审定人在限期内决定'],
    'extension-reminder': ['延期临期提醒', '初审或审定的限期将到'],
  },
  审批关口: {
    'step-proposed': ['提请升级', '升级步骤须经批准，已提请'],
    'step-rejected': ['不批准升级', '附理由；所依据的事由不再用于同一步骤'],
    'step-sent-back': ['升级提请退回', '限期内没有决定，退回督查室，可再提请一次'],
    'step-lapsed': ['升级提请失效', '再次提请后仍没有决定'],
    'step-not-proposed': ['未再提请升级', '督查室在限期内没有再次提请'],
    'step-withdrawn': ['撤回升级提请', '督查室在决定之前撤回'],
    'step-settled': ['升级提请终结', '决定之前已补报、免报或延期，不再升级'],
    'step-reported': ['待批期间已补报', '告知批准人，仍可决定'],
    'step-reminded': ['升级临期已提醒', '审批或再提请的限期将到，已提醒'],
    'decide-step': ['升级待批', '请批准人在限期内决定'],
    'step-reminder': ['升级临期提醒', '审批或再提请的限期将到'],
    settled: ['已终结', '不再需要决定'],
  },
  终止与层级: {
    voided: ['终止', '任务提前终止，未到的时点和未办的事项一并作废'],
    'task-terminated': ['任务终止告知', '告知承担单位和牵头领导'],
    'rectify-moved': ['整改时限顺延', '因暂停或日历变动，整改时限按剩余工作日重计'],
    Entry: ['起始步骤', '特事特办的任务不从第一步起，直接进入这一步'],
    TaskLevel: ['升级层级', '任务最高到过哪一步、现在处于哪一步；补报后退下，记录不变'],
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, readonly [chinese: string, explanation: string]>>>
>;
