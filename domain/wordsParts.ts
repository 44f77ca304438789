import { DateTime } from 'luxon';
import { workdaysBetween, type Calendar } from './calendar.ts';
import { readProcess } from './ids.ts';
import { dayOf, epoch, type Instant } from './instant.ts';
import { DEADLINES } from './obligation.ts';
import type { BulletinRule, Condition, EscalationStep, Regime } from './regime.ts';
import { conditionWords, offsetWords, periodWords, stepWords, term } from './terms.ts';
import { togetherWords } from './wordsTogether.ts';

/** Names 名称: what a reader sees instead of ids, and the rules that reasons cite. */
export interface Names {
  readonly unit: (id: string) => string;
  /** `第3项 建设集中供热管网` */
  readonly task: (key: string) => string;
  readonly regime: Regime;
  readonly zone: string;
  /** Lateness is told in working days where there is a calendar, else in calendar days. */
  readonly calendar?: Calendar;
  /** The year that goes without saying. */
  readonly year?: number;
}

export interface NoticeWords {
  readonly title: string;
  readonly body: string;
  /** What the recipient is asked to do; absent where the notice only informs. */
  readonly ask?: string;
  /** What happens if nobody acts. */
  readonly ifNothing?: string;
}

export interface FactWords {
  readonly what: string;
  readonly why: string;
}

/** What words are made from: a row of the register and one of the rehearsal serve alike. */
export interface Spoken {
  readonly type: string;
  readonly at: Instant;
  readonly process: string;
  readonly payload: Payload;
}

export type Payload = Readonly<Record<string, unknown>>;

const TITLE_LENGTH = 24;

/** The names of one campaign's tasks and units. */
export function namesOf(
  from: { readonly regime: Regime; readonly calendar: Calendar; readonly year?: number },
  tasks: readonly {
    readonly key: string;
    readonly no: string | null;
    readonly title: string | null;
    readonly content: string;
  }[],
  units: readonly { readonly id: string; readonly name: string }[],
): Names {
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  const taskNames = new Map(
    tasks.map(({ key, no, title, content }) => {
      const text = [...(title ?? content).replace(/\s+/g, ' ')];
      const brief = text.slice(0, TITLE_LENGTH).join('') + (text.length > TITLE_LENGTH ? '…' : '');
      return [key, `${no === null ? key : `第${no}项`} ${brief}`];
    }),
  );
  return {
    unit: (id) => unitNames.get(id) ?? id,
    task: (key) => taskNames.get(key) ?? key,
    regime: from.regime,
    zone: from.calendar.zone,
    calendar: from.calendar,
    ...(from.year === undefined ? {} : { year: from.year }),
  };
}

/** An inbox or an actor in words: `u003/head`, `leader/…`, `post/…`, `office`, `unit:u003`, `post:…`. */
export function recipientWords(recipient: string, names: Names): string {
  if (recipient.startsWith('leader/')) return `${recipient.slice(7)}（${term('leader')}）`;
  if (recipient.startsWith('post/')) return recipient.slice(5);
  if (recipient.startsWith('unit:')) return names.unit(recipient.slice(5));
  const [unit, role] = recipient.split('/');
  if (unit !== undefined && role !== undefined) {
    return `${names.unit(unit)} ${term(role).replace(/^单位/, '')}`;
  }
  return term(recipient);
}

/** `11月25日（周三）17:00`; with its year where that is not the one that goes without saying. */
export function momentWords(instant: unknown, { zone, year }: Names): string {
  const local = DateTime.fromISO(String(instant), { zone });
  if (!local.isValid) return String(instant);
  const weekday = '一二三四五六日'.charAt(local.weekday - 1);
  const own = local.year === year ? '' : `${local.year}年`;
  return `${own}${local.month}月${local.day}日（周${weekday}）${local.toFormat('HH:mm')}`;
}

/** `到期 11月25日（周三）17:00`; while a suspension lasts there is no such instant. */
export function dueWords({ due }: Payload, names: Names): string {
  return due === undefined ? '暂停期间，到期时点待恢复后确定' : `到期 ${momentWords(due, names)}`;
}

