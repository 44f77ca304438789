import { DEMO_FAULTS } from './faultsDemo.ts';
import { LOAD_FAULTS } from './faultsLoad.ts';
import { ACCESS_FAULTS } from './faultsAccess.ts';
import { ACCOUNT_FAULTS } from './faultsAccount.ts';
import { CLOSURE_FAULTS } from './faultsClosure.ts';
import { CONTENT_FAULTS } from './faultsContent.ts';
import { BEGINNING_FAULTS } from './faultsBeginnings.ts';
import { EVIDENCE_FAULTS } from './faultsEvidence.ts';
import { EXTENSION_FAULTS } from './faultsExtension.ts';
import { HTTP_FAULTS } from './faultsHttp.ts';
import { ITEM_FAULTS } from './faultsItems.ts';
import { LINK_FAULTS } from './faultsLink.ts';
import { PLAN_FAULTS } from './faultsPlan.ts';
import { PLAN_DESK_FAULTS } from './faultsPlanDesk.ts';
import { REGIME_FAULTS } from './faultsRegime.ts';
import { SIGN_FAULTS } from './faultsSign.ts';
import { VERIFY_FAULTS } from './faultsVerify.ts';
import { WEB_FAULTS } from './faultsWeb.ts';

type P = Readonly<Record<string, string | number>>;

