import { clockOf, dayOf, epoch, type Day, type Instant } from '../domain/instant.ts';
import { readProcess } from '../domain/ids.ts';
import type { Names } from '../domain/words.ts';
import { term } from '../domain/terms.ts';
import type { DueInstant } from './rehearsalDues.ts';
import type { YearRow } from './yearCounts.ts';
import { paragraphOf, type Paragraph } from './yearParagraphs.ts';

/** What a day of the rehearsed year may bring; a page filters by it. */
export const DAY_KINDS = [
  'due',
  'remind',
  'step',
  'bulletin',
  'interview',
  'report',
  'other',
] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** How much a day brings; `notice` counts what leaves for anybody. */
export type DayFigures = Record<
  'due' | 'remind' | 'step' | 'bulletin' | 'interview' | 'notice',
  number
>;

/** Alike acts of one day: what, for whom, why; only so many are named and the others counted. */
export interface DayItem {
  readonly kind: DayKind;
  /** `09:00`, or `10:02—15:41` where several are told together. */
  readonly time: string;
  readonly label: string;
  /** How many tasks or submissions, and the measure: 项, 份. */
  readonly count: number;
  readonly measure: string;
  readonly units: readonly {
    readonly unit: string;
    readonly tasks: readonly string[];
    readonly more: number;
  }[];
  /** Units that are not named. */
  readonly moreUnits: number;
  readonly why: string;
}

const MOST_UNITS = 80;
const MOST_TASKS = 15;

interface Group extends Pick<Paragraph, 'label' | 'unit' | 'rank' | 'why'> {
  readonly kind: DayKind;
  first: number;
  last: number;
  count: number;
  readonly units: Map<string, { tasks: string[]; count: number }>;
}

/** The days of a rehearsed year 推演日历: figures of each day, and what it brings. */
export interface DayBook {
  add(row: YearRow): void;
  due(due: DueInstant): void;
  figures(): ReadonlyMap<Day, Readonly<DayFigures>>;
  items(): ReadonlyMap<Day, readonly DayItem[]>;
}

export function dayBook(names: Names): DayBook {
  const { zone } = names;
  const steps = new Map(names.regime.ladder.map(({ id, step }) => [id, step]));
  const figures = new Map<Day, DayFigures>();
  const days = new Map<Day, Map<string, Group>>();
  const count = (at: Instant, what: keyof DayFigures) => {
    const day = dayOf(at, zone);
    const own = figures.get(day) ?? none();
    figures.set(day, own);
    own[what] += 1;
  };
  const enter = (at: Instant, kind: DayKind, paragraph: Paragraph) => {
    const day = dayOf(at, zone);
    const groups = days.get(day) ?? new Map<string, Group>();
    days.set(day, groups);
    const key = `${kind} ${paragraph.group}`;
    const group = groups.get(key) ?? groupOf(kind, paragraph, epoch(at));
    groups.set(key, group);
    grow(group, paragraph, epoch(at));
  };
  return {
    add(row) {
      const kind = kindOf(row, steps);
      if (row.kind === 'notice') count(row.at, 'notice');
      else if (row.type === 'step' && kind !== 'interview')
        count(row.at, kind === 'remind' ? 'remind' : 'step');
      else if (row.type === 'bulletin-issued') count(row.at, 'bulletin');
      else if (row.type === 'proposed') count(row.at, 'interview');
      const paragraph = paragraphOf(row, names);
      if (paragraph) enter(row.at, kind, paragraph);
    },
    due(one) {
      count(one.at, 'due');
      enter(one.at, 'due', dueParagraph(one, names));
    },
    figures: () => figures,
    items: () => new Map([...days].map(([day, groups]) => [day, itemsOf(groups, names)])),
  };
}

function none(): DayFigures {
  return { due: 0, remind: 0, step: 0, bulletin: 0, interview: 0, notice: 0 };
}

function kindOf(row: YearRow, steps: ReadonlyMap<string, string>): DayKind {
  if (row.type === 'report') return 'report';
  if (row.type === 'step') {
    const step = steps.get(String(row.payload['step']));
    return step === 'remind' || step === 'interview' ? step : 'step';
  }
  if (/bulletin|criticise|commend/.test(row.type)) return 'bulletin';
  const isTalk = readProcess(row.process)?.kind === 'interview' || row.type === 'ground';
  return isTalk ? 'interview' : 'other';
}

function dueParagraph({ duty, party, task, provisional }: DueInstant, names: Names): Paragraph {
  const mark = provisional ? `（${term('provisional')}）` : '';
  return {
    ...{ group: `due ${duty}${mark}`, label: `到期：${duty}${mark}`, unit: '项', rank: -1 },
    units: [party],
    item: names.task(task).split(' ')[0] ?? task,
    why: provisional ? '节假日安排还没有公布，公布后按新日历确认' : '',
  };
}

function groupOf(kind: DayKind, { label, unit, rank, why }: Paragraph, ms: number): Group {
  return { kind, label, unit, rank, why, first: ms, last: ms, count: 0, units: new Map() };
}

function grow(group: Group, { units, item }: Paragraph, ms: number): void {
  group.first = Math.min(group.first, ms);
  group.last = Math.max(group.last, ms);
  group.count += Math.max(1, units.length);
  for (const unit of units) {
    const own = group.units.get(unit) ?? { tasks: [], count: 0 };
    group.units.set(unit, own);
    if (item === undefined) continue;
    own.count += 1;
    if (own.tasks.length < MOST_TASKS) own.tasks.push(item);
  }
}

function itemsOf(groups: ReadonlyMap<string, Group>, { zone }: Names): readonly DayItem[] {
  const sorted = [...groups.values()].sort((a, b) => a.first - b.first || a.rank - b.rank);
  return sorted.map(({ kind, label, unit, why, first, last, count, units }) => {
    const [from, to] = [first, last].map((ms) => clockOf(new Date(ms).toISOString(), zone));
    const named = [...units].sort(([, a], [, b]) => b.count - a.count).slice(0, MOST_UNITS);
    return {
      ...{ kind, label, count, measure: unit, why },
      time: from === to ? `${from}` : `${from}—${to}`,
      units: named.map(([name, own]) => ({
        ...{ unit: name, tasks: own.tasks, more: own.count - own.tasks.length },
      })),
      moreUnits: units.size - named.length,
    };
  });
}
