import {
  beforeStart,
  deadlinesBefore,
  dutiesBefore,
  type BeforeObligation,
  type BeforePeriod,
} from '../../domain/beginning.ts';
import type { Context, OwedTask } from '../../domain/context.ts';
import { epoch } from '../../domain/instant.ts';
import { DEADLINES } from '../../domain/obligation.ts';
import { term } from '../../domain/terms.ts';
import type { Unit } from '../../domain/unit.ts';
import { dayWords } from '../../domain/wordsBeginning.ts';
import type { Backfilled } from '../../store/backfill.ts';
import type { HistoryLine } from '../answers.ts';
import type { OutputOf } from '../operations.ts';
import { nameOf, periodOf, titleOfDuty, written } from './campaignViews.ts';
import { occasionWords } from './occasion.ts';

type TaskBefore = OutputOf<'showTask'>['before'];
type CampaignBefore = OutputOf<'showCampaign'>['before'];

/** 启动前 of a task, each period with the entries about it. */
export function taskBefore(
  context: Context,
  task: OwedTask,
  units: readonly Unit[],
  entries: readonly Backfilled[],
): TaskBefore {
  const { zone } = context.calendar;
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  return beforeStart(context, task).map(({ key, duty, period, what, due, party }) => ({
    ...{ obligation: key, due, duty: what ?? titleOfDuty(context, duty) },
    period: periodOf(context, duty, period),
    units: party.members.map((unit) => nameOf(units, unit)),
    entries: entries
      .filter(({ obligation }) => obligation === key)
      .map(({ id, unit, result, at, source, enteredAt, actor }) => ({
        ...{ unit: nameOf(units, unit), result, at, source, actor },
        ...{ enteredAt: written(enteredAt, zone), corrected: corrected.has(id) },
      })),
  }));
}

/** 启动前 of a campaign: the periods of its duties, then its deadlines by day, with how many parties would have owed. */
export function campaignBefore(
  context: Context,
  tasks: readonly { readonly owed: OwedTask; readonly count: number }[],
): CampaignBefore {
  const found = new Map<string, CampaignBefore[number]>();
  const add = ({ duty, period, due }: BeforePeriod, owing: number) => {
    if (owing === 0) return;
    const day = duty === DEADLINES ? period.slice(0, 10) : period;
    const before = found.get(`${duty}/${day}`)?.owing ?? 0;
    found.set(`${duty}/${day}`, {
      ...{ duty, due, title: titleOfDuty(context, duty), period: periodOf(context, duty, day) },
      owing: before + owing,
    });
  };
  const parties = (duty: string) =>
    tasks.reduce((sum, { owed, count }) => sum + (owed.parties[duty]?.length ?? 0) * count, 0);
  for (const period of dutiesBefore(context)) add(period, parties(period.duty));
  for (const { owed, count } of tasks) {
    const owing = (owed.parties[DEADLINES]?.length ?? 0) * count;
    for (const period of deadlinesBefore(context, owed)) add(period, owing);
  }
  return [...found.values()].sort((a, b) => epoch(a.due) - epoch(b.due));
}

/** `2026年1月“月调度” 启动前；2026年2月“月调度” 启动前（补录：按时，2026年2月24日）` for a cell; nothing where there is none. */
export function beforeWords(
  context: Context,
  task: OwedTask,
  entries: readonly Backfilled[],
): string | undefined {
  const byPeriod = new Map<string, BeforeObligation[]>();
  for (const one of beforeStart(context, task)) {
    const words = occasionWords(context, one);
    byPeriod.set(words, [...(byPeriod.get(words) ?? []), one]);
  }
  if (byPeriod.size === 0) return undefined;
  return [...byPeriod]
    .map(([words, all]) => {
      const keys = new Set(all.map(({ key }) => key));
      const own = entries.filter(({ obligation }) => keys.has(obligation));
      const told = own.map(({ result, at }) => entryWords(result, at)).join('；');
      return `${words} ${term('before-start')}${told === '' ? '' : `（${term('Backfill')}：${told}）`}`;
    })
    .join('；');
}

function entryWords(result: string, at: string | null): string {
  return `${term(result)}${at === null ? '' : `，${dayWords(at)}`}`;
}

/** The entries as lines of a task's history: each at the instant at which it was made. */
export function backfillLines(
  context: Context,
  units: readonly Unit[],
  entries: readonly Backfilled[],
): readonly HistoryLine[] {
  return entries.map(({ duty, period, unit, result, at, source, enteredAt, corrects }) => {
    const was = entries.find(({ id }) => id === corrects);
    const occasion = occasionWords(context, { duty, period });
    const said = was === undefined ? '' : `，更正此前补录的${entryWords(was.result, was.at)}`;
    return {
      at: written(enteredAt, context.calendar.zone),
      kind: 'fact',
      type: 'backfilled',
      recipient: null,
      text: `${term('Backfill')}（${term('before-start')}）${nameOf(units, unit)} ${occasion}：${entryWords(result, at)}${said}`,
      reason: `依据：${source}；只作历史记录，不计入应报、计数和通报`,
    };
  });
}

/** Two histories in one, by instant; lines of one keep their order. */
export function inOneHistory(
  history: readonly HistoryLine[],
  others: readonly HistoryLine[],
): HistoryLine[] {
  const left = [...others];
  const made: HistoryLine[] = [];
  for (const line of history) {
    while (left[0] !== undefined && epoch(left[0].at) < epoch(line.at))
      made.push(...left.splice(0, 1));
    made.push(line);
  }
  return [...made, ...left];
}
