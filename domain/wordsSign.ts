import {
  momentWords,
  recipientWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type NoticeWords,
  type Payload,
  type Spoken,
} from './wordsParts.ts';
import { term } from './terms.ts';

function unitIn(payload: Payload, names: Names): string {
  return names.unit(text(payload['unit']));
}

function unitsIn(value: unknown, names: Names): string {
  return (Array.isArray(value) ? value : []).map((id) => names.unit(String(id))).join('、');
}

function reasonIn(payload: Payload): string {
  return `理由：${text(payload['reason'])}`;
}

function byIn(payload: Payload, names: Names): string {
  return `${recipientWords(text(payload['by']), names)}决定`;
}

function limitIn(payload: Payload, names: Names): string {
  return momentWords(payload['limitAt'], names);
}

/** `移交`, `合并`, `拆分`, `更名` */
function wayIn(payload: Payload): string {
  return term(`units-${text(payload['what'])}`);
}

const THROUGH: Readonly<Record<string, string>> = {
  report: '以报送视为签收',
  'return-task': '以退回视为签收',
};

/** Facts of 签收、退回、转办、移交. */
export const signFacts: Readonly<Record<string, (fact: Spoken, names: Names) => FactWords>> = {
  'sign-asked': ({ payload, process }, names) => ({
    what: `请 ${unitIn(payload, names)} 签收 ${taskWords(process, names)}，${limitIn(payload, names)} 前`,
    why: '按制度的签收时限',
  }),
  'sign-reminded': ({ payload }, names) => ({
    what: `提醒 ${unitIn(payload, names)} 签收`,
    why: `签收时限 ${limitIn(payload, names)}`,
  }),
  unsigned: ({ payload }, names) => ({
    what: `${unitIn(payload, names)} 领办逾期，尚未签收`,
    why: `签收时限 ${momentWords(payload['missed'], names)}`,
  }),
  'sign-urged': ({ payload }, names) => ({
    what: `${unitIn(payload, names)} 仍未签收，继续催签`,
    why: `签收时限 ${momentWords(payload['missed'], names)}`,
  }),
  signed: ({ payload }, names) => ({
    what: `${unitIn(payload, names)} 签收${payload['late'] === true ? '（逾期）' : ''}`,
    why:
      THROUGH[text(payload['through'])] ??
      (text(payload['by']) === 'office' ? '督查室代为登记' : '单位签收'),
  }),
  'return-asked': ({ payload }, names) => ({
    what: `${unitIn(payload, names)} 退回任务${suggestion(payload)}，${limitIn(payload, names)} 前审定`,
    why: reasonIn(payload),
  }),
  'return-reminded': ({ payload }, names) => ({
    what: `提醒审定 ${unitIn(payload, names)} 的退回`,
    why: `审定时限 ${limitIn(payload, names)}`,
  }),
  'return-overdue': ({ payload }, names) => ({
    what: `${unitIn(payload, names)} 的退回逾期未审定，已报告`,
    why: '沉默不算同意，也不算不同意；审定前催办以上各步不发',
  }),
  'return-accepted': ({ payload }, names) => ({
    what: `同意 ${unitIn(payload, names)} 退回`,
    why: `${byIn(payload, names)}，${reasonIn(payload)}`,
  }),
  'return-refused': ({ payload }, names) => ({
    what: `不同意 ${unitIn(payload, names)} 退回`,
    why: `${byIn(payload, names)}，${reasonIn(payload)}`,
  }),
  'return-settled': ({ payload }, names) => ({
    what: `${unitIn(payload, names)} 的退回不再审定`,
    why: '审定之前，这项任务已交由别的单位承办',
  }),
  delegated: ({ payload }, names) => ({
    what:
      payload['to'] === undefined
        ? `${unitIn(payload, names)} 收回转办，仍由联络员办理`
        : `${unitIn(payload, names)} 转由 ${text(payload['to'])} 办理`,
    why: '只改变提醒谁；报送责任和判定仍在单位',
  }),
  transferred: ({ payload }, names) => ({
    what: `${names.unit(text(payload['from']))} 的报送义务${wayIn(payload)}给 ${unitsIn(payload['to'], names)}`,
    why: `${byIn(payload, names)}，${reasonIn(payload)}；已判定的仍记原单位，待报和今后的由接办单位报送`,
  }),
  reorganised: ({ payload }, names) => ({
    what: `机构调整（${wayIn(payload)}）${newNames(payload)}`,
    why: `${byIn(payload, names)}，${reasonIn(payload)}`,
  }),
};

function suggestion(payload: Payload): string {
  return payload['suggest'] === undefined ? '' : `，认为应由${text(payload['suggest'])}承办`;
}