/** Every fault of the product: its HTTP status and its sentence: what happened, where, what to do. */
export const FAULTS = {
  ...DEMO_FAULTS,
  ...LOAD_FAULTS,
  ...SIGN_FAULTS,
  ...LINK_FAULTS,
  ...EVIDENCE_FAULTS,
  ...WEB_FAULTS,
  'report-unknown-period': {
    status: 422,
    say: (p: P) =>
      `任务 ${p.task} 没有“${p.duty} ${p.period}”这一期的报送义务。请查看任务的各期，核对后重报。`,
  },
  'report-not-open': {
    status: 422,
    say: (p: P) => `“${p.period}”期要到 ${p.opens} 才开始填报，本次未收。请核对报告期。`,
  },
  'report-closed': {
    status: 409,
    say: (p: P) =>
      `“${p.period}”期已于 ${p.closes} 截止填报，本次未收。确需补报的，请督查室准予补报。`,
  },
  'report-wrong-unit': {
    status: 403,
    say: (p: P) =>
      `任务 ${p.task} 的这一期不由该单位报送，本次未收。请核对任务编号、报告期和单位。`,
  },
  'task-ended': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 已于 ${p.at} 结束（${p.reason}），不再接收报送和决定。`,
  },
  'task-closed': {
    status: 409,
    say: (p: P) =>
      `任务 ${p.task} 已于 ${p.at} 销号（${p.reason}），不再接收报送。如需重新办理，请由督查室决定重新启动。`,
  },
  'act-unknown': {
    status: 422,
    say: (p: P) => `没有“${p.act}”这一办理动作${p.hint}。请核对要办的事。`,
  },
  'task-unknown': {
    status: 404,
    say: (p: P) => `没有任务 ${p.task}。请在台账中核对任务编号。`,
  },
  'campaign-unknown': {
    status: 404,
    say: (p: P) => `没有专项行动 ${p.campaign}。请核对专项行动编号。`,
  },
  'process-unknown': {
    status: 404,
    say: (p: P) => `没有 ${p.process} 这一事项，无法作出决定。请核对编号。`,
  },
  'obligation-unknown': {
    status: 404,
    say: (p: P) => `任务 ${p.task} 没有“${p.obligation}”这项报送义务。请核对报告期和单位。`,
  },
  'obligation-settled': {
    status: 409,
    say: (p: P) => `“${p.obligation}”已判定为${p.verdict}，不能再免报。`,
  },
  'already-suspended': { status: 409, say: (p: P) => `已于 ${p.at} 暂停，不必重复暂停。` },
  'not-suspended': { status: 409, say: () => `当前没有暂停，无需恢复。` },
  'campaign-not-started': {
    status: 409,
    say: (p: P) => `该专项行动要到 ${p.at} 才启动，此前只能结束，不能作其他决定。`,
  },
  'already-ended': { status: 409, say: (p: P) => `${p.what} 已于 ${p.at} 结束，不再接收决定。` },
  'bulletin-unknown': {
    status: 404,
    say: (p: P) => `没有第 ${p.period} 期“${p.bulletin}”。请核对待签的通报。`,
  },
  'bulletin-not-drafted': {
    status: 409,
    say: (p: P) => `第 ${p.period} 期通报当前${p.state}，不能签发或退回。`,
  },
  'interview-not-proposed': {
    status: 409,
    say: (p: P) => `该约谈当前${p.phase}，不能批准或不批准。提请送达后再决定。`,
  },
  'interview-wrong-phase': {
    status: 409,
    say: (p: P) => `该约谈当前${p.phase}，不能${p.act}。${p.hint}`,
  },
  'interview-wrong-actor': {
    status: 403,
    say: (p: P) => `${p.act}由${p.expected}办理，${p.actor}不能代办，没有改动。`,
  },
  'interview-heard-already': {
    status: 409,
    say: (p: P) => `本次提请已要求单位说明，审批时限不能再次延长。请在 ${p.limit} 前决定。`,
  },
  'interview-statements-full': {
    status: 409,
    say: (p: P) => `单位说明已收 ${p.count} 份，不再接收。请督查室转告补充的内容。`,
  },
  'interview-time': {
    status: 422,
    say: (p: P) => `约谈时间 ${p.at} ${p.problem}，没有安排。${p.hint}`,
  },
  'interview-beyond-limit': {
    status: 422,
    say: (p: P) => `约谈时间 ${p.at} 超过应约谈的时限，没有安排。请安排在 ${p.last} 之前。`,
  },
  'interview-number-taken': {
    status: 409,
    say: (p: P) =>
      `文号“${p.number}”已用于约谈${p.unit}，没有安排。请另填文号；留空的，按年度顺序自动编号。`,
  },
  'interview-not-yet': {
    status: 409,
    say: (p: P) => `约谈定于 ${p.at}，届时之前不能登记到场情况。确需改期的，请重新安排。`,
  },
  'interview-second-used': {
    status: 409,
    say: () => `已经二次约谈，不能再次约谈。请提请移送问责，或待单位补报整改后核实。`,
  },
  'interview-old-rules': {
    status: 409,
    say: (p: P) =>
      `该约谈仍按原规则办理，目前只能批准或不批准，不能${p.act}。下一次推进之后改用新规则。`,
  },
  'content-missing': {
    status: 422,
    say: (p: P) => `${p.what}没有写明，未予处理。请补上后重发。`,
  },
  'reason-missing': { status: 422, say: (p: P) => `${p.act}必须写明理由。` },
  'wrong-approver': {
    status: 403,
    say: (p: P) => `此事由${p.approver}决定，${p.actor}不能代为决定。`,
  },
  'calendar-replaced': {
    status: 409,
    say: (p: P) =>
      `现行工作日历已是 ${p.calendar} 第${p.version}版，与预览时不同，没有发布。请重新预览。`,
  },
  'calendar-unseen': {
    status: 409,
    say: (p: P) =>
      `预览之后台账有变动，清单与所确认的（${p.confirm}）不同，没有发布。请重新预览，核对后再确认。`,
  },
  'calendar-boundary': {
    status: 422,
    say: (p: P) => `生效日 ${p.from} 早于今天（${p.today}），没有发布。已过的日子不能改。`,
  },
  'calendar-same': {
    status: 409,
    say: () => `新日历与现行日历没有不同，不必发布。`,
  },
  'calendar-not-withdrawn': {
    status: 409,
    say: (p: P) => `工作日历没有撤回：${p.reason}。`,
  },
  'not-allowed': { status: 403, say: (p: P) => `${p.actor} 不能做“${p.act}”。${p.hint}` },
  'plan-not-ready': {
    status: 422,
    say: (p: P) => `方案还有 ${p.count} 处必须先确认，专项行动没有启动：\n${p.list}`,
  },
  'doubts-open': {
    status: 422,
    say: (p: P) => `方案还有 ${p.count} 处必须先核对，${p.undone}：\n${p.list}\n请逐处核对后再办。`,
  },
  'review-stale': {
    status: 409,
    say: (p: P) =>
      `核对记录 ${p.review} 针对的是另一份文件，方案文件已有改动，未采用。请沿用仍然适用的意见，再核对其余各处。`,
  },
  'answer-invalid': {
    status: 422,
    say: (p: P) => `疑点 ${p.doubt} 的意见没有采用，什么都没有改动：${p.detail}`,
  },
  'document-faulty': {
    status: 422,
    say: (p: P) => `${p.document}有 ${p.count} 处错误：\n${p.list}`,
  },
  'campaign-waiting': {
    status: 503,
    say: (p: P) =>
      `专项行动 ${p.campaign} 已登记，但流程服务暂时无法访问，还没有开始。恢复后重启督办或用同一请求编号重试即开始，不会重复。`,
  },
  'campaign-unclear': {
    status: 422,
    say: (p: P) => `无法继续：${p.reason}。`,
  },
  'task-unclear': {
    status: 422,
    say: (p: P) => `序号 ${p.task} 对应 ${p.keys} 几项任务。请改用任务编号（如 t0001）。`,
  },
  'task-starting': {
    status: 503,
    say: (p: P) =>
      `任务 ${p.task} 正在交办，本次没有收下。请过一会儿用同一请求编号重报，不会重复。`,
  },
  'report-nothing-open': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 目前没有${p.unit}待报的一期，本次未收。${p.hint}`,
  },
  'unit-unknown': {
    status: 422,
    say: (p: P) => `专项行动 ${p.campaign} 的名录中没有单位“${p.unit}”${p.hint}。请核对单位名称。`,
  },
  'actor-malformed': {
    status: 422,
    say: (p: P) =>
      `身份“${p.actor}”无法识别。应为 office、principal、auditor、unit:单位名称 或 post:职务。`,
  },
  'recipient-unknown': {
    status: 404,
    say: (p: P) =>
      `没有收件人“${p.recipient}”${p.hint}。可写单位名称、职务、领导、office 或 principal。`,
  },
  'subject-unclear': {
    status: 422,
    say: (p: P) => `${p.reason}，无法作出决定。${p.hint}`,
  },
  'decision-unanswered': {
    status: 504,
    say: (p: P) =>
      `流程服务在 ${p.seconds} 秒内没有答复，决定可能尚未生效。请稍后用同一请求编号 ${p.request} 重发，不会重复。`,
  },
  classified: {
    status: 422,
    say: (p: P) =>
      `${p.what}带有密级标志“${p.words}”，未接收、未保存。本系统不得处理涉密信息，请按保密规定办理。`,
  },
  'notice-unknown': {
    status: 404,
    say: (p: P) => `没有通知 ${p.notice}。请在收件箱中核对，编号写在每条通知之后。`,
  },
  'regime-owes-nobody': {
    status: 422,
    say: (p: P) => `按这份制度有 ${p.count} 处不知由谁报送，没有推演：\n${p.list}`,
  },
  ...CONTENT_FAULTS,
  ...CLOSURE_FAULTS,
  ...BEGINNING_FAULTS,
  ...ITEM_FAULTS,
  ...PLAN_FAULTS,
  ...PLAN_DESK_FAULTS,
  ...EXTENSION_FAULTS,
  ...VERIFY_FAULTS,
  ...REGIME_FAULTS,
  ...HTTP_FAULTS,
  ...ACCESS_FAULTS,
  ...ACCOUNT_FAULTS,
  internal: { status: 500, say: (p: P) => `系统内部出错（编号 ${p.id}），请联系管理员查看日志。` },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;

export type FaultCode = keyof typeof FAULTS;

/** Fault 错误: typed inside, a Chinese sentence outside. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
}

export function fault(code: FaultCode, params: P = {}): Fault {
  const spoken = Object.entries(params).map(([name, value]) => [name, momentWords(value)]);
  return { code, message: FAULTS[code].say(Object.fromEntries(spoken) as P) };
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/;

/** An instant as people write it, in the zone that it carries: 2026年3月5日17:00. */
function momentWords(value: string | number): string | number {
  const [, year, month, day, time] = INSTANT.exec(String(value)) ?? [];
  return year === undefined ? value : `${year}年${Number(month)}月${Number(day)}日${time}`;
}
