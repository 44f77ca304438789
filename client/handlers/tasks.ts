import { unitActing } from '../../domain/machine.ts';
import type { Context } from '../../domain/context.ts';
import { taskProcess } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { levelOf, type LevelRow } from '../../domain/level.ts';
import { contextSince } from '../../domain/joining.ts';
import { withComing } from '../../domain/regimeNames.ts';
import type { Line } from '../../domain/taskTicks.ts';
import { term } from '../../domain/terms.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Names } from '../../domain/words.ts';
import { backfilledIn, backfilledOf } from '../../store/backfill.ts';
import { owedOf, type CampaignRow, type TaskRow } from '../../store/campaigns.ts';
import { obligationsOfTask, taskStandings } from '../../store/standings.ts';
import { filledOf } from '../../store/reportFields.ts';
import { interviewsOf, timelineOf, type TimelineRow } from '../../store/timeline.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, nowOf } from './actor.ts';
import { backfillLines, beforeWords, inOneHistory, taskBefore } from './beginningViews.ts';
import { nameOf, periodOf, titleOfDuty, written } from './campaignViews.ts';
import { campaignFor, lineNow, taskNow, unitFor, unitsNow, type TaskNow } from './find.ts';
import { comingDecisions, historyLine, namesIn } from './history.ts';
import { interviewsSeen, taskSeen, tasksSeen } from './seen.ts';
import { measuresNow, withFilled } from './taskContent.ts';

const COMING = 6;

/** The tasks of a campaign that the actor reads, a page at a time. */
export async function listTasks(
  service: Service,
  input: TakenOf<'listTasks'>,
  actor: string,
): Promise<OutputOf<'listTasks'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const { zone } = context.calendar;
  const unit = input.unit === undefined ? undefined : (await unitFor(pool, id, input.unit)).id;
  const seen = await tasksSeen(pool, id, actor);
  const { total, tasks } = await taskStandings(pool, id, { ...input, unit, seen });
  const last = tasks.at(-1);
  const keys = tasks.map(({ key }) => key);
  const [entries, owed] = await Promise.all([backfilledIn(pool, id, keys), owedOf(pool, id, keys)]);
  const beforeOf = (key: string) => {
    const row = owed.get(key);
    const own = row && contextSince(context, row.since);
    const words = row && own && beforeWords(own, row.owed, entries.get(key) ?? []);
    return words === undefined ? {} : { before: words };
  };
  return {
    campaign: id,
    zone,
    ...(context.trial === true ? { trial: true as const } : {}),
    total,
    next: tasks.length === input.limit && last ? last.ordinal : null,
    tasks: tasks.map(({ key, ordinal, plan, counts, due, ended, closed, reportedAt, step }) => ({
      key,
      no: plan.no,
      ordinal,
      category: plan.category,
      title: plan.title ?? plan.content,
      units: owing(plan.assignments),
      counts,
      due: due === null ? null : written(due, zone),
      ended,
      ...(closed ? { closed } : {}),
      reportedAt: reportedAt === null ? null : written(reportedAt, zone),
      step: step === null ? null : titleOfStep(context, step),
      ...beforeOf(key),
    })),
  };
}

function titleOfStep(
  { regime, later = [] }: Pick<Context, 'regime' | 'later'>,
  id: string,
): string {
  const found = withComing(regime, later).ladder.find((step) => step.id === id);
  return found === undefined ? id : (found.title ?? term(found.step));
}

function owing(assignments: readonly { readonly unit: string; readonly role: string }[]): string[] {
  const leads = assignments.filter(({ role }) => role === 'lead');
  const found = leads.length > 0 ? leads : assignments.filter(({ role }) => role === 'responsible');
  return found.map(({ unit }) => unit);
}

/** What is read of a task once, whoever tells it. */
export interface TaskRead {
  readonly campaign: CampaignRow;
  readonly task: TaskRow;
  readonly units: readonly Unit[];
  readonly now: TaskNow;
  readonly line: Line;
  readonly at: Instant;
  readonly names: Names;
  readonly rows: readonly TimelineRow[];
}

