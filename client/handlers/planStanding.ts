import { z } from 'zod';
import { amendedContext, regimeOn, regimesOf } from '../../domain/amendedContext.ts';
import { assign, openLists, type Leadership } from '../../domain/assign.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import type { OwedTask } from '../../domain/context.ts';
import { taskKey } from '../../domain/ids.ts';
import { dayOf } from '../../domain/instant.ts';
import { Plan, PlanTask, type Diagnostic } from '../../domain/plan.ts';
import { planChange, type PlanChange, type RunningTask } from '../../domain/planChange.ts';
import { comparePlans, replaced, type PlanDiff } from '../../domain/planDiff.ts';
import type { Regime } from '../../domain/regime.ts';
import type { Directory } from '../../domain/unit.ts';
import { tasksOf, type TaskRow } from '../../store/campaigns.ts';
import { directoryOf } from '../../store/directories.ts';
import { lastOrdinal } from '../../store/items.ts';
import { planDocument } from '../../store/joining.ts';
import { refuse } from '../faultError.ts';
import type { TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { lineNow, taskNow } from './find.ts';
import { withNewUnits } from './itemTask.ts';
import { calendarNow, type CalendarNow } from './standing.ts';

/** A plan as the register keeps it; that of a campaign of items has no task. */
export const KeptPlan = Plan.extend({ tasks: z.array(PlanTask) });

/** A version of the plan held against the campaign as it stands. */
export interface PlanStandingNow {
  readonly present: CalendarNow;
  readonly old: z.infer<typeof KeptPlan>;
  readonly diff: PlanDiff;
  readonly directory: Directory;
  /** What the tasks that are added or changed owe. */
  readonly assigned: readonly OwedTask[];
  readonly change: PlanChange;
  readonly blocking: readonly Diagnostic[];
  readonly notes: readonly string[];
}

type Input = TakenOf<'previewPlan'> & { readonly requestId?: string };

/** Folds the tasks that a later version changes or removes, and says what it would do to each. */
export async function changeStanding(service: Service, input: Input): Promise<PlanStandingNow> {
  const { pool } = service;
  const present = await calendarNow(service, input.campaign);
  const { id, campaign, now, context } = present;
  if (campaign.ended) refuse('already-ended', { what: '该专项行动', at: campaign.ended.at });
  const old = KeptPlan.parse(await planDocument(pool, id, campaign.plan?.hash));
  const rows = await tasksOf(pool, id);
  const diff = await diffOf(service, present, old, rows, input);
  const regime = regimeOn(context, dayOf(now, context.calendar.zone));
  const own = await directoryOf(pool, id);
  const concerned = [...diff.added, ...diff.changed.map(({ after }) => after)];
  const assignments = concerned.flatMap((task) => task.assignments);
  const directory = input.newUnits ? withNewUnits(own, { assignments }) : own;
  const several = severalIn(old.tasks, rows, own, regimesOf(context));
  const plan = { ...diff.plan, tasks: [...concerned] };
  const { tasks: assigned, diagnostics } = assign(plan, directory, regime, several);
  const running = await runningOf(service, present, rows, diff);
  const change = planChange(diff, {
    context: amendedContext(context, present.calendar),
    ...{ now, running, next: new Map(assigned.map((task) => [task.key, task])) },
  });
  const all = [
    ...(input.diagnostics ?? []).filter(({ code }) => !SETTLED.has(code)),
    ...diagnostics,
    ...openLists({ tasks: [...diff.added] }, directory),
  ];
  const isAccepted = ({ code }: Diagnostic) => input.accept.includes(code) && ACCEPTED.has(code);
  const open = all.filter((found) => found.severity === 'blocking' && !isAccepted(found));
  const came = directory.units.slice(own.units.length).map(({ name }) => name);
  return {
    ...{ present, old, diff, directory, assigned, change },
    blocking: open,
    notes: came.length > 0 ? [`新单位 ${came.join('、')}，发布时加入名录`] : [],
  };
}

const ACCEPTED: ReadonlySet<string> = new Set(['list-open']);
/** Known better by now: groups by the directory, the title by the version before; days past are told line by line. */
const SETTLED: ReadonlySet<string> = new Set([
  'deadline-past',
  'title-missing',
  'group-unresolved',
]);

async function diffOf(
  { pool }: Service,
  { id }: CalendarNow,
  old: z.infer<typeof KeptPlan>,
  rows: readonly TaskRow[],
  { plan, replace, requestId }: Input,
): Promise<PlanDiff> {
  if (plan.tasks.length === 0) refuse('plan-change-open', { count: 1, list: '· 新版没有任务' });
  const lastKey = taskKey(await lastOrdinal(pool, id, requestId));
  const diff = comparePlans({ ...old, lastKey }, plan);
  const named = replace.map((wanted) => {
    const found = rows.filter(({ key, plan: own }) => key === wanted || own.no === wanted);
    const [only] = found;
    if (only === undefined) return refuse('task-unknown', { task: wanted });
    if (found.length === 1) return only.key;
    const keys = found.map(({ key }) => key).join('、');
    return refuse('task-unclear', { task: wanted, keys });
  });
  return replaced(diff, new Set(named));
}

/**
 * Tasks whose leads were chosen at the start to report each for itself: the choice goes on. What a task owes was written down
 * under one of the regimes that the campaign has had.
 */
export function severalIn(
  tasks: readonly PlanTask[],
  rows: readonly Pick<TaskRow, 'key' | 'owed'>[],
  directory: Directory,
  regimes: readonly Regime[],
): Readonly<Record<string, Leadership>> {
  const head = { title: '', issuer: null, documentNumber: null, issuedOn: null, version: 1 };
  const plan = { ...head, tasks: [...tasks] };
  const owed = new Map(rows.map((row) => [row.key, row.owed]));
  const isAs = (made: readonly OwedTask[], key: string) => {
    const parties = made.find((task) => task.key === key)?.parties;
    return canonicalJson(parties ?? null) === canonicalJson(owed.get(key)?.parties ?? null);
  };
  const chosen = regimes.flatMap((regime) => {
    const joint = assign(plan, directory, regime).tasks;
    const several = assign(plan, directory, regime, { '*': 'several' }).tasks;
    return tasks.filter(({ key }) => !isAs(joint, key) && isAs(several, key));
  });
  return Object.fromEntries(chosen.map(({ key }) => [key, 'several' as const]));
}

/** Tasks folded before others get their turn on the thread. */
const AT_A_TIME = 50;

async function runningOf(
  { pool }: Service,
  { context, now }: CalendarNow,
  rows: readonly TaskRow[],
  diff: PlanDiff,
): Promise<ReadonlyMap<string, RunningTask>> {
  const keys = new Set([...diff.changed, ...diff.removed].map(({ key }) => key));
  const running = new Map<string, RunningTask>();
  for (const row of rows.filter(({ key }) => keys.has(key))) {
    const found = await taskNow(pool, context, row);
    if (!found.started) refuse('task-starting', { task: row.key });
    const { state } = found.machine.advance(found.state, undefined, now);
    const line = lineNow({ input: found.input, state });
    running.set(row.key, { task: found.input.task, state, line });
    if (running.size % AT_A_TIME === 0) await new Promise((later) => setImmediate(later));
  }
  return running;
}