/** 区发改局; a joint party with its members: 区发改局、区住建局（合报）. */
export function partyWords(party: unknown, names: Names): string {
  const members = String(party).split('+');
  const words = members.map((id) => names.unit(id)).join('、');
  return members.length > 1 ? `${words}（合报）` : words;
}

/** What is owed: `2026年3月“月调度报送”`, `2026年6月30日时限“规划报审”`, with what is reported together. */
export function dutyWords(
  payload: {
    readonly duty?: unknown;
    readonly period?: unknown;
    readonly what?: unknown;
    readonly with?: unknown;
  },
  { regime }: Names,
): string {
  const { duty, period, what } = payload;
  const key = String(period);
  if (duty === DEADLINES) {
    return `${periodWords(DEADLINES, key)}时限“${text(what) || regime.deadlines.title}”`;
  }
  const rule = regime.duties.find(({ id }) => id === duty);
  if (rule === undefined) return `${key}“${String(duty)}”`;
  return `${periodWords(rule.every, key)}“${rule.title}”${togetherWords(payload, regime)}`;
}

/** An obligation named by its key, `monthly/2026-03/u003`. */
export function obligationWords(key: string, names: Names): string {
  const [duty, period] = key.split('/');
  return dutyWords({ duty, period }, names);
}

/** `第3项 … 2026年3月“月调度报送”` of a ground, `t0003/monthly/2026-03/u003`. */
export function groundWords(ground: string, names: Names): string {
  const [task = '', ...obligation] = ground.split('/');
  return `${names.task(task)}（${obligationWords(obligation.join('/'), names)}）`;
}

/** The task of a process, in words; nothing for a campaign. */
export function taskWords(process: string, names: Names): string {
  const found = readProcess(process);
  return found?.kind === 'task' ? names.task(found.task) : '';
}

export function bulletinRule(id: unknown, { regime }: Names): BulletinRule | undefined {
  return regime.bulletins.find((rule) => rule.id === id);
}

/** `2026年1—2月双月通报` */
export function bulletinWords({ bulletin, period }: Payload, names: Names): string {
  const [id, own] = String(bulletin).split('/');
  const rule = bulletinRule(id, names);
  const key = text(period) || (own ?? '');
  return rule === undefined ? `${key}“${String(id)}”` : periodWords(rule.every, key) + rule.title;
}

/** `逾期3个工作日`; in calendar days without a calendar; nothing where it is not late. */
export function latenessWords(due: unknown, at: Instant, { calendar, zone }: Names): string {
  const instant = String(due);
  if (!(epoch(at) > epoch(instant))) return '';
  const [from, to] = [dayOf(instant, zone), dayOf(at, zone)];
  if (calendar === undefined) {
    const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
    return days === 0 ? '当日逾期' : `逾期${days}天`;
  }
  const days = workdaysBetween(calendar, from, to);
  return days === 0 ? '逾期不足1个工作日' : `逾期${days}个工作日`;
}

/** `制度 park-monthly 第1版` */
export function regimeWords({ regime }: Names): string {
  return `制度 ${regime.id} 第${regime.version}版`;
}

export function stepOf(id: unknown, { regime }: Names): EscalationStep | undefined {
  return regime.ladder.find((step) => step.id === id);
}

/** The rule of a step: `制度 park-monthly 第1版 步骤 letter：宽限期满后3个工作日17:00，…`. */
export function stepRuleWords(id: unknown, names: Names): string {
  const step = stepOf(id, names);
  const rule = `${regimeWords(names)} 步骤 ${String(id)}`;
  return step === undefined ? rule : `${rule}：${stepWords(step)}`;
}

/**
 * What the condition counted: `连续3期未报（2026年1月、2月、3月）`, led by the duty where it is a coinciding one's; nothing
 * for a step without conditions.
 */
