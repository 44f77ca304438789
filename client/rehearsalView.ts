import type { Behaviour } from '../domain/behaviour.ts';
import type { Context, OwedTask } from '../domain/context.ts';
import type { Plan } from '../domain/plan.ts';
import { rehearse, type LedgerRow } from '../domain/rehearse.ts';
import { term } from '../domain/terms.ts';
import type { Unit } from '../domain/unit.ts';
import { namesOf, recipientWords, type Names } from '../domain/words.ts';
import { table, wrap } from './print.ts';
import { dueInstants } from './rehearsalDues.ts';
import { provisionalOf, shiftsOf, type Shifted } from './rehearsalDays.ts';
import { loadOf, type Load } from './rehearsalLoad.ts';
import { yearBook, type YearBook } from './yearView.ts';
import {
  totalsWords,
  yearCounts,
  type Counts,
  type YearCounts,
  type YearRow,
} from './yearCounts.ts';

export interface RehearsalInput {
  readonly context: Context;
  readonly plan: Plan;
  readonly tasks: readonly OwedTask[];
  readonly units: readonly Unit[];
  readonly leaders: readonly string[];
  readonly behaviour: Behaviour;
  /** Every due instant, notice and step in order, after the figures. */
  readonly full?: boolean;
  readonly onInstant?: (ms: number) => void;
}

/** Units named in the table of load; `full` names all of them. */
const BUSIEST = 12;
const NAMED_SHIFTS = 6;

/**
 * Rehearsal 推演 as it is printed before a start: what the year would bring if people behaved as assumed. Nothing but
 * figures is kept of the rows, so that ten thousand tasks fit; `full` keeps one line for each.
 */
export function rehearsalView(
  input: RehearsalInput,
  width: number,
): { readonly text: string; readonly json: unknown } {
  const names = namesOf(
    { ...input.context, year: Number(input.context.horizon.from.slice(0, 4)) },
    input.plan.tasks,
    input.units,
  );
  const book = input.full === true ? yearBook(names, { full: true }) : undefined;
  const counts = countedYear(input, input.behaviour, book);
  if (book) addDueInstants(input, names, book);
  const seen: Seen = {
    input,
    names,
    counts,
    load: loadOf(input.context, input.tasks),
    shifts: shiftsOf(input.context, input.tasks, names),
    provisional: provisionalOf(input.context, input.tasks, names),
    silent: otherwise(input, 'silent', counts),
    onTime: otherwise(input, 'on-time', counts),
  };
  const text = [...page(seen, width), ...(book ? ['', '全年逐条', book.text(width)] : [])].join(
    '\n',
  );
  return { text, json: json(seen) };
}

interface Seen {
  readonly input: RehearsalInput;
  readonly names: Names;
  readonly counts: YearCounts;
  readonly load: Load;
  readonly shifts: readonly Shifted[];
  readonly provisional: readonly string[];
  readonly silent: YearCounts;
  readonly onTime: YearCounts;
}

/** The counts of a year under some behaviour; every row goes into the book too. */
export function countedYear(
  input: RehearsalInput,
  behaviour: Behaviour,
  book?: Pick<YearBook, 'add'>,
): YearCounts {
  const { context, tasks, units, leaders, onInstant } = input;
  const counts = yearCounts(context.regime);
  rehearse({
    input: { context, units, leaders },
    tasks,
    behaviour,
    ...(onInstant ? { onInstant } : {}),
    onRow: (row) => {
      const own = yearRow(row);
      counts.add(own);
      book?.add(own);
    },
  });
  return counts;
}

/** The same year with everybody silent or on time; the rehearsal itself where that is what was assumed. */
export function otherwise(
  input: RehearsalInput,
  reports: 'silent' | 'on-time',
  counts: YearCounts,
): YearCounts {
  const { records, ...behaviour } = input.behaviour;
  const fixed = [behaviour.tasks, behaviour.units, records ?? {}].flatMap(Object.keys).length;
  if (behaviour.reports === reports && fixed === 0) return counts;
  return countedYear(input, { ...behaviour, reports, tasks: {}, units: {} });
}

