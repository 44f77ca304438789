import { succeededContext } from '../../domain/amendedContext.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { CampaignInput, CampaignState } from '../../domain/campaign.ts';
import type { Context } from '../../domain/context.ts';
import { engineOf } from '../../domain/engines.ts';
import { campaignProcess, taskProcess } from '../../domain/ids.ts';
import { didYouMean } from '../../domain/spelling.ts';
import type { Machine, MessageBase } from '../../domain/machine.ts';
import { amendedContext } from '../../domain/obligation.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import { lineOf, type Line } from '../../domain/taskTicks.ts';
import type { Unit } from '../../domain/unit.ts';
import { findCampaign, unitsOf, type CampaignRow, type TaskRow } from '../../store/campaigns.ts';
import type { Db } from '../../store/pool.ts';
import { regimesTaken } from '../../store/regimes.ts';
import { campaignStates, tasksNamed } from '../../store/standings.ts';
import { FaultError, refuse } from '../faultError.ts';
import { foldedProcess } from './foldedProcess.ts';
import { once, visitNow } from './visit.ts';

/**
 * The campaign that is meant: the named one, or (unnamed, or `current`) the only open one (when reading: the only one). A
 * trial is meant only where no campaign in earnest is open. Whoever was granted some campaigns only has no other.
 */
export async function campaignFor(db: Db, wanted: string | undefined): Promise<CampaignRow> {
  const id = wanted === undefined || wanted === 'current' ? await onlyCampaign(db) : wanted;
  const foreign = visitNow()?.refuses(id);
  if (foreign) throw new FaultError(foreign);
  return once(db, `campaign/${id}`, async () => {
    const [row, regimes] = await Promise.all([findCampaign(db, id), regimesTaken(db, id)]);
    if (row === undefined) return refuse('campaign-unknown', { campaign: id });
    return { ...row, context: succeededContext(row.context, regimes) };
  });
}

/** The units of a campaign as they are now. */
export function unitsNow(db: Db, campaign: string): Promise<readonly Unit[]> {
  return once(db, `units/${campaign}`, () => unitsOf(db, campaign));
}

async function onlyCampaign(db: Db): Promise<string> {
  const visit = visitNow();
  const all = (await campaignStates(db)).filter(({ id }) => visit?.refuses(id) === undefined);
  const live = all.filter(({ trial }) => !trial);
  const open = (list: typeof all) => list.filter(({ state }) => state !== 'ended');
  const only = [open(live), open(all), live, all].find((list) => list.length > 0) ?? [];
  if (only.length === 1 && only[0]) return only[0].id;
  if (only.length === 0) {
    return refuse('campaign-unclear', {
      reason: '现在还没有启动的专项行动',
    });
  }
  const ids = only.map(({ id }) => id).join('、');
  return refuse('campaign-unclear', {
    reason: `有 ${only.length} 个专项行动（${ids}），请指明其中一个`,
  });
}

/** A task by its key, or by the number printed in the plan. */
export async function taskFor(db: Db, campaign: string, wanted: string): Promise<TaskRow> {
  const found = await tasksNamed(db, campaign, wanted);
  const [first] = found;
  if (first === undefined) return refuse('task-unknown', { task: wanted });
  if (found.length === 1) return first;
  const keys = found.map((task) => task.key).join('、');
  return refuse('task-unclear', { task: wanted, keys });
}

export function unitNamed(units: readonly Unit[], name: string): Unit | undefined {
  return units.find(
    (unit) => unit.id === name || unit.name === name || unit.aliases.includes(name),
  );
}

/** A unit of the campaign's directory by id, name or alias. */
export async function unitFor(db: Db, campaign: string, name: string): Promise<Unit> {
  const units = await unitsNow(db, campaign);
  const found = unitNamed(units, name);
  if (found) return found;
  const known = units.flatMap((unit) => [unit.name, ...unit.aliases]);
  return refuse('unit-unknown', { campaign, unit: name, hint: didYouMean(name, known) });
}

/** A task as the register tells it: the state that its process has, or will have when it has caught up. */
export interface TaskNow {
  readonly input: TaskInput;
  readonly process: string;
  readonly started: boolean;
  readonly machine: Machine<TaskState, MessageBase>;
  readonly state: TaskState;
}

export async function taskNow(db: Db, context: Context, task: TaskRow): Promise<TaskNow> {
  const process = taskProcess(context.campaign, task.key);
  const begun = await foldedProcess(db, process);
  const { input, machine, state } = begun ?? engineOf('task', { context, task: task.owed });
  return {
    input: input as TaskInput,
    process,
    started: begun !== undefined,
    machine: machine as Machine<TaskState, MessageBase>,
    state: state as TaskState,
  };
}

/** How a process stands, in words; null before it has begun. */
export async function standingWords(db: Db, process: string): Promise<string | null> {
  const folded = await foldedProcess(db, process);
  return folded === undefined ? null : folded.machine.describe(folded.state);
}

/** The obligations of a task under its present calendar and suspensions. */
export function lineNow({ input, state }: Pick<TaskNow, 'input' | 'state'>): Line {
  const calendar: Calendar = state.calendar ?? input.context.calendar;
  const context = amendedContext(input.context, calendar);
  return lineOf(context, input.task, calendar, state.suspensions, state.changes);
}

/** The units that hold the task, in the order of its obligations. */
export function holdersIn(now: Pick<TaskNow, 'input' | 'state'>): readonly string[] {
  return [...new Set(lineNow(now).obligations.flatMap(({ party }) => party.members))];
}

export interface CampaignNow {
  readonly input: CampaignInput;
  readonly state: CampaignState;
}

/** The campaign's process as the register tells it; undefined before it was started. */
export async function campaignNow(db: Db, campaign: string): Promise<CampaignNow | undefined> {
  const folded = await foldedProcess(db, campaignProcess(campaign));
  if (folded === undefined) return undefined;
  return { input: folded.input as CampaignInput, state: folded.state as CampaignState };
}
