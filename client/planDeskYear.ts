import { Behaviour } from '../domain/behaviour.ts';
import { isWorkday } from '../domain/calendar.ts';
import { Context } from '../domain/context.ts';
import type { Leadership } from '../domain/assign.ts';
import { campaignId } from '../domain/ids.ts';
import { plusDays, type Day, type Instant } from '../domain/instant.ts';
import type { Diagnostic } from '../domain/plan.ts';
import { term } from '../domain/terms.ts';
import { namesOf, recipientWords, type Names } from '../domain/words.ts';
import { NAMED_BEHAVIOURS } from './behaviours.ts';
import { refuse } from './faultError.ts';
import type { CampaignDocuments } from './operations.ts';
import { listWords, prepare, type Prepared } from './prepare.ts';
import { ownIn } from './planDeskOwn.ts';
import { heldDays, type HeldDay } from './planDeskHeld.ts';
import { lighterOffers, type LighterOffer } from './planDeskLighter.ts';
import { ownBurden, type OwnBurden } from './rehearsalBurden.ts';
import { dayBook, type DayItem } from './rehearsalDayBook.ts';
import { heldIn, shiftsOf, type Shifted } from './rehearsalDays.ts';
import { dueInstants, type DueInstant } from './rehearsalDues.ts';
import { compareLeads, type LeadFigures } from './rehearsalLeads.ts';
import { loadOf } from './rehearsalLoad.ts';
import {
  behaviourWords,
  compared,
  countedYear,
  otherwise,
  type RehearsalInput,
} from './rehearsalView.ts';
import { recordsFor, type LastYear, type RecordShown } from './unitRecords.ts';
import { totalsWords, type YearCounts } from './yearCounts.ts';

export const REHEARSED_WAYS = ['silent', 'on-time', 'last-year', 'mixed', 'compare-leads'] as const;
export type RehearsedWay = (typeof REHEARSED_WAYS)[number];

/** A rehearsal that is ordered: plain data, for another process. */
export interface RehearsalOrder {
  readonly documents: CampaignDocuments;
  readonly startedAt: Instant;
  readonly way: RehearsedWay;
  readonly seed: number;
  /** What 按去年情况 is made of. */
  readonly lastYear?: LastYear;
}

export interface RehearsedDay {
  readonly day: Day;
  readonly workday: boolean;
  /** 暂定: it brings anything beyond the announced calendar, or something waits on it. */
  readonly provisional: boolean;
  readonly due: number;
  readonly remind: number;
  readonly step: number;
  readonly bulletin: number;
  readonly interview: number;
  readonly notice: number;
}

/** One figure of the year, as assumed, and with everybody silent or on time. */
export interface YearFigure {
  readonly label: string;
  readonly count: number;
  readonly silent: number;
  readonly onTime: number;
}

/** A rehearsed year 推演: what a page shows before a start. */
export interface RehearsedYear {
  readonly title: string;
  readonly horizon: { readonly from: Day; readonly to: Day };
  readonly regime: { readonly id: string; readonly title: string; readonly version: number };
  readonly announcedThrough: Day;
  readonly assumption: string;
  readonly record: RecordShown | null;
  readonly tasks: number;
  readonly units: number;
  readonly expected: number;
  /** Why the units together are asked for another number; null where it is the same. */
  readonly perUnit: string | null;
  /** What `duban rehearse` prints of the whole year, line by line. */
  readonly lines: readonly string[];
  readonly figures: readonly YearFigure[];
  readonly days: readonly RehearsedDay[];
  /** What it asks of each unit; what runs already is added where it is shown. */
  readonly own: readonly OwnBurden[];
  readonly lighter: readonly LighterOffer[];
  readonly shifted: readonly Shifted[];
  /** The provisional days, a line each. */
  readonly provisional: readonly string[];
  readonly vacant: readonly { readonly role: string; readonly count: number }[];
  readonly notes: readonly Diagnostic[];
  readonly leads: readonly LeadRow[] | null;
  readonly items: readonly (readonly [Day, readonly DayItem[]])[];
}

export interface LeadRow {
  readonly task: string;
  readonly no: string | null;
  readonly title: string;
  readonly leads: readonly string[];
  readonly joint: LeadFigures;
  readonly several: LeadFigures;
}

