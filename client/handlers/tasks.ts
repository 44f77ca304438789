import type { Context } from '../../domain/context.ts';
import { term } from '../../domain/terms.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { obligationsOfTask, taskStandings } from '../../store/standings.ts';
import { interviewsOf, timelineOf } from '../../store/timeline.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { nameOf, periodOf, titleOfDuty, written } from './campaignViews.ts';
import { campaignFor, lineNow, taskFor, taskNow, unitFor, type TaskNow } from './find.ts';
import { comingDecisions, historyLine, namesIn } from './history.ts';

const COMING = 6;

/** Tasks of a campaign, a page at a time. */
export async function listTasks(
  service: Service,
  input: TakenOf<'listTasks'>,
): Promise<OutputOf<'listTasks'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const { zone } = context.calendar;
  const unit = input.unit === undefined ? undefined : (await unitFor(pool, id, input.unit)).id;
  const { total, tasks } = await taskStandings(pool, id, { ...input, unit });
  const last = tasks.at(-1);
  return {
    campaign: id,
    zone,
    total,
    next: tasks.length === input.limit && last ? last.ordinal : null,
    tasks: tasks.map(({ key, ordinal, plan, counts, due, ended, reportedAt, step }) => ({
      key,
      no: plan.no,
      ordinal,
      category: plan.category,
      title: plan.title ?? plan.content,
      units: owing(plan.assignments),
      counts,
      due: due === null ? null : written(due, zone),
      ended,
      reportedAt: reportedAt === null ? null : written(reportedAt, zone),
      step: step === null ? null : titleOfStep(context, step),
    })),
  };
}

function titleOfStep({ regime }: Pick<Context, 'regime'>, id: string): string {
  const found = regime.ladder.find((step) => step.id === id);
  return found === undefined ? id : (found.title ?? term(found.step));
}

function owing(assignments: readonly { readonly unit: string; readonly role: string }[]): string[] {
  const leads = assignments.filter(({ role }) => role === 'lead');
  const found = leads.length > 0 ? leads : assignments.filter(({ role }) => role === 'responsible');
  return found.map(({ unit }) => unit);
}

/** A task: what it owes, everything that happened and why, and what happens next if nobody acts. */
export async function showTask(
  service: Service,
  input: TakenOf<'showTask'>,
): Promise<OutputOf<'showTask'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const task = await taskFor(pool, id, input.task);
  const { plan, key } = task;
  const units = await unitsOf(pool, id);
  const now = await taskNow(pool, context, task);
  const { zone } = context.calendar;
  const names = namesIn(context, [plan], units, await nowOf(service, pool, zone));
  const line = lineNow(now);
  const [rows, owed, interviews] = await Promise.all([
    timelineOf(pool, now.process),
    obligationsOfTask(pool, id, key),
    interviewsOf(pool, id, key),
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
    history: rows.map((row) => historyLine({ ...row, process: now.process }, names)),
    next: comingDecisions(now.machine, now.state, COMING)
      .slice(0, COMING)
      .map((decision) => historyLine({ ...decision, process: now.process }, names)),
  };
}

function stateOf({ started, machine, state }: TaskNow): string {
  return started ? machine.describe(state) : '正在交办';
}
