import { epoch, instantOf } from '../../domain/instant.ts';
import { LEVEL_RULES, MARKS, type Level } from '../../domain/standingMark.ts';
import { DEADLINES } from '../../domain/obligation.ts';
import { levelCounts, periodCounts, unitCounts } from '../../store/deskDues.ts';
import { talksOf } from '../../store/deskTalks.ts';
import { campaignStates, type Counts } from '../../store/standings.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { periodOf, titleOfDuty } from './campaignViews.ts';
import { campaignNow } from './find.ts';
import { paperCard, papersOf } from './deskPapers.ts';
import { TALK_PHASES_WORDS } from './deskTalk.ts';
import { dayLine, markOf, whenOf } from './deskWords.ts';
import { deskCampaign, unitName, type DeskCampaign } from './deskWorld.ts';
import { occasionWords } from './occasion.ts';
import { sharedRead } from './shareReads.ts';

type View = OutputOf<'showGlance'>;
const SOON = 6;

/** 一览: lights, trend and ranking of a campaign; each figure says which list it counts. */
export async function showGlance(
  service: Service,
  input: TakenOf<'showGlance'>,
): Promise<OutputOf<'showGlance'>> {
  const world = await deskCampaign(service, input.campaign);
  return sharedRead(service.pool, `glance/${world.id}`, () => glance(service, world));
}

async function glance(service: Service, world: DeskCampaign): Promise<View> {
  const { pool } = service;
  const { id, title, now, near, raised, calendar } = world;
  const [levels, periods, units, talks, process, states] = await Promise.all([
    levelCounts(pool, id, now, near, raised),
    periodCounts(pool, id),
    unitCounts(pool, id, now),
    talksOf(pool, [id]),
    campaignNow(pool, id),
    campaignStates(pool),
  ]);
  const { expected, onTime, late, missing, exempt, pending } = levels;
  const lights: readonly (readonly [Level, number])[] = [
    ['normal', levels.normal],
    ['near', levels.near],
    ['late', levels.overdue],
    ['raised', levels.raised],
  ];
  const counts = { expected, onTime, late, missing, exempt, pending };
  return {
    ...{ now, zone: calendar.zone, day: dayLine(world), campaign: id, title },
    state: states.find((one) => one.id === id)?.state ?? 'running',
    words: `${levels.tasks} 项任务，正常 ${levels.normal}，临期 ${levels.near}，逾期 ${levels.overdue}，升级 ${levels.raised}`,
    ...{ tasks: levels.tasks, ended: levels.ended, closed: levels.closed },
    lights: lights.map(([level, count]) => ({
      mark: markOf(level),
      count,
      source: { level },
      rule: `${MARKS[level].word}：${LEVEL_RULES[level]}`,
    })),
    counts: { ...counts, source: {} },
    trend: trendOf(world, periods),
    ranking: { rule: RANKING, units: rankingOf(world, units) },
    bulletins: bulletinsIn(world, process),
    interviews: interviewsIn(talks),
    soon: soonOf(world, periods),
  };
}

const RANKING = '按按时率从高到低排序；按时率 = 按时 ÷（按时 + 迟报 + 未报），未到期和免报的不计';

export function shareOf({ onTime, late, missing }: Counts): number | null {
  const judged = onTime + late + missing;
  return judged === 0 ? null : Math.round((onTime / judged) * 1000) / 10;
}

type Period = Awaited<ReturnType<typeof periodCounts>>[number];

function trendOf({ context, calendar }: DeskCampaign, periods: readonly Period[]): View['trend'] {
  return periods.map(({ duty, period, due, ...counts }) => ({
    duty,
    dutyTitle: titleOfDuty(context, duty),
    period,
    periodWords: periodOf(context, duty, period),
    due: instantOf(due.getTime(), calendar.zone),
    counts,
    onTimeShare: shareOf(counts),
    source: duty === DEADLINES ? { duty } : { duty, period },
  }));
}

function rankingOf(
  world: DeskCampaign,
  units: Awaited<ReturnType<typeof unitCounts>>,
): View['ranking']['units'] {
  const lines = units
    .map(({ unit, expected, onTime, late, missing, exempt, pending }) => {
      const counts = { expected, onTime, late, missing, exempt, pending };
      return { unit, counts, share: shareOf(counts) };
    })
    .sort(
      (a, b) =>
        (b.share ?? -1) - (a.share ?? -1) ||
        a.counts.missing - b.counts.missing ||
        b.counts.onTime - a.counts.onTime ||
        (a.unit < b.unit ? -1 : 1),
    );
  const same = (a: number | null, b: number | null) => a === b;
  return lines.map(({ unit, counts, share }) => ({
    place: lines.findIndex((one) => same(one.share, share)) + 1,
    id: unit,
    name: unitName(world, unit),
    counts,
    onTimeShare: share,
    words: `${share === null ? '尚无判定' : `按时率 ${share}%`}：按时 ${counts.onTime}，迟报 ${counts.late}，未报 ${counts.missing}`,
    source: { unit },
  }));
}

function bulletinsIn(
  world: DeskCampaign,
  process: Awaited<ReturnType<typeof campaignNow>>,
): View['bulletins'] {
  const papers = papersOf(world, process?.state);
  const signed = papers.filter(({ state }) => state.phase === 'issued');
  const [latest] = signed;
  const card = latest && paperCard(world, latest, '');
  return {
    signed: signed.length,
    waiting: papers.filter(({ state }) => state.phase === 'drafted').length,
    latest: card
      ? { words: `${card.periodWords}“${card.title}”：${card.words}`, target: card.target }
      : null,
  };
}

function interviewsIn(talks: Awaited<ReturnType<typeof talksOf>>): View['interviews'] {
  const open = talks.filter(({ phase }) => phase in TALK_PHASES_WORDS);
  const waiting = open.filter(({ phase }) => phase === 'proposed');
  return {
    total: talks.length,
    waiting: waiting.length,
    open: open.length,
    words: `提请 ${talks.length} 件，待批 ${waiting.length} 件，办理中 ${open.length - waiting.length} 件`,
  };
}

function soonOf(world: DeskCampaign, periods: readonly Period[]): View['soon'] {
  const { now, context, calendar } = world;
  return periods
    .filter(({ due, pending }) => due.getTime() > epoch(now) && pending > 0)
    .slice(0, SOON)
    .map(({ duty, period, due, pending }) => ({
      due: whenOf(instantOf(due.getTime(), calendar.zone), world),
      words: occasionWords(context, { duty, period }),
      expected: pending,
      source: { duty, ...(duty === DEADLINES ? {} : { period }), verdict: 'pending' },
    }));
}
