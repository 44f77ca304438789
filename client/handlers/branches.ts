import { fault } from '../../domain/faults.ts';
import { taskProcess } from '../../domain/ids.ts';
import { NODE_STATES, treeOf, type Node, type TreeTask } from '../../domain/parentState.ts';
import {
  inState,
  levelBelow,
  nodeAt,
  stateCounts,
  type LevelNode,
  type NodePlace,
} from '../../domain/treeLevel.ts';
import { kept } from '../../store/kept.ts';
import { tasksNamed } from '../../store/standings.ts';
import {
  endingsOf,
  standingsOf,
  taskTitles,
  treeTasks,
  type StateFacts,
} from '../../store/tree.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { campaignFor } from './find.ts';
import { tasksSeen } from './seen.ts';
import { planTitle, stateWith, treeTask } from './tree.ts';

type View = OutputOf<'listBranches'>;
type Campaign = Awaited<ReturnType<typeof campaignFor>>;
type TasksSeen = Awaited<ReturnType<typeof tasksSeen>>;

/**
 * One level of the tree, a page at a time: what stands right below a node. The states are those of the whole tree, of the
 * tasks that the actor reads.
 */
export async function listBranches(
  { pool }: Service,
  input: TakenOf<'listBranches'>,
  actor: string,
): Promise<View> {
  const campaign = await campaignFor(pool, input.campaign);
  const { id } = campaign;
  const { found, level, counts } = await levelSeen(pool, campaign, input, actor);
  if (found.level === 'task') return milestonesOf(pool, campaign, found);
  const { page, next } = pageIn(level, input);
  const keys = page.flatMap(({ node }) => (node.level === 'task' ? (node.key ?? []) : []));
  const titles = await taskTitles(pool, id, keys);
  return {
    ...{ campaign: id, label: found.label, state: found.state, next },
    counts,
    nodes: page.map((one) => lineOf(one, titles)),
  };
}

/** A node, and what stands right below it as far as it is looked for. Made once for all who read alike. */
async function levelSeen(
  pool: Service['pool'],
  campaign: Campaign,
  { under, state, task }: TakenOf<'listBranches'>,
  actor: string,
) {
  const place = under === undefined ? undefined : placeOf(under);
  const seen = await tasksSeen(pool, campaign.id, actor);
  const reader = seen === undefined ? '' : actor;
  const asked = [campaign.id, place ?? null, reader, state ?? null, task ?? null];
  return kept(pool, ['level', ...asked], async () => {
    const { tasks, tree, order } = await treeSeen(pool, campaign, place, { seen, reader });
    const found = place === undefined ? tree : nodeAt(tree, place);
    if (found === undefined || (place && !tasks.some(({ key }) => key === place.task))) {
      return refuse('task-unknown', { task: place?.task ?? '' });
    }
    const left = state === undefined ? found : inState(found, state);
    const leads = { order, ...(task === undefined ? {} : { task }) };
    const level = left === undefined ? [] : levelBelow(left, place?.depth ?? 0, leads);
    return { found, level, counts: countsOf(found) };
  });
}

/** What of the tree stands beside a node, or the whole, as far as the actor reads it. Made once for all who read alike. */
async function treeSeen(
  pool: Service['pool'],
  campaign: Campaign,
  place: NodePlace | undefined,
  { seen, reader }: { readonly seen: TasksSeen; readonly reader: string },
) {
  const { id } = campaign;
  return kept(pool, ['tree', id, place ?? null, reader], async () => {
    const all = await tasksUnder(pool, id, place);
    const tasks = all.filter(({ key }) => seen?.has(key) ?? true);
    const order = new Map(tasks.map(({ key }, i) => [key, i]));
    return { tasks, tree: treeOf(planTitle(campaign), tasks), order };
  });
}

/** `t0003.2`: the node two levels below the plan that has the task. */
function placeOf(under: string): NodePlace {
  const [task = '', depth = ''] = under.split('.');
  const isPlace = /^[^.]{1,60}\.\d{1,3}$/u.test(under);
  if (isPlace) return { task, depth: Number(depth) };
  throw new FaultError(fault('message-malformed', { detail: '没有这一级，请从任务层级打开' }));
}

/** The tasks under a node, or all, each with its state; nothing of them is read that the state is not made of. */
async function tasksUnder(
  pool: Service['pool'],
  campaign: string,
  place: NodePlace | undefined,
): Promise<readonly TreeTask[]> {
  const beside = place === undefined || place.depth === 0 ? undefined : place.task;
  const rows = await treeTasks(pool, campaign, beside);
  const standing = new Map<StateFacts, Standing>();
  return rows.map(({ key, no, category, facts }) => {
    const own = standing.get(facts) ?? standingFrom(facts);
    standing.set(facts, own);
    return { key, no, category, title: key, ...own };
  });
}

type Standing = Pick<TreeTask, 'state' | 'milestones'>;

function standingFrom({ milestones: days, lagging, ending, continuous }: StateFacts): Standing {
  const newest = lagging ? (['missing'] as const) : [];
  const { state, dated } = stateWith(days, { newest, ending, continuous });
  const milestones = dated.map(([label, own]): Node => ({
    level: 'milestone',
    label,
    state: own,
    children: [],
  }));
  return { state, milestones };
}

/** A page of a level; the node that leads to the task that is asked for is always on the first. */
function pageIn(
  level: readonly LevelNode[],
  { after, limit }: Pick<TakenOf<'listBranches'>, 'after' | 'limit'>,
): { readonly page: readonly LevelNode[]; readonly next: number | null } {
  const rest = level.filter(({ at }) => at > (after ?? -1));
  const page = rest.slice(0, limit);
  const led = after === undefined ? rest.slice(limit).filter(({ leads }) => leads) : [];
  const last = page.at(-1);
  const next = page.length < rest.length && last !== undefined ? last.at : null;
  return { page: [...page, ...led], next };
}

function lineOf(
  { node, depth, first, at, tasks, leads }: LevelNode,
  titles: ReadonlyMap<string, string>,
): View['nodes'][number] {
  const { level, label, key, state, children } = node;
  return {
    ...{ under: `${first}.${depth}`, at, level, key: level === 'task' ? (key ?? null) : null },
    label: level === 'task' ? (titles.get(label) ?? label) : label,
    ...{ state, tasks, children: children.length, leads },
  };
}

function countsOf(node: Node): View['counts'] {
  const counts = stateCounts(node);
  return NODE_STATES.flatMap((state) => {
    const tasks = counts.get(state) ?? 0;
    return tasks === 0 ? [] : [{ state, tasks }];
  });
}

/** Below a task stand its milestones: a few. */
async function milestonesOf(
  pool: Service['pool'],
  { id, context }: Campaign,
  { key = '' }: Node,
): Promise<View> {
  const [row] = await tasksNamed(pool, id, key);
  if (row === undefined) return refuse('task-unknown', { task: key });
  const [rows, endings] = await Promise.all([
    standingsOf(pool, id, [key]),
    endingsOf(pool, id, [taskProcess(id, key)]),
  ]);
  const { title, state, milestones } = treeTask(context, row, rows, endings.get(key));
  return {
    ...{ campaign: id, label: title, state, next: null, counts: [{ state, tasks: 1 }] },
    nodes: milestones.map((node, at) => ({
      ...{ under: null, at, level: node.level, key: null, label: node.label, state: node.state },
      ...{ tasks: 0, children: 0, leads: false },
    })),
  };
}
