import type { Offset } from './calendar.ts';
import type { Every } from './deadline.ts';
import { ONCE } from './firsts.ts';
import { TERMS, type Entry } from './termTable.ts';
import type { BulletinRule, Condition, Duty, DueRule, EscalationStep } from './regime.ts';

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

/** A recipient of a step; a cooperating unit's clerk is not its role. */
export function recipientTerm(id: string): string {
  return id === 'cooperating' ? '配合单位联络员（抄送）' : term(id);
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
 * `2026年3月`, `2026年3月上旬`, `2026年4—5月`, `2026年第1季度`; a day for deadlines; nothing for what is owed once. A key that
 * is none stands as it is.
 */
export function periodWords(every: Every | 'deadlines', key: string): string {
  if (key === ONCE) return '';
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
  const whom = step.to.map(recipientTerm).join('、');
  return [
    atWords(step),
    still,
    when && `${when}的`,
    `${ACTS[step.step]}${whom}${approvalWords(step)}`,
  ]
    .filter((part) => part !== '')
    .join('，');
}

/** `（须经区政府分管领导批准）` of a step with a gate. */
export function approvalWords({ gate }: Pick<EscalationStep, 'gate'>): string {
  return gate === undefined ? '' : `（须经${recipientTerm(gate.by)}批准）`;
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
  return ['# 术语表', '', '本页由 `domain/termTable.ts` 印出，请改那里。', '', ...sections].join(
    '\n',
  );
}
