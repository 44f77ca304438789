import type { Calendar } from '../../domain/calendar.ts';
import { calendarChange, type CalendarChange, type Standing } from '../../domain/calendarChange.ts';
import { effectiveCalendar } from '../../domain/calendarChangeCheck.ts';
import type { CampaignState } from '../../domain/campaign.ts';
import type { Context } from '../../domain/context.ts';
import { engineOf, fold, type Folded } from '../../domain/engines.ts';
import { campaignProcess, taskProcess } from '../../domain/ids.ts';
import type { Day, Instant } from '../../domain/instant.ts';
import { contextSince } from '../../domain/joining.ts';
import type { CalendarAmended } from '../../domain/taskMessages.ts';
import { inOrder, type PointChange } from '../../domain/pointChange.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import { calendarsTaken, taskSteps } from '../../store/calendars.ts';
import { tasksOf, type TaskRow } from '../../store/campaigns.ts';
import { inputsOf } from '../../store/processes.ts';
import { refuse } from '../faultError.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { campaignFor } from './find.ts';
import { foldedProcess } from './foldedProcess.ts';

/** A campaign with the calendar that is in force now. */
export interface CalendarNow {
  readonly id: string;
  readonly context: Context;
  readonly campaign: CampaignState;
  readonly calendar: Calendar;
  /** The calendars taken after the one of the start. */
  readonly taken: readonly CalendarAmended[];
  readonly now: Instant;
}

/** The campaign and its calendar, as the register tells them. */
export async function calendarNow(service: Service, wanted: string): Promise<CalendarNow> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, wanted);
  const now = await nowOf(service, pool, context.calendar.zone);
  const folded = await foldedProcess(pool, campaignProcess(id));
  if (folded === undefined) return refuse('campaign-waiting', { campaign: id });
  const campaign = passed<CampaignState>(folded, now);
  const taken = await calendarsTaken(pool, id);
  return { id, context, campaign, calendar: campaign.calendar ?? context.calendar, taken, now };
}

/** Tasks folded before others get their turn on the thread. */
const AT_A_TIME = 100;

/** Every process of a campaign folded from the register, brought to the instant at which its calendar was read. */
export async function standingOf(
  { pool }: Service,
  { id, context, campaign, now }: CalendarNow,
): Promise<Standing> {
  if (campaign.ended) refuse('already-ended', { what: '该专项行动', at: campaign.ended.at });
  const [rows, steps] = await Promise.all([tasksOf(pool, id), taskSteps(pool, id)]);
  const joined = rows.filter(({ since }) => since !== undefined);
  const inputs = await inputsOf(
    pool,
    joined.map(({ key }) => taskProcess(id, key)),
  );
  const tasks: Standing['tasks'][number][] = [];
  for (const row of rows) {
    const process = taskProcess(id, row.key);
    const input = (inputs.get(process) as TaskInput | undefined) ?? inputOf(context, row);
    const folded = engineOf('task', input);
    const state = passed<TaskState>(fold(folded, steps.get(process) ?? []), now);
    tasks.push({ ...input, state });
    if (tasks.length % AT_A_TIME === 0) await new Promise((later) => setImmediate(later));
  }
  return { context, campaign, tasks, now };
}

/** What a task is started with; one that was added in flight has a context of its own. */
function inputOf(context: Context, { owed, since }: TaskRow): TaskInput {
  return { context: contextSince(context, since), task: owed };
}

/** The state when the process has caught up: every instant up to now is taken, whoever is late with it. */
function passed<State>({ machine, state }: Folded, now: Instant): State {
  return machine.advance(state, undefined, now).state as State;
}

/** What changes over a whole campaign, some tasks at a time, so that reports are answered meanwhile. */
export async function changesOf<Cause>(
  { context, campaign, tasks, now }: Standing,
  change: (part: Standing) => {
    readonly changes: readonly PointChange<Cause>[];
    readonly suspended: readonly string[];
  },
): Promise<{ readonly changes: readonly PointChange<Cause>[]; readonly suspended: string[] }> {
  const whole = change({ context, ...(campaign ? { campaign } : {}), tasks: [], now });
  const changes = [...whole.changes];
  const suspended: string[] = [];
  for (let i = 0; i < tasks.length; i += AT_A_TIME) {
    const found = change({ context, tasks: tasks.slice(i, i + AT_A_TIME), now });
    for (const one of found.changes) changes.push(one);
    suspended.push(...found.suspended);
    await new Promise((later) => setImmediate(later));
  }
  return { changes: inOrder(changes), suspended };
}

/** The change of a calendar over a whole campaign. */
export async function changeOf(
  standing: Standing,
  old: Calendar,
  next: Calendar,
  from: Day,
): Promise<CalendarChange> {
  const found = await changesOf(standing, (part) => calendarChange(part, old, next, from));
  return { ...found, calendar: effectiveCalendar(old, next, from) };
}