export function countWords(payload: Payload, { regime }: Names): string {
  const { condition, count, because, countOf } = payload;
  if (condition === undefined) return '';
  const found = condition as Condition;
  const other = regime.duties.find(({ id }) => id === countOf);
  const whose = other === undefined ? '' : `“${other.title}”`;
  const words = `${whose}${conditionWords({ ...found, atLeast: Number(count) })}`;
  const periods = (Array.isArray(because) ? because : []).map((key) => {
    const [duty, period = ''] = String(key).split('/');
    return periodWords(regime.duties.find(({ id }) => id === duty)?.every ?? DEADLINES, period);
  });
  return periods.length === 0 ? words : `${words}（${listed(sameYear(periods))}）`;
}

/** The year of a list stands once: 2026年1月、2月. */
function sameYear(periods: readonly string[]): readonly string[] {
  const [year] = /^\d{4}年/.exec(periods[0] ?? '') ?? [];
  return periods.map((words, i) =>
    i > 0 && year !== undefined && words.startsWith(year) ? words.slice(year.length) : words,
  );
}

/** The first few of a list, and how many there are: `甲、乙、丙等5项`. */
export function listed(items: readonly string[], most = 8, unit = '项'): string {
  if (items.length <= most) return items.join('、');
  return `${items.slice(0, most).join('、')}等${items.length}${unit}`;
}

/** 暂定: the day lies beyond the announced calendar. */
export function provisionalWords({ provisional }: Payload): string {
  return provisional === true ? '（暂定：节假日安排尚未公布，公布后可能变动）' : '';
}

/** Why this inbox has it, where the one meant is vacant. */
export function insteadWords({ insteadOf }: Payload, names: Names): string {
  const role = text(insteadOf);
  return role === '' ? '' : `（原应送 ${recipientWords(role, names)}，该接收人空缺，改送此处）`;
}

/** The steps that would follow this one for the same duty, if the report still does not come. */
export function nextStepWords(id: unknown, duty: unknown, names: Names): string {
  const own = stepOf(id, names);
  const after = names.regime.ladder
    .filter((step) => step.on === undefined || step.on.includes(String(duty)))
    .filter((step) => own === undefined || place(step) > place(own));
  const first = Math.min(...after.map(place));
  const next = after.filter((step) => place(step) === first);
  if (next.length === 0) return '本期保持未报，按制度计入通报和升级条件';
  return next.map((step) => `${whenWords(step)}${actWords(step)}`).join('；');
}

/** What a step does, and to whom: `发督办函给单位主要负责人、牵头领导`; an interview is only proposed. */
function actWords(step: EscalationStep): string {
  const when = (step.when ?? []).map(conditionWords).join('，或');
  const whom = step.to.map(term).join('、');
  if (step.step === 'interview')
    return `${when && `${when}的，`}提请约谈（须经批准，不会自动约谈）`;
  return `${when && `${when}的，`}${term(step.step)}（送${whom}）`;
}

function whenWords({ at, time = '' }: EscalationStep): string {
  const none = ('days' in at.offset ? at.offset.days : at.offset.workdays) === 0;
  if ('before' in at) return none ? `到期当日${time}` : `到期前${offsetWords(at.offset)}${time}`;
  return none ? '宽限期满当即' : `宽限期满后${offsetWords(at.offset)}${time}`;
}

/** Where a step stands on the ladder, in calendar days from due; five working days are a week. */
function place({ at }: EscalationStep): number {
  const { offset } = at;
  const days = 'days' in offset ? offset.days : offset.workdays * 1.4;
  return 'before' in at ? -days - 0.1 : days;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The grounds of an interview, `t0003/monthly/2026-03/u003`. */
export function groundsOf({ grounds }: Payload): readonly string[] {
  return Array.isArray(grounds) ? grounds.map(String) : [];
}

export function groundList(payload: Payload, names: Names): string {
  return listed(
    groundsOf(payload).map((ground) => groundWords(ground, names)),
    5,
  );
}

/** A first draft needs no number. */
export function draftWords({ draft }: Payload): string {
  return Number(draft) > 1 ? `（第${Number(draft)}稿）` : '';
}