/** Rehearses; refused where the plan cannot be prepared. `onProgress` hears from 0 to 1. */
export function rehearsedYear(
  order: RehearsalOrder,
  onProgress: (done: number) => void = () => undefined,
): RehearsedYear {
  const accepted = { ...order.documents, confirm: ['deadline-past', 'list-open', 'no-tasks'] };
  const prepared = prepare(accepted, order.startedAt);
  const blocking = prepared.diagnostics.filter(({ severity }) => severity === 'blocking');
  if (blocking.length > 0) {
    const list = listWords(blocking);
    refuse('desk-not-ready', { count: blocking.length, undone: '没有推演', list });
  }
  const year = Number(order.startedAt.slice(0, 4));
  const context = Context.parse({ campaign: campaignId(year, 1), ...prepared.bound });
  const own = order.way === 'compare-leads' ? 'silent' : order.way;
  const last = own === 'last-year' ? order.lastYear : undefined;
  const record = last && recordsFor(ownIn(prepared, order.startedAt), last);
  const behaviour = Behaviour.parse({
    ...(record === undefined ? NAMED_BEHAVIOURS[own] : { records: record.records }),
    seed: order.seed,
  });
  const { plan, assigned } = prepared;
  const runs = steps(context, onProgress);
  const input = { context, plan, ...assigned, behaviour, onInstant: runs.onInstant };
  const names = namesOf({ ...context, year }, plan.tasks, assigned.units);
  const dues = [...dueInstants(input, names)];
  const book = dayBook(names);
  for (const due of dues) book.due(due);
  const counts = countedYear(input, behaviour, book);
  runs.next();
  const silent = otherwise(input, 'silent', counts);
  runs.next();
  const onTime = otherwise(input, 'on-time', counts);
  const leads = order.way === 'compare-leads' ? leadsOf(accepted, order, input, names) : null;
  const figures = book.figures();
  const held = heldDays(heldIn(context, assigned.tasks, names), context.calendar, figures);
  const told: Told = { input, prepared, names, dues, held, counts, silent, onTime };
  return {
    ...yearOf(told),
    record: record?.shown ?? null,
    lighter: lighterOffers(accepted.regime, (regime) =>
      ownIn(prepare({ ...accepted, regime }, order.startedAt), order.startedAt),
    ),
    ...{ days: daysOf(told, figures), leads, items: [...book.items()] },
  };
}

/** Each of three runs is a third of the way. */
function steps({ horizon }: Context, onProgress: (done: number) => void) {
  const from = Date.parse(horizon.from);
  const whole = Math.max(1, Date.parse(horizon.to) - from);
  let run = 0;
  return {
    onInstant: (ms: number) =>
      onProgress((run + Math.min(1, Math.max(0, (ms - from) / whole))) / 3),
    next: () => onProgress(++run / 3),
  };
}

interface Told {
  readonly input: RehearsalInput;
  readonly prepared: Prepared;
  readonly names: Names;
  readonly dues: readonly DueInstant[];
  readonly held: readonly HeldDay[];
  readonly counts: YearCounts;
  readonly silent: YearCounts;
  readonly onTime: YearCounts;
}

function yearOf(
  told: Told,
): Omit<RehearsedYear, 'days' | 'leads' | 'items' | 'lighter' | 'record'> {
  const { input, prepared, names, dues, held, counts, silent, onTime } = told;
  const { context, plan, tasks, units, behaviour } = input;
  const { regime, horizon, calendar } = context;
  const { verdicts } = counts;
  const expected = loadOf(context, tasks).total;
  const judged = (['on-time', 'late', 'missing', 'exempt'] as const).map(
    (verdict) => `${term(verdict)} ${verdicts[verdict]}`,
  );
  const open = expected - Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const pending = open > 0 ? ` · ${term('pending')} ${open}（等节假日安排公布后判定）` : '';
  return {
    ...{ title: plan.title, horizon, announcedThrough: calendar.announcedThrough },
    regime: { id: regime.id, title: regime.title, version: regime.version },
    assumption: behaviourWords(behaviour),
    ...{ tasks: tasks.length, units: units.length, expected },
    perUnit: perUnitWords(expected, dues),
    lines: [
      `应报 ${expected} 项：${judged.join(' · ')}${pending}`,
      `${totalsWords(counts.totals)} · 通知共 ${counts.notices()} 条`,
      `若全部不报：${compared(silent)}`,
      `若全部按时：${compared(onTime)}`,
    ],
    figures: figuresOf(told),
    own: ownBurden(dues, names, units),
    shifted: shiftsOf(context, tasks, names),
    provisional: held.map(({ words }) => words),
    vacant: [...counts.vacant].map(([role, count]) => ({
      ...{ role: recipientWords(role, names), count },
    })),
    notes: prepared.diagnostics.filter(({ severity }) => severity !== 'blocking').slice(0, 200),
  };
}