export async function readTask(
  service: Service,
  input: TakenOf<'showTask'>,
  actor: string,
): Promise<TaskRead> {
  const { pool } = service;
  const campaign = await campaignFor(pool, input.campaign);
  const { id, context } = campaign;
  const task = await taskSeen(pool, id, input.task, actor);
  const [units, now, at, rows] = await Promise.all([
    unitsNow(pool, id),
    taskNow(pool, context, task),
    nowOf(service, pool, context.calendar.zone),
    timelineOf(pool, taskProcess(id, task.key)),
  ]);
  const names = namesIn(context, [task.plan], units, at);
  return { campaign, task, units, now, line: lineNow(now), at, names, rows };
}

/** A task: what it owes, everything that happened and why, and what happens next if nobody acts. */
export async function showTask(
  service: Service,
  input: TakenOf<'showTask'>,
  actor: string,
): Promise<OutputOf<'showTask'>> {
  return taskTold(service, await readTask(service, input, actor), actor);
}

/** A task that was read, in words, with the last lines of its history only. What others have filled in is not for a unit to read. */
export async function taskTold(
  { pool }: Service,
  { campaign: { id, context }, task: { plan, key }, units, now, line, at, names, rows }: TaskRead,
  actor: string,
  last = Infinity,
): Promise<OutputOf<'showTask'>> {
  const { zone } = context.calendar;
  const own = unitActing(await actorIn(pool, id, actor));
  const measures = measuresNow(now, at, names);
  const [owed, interviews, filled, entries] = await Promise.all([
    obligationsOfTask(pool, id, key),
    interviewsOf(pool, id, key).then((all) => interviewsSeen(pool, id, actor, all)),
    filledOf(pool, now.process),
    backfilledOf(pool, id, key),
  ]);
  return {
    campaign: id,
    zone,
    key,
    no: plan.no,
    title: plan.title ?? plan.content,
    content: plan.content,
    category: plan.category,
    assignments: plan.assignments,
    leaders: plan.leaders,
    state: stateOf(now),
    obligations: owed.map(({ obligation, duty, period, members, due, verdict }) => ({
      obligation,
      duty: titleOfDuty(context, duty),
      period: periodOf(context, duty, period),
      units: members.map((unit) => nameOf(units, unit)),
      due: line.byKey.get(obligation)?.slot.instants.due ?? written(due, zone),
      closes: line.byKey.get(obligation)?.slot.instants.closes ?? null,
      verdict,
    })),
    interviews: interviews.map(({ process, unit, phase, at }) => ({
      process,
      unit: nameOf(units, unit),
      phase,
      at,
    })),
    ...levelIn(context, rows),
    ...(measures.length > 0 ? { measures } : {}),
    history: inOneHistory(
      rows.slice(-last).map((row) => {
        const told = { ...row, process: now.process };
        const words = historyLine(told, names);
        const isShown = own === undefined || row.payload['unit'] === own;
        return isShown ? withFilled(words, told, filled, names) : words;
      }),
      backfillLines(now.input.context, units, entries),
    ),
    before: taskBefore(now.input.context, now.input.task, units, entries),
    ...(context.trial === true ? { trial: true as const } : {}),
    next: comingDecisions(now.machine, now.state, COMING)
      .slice(0, COMING)
      .map((decision) => historyLine({ ...decision, process: now.process }, names)),
  };
}

/** 升级层级 in words: made up lowers it, the record stays. */
function levelIn(
  context: Pick<Context, 'regime' | 'later'>,
  rows: readonly LevelRow[],
): { readonly level?: { readonly highest: string; readonly present: string | null } } {
  const { highest, present } = levelOf(withComing(context.regime, context.later ?? []), rows);
  if (highest === null) return {};
  const named = present === null ? null : titleOfStep(context, present);
  return { level: { highest: titleOfStep(context, highest), present: named } };
}

function stateOf({ started, machine, state }: TaskNow): string {
  return started ? machine.describe(state) : '正在交办';
}
