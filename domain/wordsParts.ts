import { workdaysBetween, type Calendar } from './calendar.ts';
import { ruleNamed } from './firsts.ts';
import { readProcess } from './ids.ts';
import type { RegimeInForce } from './context.ts';
import { clockOf, dayOf, epoch, weekday, type Day, type Instant } from './instant.ts';
import { DEADLINES } from './obligation.ts';
import type { BulletinRule, Condition, EscalationStep, Regime } from './regime.ts';
import { withComing } from './regimeNames.ts';
import { conditionWords, periodWords, stepWords, term } from './terms.ts';
import type { Unit } from './unit.ts';
import { togetherWords } from './wordsTogether.ts';

/** Names 名称: what a reader sees instead of ids, and the rules that reasons cite. */
export interface Names {
  readonly unit: (id: string) => string;
  /** `第3项 建设集中供热管网` */
  readonly task: (key: string) => string;
  readonly regime: Regime;
  /** The regimes that came into force in flight: what they decided is told by them. */
  readonly later?: readonly RegimeInForce[];
  readonly zone: string;
  /** Lateness is told in working days where there is a calendar, else in calendar days. */
  readonly calendar?: Calendar;
  /** The year that goes without saying. */
  readonly year?: number;
  /** Names as they were on an earlier day, where a unit has been renamed since. */
  readonly asOf?: (at: Instant) => Names;
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
  from: {
    readonly regime: Regime;
    readonly calendar: Calendar;
    readonly year?: number;
    readonly later?: readonly RegimeInForce[] | undefined;
  },
  tasks: readonly {
    readonly key: string;
    readonly no: string | null;
    readonly title: string | null;
    readonly content: string;
  }[],
  units: readonly Pick<Unit, 'id' | 'name' | 'formerly'>[],
): Names {
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  const taskNames = new Map(
    tasks.map(({ key, no, title, content }) => {
      const text = [...(title ?? content).replace(/\s+/g, ' ')];
      const brief = text.slice(0, TITLE_LENGTH).join('') + (text.length > TITLE_LENGTH ? '…' : '');
      return [key, `${no === null ? key : `第${no}项`} ${brief}`];
    }),
  );
  const names: Names = {
    unit: (id) => unitNames.get(id) ?? id,
    task: (key) => taskNames.get(key) ?? key,
    regime: withComing(from.regime, from.later ?? []),
    ...(from.later === undefined ? {} : { later: from.later }),
    zone: from.calendar.zone,
    calendar: from.calendar,
    ...(from.year === undefined ? {} : { year: from.year }),
  };
  const renamed = units.filter(({ formerly = [] }) => formerly.length > 0);
  if (renamed.length === 0) return names;
  const asOf = (at: Instant): Names => {
    const day = dayOf(at, from.calendar.zone);
    const then = new Map(renamed.map((unit) => [unit.id, nameOn(unit, day)]));
    return { ...names, unit: (id) => then.get(id) ?? names.unit(id) };
  };
  return { ...names, asOf };
}

/** The name of a unit on a day: a record keeps the name under which it was made. */
function nameOn({ name, formerly = [] }: Pick<Unit, 'name' | 'formerly'>, day: Day): string {
  return formerly.find(({ until }) => day < until)?.name ?? name;
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
  const text = String(instant);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(epoch(text))) return text;
  const day = dayOf(text, zone);
  const [own, month, date] = day.split('-').map(Number);
  const name = '一二三四五六日'.charAt(weekday(day) - 1);
  const lead = own === year ? '' : `${own}年`;
  return `${lead}${month}月${date}日（周${name}）${clockOf(text, zone)}`;
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
  const rule = ruleNamed(regime, duty);
  if (rule === undefined) return `${key}“${String(duty)}”`;
  const every = 'every' in rule ? rule.every : DEADLINES;
  return `${periodWords(every, key)}“${rule.title}”${togetherWords(payload, regime)}`;
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
  return `${rule === undefined ? key : periodWords(rule.every, key)}“${rule?.title ?? String(id)}”`;
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
export function sameYear(periods: readonly string[]): readonly string[] {
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