/** 合报: joint submissions count for each member; what one unit submits together on one day is one. */
function perUnitWords(expected: number, dues: readonly DueInstant[]): string | null {
  const merged = expected - dues.length;
  const joint = dues.reduce((sum, { members }) => sum + Math.max(0, members.length - 1), 0);
  const why = [
    joint > 0 ? `几家合报一项的，每家各算一份，多 ${joint} 份` : '',
    merged > 0 ? `同一天到期合成一份报的，只算一份，少 ${merged} 份` : '',
  ].filter((part) => part !== '');
  if (why.length === 0) return null;
  return `各单位合计 ${expected - merged + joint} 份：${why.join('；')}。`;
}

function figuresOf({ counts, silent, onTime }: Told): readonly YearFigure[] {
  const of = (label: string, what: (year: YearCounts) => number): YearFigure => ({
    ...{ label, count: what(counts), silent: what(silent), onTime: what(onTime) },
  });
  return [
    of('报送', ({ totals }) => totals.report),
    of('未报', ({ verdicts }) => verdicts.missing),
    of('迟报', ({ verdicts }) => verdicts.late),
    of('提醒', ({ totals }) => totals.remind),
    of('催办', ({ totals }) => totals.urge),
    of('督办函', ({ totals }) => totals.letter),
    of('上报', ({ totals }) => totals['report-up']),
    of('通报', ({ totals }) => totals['bulletin-issued']),
    of('通报批评', ({ totals }) => totals.criticised),
    of('约谈提请', ({ totals }) => totals.proposed),
    of('通知合计', (year) => year.notices()),
  ];
}

function daysOf(
  { input: { context }, held }: Told,
  figures: ReturnType<ReturnType<typeof dayBook>['figures']>,
): readonly RehearsedDay[] {
  const { horizon, calendar } = context;
  const provisional = new Set(held.map(({ day }) => day));
  const last = [...figures.keys(), ...provisional].reduce(
    (a, b) => (a > b ? a : b),
    plusDays(horizon.to, -1),
  );
  const end = last < plusDays(horizon.to, MOST_AFTER) ? last : plusDays(horizon.to, MOST_AFTER);
  const days: RehearsedDay[] = [];
  for (let day = horizon.from; day <= end; day = plusDays(day, 1)) {
    const own = figures.get(day) ?? NOTHING;
    const workday = isWorkday(calendar, day);
    days.push({ day, workday, provisional: provisional.has(day), ...own });
  }
  return days;
}

/** What follows the last period is shown as well: judgements, bulletins, interviews. */
const MOST_AFTER = 120;
const NOTHING = { due: 0, remind: 0, step: 0, bulletin: 0, interview: 0, notice: 0 };

function leadsOf(
  documents: CampaignDocuments,
  { startedAt }: RehearsalOrder,
  { context, plan, behaviour }: RehearsalInput,
  names: Names,
): readonly LeadRow[] {
  const assigned = (leadership: Leadership) =>
    prepare({ ...documents, leadership }, startedAt).assigned;
  const both = { joint: assigned('joint'), several: assigned('several') };
  const found = compareLeads({ context, plan, behaviour, ...both });
  return found.tasks.map(({ task, no, leads, joint, several }) => ({
    ...{ task, no, joint, several, title: names.task(task) },
    leads: leads.map((unit) => names.unit(unit)),
  }));
}
