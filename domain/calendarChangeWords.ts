import type { CauseDay } from './calendarChangeCause.ts';
import { ruleNamed } from './firsts.ts';
import { plusDays, type Day } from './instant.ts';
import { DEADLINES } from './obligation.ts';
import type { PointLine } from './pointChange.ts';
import type { Regime } from './regime.ts';
import { periodWords, term } from './terms.ts';

type Line = Omit<PointLine<unknown>, 'cause'>;

const CHANGES = {
  moved: '移动',
  appears: '新增',
  vanishes: '取消',
  confirmed: '确定',
  unconfirmed: '转暂定',
} as const;

const KINDS = { due: '到期', grace: '宽限期满', closes: '截止填报', 'cut-off': '截止' } as const;

/** What becomes of an instant, in a word or two: `移动`, `移动并确定`. */
export function changeWords({
  change,
  provisional,
}: Pick<PointLine<unknown>, 'change' | 'provisional'>): string {
  const { before, after } = provisional;
  if (change !== 'moved' || before === after) return CHANGES[change];
  return after === true ? '移动，转暂定' : '移动并确定';
}

/** Which instant of what: `2027年1月“月调度” 到期`. */
export function pointWords(line: Line, regime: Regime): string {
  const { duty, period, what } = line;
  if (line.kind === 'cut-off') {
    const rule = regime.bulletins.find(({ id }) => id === duty);
    const title =
      rule === undefined ? `“${duty}”` : `${periodWords(rule.every, period)}“${rule.title}”`;
    return `${title} ${KINDS['cut-off']}`;
  }
  const rule = ruleNamed(regime, duty);
  const title = duty === DEADLINES ? (what ?? regime.deadlines.title) : (rule?.title ?? duty);
  const every = rule !== undefined && 'every' in rule ? rule.every : DEADLINES;
  return `${periodWords(every, period)}“${title}” ${kindWords(line, regime)}`;
}

function kindWords({ kind, step }: Line, { ladder }: Regime): string {
  if (kind !== 'step') return KINDS[kind];
  const found = ladder.find(({ id }) => id === step);
  return found === undefined ? (step ?? '') : (found.title ?? term(found.step));
}

const DAYS = {
  holiday: '放假',
  makeup: '调休上班',
  closed: '停办',
  worked: '改为上班',
  weekend: '不再调休',
} as const;

/** `2027年2月8日至12日放假、2月20日调休上班`; nothing but the announcement: `节假日安排已公布`. */
export function causeWords({
  change,
  cause,
}: Pick<PointLine<CauseDay>, 'change' | 'cause'>): string {
  if (change === 'confirmed') return '节假日安排已公布';
  if (change === 'unconfirmed') return '节假日安排不再确定';
  const runs = runsOf(cause);
  let year = '';
  const words = runs.map(({ from, to, kind }) => {
    const own = from.slice(0, 4) === year ? short(from) : `${from.slice(0, 4)}年${short(from)}`;
    year = from.slice(0, 4);
    return `${own}${from === to ? '' : `至${short(to)}`}${DAYS[kind]}`;
  });
  return words.join('、');
}

interface Run {
  readonly from: Day;
  readonly to: Day;
  readonly kind: CauseDay['kind'];
}

function runsOf(days: readonly CauseDay[]): readonly Run[] {
  return days.reduce<readonly Run[]>((runs, { day, kind }) => {
    const last = runs.at(-1);
    const goesOn = last !== undefined && last.kind === kind && plusDays(last.to, 1) === day;
    return goesOn
      ? [...runs.slice(0, -1), { ...last, to: day }]
      : [...runs, { from: day, to: day, kind }];
  }, []);
}

function short(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}
