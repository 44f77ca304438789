import { firstConsequence } from '../../domain/consequence.ts';
import { ONCE, ruleNamed } from '../../domain/firsts.ts';
import { taskProcess } from '../../domain/ids.ts';
import { instantOf, type Instant } from '../../domain/instant.ts';
import { DEADLINES, type Slot } from '../../domain/obligation.ts';
import { levelOfOpen } from '../../domain/standingMark.ts';
import { dueRuleWords, offsetWords, term } from '../../domain/terms.ts';
import { momentShort } from '../../domain/timeWords.ts';
import { aimsOf, lastReports, type Aims } from '../../store/deskDues.ts';
import { movedProcesses } from '../../store/deskMoved.ts';
import { returnedReports } from '../../store/deskMatters.ts';
import { openDuties, openGroups, type OpenDuty, type OpenGroup } from '../../store/openDuties.ts';
import { tasksNamed } from '../../store/standings.ts';
import type { Called, DutyItem } from '../deskAnswers.ts';
import type { Allowed } from '../deskParts.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { periodOf, titleOfDuty } from './campaignViews.ts';
import { lineNow, taskNow, unitNamed } from './find.ts';
import { formOf } from './deskForm.ts';
import { dutySlotOf } from './dutySlot.ts';
import { grantedActs } from './grantedGate.ts';
import { calledIn } from './deskCalled.ts';
import { waitingIn, type WaitingHere } from './deskWaiting.ts';
import { brief, cursorOf, dayLine, markOf, readCursor, taskActOf, whenOf } from './deskWords.ts';
import {
  runningCampaigns,
  unitName,
  type DeskCampaign,
  type RunningCampaign,
} from './deskWorld.ts';

type View = OutputOf<'showDuties'>;

/** 我要报什么: everything that a unit has still to report over the campaigns that run, and what else is asked of it. */
export async function showDuties(
  service: Service,
  input: TakenOf<'showDuties'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const name = actor.slice('unit:'.length);
  const running = await runningCampaigns(service, input.campaign, actor);
  const own = running.flatMap((world) => {
    const unit = unitNamed(world.units, name);
    return unit === undefined ? [] : [{ world, unit: unit.id }];
  });
  const [first] = own;
  if (first === undefined) {
    return refuse('unit-unknown', { campaign: '正在进行的专项行动', unit: name, hint: '' });
  }
  const { now, near, calendar } = first.world;
  const units = own.map(({ world, unit }) => ({ campaign: world.id, unit }));
  const place = readCursor(input.after, ['instant', 'string']) as [string, string] | undefined;
  const [groups, asked] = await Promise.all([
    openGroups(pool, units),
    Promise.all(
      own.map(({ world, unit }) => waitingIn(service, world, `unit:${unit}`, { limit: 50 })),
    ),
  ]);
  const over = groups.filter((group) => isOver(own, group));
  const open = groups.filter((group) => !over.includes(group));
  const asksClosed = input.closed === 'true';
  const { limit } = input;
  const wanted = asksClosed ? over : open;
  const rows =
    wanted.length === 0
      ? []
      : await openDuties(pool, units, { groups: wanted, after: place, limit });
  const duties = await itemsOf(service, own, rows);
  const called = own.flatMap(({ world, unit }, n) => calledHere(world, asked[n], `unit:${unit}`));
  const calls = new Set(called.map(({ process }) => process));
  const last = rows.at(-1);
  const counts = countsOf(open, now, near);
  const closed = sum(over);
  const late = counts.late === 0 ? '' : `，其中 ${counts.late} 项逾期`;
  const none = closed === 0 ? '目前没有要报的' : '目前没有可以报的';
  return {
    ...{ now, zone: calendar.zone, day: dayLine(first.world) },
    unit: unitName(first.world, first.unit),
    words: asksClosed
      ? `已截止填报、没有报的 ${closed} 项`
      : counts.total === 0
        ? none
        : `要报 ${counts.total} 项${late}`,
    ...{ ...counts, closed },
    next:
      rows.length === limit && last
        ? cursorOf([last.due.toISOString(), `${last.campaign}/${last.task}/${last.obligation}`])
        : null,
    duties,
    called: called.map((one) => grantedActs(service, one, actor)),
    asked: asked
      .flatMap(({ gates }) => gates)
      .filter(({ id }) => !calls.has(id))
      .map((gate) => grantedActs(service, gate, actor)),
  };
}

