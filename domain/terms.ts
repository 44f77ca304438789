import type { Offset } from './calendar.ts';
import type { Every } from './deadline.ts';
import type { BulletinRule, Condition, Duty, DueRule, EscalationStep } from './regime.ts';

type Entry = readonly [chinese: string, explanation: string];

/**
 * The one table of terms: English identifier → Chinese term and one line of explanation, by kind.
 */
export const TERMS: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  名词: {
    Plan: ['方案', '印发的实施方案，导入并确认后不再改动，改动另成一版'],
    Campaign: ['专项行动', '按一份方案、一份制度、一份日历在一段时间内的督办'],
    Task: ['任务', '方案中的一项工作，从交办到销号、回头看'],
    Milestone: ['节点', '任务中写明日期的一步'],
    Target: ['指标', '任务中可以计量的目标'],
    Unit: ['单位', '承担或配合任务的机关、镇街和企业'],
    Group: ['单位组', '用一个说法代表的几个单位，逐一报送、逐一判定'],
    Party: ['责任方', '一个单位，或并列牵头、合报一份的几个单位'],
    Post: ['职务', '以职务代替姓名'],
    Role: ['职责', '单位在任务中的分工'],
    Regime: ['制度', '谁报送、何时报、逾期怎么办、由谁决定'],
    Duty: ['报送要求', '制度中的一条：谁、多久、何时前报什么'],
    Cadence: ['调度周期', '多久报一次'],
    Period: ['报告期', '周期中的一期'],
    Obligation: ['报送义务', '一个责任方就一项任务在一期应报的一份'],
    Report: ['报送', '单位就一份报送义务报来的内容'],
    Evidence: ['佐证', '随报送附上的证明材料'],
    Verification: ['核实', '对报送内容是否属实的检查'],
    Reminder: ['提醒', '到期之前的通知'],
    Urging: ['催办', '逾期之后要求尽快报送的通知'],
    EscalationPolicy: ['升级规则', '逾期之后逐级加重的办法'],
    EscalationStep: ['升级步骤', '升级规则中的一步'],
    Gate: ['审批关口', '必须由人在限期内决定的一步；逾期失效，沉默不算同意'],
    Referral: ['提请', '把事由和依据送请有权的人决定'],
    Interview: ['约谈', '经批准，约请单位主要负责人说明情况、提出要求'],
    Rectification: ['整改', '约谈之后限期改正'],
    Bulletin: ['通报', '按期汇总报送情况，由人签发'],
    Briefing: ['简报', '供领导参阅的短报告'],
    Commendation: ['表扬', '对全部按时的单位提出表扬，由人决定'],
    Criticism: ['通报批评', '在通报中点名'],
    Ranking: ['排名', '同类单位之间的名次'],
    Assessment: ['考评', '一段时间的评分'],
    Level: ['亮灯', '以红黄绿表示进度'],
    Notice: ['通知', '发给某一接收人的一条消息'],
    Delivery: ['送达', '通知或文书送到接收人'],
    Extension: ['延期', '经批准推后时限'],
    Suspension: ['暂停', '一段时间内不提醒、不判定'],
    Transfer: ['移交', '任务改由别的单位承担'],
    Closure: ['销号', '任务完成并经核实后结束'],
    LookBack: ['回头看', '销号之后的复查'],
    Register: ['台账', '所有事实的记录，只增不改'],
    Calendar: ['工作日历', '哪些天上班：法定节假日、调休、本单位停办'],
    Grace: ['宽限', '到期之后仍算按时的一段时间'],
  },
  判定: {
    pending: ['待报', '尚未判定'],
    'on-time': ['按时', '宽限期满之前收到'],
    late: ['迟报', '宽限期满之后、补报截止之前收到'],
    missing: ['未报', '宽限期满仍未收到'],
    exempt: ['免报', '经决定或因暂停，本期不必报'],
  },
  标记: {
    nil: ['零报告', '按时或迟报的一种：报来说明本期没有新情况'],
    'within-grace': ['宽限内', '到期之后、宽限期满之前收到，算按时'],
    provisional: ['暂定', '日期在已公布的节假日安排之外，公布后可能变动'],
    'before-start': ['启动前', '专项行动启动之前的报告期，不计入应报'],
    tentative: ['力争', '方案中写明力争的时限'],
  },
  职责: {
    lead: ['牵头', '对任务总负责，按制度报送'],
    responsible: ['责任', '承担任务；没有牵头单位时由其报送'],
    cooperating: ['配合', '协助完成；制度点到时才报送'],
  },
  步骤: {
    remind: ['提醒', '到期之前发给联络员等'],
    urge: ['催办', '宽限期满未报，要求尽快报送'],
    letter: ['督办函', '以函的形式督促单位主要负责人'],
    criticise: ['通报批评', '在通报中点名'],
    commend: ['通报表扬', '在通报中提出表扬'],
    'report-up': ['上报主要领导', '向主要领导报告'],
    interview: ['约谈', '提请有权的人决定是否约谈'],
  },
  接收人: {
    reporter: ['单位联络员', '单位负责报送的人'],
    head: ['单位主要负责人', '单位的一把手'],
    leader: ['牵头领导', '方案中这项任务的牵头领导'],
    office: ['督查室', '承担督办日常工作的机构'],
    principal: ['主要领导', '本级党委、政府主要领导'],
  },
  周期: {
    week: ['周', '每周一期，默认从周一开始'],
    'ten-days': ['旬', '上旬1–10日，中旬11–20日，下旬21日至月末'],
    month: ['月', '每月一期'],
    'two-months': ['两个月', '每两个月一期，默认从专项行动的第一个月开始'],
    quarter: ['季度', '每三个月一期'],
    'half-year': ['半年', '每六个月一期'],
    year: ['年', '每年一期'],
  },
  完成时限: {
    deadlines: ['完成时限', '方案写明日期的节点和时限，每个日期算一期'],
    date: ['定日', '到某一日'],
    'start-now': ['立即启动', '没有完成日期，要求马上开始'],
    continuous: ['持续推进', '没有完成日期，长期坚持'],
    horizon: ['随方案期限', '任务自己没有写时限'],
    recurring: ['定期开展', '按周期反复进行'],
    unknown: ['待确认', '认不出的时限，保留原文'],
  },
  遇休息日: {
    earlier: ['提前', '提前到前一个工作日'],
    later: ['顺延', '推后到下一个工作日'],
    unchanged: ['不调整', '休息日也不变'],
  },
  台账事实: {
    started: ['启动', '专项行动开始'],
    assigned: ['交办', '任务交给责任方'],
    report: ['收到报送', '收到一份报送或其新版'],
    judged: ['判定', '一份报送义务有了判定，更正另记一条'],
    step: ['采取步骤', '升级步骤中的一步'],
    ground: ['事由', '一次提请约谈的依据'],
    suspended: ['已暂停', '自此不提醒、不判定'],
    resumed: ['已恢复', '暂停结束'],
    'calendar-amended': ['日历变更', '节假日安排公布或修改'],
    'bulletin-drafted': ['通报成稿', '数据汇集完毕，待签发'],
    'bulletin-issued': ['通报签发', '由人签发并发出'],
    'bulletin-returned': ['通报退回', '退回重新汇集'],
    'bulletin-empty': ['本期无通报', '本期没有应报事项'],
    'sign-overdue': ['签发逾期', '限期内未签发；不会自动签发'],
    criticised: ['已通报批评', '通报中点名的单位'],
    commended: ['已通报表扬', '通报中表扬的单位'],
    ended: ['结束', '流程到期或经决定结束'],
  },
  状态: {
    gathering: ['正在汇集', '数据或事由尚在汇集'],
    drafted: ['待签发', '通报已成稿'],
    issued: ['已签发', '通报已发出'],
    empty: ['无内容', '本期没有应报事项'],
    proposed: ['提请待批', '约谈已提请，等待决定'],
    approved: ['已批准', '同意约谈'],
    rejected: ['不予批准', '不同意约谈，附理由'],
    lapsed: ['逾期失效', '限期内没有决定，约谈不成立'],
  },
};