/** A rehearsed row as the register would hold it. */
export function yearRow({ process, decision }: LedgerRow): YearRow {
  return { process, ...decision };
}

function addDueInstants(input: RehearsalInput, names: Names, book: YearBook): void {
  for (const { process, key, at, task, party, duty, provisional } of dueInstants(input, names)) {
    const mark = provisional ? `（${term('provisional')}）` : '';
    const payload = { words: `到期 ${party}：${names.task(task)} ${duty}${mark}` };
    book.add({ process, kind: 'fact', type: 'due', key, at, payload });
  }
}

function page(seen: Seen, width: number): readonly string[] {
  const { input, names, counts, load, silent, onTime } = seen;
  const { context, plan, tasks, units } = input;
  const { regime, horizon } = context;
  const { verdicts } = counts;
  const open = load.total - Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const judged = (['on-time', 'late', 'missing', 'exempt'] as const).map(
    (verdict) => `${term(verdict)} ${verdicts[verdict]}`,
  );
  return [
    `推演  ${plan.title}`,
    `${horizon.from} 至 ${horizon.to}（不含） · 制度 ${regime.id} 第${regime.version}版 · 任务 ${tasks.length} 项 · 报送单位 ${units.length} 家`,
    `假设：${behaviourWords(input.behaviour)}`,
    '',
    `应报 ${load.total} 项：${judged.join(' · ')}${open > 0 ? ` · ${term('pending')} ${open}（等节假日安排公布后判定）` : ''}`,
    `${totalsWords(counts.totals)} · 通知共 ${counts.notices()} 条`,
    `若全部不报：${compared(silent)}`,
    `若全部按时：${compared(onTime)}`,
    '',
    monthTable(seen, width),
    '',
    loadTable(seen, width),
    '',
    ...dayLines(seen),
    vacantLine(counts, names),
  ].flatMap((line) => (/[┌│]/.test(line) ? [line] : wrap(line, width)));
}

export function compared({ totals }: Pick<YearCounts, 'totals'>): string {
  const { remind, urge, letter, proposed } = totals;
  return `提醒 ${remind} · 催办 ${urge} · 督办函 ${letter} · 约谈提请 ${proposed}`;
}

const COLUMNS = ['remind', 'report', 'urge', 'letter', 'bulletin-issued'] as const;

function monthTable({ counts, load }: Seen, width: number): string {
  const months = [...new Set([...load.months.keys(), ...counts.months.keys()])].sort();
  const most = Math.max(1, ...load.months.values());
  const rows = months.map((month) => {
    const due = load.months.get(month) ?? 0;
    const own: Partial<Counts> = counts.months.get(month) ?? {};
    const { proposed = 0, approved = 0 } = own;
    return [
      month,
      `${bar(due / most)} ${due}`,
      ...COLUMNS.map((what) => own[what] ?? 0),
      proposed + approved === 0 ? '' : `提请 ${proposed}、批准 ${approved}`,
    ];
  });
  const heads = ['月份', '到期', '提醒', '报送', '催办', '督办函', '通报', '约谈'];
  return table(heads, rows, { width });
}

function bar(share: number): string {
  if (share === 0) return ' ';
  return '▁▂▃▄▅▆▇█'.charAt(Math.round(Math.min(1, share) * 7));
}

function loadTable({ input, load, names }: Seen, width: number): string {
  const shown = input.full === true ? load.units : load.units.slice(0, BUSIEST);
  const rows = shown.map(({ unit, tasks, total, peak }) => [
    names.unit(unit),
    tasks,
    total,
    (total / Math.max(1, load.months.size)).toFixed(1),
    `${peak.month}（${peak.count}）`,
  ]);
  const rest = load.units.length - shown.length;
  const lines = table(['单位（由忙到闲）', '任务', '全年应报', '月均', '最忙月'], rows, { width });
  return rest > 0 ? `${lines}\n另有 ${rest} 家，见 --full` : lines;
}

