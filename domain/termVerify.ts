/** Terms of what happens to a report that has come 报送之后: 核实、退回、撤回、代录、协调. */
export const VERIFY_TERMS = {
  报送之后: {
    Grade: ['等次', '复核时按制度评定，须写理由，供考评按名称引用'],
    Resubmission: ['退回补报', '退回的报送在新时限内重新报送；按时与否仍以第一次为准'],
    Withdrawal: ['撤回', '到期之前单位收回报送，恢复为待报；各版内容都保留'],
    Claim: ['代录', '督查室登记纸质或电话报来的内容；所称到达时间由另一人确认'],
    Obstacle: ['需协调事项', '报送中提出、须调度会议协调的困难'],
    ReportDraft: ['草稿', '尚未报送的内容，不是台账事实'],
  },
  核实与退回: {
    'check-asked': ['报送待核实', '请核实人在限期内核实或退回'],
    'check-reminder': ['核实提醒', '核实时限过半或将到'],
    'check-overdue': ['核实逾期', '核实人限期内没有办理，报告上级；单位的判定不变'],
    'report-checked': ['初核通过', '经办人核实通过，送负责人复核'],
    'report-accepted': ['核实通过', '最后一级核实通过，此后不能更正、撤回'],
    'report-returned': ['报送退回', '写明理由和新的时限'],
    'entry-opened': ['准予补报', '截止填报以后经决定再开一次，补报仍记迟报'],
    'resubmit-reminder': ['重新报送提醒', '退回补报的时限过半'],
    'resubmit-missed': ['退回未报', '退回补报的时限到了还没有重新报送，在四种判定之外'],
    'resubmit-step': ['退回未报升级', '退回未报后按升级步骤采取的一步'],
    'resubmit-remind': ['退回未报提醒', '退回未报后的提醒'],
    'resubmit-urge': ['退回未报催办', '退回未报后的催办'],
    'resubmit-letter': ['退回未报督办函', '退回未报后以函督促'],
    'resubmit-report-up': ['退回未报上报', '退回未报向上报告'],
    'resubmit-interview': ['退回未报提请约谈', '退回未报作为约谈事由'],
    'report-withdrawn': ['撤回报送', '单位在到期之前收回报送'],
  },
  代录与协调: {
    'arrival-claimed': ['代录到达时间', '督查室登记的到达时间，待另一人确认'],
    'arrival-reminder': ['到达时间待确认提醒', '确认时限过半或将到'],
    'arrival-confirmed': ['到达时间已确认', '判定按所称到达时间更正，另记一条'],
    'arrival-refused': ['到达时间不予确认', '判定不变'],
    'arrival-lapsed': ['到达时间未确认', '限期内没有确认，判定不变'],
    obstacle: ['需协调事项', '列入下次调度会议'],
    'obstacle-assigned': ['交办协调', '需协调事项有了承办人和时限'],
    'obstacle-reminder': ['协调事项提醒', '办理时限过半'],
    'obstacle-overdue': ['协调事项逾期', '办理时限到了还没有办结'],
    'obstacle-resolved': ['协调事项办结', '写明办理结果'],
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, readonly [chinese: string, explanation: string]>>>
>;
