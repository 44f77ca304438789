/** Terms of what reports carry 报送内容: forms, measures, flags, first reports, samples. */
export const CONTENT_TERMS = {
  报送内容: {
    Form: ['填报表', '制度规定每期除正文之外要填的几项，必填不超过五项'],
    Stage: ['填报阶段', '首日报安排、三日报措施、七日报结果一类，到哪一阶段填哪张表'],
    Measure: ['计量指标', '任务的累计指标或排名指标，随报送填报，到期作一次结论'],
    Progress: ['序时进度', '已过日历天数占全部天数的比例，与完成比例相比'],
    FirstRule: ['首报', '启动后只报一次的，如实施方案'],
    Sample: ['抽查', '按公开的种子抽取已收到的报送，任何人可重做，结果相同'],
    cumulative: ['累计指标', '从起算日起累计的数，减少时须写明原因'],
    rank: ['排名指标', '名次越小越好，进前三即第1、2、3名'],
    copy: ['抄送', '发给配合单位知悉，不要求其报送'],
  },
  上级状态: {
    'node-overdue': ['逾期', '有节点到期未报完成'],
    'node-lagging': ['有未报', '最近一期判定为未报'],
    'node-open': ['推进中', '还没有完成，目前没有逾期'],
    'node-done': ['完成', '全部节点完成，或经决定办结'],
    'node-continuous': ['持续推进', '没有完成日期，不影响上级'],
    'node-none': ['不计', '免报或终止，不影响上级'],
  },
  报送提示: {
    measured: ['填报指标', '一次报送所报的累计数或名次，及与序时进度的比较'],
    'measure-settled': ['指标结论', '期限到时指标完成或未完成；更正另记一条'],
    'nil-run': ['连续零报告', '连续几期零报告，提示核实的人了解情况，不影响判定'],
    'same-text': ['疑似敷衍', '连续几期内容相同，提示核实的人核对，不影响判定'],
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, readonly [chinese: string, explanation: string]>>>
>;