function calledHere(
  world: RunningCampaign,
  waiting: WaitingHere | undefined,
  actor: string,
): readonly Called[] {
  return waiting === undefined ? [] : calledIn(world, waiting.talks, waiting.names, actor);
}

/** Whether the entry of these has closed: nothing more is taken without a decision. */
function isOver(own: Own, group: OpenGroup): boolean {
  const world = own.find(({ world: one }) => one.id === group.campaign)?.world;
  if (world === undefined || group.back) return false;
  const slot = dutySlotOf(world, group);
  return slot !== undefined && Date.parse(slot.instants.closes) < Date.parse(world.now);
}

function countsOf(groups: readonly OpenGroup[], now: Instant, near: Instant) {
  const isLate = ({ due, verdict }: OpenGroup) =>
    verdict === 'missing' || due.getTime() < Date.parse(now);
  const ahead = groups.filter((group) => !isLate(group));
  return {
    total: sum(groups),
    late: sum(groups.filter(isLate)),
    near: sum(ahead.filter(({ due }) => due.getTime() <= Date.parse(near))),
  };
}

function sum(groups: readonly OpenGroup[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}

type Own = readonly { readonly world: RunningCampaign; readonly unit: string }[];

async function itemsOf(service: Service, own: Own, rows: readonly OpenDuty[]): Promise<DutyItem[]> {
  const { pool } = service;
  const processOf = ({ campaign, task }: OpenDuty) => taskProcess(campaign, task);
  const processes = [...new Set(rows.map(processOf))];
  const unitIn = (campaign: string) => own.find(({ world }) => world.id === campaign)?.unit ?? '';
  const [moved, returned, reports, owed] = await Promise.all([
    movedProcesses(pool, processes),
    returnedReports(pool, processes),
    lastReports(
      pool,
      rows.map((row) => ({ process: processOf(row), unit: unitIn(row.campaign) })),
    ),
    Promise.all(
      own.map(async ({ world }) => {
        const keys = rows.filter(({ campaign }) => campaign === world.id).map(({ task }) => task);
        return [world.id, await aimsOf(pool, world.id, [...new Set(keys)])] as const;
      }),
    ),
  ]);
  const tasks = new Map(owed);
  const lines = new Map<string, ReadonlyMap<string, { readonly slot: Slot }>>();
  for (const process of moved) {
    const row = rows.find((one) => processOf(one) === process);
    const world = own.find(({ world: one }) => one.id === row?.campaign)?.world;
    if (row === undefined || world === undefined) continue;
    const [task] = await tasksNamed(pool, row.campaign, row.task);
    if (task === undefined) continue;
    lines.set(process, lineNow(await taskNow(pool, world.context, task)).byKey);
  }
  return rows.flatMap((row): DutyItem[] => {
    const world = own.find(({ world: one }) => one.id === row.campaign)?.world;
    if (world === undefined) return [];
    const process = processOf(row);
    return [
      dutyItem(world, row, {
        unit: unitIn(row.campaign),
        slot: lines.get(process)?.get(row.obligation)?.slot ?? dutySlotOf(world, row),
        back: returned.get(`${process}#${row.obligation}`),
        report: reports.get(process),
        task: tasks.get(row.campaign)?.get(row.task),
      }),
    ];
  });
}

interface About {
  readonly unit: string;
  readonly slot: Slot | undefined;
  readonly back: { readonly reason: string; readonly limitAt: string | null } | undefined;
  readonly report: { readonly at: string; readonly text: string } | undefined;
  readonly task: Aims | undefined;
}

function dutyItem(world: RunningCampaign, row: OpenDuty, about: About): DutyItem {
  const { context, now, calendar, near, raised } = world;
  const { zone } = calendar;
  const { slot, back, report, unit } = about;
  const due = slot?.instants.due ?? instantOf(row.due.getTime(), zone);
  const missing = row.verdict === 'missing';
  const closed =
    back === undefined && slot !== undefined && Date.parse(slot.instants.closes) < Date.parse(now);
  const level = levelOfOpen({ due, steps: row.steps, missing }, now, near, raised);
  const next = slot && firstConsequence(slot, row.verdict, now, zone);
  const rule = dueRuleOf(world, row.duty, row.period);
  return {
    id: `${row.campaign}/${row.task}/${row.obligation}`,
    ...{ campaign: row.campaign, campaignTitle: world.title, task: row.task, no: row.no },
    ...{ title: row.title, content: row.title, obligation: row.obligation },
    ...{ duty: row.duty, dutyTitle: titleOfDuty(context, row.duty), period: row.period },
    periodWords: periodOf(context, row.duty, row.period),
    verdict: row.verdict,
    due: whenOf(due, world, rule),
    mark: markOf(level),
    why: { rule, facts: factsOf(world, row, due) },
    next: next === undefined ? null : { at: next.at, words: next.words },
    form: formOf(world, row, about.slot, about.task),
    draft:
      row.draftAt === null ? null : { ...draftAt(instantOf(row.draftAt.getTime(), zone), world) },
    returned:
      back === undefined
        ? null
        : {
            reason: back.reason,
            limit: back.limitAt === null ? null : whenOf(back.limitAt, world),
          },
    lastReport:
      report === undefined
        ? null
        : {
            at: report.at,
            words: `${momentShort(report.at, now, zone)} 报送`,
            text: brief(report.text, 200),
          },
    together: row.members.filter((id) => id !== unit).map((id) => unitName(world, id)),
    target: { kind: 'task', campaign: row.campaign, id: row.task },
    acts: actsOf(world, row, due).filter(
      ({ operation }) => !closed || operation !== 'submitReport',
    ),
  };
}

function draftAt(at: Instant, { now, calendar }: RunningCampaign) {
  return { at, words: `草稿存于 ${momentShort(at, now, calendar.zone)}` };
}

/** `每月25日17:00，遇休息日提前`; of a date in the plan, the plan. */
export function dueRuleOf(
  { context, regime }: Pick<DeskCampaign, 'context' | 'regime'>,
  duty: string,
  period: string,
): string {
  if (duty === DEADLINES) {
    const { time, shift } = context.regime.deadlines;
    return `方案写明 ${period.slice(0, 10)} ${time}，遇休息日${term(shift)}`;
  }
  const rule = ruleNamed(regime, duty);
  if (rule === undefined) return '按制度规定的日期';
  if ('every' in rule) return dueRuleWords(rule);
  if (period === ONCE && 'within' in rule.due)
    return `启动后${offsetWords(rule.due.within)}内报送一次`;
  return '启动后按制度规定的日期报送一次';
}

function factsOf(world: RunningCampaign, row: OpenDuty, due: Instant): string[] {
  const { regime, calendar, now } = world;
  const moved = row.planned.getTime() !== Date.parse(due);
  const steps = row.steps.map((id) => {
    const step = regime.ladder.find((one) => one.id === id);
    return step === undefined ? id : (step.title ?? term(step.step));
  });
  return [
    ...(moved
      ? [
          `原定 ${momentShort(instantOf(row.planned.getTime(), calendar.zone), now, calendar.zone)}，已改期`,
        ]
      : []),
    ...(row.verdict === 'missing' ? ['到期未收到，已判为未报'] : []),
    ...(steps.length === 0 ? [] : [`已发出：${steps.join('、')}`]),
  ];
}

function actsOf(
  { context, now }: RunningCampaign,
  { campaign, task, duty, period, obligation }: OpenDuty,
  due: Instant,
): Allowed[] {
  const { regime } = context;
  const target = { campaign, task };
  const report: Allowed = {
    operation: 'submitReport',
    act: null,
    label: Date.parse(due) < Date.parse(now) ? '补报' : '报送',
    input: { ...target, duty, period },
    asks: [],
    main: true,
  };
  const asker = { regime, actor: 'unit' };
  const asks = regime.extension !== undefined && Date.parse(due) >= Date.parse(now);
  return [
    report,
    ...(asks ? [taskActOf('extend', target, { obligation }, false, asker)] : []),
    ...(regime.closure === undefined ? [] : [taskActOf('apply-closure', target, {}, false, asker)]),
  ];
}
