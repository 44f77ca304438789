import { at, dayOf, plusDays } from '../../domain/instant.ts';
import { MARKS } from '../../domain/standingMark.ts';
import { dueCounts, unitWeeks } from '../../store/deskDues.ts';
import { tasksWithoutUnit } from '../../store/deskTasks.ts';
import { campaignsWithoutTurn } from '../../store/standings.ts';
import type { Gate } from '../deskAnswers.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { planGates } from './deskPlans.ts';
import { inOrder, waitingIn } from './deskWaiting.ts';
import { brief, dayLine, mondayOf } from './deskWords.ts';
import { runningCampaigns, unitName, type RunningCampaign } from './deskWorld.ts';
import { sharedRead } from './shareReads.ts';
import { EMPTY_CALENDAR, weekMark } from './deskUnits.ts';
import { visitNow } from './visit.ts';

type View = OutputOf<'showToday'>;
const WEEKS = 4;

/** 今日: what needs the office today over the campaigns that run, what falls due, and the load of the weeks to come. */
export async function showToday(
  service: Service,
  input: TakenOf<'showToday'>,
  actor: string,
): Promise<View> {
  const running = await runningCampaigns(service, input.campaign, actor);
  const plans = input.campaign === undefined && visitNow()?.isLimited !== true;
  const ids = running.map(({ id }) => id).join();
  const key = `today/${actor}/${input.limit}/${plans}/${ids}`;
  const wish = { limit: input.limit, plans };
  return sharedRead(service.pool, key, () => today(service, running, actor, wish));
}

async function today(
  service: Service,
  running: readonly RunningCampaign[],
  actor: string,
  { limit, plans }: { readonly limit: number; readonly plans: boolean },
): Promise<View> {
  const { pool } = service;
  const first = running[0];
  const now = first?.now ?? (await nowOf(service, pool));
  const calendar = first?.calendar ?? EMPTY_CALENDAR;
  const { zone } = calendar;
  const day = dayOf(now, zone);
  const monday = mondayOf(day);
  const ids = running.map(({ id }) => id);
  const from = (on: string) => at(on, '00:00', zone);
  const [here, dueToday, dueWeek, weeks, unstarted, unnamed, imports] = await Promise.all([
    Promise.all(running.map((world) => waitingIn(service, world, actor, { limit, all: true }))),
    dueCounts(pool, ids, from(day), from(plusDays(day, 1))),
    dueCounts(pool, ids, from(monday), from(plusDays(monday, 7))),
    unitWeeks(pool, ids, from(monday), WEEKS),
    campaignsWithoutTurn(pool),
    Promise.all(running.map(({ id }) => tasksWithoutUnit(pool, id))),
    plans ? planGates(service) : [],
  ]);
  const own = running.flatMap((world, n) => [
    ...(unstarted.includes(world.id) ? [failedStart(world)] : []),
    ...(unnamed[n] ? [withoutUnit(world, unnamed[n])] : []),
  ]);
  const plain = [...own, ...imports];
  const gates = inOrder([...plain, ...here.flatMap((one) => one.gates)]);
  const waiting = new Map<string, { words: string; count: number }>();
  for (const { counts } of here) {
    for (const [kind, { words, count }] of counts) {
      waiting.set(kind, { words, count: (waiting.get(kind)?.count ?? 0) + count });
    }
  }
  for (const { kind, kindWords } of plain) {
    waiting.set(kind, { words: kindWords, count: (waiting.get(kind)?.count ?? 0) + 1 });
  }
  const total = [...waiting.values()].reduce((sum, { count }) => sum + count, 0);
  const query = (start: string, end: string) => ({ dueFrom: from(start), dueTo: from(end) });
  const load = loadOf(running, weeks, monday);
  return {
    now,
    zone,
    day: dayLine({ now, calendar }),
    campaigns: running.map(({ id, title, state, tasks }) => ({ id, title, state, tasks })),
    gates: gates.slice(0, limit),
    waiting: [...waiting].map(([kind, { words, count }]) => ({ kind, words, count })),
    gatesTotal: total,
    dueToday: { ...dueToday, source: query(day, plusDays(day, 1)) },
    dueWeek: { ...dueWeek, source: query(monday, plusDays(monday, 7)) },
    words: `今天到期 ${dueToday.expected} 项（${dueToday.units}家单位），本周 ${dueWeek.expected} 项，已报 ${dueWeek.reported} · 未报 ${dueWeek.unreported}`,
    load,
  };
}

function loadOf(
  running: readonly RunningCampaign[],
  weeks: Awaited<ReturnType<typeof unitWeeks>>,
  monday: string,
): View['load'] {
  const byName = new Map<string, number[]>();
  for (const { campaign, unit, week, count } of weeks) {
    const world = running.find(({ id }) => id === campaign);
    const name = world === undefined ? unit : unitName(world, unit);
    const own = byName.get(name) ?? Array.from({ length: WEEKS }, () => 0);
    own[week] = (own[week] ?? 0) + count;
    byName.set(name, own);
  }
  const units = [...byName]
    .map(([name, own]) => ({ name, weeks: own, mark: weekMark(own[0] ?? 0) }))
    .sort((a, b) => (b.weeks[0] ?? 0) - (a.weeks[0] ?? 0) || (a.name < b.name ? -1 : 1));
  const sum = units.reduce((total, own) => total + (own.weeks[0] ?? 0), 0);
  const average = units.length === 0 ? 0 : Math.round((sum / units.length) * 10) / 10;
  return {
    words: units.length === 0 ? '本周没有到期的报送' : `负担：本周平均每家 ${average} 项`,
    weeks: Array.from({ length: WEEKS }, (_, n) => plusDays(monday, 7 * n)),
    average,
    units: units.slice(0, 20),
  };
}

function plainGate(
  world: RunningCampaign,
  more: Pick<Gate, 'id' | 'kind' | 'kindWords' | 'title' | 'reason' | 'why'>,
): Gate {
  return {
    ...more,
    mark: { ...MARKS.late },
    ...{ campaign: world.id, campaignTitle: world.title, unit: null, task: null },
    ...{ approver: '督查室', since: null, limit: null, ifNothing: null },
    target: { kind: 'campaign', campaign: world.id, id: world.id },
    acts: [],
  };
}

function failedStart(world: RunningCampaign): Gate {
  return plainGate(world, {
    id: `${world.id}/start`,
    ...{ kind: 'failed', kindWords: '启动未完成', title: `启动未完成：${brief(world.title, 40)}` },
    reason: '方案已登记，督办流程还没有记下第一步；系统会自动再次启动',
    why: { rule: '启动后应当立即记账', facts: ['台账中没有该专项行动的任何记录'] },
  });
}

function withoutUnit(world: RunningCampaign, count: number): Gate {
  return plainGate(world, {
    id: `${world.id}/unnamed`,
    ...{ kind: 'unnamed', kindWords: '单位待定', title: `单位待定：${count} 项任务` },
    reason: `有 ${count} 项任务没有确定的责任单位，不会收到任何通知`,
    why: { rule: '每项任务应有责任单位', facts: [`${count} 项任务没有责任单位`] },
  });
}
