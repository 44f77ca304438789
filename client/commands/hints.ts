import type { FaultCode } from '../../domain/faults.ts';

const WHICH = '用该命令的选项写明；各选项见 --help';
const PREVIEW = '先用同一命令的 preview 预览，再带 --confirm 执行';

/** How a refusal is put right at the command line; the sentence itself is the same for everybody and names no command. */
const HINTS: Readonly<Partial<Record<FaultCode, string>>> = {
  'act-unknown': '可办的事见 duban act --help',
  'backfill-day': '报送日期用 --at 写明',
  'bulk-unchosen': '用 --category、--unit、--tasks 或 --due-between 选定',
  'bulk-unseen': '不带 --confirm 再运行一次即重新预览',
  'bulk-days': '工作日数用 --days 写明',
  'bulletin-unknown': '待签通报见 duban campaign show',
  'burden-unapproved': '仍要启动的，理由用 --burden-reason 写明',
  'calendar-unseen': PREVIEW,
  'campaign-unclear': '用 --campaign 编号 指明；编号见 duban campaign list',
  'campaign-unknown': '编号见 duban campaign list',
  'closure-evidence': '佐证用 --evidence 写明',
  'closure-not-asked': '结束任务：duban decide close',
  'commend-unknown': '表扬名单用 --commend 写明',
  'conclusion-unknown': '对哪一项结论有异议用 --against 写明',
  'content-missing': WHICH,
  'doubts-open': '逐处核对：duban review 方案',
  'evidence-missing': '佐证用 --evidence 写明',
  'evidence-not-sent': '文件先用 duban evidence send 存入',
  'extension-rest': '同意按制度调整的，加 --confirm',
  'form-field-missing': '填报表的各项用 --field 项=内容 填写',
  'grade-unknown': '等次用 --grade 写明',
  'item-text-empty': '事项内容用 --text 写明',
  'item-unknown': '编号见 duban item list',
  'link-notice': '通知编号见 duban inbox',
  'link-none': '链接编号见 duban link list',
  'not-allowed': '换一个身份用 --as（office、principal、unit:单位名称、post:职务）',
  'notice-unknown': '编号见 duban inbox 收件人',
  'objection-unclear': '哪一项用 --objection 写明',
  'obstacle-unknown': '序号见 duban obstacles',
  'plan-unseen': PREVIEW,
  'plan-not-ready':
    '看过并接受的用 --confirm 写明（deadline-past 时限已过、list-open 名单以“等”结尾）；标题用 --title',
  'regime-unseen': PREVIEW,
  'report-closed': '准予补报：duban act open-entry',
  'report-nothing-open': '报告期用 --period、报送要求用 --duty 写明；各期见 duban task 任务',
  'report-unknown-period': '各期见 duban task 任务',
  'return-unconfirmed': '确认新的时限用 --confirm 日期',
  'review-stale': '沿用仍然适用的意见：duban review 方案 --rebase',
  'start-not-withdrawn': '结束：duban campaign close 专项行动 --reason 理由',
  'subject-unclear': WHICH,
  'task-unknown': '任务编号见 duban tasks',
  'value-falls': '核减的原因用 --fall-reason 写明',
};

/** The sentence of a refusal with what to type, where that is known. */
export function withHint(code: string, message: string): string {
  const hint = (HINTS as Readonly<Partial<Record<string, string>>>)[code];
  return hint === undefined ? message : `${message}\n命令行：${hint}。`;
}