const BY_ID: ReadonlyMap<string, Entry> = new Map(
  Object.values(TERMS).flatMap((group) => Object.entries(group)),
);

/**
 * The Chinese term of an identifier, of `post:职务` and of `unit:u003`; a word that is no term stands
 * as it is.
 */
export function term(id: string): string {
  const found = BY_ID.get(id);
  if (found !== undefined) return found[0];
  if (id.startsWith('post:')) return id.slice(5);
  return id.startsWith('unit:') ? `单位${id.slice(5)}` : id;
}

/** `3个工作日`, `3天` (calendar days). */
export function offsetWords(offset: Offset): string {
  return 'workdays' in offset ? `${offset.workdays}个工作日` : `${offset.days}天`;
}

/** `每月` */
export function cadenceWords(every: Every): string {
  return `每${term(every)}`;
}

type Ruled = Pick<Duty, 'every' | 'due' | 'time' | 'shift' | 'phase'>;

/** `每月25日17:00，遇休息日提前`; the months of a longer cadence count from its end: `每季度末月25日`. */
export function dueRuleWords({ every, due, time, shift, phase }: Ruled): string {
  const day = 'next' in due ? nextWords(every, due.next, phase) : ownWords(every, due, phase);
  const rule = 'next' in due ? due.next : due;
  const moved = 'workday' in rule ? '' : `，遇休息日${term(shift)}`;
  return `${day}${time}${moved}`;
}

/** `每两个月末月最后一日18:00，遇休息日不调整` */
export function cutOffWords(
  rule: Pick<BulletinRule, 'every' | 'cutOff' | 'time' | 'shift'>,
): string {
  return dueRuleWords({ ...rule, due: rule.cutOff });
}

type InPeriod = Exclude<DueRule, { next: unknown }>;

function ownWords(every: Every, rule: InPeriod, phase: number | undefined): string {
  const last = ['two-months', 'quarter', 'half-year', 'year'].includes(every) ? '末月' : '';
  return `${cadenceWords(every)}${last}${dayWords(every, rule, phase)}`;
}