function newNames(payload: Payload): string {
  const units = Array.isArray(payload['units']) ? (payload['units'] as { name: string }[]) : [];
  return units.length === 0 ? '' : `：${units.map(({ name }) => name).join('、')}`;
}

type Say = (notice: Spoken & { readonly recipient: string }, names: Names) => NoticeWords;

/** Notices of 签收、退回、转办、移交. */
export const signNotices: Readonly<Record<string, Say>> = {
  'sign-task': ({ payload, process }, names) => ({
    title: `【请签收】${taskWords(process, names)}`,
    body: `请于 ${limitIn(payload, names)} 前签收。`,
    ask: '核对任务和时限后签收；不属本单位的，写明理由退回',
    ifNothing: '记为领办逾期，并逐级催签',
  }),
  'sign-reminder': ({ payload, process }, names) => ({
    title: `【签收将到期】${taskWords(process, names)}`,
    body: `签收时限 ${limitIn(payload, names)}，目前尚未签收。`,
    ask: '请及时签收',
    ifNothing: '记为领办逾期，并逐级催签',
  }),
  unsigned: ({ payload, process }, names) => ({
    title: `【领办逾期】${unitIn(payload, names)}：${taskWords(process, names)}`,
    body: `签收时限 ${momentWords(payload['missed'], names)} 已过，${unitIn(payload, names)}尚未签收。`,
    ask: '请立即签收，或说明不能承办的理由',
    ifNothing: '按制度继续催签；签收或报送后停止',
  }),
  'decide-return': ({ payload, process }, names) => ({
    title: `【请审定】${unitIn(payload, names)}退回${taskWords(process, names)}`,
    body: `${reasonIn(payload)}${suggestion(payload)}。`,
    ask: `请在 ${limitIn(payload, names)} 前同意（写明由谁承办）或不同意（写明理由）`,
    ifNothing: '提醒后报告上级；沉默不算同意，审定前催办以上各步不发',
  }),
  'return-reminder': ({ payload, process }, names) => ({
    title: `【审定将到期】${unitIn(payload, names)}退回${taskWords(process, names)}`,
    body: `审定时限 ${limitIn(payload, names)}。${reasonIn(payload)}。`,
    ask: '请及时审定',
    ifNothing: '报告上级；沉默不算同意',
  }),
  'return-overdue': ({ payload, process }, names) => ({
    title: `【逾期未审定】${unitIn(payload, names)}退回${taskWords(process, names)}`,
    body: `退回的审定时限已过，仍未决定。${reasonIn(payload)}。`,
    ask: '请审定人尽快决定，或由上级督促',
    ifNothing: '任务仍由原单位承办，催办以上各步一直不发',
  }),
  'return-refused': ({ payload, process }, names) => ({
    title: `【退回未同意】${taskWords(process, names)}`,
    body: `${byIn(payload, names)}：任务仍由${unitIn(payload, names)}承办。${reasonIn(payload)}。`,
    ask: '请按原时限办理和报送',
    ifNothing: '按制度催办和升级',
  }),
  'return-settled': ({ payload, process }, names) => ({
    title: `【退回不再审定】${taskWords(process, names)}`,
    body: `${unitIn(payload, names)}曾申请退回这项任务，现已交由别的单位承办。`,
    ask: '无需再审定',
    ifNothing: '没有影响',
  }),
  'delegated-to': ({ payload, process }, names) => ({
    title: `【转办】${taskWords(process, names)}`,
    body: `${unitIn(payload, names)}把这项任务转给${text(payload['to'])}办理，今后的提醒发到这里。`,
    ask: '请按任务时限办理；报送仍以单位名义',
    ifNothing: '逾期仍由单位负责',
  }),
  'transfer-out': ({ payload, process }, names) => ({
    title: `【任务已移交】${taskWords(process, names)}`,
    body: `这项任务已${wayIn(payload)}给${unitsIn(payload['to'], names)}。${reasonIn(payload)}。`,
    ask: '请把有关材料移交接办单位；已有记录不变',
    ifNothing: '今后的各期不再向贵单位催报',
  }),
  'transfer-in': ({ payload, process }, names) => ({
    title: `【接办任务】${taskWords(process, names)}`,
    body: `${names.unit(text(payload['from']))}承办的这项任务自即日起由贵单位承办。${reasonIn(payload)}。`,
    ask: '请核对各期时限并按时报送',
    ifNothing: '待报的各期按原时限判定',
  }),
  reorganised: ({ payload }) => ({
    title: `【机构调整】${wayIn(payload)}`,
    body: `${(payload['units'] as string[] | undefined)?.join('、') ?? ''}。${reasonIn(payload)}。已有记录仍用原名，今后各期用新名。`,
    ask: '请核对单位名录',
    ifNothing: '按调整后的名录督办',
  }),
};
