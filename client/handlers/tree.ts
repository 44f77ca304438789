import type { Context } from '../../domain/context.ts';
import { deadlineSlots, DEADLINES } from '../../domain/obligation.ts';
import {
  milestoneState,
  parentState,
  taskState,
  treeOf,
  type Node,
  type NodeState,
  type TaskFacts,
  type TreeTask,
} from '../../domain/parentState.ts';
import { periodWords, term } from '../../domain/terms.ts';
import { tasksOf, type CampaignRow, type TaskRow } from '../../store/campaigns.ts';
import {
  endingsOf,
  standingsOf,
  type Ending,
  type StandingRow,
  type StateFacts,
} from '../../store/tree.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { campaignFor } from './find.ts';
import { tasksSeen } from './seen.ts';

type View = OutputOf<'showTree'>;

/**
 * The plan, its categories, tasks and milestones: each parent's state follows from its children, of those that the actor
 * reads.
 */
export async function showTree(
  service: Service,
  input: TakenOf<'showTree'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const campaign = await campaignFor(pool, input.campaign);
  const { id, context } = campaign;
  const [all, seen, rows, endings] = await Promise.all([
    tasksOf(pool, id),
    tasksSeen(pool, id, actor),
    standingsOf(pool, id),
    endingsOf(pool, id),
  ]);
  const byTask = grouped(rows, ({ task }) => task);
  const title = planTitle(campaign);
  const tasks = all.filter(({ key }) => seen?.has(key) ?? true);
  const nodes = tasks.map((task) =>
    treeTask(context, task, byTask.get(task.key) ?? [], endings.get(task.key)),
  );
  return { campaign: id, title, nodes: flat(treeOf(title, nodes), 0) };
}

/** The plan's own title; of a trial it says so. */
export function planTitle({ title, context }: Pick<CampaignRow, 'title' | 'context'>): string {
  return context.trial === true ? `${title}（${term('trial')}）` : title;
}

export function treeTask(
  context: Context,
  { key, plan, owed }: TaskRow,
  rows: readonly StandingRow[],
  ending: Ending | undefined,
): TreeTask {
  const what = new Map(deadlineSlots(context, owed).map((slot) => [slot.period, slot.what]));
  const continuous =
    plan.deadlines.length > 0 && plan.deadlines.every(({ kind }) => kind === 'continuous');
  const { state, dated } = stateOf(rows, ending, continuous);
  const milestones = dated.map(([period, own]): Node => ({
    level: 'milestone',
    label: `${periodWords(DEADLINES, period)} ${what.get(period) ?? context.regime.deadlines.title}`,
    key: period,
    state: own,
    children: [],
  }));
  const { no, category } = plan;
  return { key, no, category, title: plan.title ?? plan.content, state, milestones };
}

/** The state of a task from its obligations as they stand in order of due instant, and those of its milestones by day. */
function stateOf(
  rows: readonly StandingRow[],
  ending: Ending | undefined,
  continuous: boolean,
): ReturnType<typeof stateWith> {
  const milestones = rows.filter(({ duty }) => duty === DEADLINES);
  const days = milestones.map(({ verdict, period }) => [verdict, period] as const);
  return stateWith(days, { newest: newestOf(rows), ending, continuous });
}

/** The state of a task with the verdicts of its milestones and of the newest judged periods, and those of its days. */
export function stateWith(
  milestones: StateFacts['milestones'],
  {
    newest,
    ending,
    continuous,
  }: Pick<TaskFacts, 'newest' | 'continuous'> & Pick<StateFacts, 'ending'>,
): { readonly state: NodeState; readonly dated: readonly (readonly [string, NodeState])[] } {
  const byDay = grouped(milestones, ([, day]) => day);
  const dated = [...byDay].map(
    ([day, own]) => [day, parentState(own.map(([verdict]) => milestoneState(verdict)))] as const,
  );
  const state = taskState({
    ...{ milestones: dated.map(([, own]) => own), newest, continuous },
    closed: ending?.type === 'closed' || (ending?.type === 'ended' && ending.decided),
    terminated: ending?.type === 'terminated',
  });
  return { state, dated };
}

/** The newest judged period of each duty and party, by due instant. */
function newestOf(rows: readonly StandingRow[]): readonly StandingRow['verdict'][] {
  const newest = new Map<string, StandingRow['verdict']>();
  for (const { duty, party, verdict } of rows) {
    if (duty === DEADLINES || verdict === 'pending') continue;
    newest.set(`${duty}/${party}`, verdict);
  }
  return [...newest.values()];
}

function flat({ level, label, key, state, children }: Node, depth: number): View['nodes'] {
  const below = children.flatMap((child) => flat(child, depth + 1));
  return [{ depth, level, label, key: key ?? null, state }, ...below];
}

export function grouped<T>(
  list: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