const NEXT_WORDS: Partial<Record<Every, string>> = {
  week: '次周',
  'ten-days': '次旬',
  month: '次月',
};

function nextWords(every: Every, rule: InPeriod, phase: number | undefined): string {
  return `${cadenceWords(every)}一次，${NEXT_WORDS[every] ?? '期后首月'}${dayWords(every, rule, phase)}`;
}

function dayWords(every: Every, rule: InPeriod, phase = 1): string {
  if ('lastDay' in rule) return '最后一日';
  if ('workday' in rule) {
    return `${rule.workday < 0 ? '倒数' : ''}第${Math.abs(rule.workday)}个工作日`;
  }
  if (every === 'ten-days') return `第${rule.day}日`;
  if (every !== 'week') return `${rule.day}日`;
  return '一二三四五六日'.charAt((phase - 1 + Math.min(rule.day, 7) - 1) % 7);
}

const TENS: Partial<Record<string, string>> = { a: '上旬', b: '中旬', c: '下旬' };
const MONTHS: Partial<Record<string, number>> = { B: 2, Q: 3, H: 6, Y: 12 };

/**
 * `2026年3月`, `2026年3月上旬`, `2026年4—5月`, `2026年第1季度`; a day for deadlines. A key that is none stands
 * as it is.
 */
export function periodWords(every: Every | 'deadlines', key: string): string {
  const [, year = '', rest] = /^(\d{4})(?:-?(.*))?$/.exec(key) ?? [];
  if (year === '') return key;
  if (rest === undefined || rest === '') return `${year}年`;
  const big = /^([QHW])(\d{1,2})$/.exec(rest);
  if (big) return `${year}年${placeWords(String(big[1]), Number(big[2]))}`;
  const [, month, suffix = ''] = /^(\d{2})(.*)$/.exec(rest) ?? [];
  if (month === undefined) return key;
  const first = `${year}年${Number(month)}月`;
  if (every === 'deadlines') return first + dayOfDeadline(suffix);
  if (every === 'ten-days') return `${first}${TENS[suffix] ?? suffix}`;
  const months = MONTHS[suffix];
  return months === undefined ? first : spanWords(Number(year), Number(month), months);
}

function placeWords(letter: string, n: number): string {
  if (letter === 'H') return n === 1 ? '上半年' : '下半年';
  return letter === 'Q' ? `第${n}季度` : `第${n}周`;
}

/** `-30` or, for the second deadline of a day, `-30#2`. */
function dayOfDeadline(suffix: string): string {
  const [, day, nth] = /^-(\d{2})(?:#(\d+))?$/.exec(suffix) ?? [];
  if (day === undefined) return suffix;
  return `${Number(day)}日${nth === undefined ? '' : `（第${nth}项）`}`;
}

function spanWords(year: number, month: number, months: number): string {
  const last = month + months - 1;
  if (last <= 12) return `${year}年${month}—${last}月`;
  return `${year}年${month}月—${year + 1}年${last - 12}月`;
}

/** `连续3期未报`, `本年度累计5期未报或迟报` */
export function conditionWords(condition: Condition): string {
  const counted = (what: string) => (what === 'missing-or-late' ? '未报或迟报' : term(what));
  if ('consecutive' in condition) {
    return `连续${condition.atLeast}期${counted(condition.consecutive)}`;
  }
  const within = condition.within === 'year' ? '本年度' : '';
  return `${within}累计${condition.atLeast}期${counted(condition.cumulative)}`;
}

/** `到期前3个工作日09:00，提醒单位联络员`; `宽限期满后3个工作日17:00，仍未报送的，发督办函给…`. */
export function stepWords(step: EscalationStep): string {
  const when = (step.when ?? []).map(conditionWords).join('，或');
  const still = 'after' in step.at && step.while === 'unreported' ? '仍未报送的' : '';
  const whom = step.to.map(term).join('、');
  return [atWords(step), still, when && `${when}的`, `${ACTS[step.step]}${whom}`]
    .filter((part) => part !== '')
    .join('，');
}

const ACTS: Readonly<Record<EscalationStep['step'], string>> = {
  remind: '提醒',
  urge: '催办，发',
  letter: '发督办函给',
  'report-up': '上报',
  interview: '提请约谈，送',
};

function atWords({ at, time = '' }: EscalationStep): string {
  const none = ('days' in at.offset ? at.offset.days : at.offset.workdays) === 0;
  if ('before' in at) return none ? `到期当日${time}` : `到期前${offsetWords(at.offset)}${time}`;
  return none ? `宽限期满时` : `宽限期满后${offsetWords(at.offset)}${time}`;
}

/** The glossary as Markdown; `docs/glossary.md` is this text. */
export function glossary(): string {
  const sections = Object.entries(TERMS).map(([kind, group]) => {
    const rows = Object.entries(group).map(
      ([id, [chinese, says]]) => `| \`${id}\` | ${chinese} | ${says} |`,
    );
    return [`## ${kind}`, '', '| 标识 | 术语 | 含义 |', '|---|---|---|', ...rows, ''].join('\n');
  });
  return ['# 术语表', '', '本页由 `domain/terms.ts` 印出，请改那里。', '', ...sections].join('\n');
}