function dayLines({ input, shifts, provisional }: Seen): readonly string[] {
  const { calendar } = input.context;
  const earlier = shifts.filter(({ from, to }) => to < from);
  const named = shifts.slice(0, NAMED_SHIFTS).map(({ what, from, to }) => `${what} ${from}→${to}`);
  const list =
    named.length === 0 ? '' : `：${named.join('；')}${shifts.length > named.length ? '……' : ''}`;
  const held =
    provisional.length === 0
      ? ''
      : `：${provisional.slice(0, NAMED_SHIFTS).join('；')}${provisional.length > NAMED_SHIFTS ? '……' : ''}`;
  return [
    `遇休息日提前 ${earlier.length} 处 · 顺延 ${shifts.length - earlier.length} 处${list}`,
    `${term('provisional')}（节假日安排公布至 ${calendar.announcedThrough}）${provisional.length} 处${held}`,
  ];
}

function vacantLine({ vacant }: YearCounts, names: Names): string {
  const roles = [...vacant].map(
    ([role, count]) => `${recipientWords(role, names)}（${count} 条改送）`,
  );
  return `无接收人 ${vacant.size} 处${roles.length === 0 ? '' : `：${roles.join('、')}`}`;
}

const MANNERS: Readonly<Record<string, string>> = {
  early: '提早',
  'on-time': '按时',
  late: '迟报',
  silent: '不报',
  nil: '零报告',
  duplicate: '重复提交',
  lost: '信号迟到',
};
const ANSWERS = { approve: '批准', reject: '不批准', lapse: '不作决定' } as const;

/** The assumption in words: `全部不报；约谈提请一律批准；通报1个工作日后签发`. */
export function behaviourWords(behaviour: Behaviour): string {
  const { reports, tasks, units, records, gates, signs, pauses } = behaviour;
  const fixed = Object.keys(tasks).length + Object.keys(units).length;
  const mixed =
    typeof reports === 'string'
      ? ''
      : Object.entries(reports)
          .map(([manner, weight]) => `${MANNERS[manner]}${weight}`)
          .join('、');
  const answers = [...new Set(gates)].map((gate) => ANSWERS[gate]);
  return [
    ...(records === undefined ? [] : [recordedWords(Object.keys(records).length)]),
    `${records === undefined ? '' : '没有记录的'}${
      typeof reports === 'string'
        ? `全部${MANNERS[reports]}`
        : `混合报送（${mixed}；种子 ${behaviour.seed}）`
    }`,
    ...(fixed > 0 ? [`另有 ${fixed} 项任务或单位各按设定`] : []),
    `约谈提请${answers.length === 1 ? '一律' : '由抽签'}${answers.join('、')}`,
    signs === 'never' ? '通报不签发' : `通报${Math.max(1, signs)}个工作日后签发`,
    ...pauses.map(({ from, to }) => `${from.slice(0, 10)} 至 ${to.slice(0, 10)} 暂停`),
  ].join('；');
}

function recordedWords(known: number): string {
  return known === 0 ? '按去年情况：没有一家有记录' : `按去年情况：${known} 家各按自己的记录`;
}

function json({ input, counts, load, shifts, provisional, silent, onTime }: Seen): unknown {
  const { context, behaviour, tasks, units } = input;
  return {
    horizon: context.horizon,
    regime: { id: context.regime.id, version: context.regime.version },
    behaviour,
    tasks: tasks.length,
    units: units.length,
    expected: load.total,
    verdicts: counts.verdicts,
    totals: counts.totals,
    notices: counts.notices(),
    months: [...load.months.keys()].map((month) => ({
      month,
      due: load.months.get(month) ?? 0,
      ...counts.months.get(month),
    })),
    load: load.units,
    shifted: shifts,
    provisional,
    vacant: Object.fromEntries(counts.vacant),
    otherwise: { silent: silent.totals, onTime: onTime.totals },
  };
}
