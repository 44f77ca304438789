import { blocking, partiesOf, taskLabel, type Found } from './assignNames.ts';
import type { Context, OwedTask, Party } from './context.ts';
import { dutyIds } from './firsts.ts';
import { unitId } from './ids.ts';
import { dayOf } from './instant.ts';
import { DEADLINES } from './obligation.ts';
import type { Diagnostic, DraftTask, Plan, PlanTask, Role } from './plan.ts';
import { changedHolder, postNamed } from './post.ts';
import type { Duty, Regime } from './regime.ts';
import { nameKey, type Directory, type Unit } from './unit.ts';
import { groupNamed, isGroupExpression } from './unitGroup.ts';

/** Several leads in one cell owe jointly 共同牵头 by default; the administrator may choose that each owes 分别报送. */
export type Leadership = 'joint' | 'several';

export interface Assigned {
  readonly tasks: readonly OwedTask[];
  /** The units that owe anything. */
  readonly units: readonly Unit[];
  readonly leaders: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A directory made of the names that a plan prints, where the office keeps none: each name is a unit of its own. */
export function directoryOf(plan: {
  readonly tasks: readonly Pick<DraftTask, 'assignments'>[];
}): Directory {
  const names = plan.tasks.flatMap((task) => task.assignments.map(({ unit }) => unit));
  const first = new Map<string, string>();
  for (const name of names) {
    if (!isGroupExpression(name) && !first.has(nameKey(name))) first.set(nameKey(name), name);
  }
  const units = [...first.values()].map((name, index): Unit => ({
    id: unitId(index + 1),
    name,
    aliases: [],
    reporter: '联络员',
    head: '主要负责人',
  }));
  return { version: 1, units, groups: [] };
}

/**
 * Resolves who owes what, by a directory as of the day of the start. Unknown names and open groups block only where a
 * duty needs them; a task that nobody owes blocks; nothing is ever sent to nobody. `leadership` is by task key, `*` for
 * all others.
 */
export function assign(
  plan: Plan,
  directory: Directory,
  regime: Regime,
  leadership: Readonly<Record<string, Leadership>> = {},
): Assigned {
  const diagnostics: Diagnostic[] = [];
  const owing = new Map<string, Unit>();
  const tasks = plan.tasks.map((task): OwedTask => {
    const owner = ownerOf(task, directory, leadership[task.key] ?? leadership['*'] ?? 'joint');
    const duties = [
      ...dutiesOf(task, regime).map(({ id, by }) => [id, by] as const),
      [DEADLINES, ['lead']] as const,
    ];
    for (const id of strangeDuties(task, regime)) {
      const words = `“duties”中的“${id}”不是制度里的报送要求，请改正或删去`;
      push(diagnostics, blocking('duty-unknown', task, words));
    }
    const strange = entryProblem(task, regime);
    if (strange !== undefined) push(diagnostics, strange);
    const parties: Record<string, Party[]> = {};
    let unowed = false;
    for (const [duty, by] of duties) {
      const found = rolesOf(by, task).flatMap((role) => owner(role));
      parties[duty] = once(found.flatMap(({ party }) => (party ? [party] : [])));
      for (const { problem } of found) if (problem) push(diagnostics, problem);
      const named = found.some(
        ({ party, problem }) => party !== undefined || problem?.severity === 'blocking',
      );
      if (duty !== DEADLINES && !named && by.includes('lead')) unowed = true;
    }
    const nobody = Object.entries(parties).every(
      ([duty, list]) =>
        list.length === 0 ||
        (duty === DEADLINES && !task.deadlines.some(({ kind }) => kind === 'date')),
    );
    const asked = diagnostics.some(
      ({ where, severity }) => where === task.key && severity === 'blocking',
    );
    if (unowed || (nobody && !asked)) {
      const words = '没有牵头或责任单位，无人报送，请指定';
      push(diagnostics, blocking('task-without-unit', task, words));
    }
    const members = new Set(
      Object.values(parties).flatMap((list) => list.flatMap((p) => p.members)),
    );
    const units = directory.units.filter(({ id }) => members.has(id)).map(carried);
    for (const unit of units) owing.set(unit.id, unit);
    const { key, deadlines, targets, measures, entry } = task;
    const { leaders, changed } = leadersOf(task, directory);
    for (const problem of changed) push(diagnostics, problem);
    const copied = copiedUnits(regime, directory, owner, members);
    return {
      ...{ key, deadlines, leaders, parties, units: [...units, ...copied] },
      ...(entry === undefined ? {} : { entry }),
      ...(targets ? { targets } : {}),
      ...(measures ? { measures } : {}),
      ...(copied.length > 0 ? { cooperating: copied.map(({ id }) => id) } : {}),
    };
  });
  return {
    tasks,
    units: [...owing.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    leaders: [...new Set(tasks.flatMap(({ leaders }) => leaders))],
    diagnostics,
  };
}

/** Leaders as posts where the directory knows the post or its holder, else as printed. */
function leadersOf(task: PlanTask, { posts = [], asOf }: Directory) {
  const found = task.leaders.map((printed) => ({ printed, post: postNamed(posts, printed) }));
  const changed = found.flatMap(({ printed, post }): Diagnostic[] => {
    const words = post && asOf !== undefined ? changedHolder(post, printed, asOf) : undefined;
    if (words === undefined) return [];
    return [{ ...blocking('leader-changed', task, `牵头领导${words}`), severity: 'info' }];
  });
  return {
    leaders: [...new Set(found.map(({ printed, post }) => post?.name ?? printed))],
    changed,
  };
}

/** 配合单位 that owe nothing themselves, where the regime sends them copies; a name that is not known gets none. */
function copiedUnits(
  { ladder }: Regime,
  directory: Directory,
  owner: (role: Role) => readonly Found[],
  owing: ReadonlySet<string>,
): readonly Unit[] {
  if (!ladder.some(({ to }) => to.includes('cooperating'))) return [];
  const named = new Set(owner('cooperating').flatMap(({ party }) => party?.members ?? []));
  return directory.units.filter(({ id }) => named.has(id) && !owing.has(id)).map(carried);
}

/** The regime's duties, and what it asks for once, that the plan leaves with this task. */
function dutiesOf({ duties }: PlanTask, regime: Regime): readonly Pick<Duty, 'id' | 'by'>[] {
  const all = [...regime.duties, ...(regime.firsts ?? [])];
  return all.filter(({ id }) => duties === undefined || duties.includes(id));
}

function strangeDuties({ duties = [] }: PlanTask, regime: Regime): readonly string[] {
  return duties.filter((id) => !dutyIds(regime).includes(id));
}

/** 起始步骤: a step of the regime that is taken after the end of grace. */
function entryProblem(task: PlanTask, { ladder }: Regime): Diagnostic | undefined {
  const { entry } = task;
  if (entry === undefined) return undefined;
  const after = ladder.filter(({ at }) => 'after' in at);
  if (after.some(({ id }) => id === entry)) return undefined;
  const known = after.map(({ id }) => id).join('、');
  const words = ladder.some(({ id }) => id === entry)
    ? `起始步骤“${entry}”在到期之前，不能作为起始步骤，可写 ${known}`
    : `起始步骤“${entry}”不是制度里的升级步骤，可写 ${known}`;
  return blocking('entry-unknown', task, words);
}

/** Deadlines that lie before the start: asked, never fired. */
export function pastDeadlines(
  plan: Plan,
  context: Pick<Context, 'startedAt' | 'calendar'>,
): readonly Diagnostic[] {
  const today = dayOf(context.startedAt, context.calendar.zone);
  return plan.tasks.flatMap((task) =>
    task.deadlines.flatMap((deadline): Diagnostic[] =>
      deadline.kind === 'date' && deadline.on < today
        ? [
            {
              code: 'deadline-past',
              severity: 'blocking',
              message: `${taskLabel(task)}的完成时限 ${deadline.on} 已过，启动后不会再催；请确认或在方案中改期`,
              where: task.key,
            },
          ]
        : [],
    ),
  );
}

/** Lists of units that end in 等: who else is meant is asked once for a task, and must be named or confirmed. */
export function openLists(plan: Pick<Plan, 'tasks'>, directory: Directory): readonly Diagnostic[] {
  const isGroup = (name: string) =>
    isGroupExpression(name) || groupNamed(directory, name) !== undefined;
  return plan.tasks.flatMap((task) => {
    const names = task.assignments.map(({ unit }) => unit);
    // A group is open by itself, and is asked about as a group.
    if (!task.openEnded || names.length === 0 || names.some(isGroup)) return [];
    const words = '的单位名单以“等”结尾，只交办给已列名的单位；请在方案中补齐，或确认';
    const message = `${taskLabel(task)}${words}`;
    return [{ code: 'list-open', severity: 'blocking', message, where: task.key }];
  });
}

/** What a process carries of a unit for years: who it is, and who receives. */
function carried({ id, name, aliases, reporter, head }: Unit): Unit {
  return { id, name, aliases, reporter, head };
}

/** Without a lead the responsible units stand in for it, unless the duty names them anyway: then each owes alone. */
function rolesOf(by: readonly Role[], task: PlanTask): readonly Role[] {
  const led = task.assignments.some(({ role }) => role === 'lead');
  return led || !by.includes('responsible') ? by : by.filter((role) => role !== 'lead');
}

/** A unit owes one report for a task and period, however often the plan prints it and in whatever roles. */
function once(parties: readonly Party[]): Party[] {
  const owing = new Set<string>();
  return parties.filter(({ members }) => {
    if (members.every((member) => owing.has(member))) return false;
    for (const member of members) owing.add(member);
    return true;
  });
}

function ownerOf(task: PlanTask, directory: Directory, leadership: Leadership) {
  return (role: Role): readonly Found[] => {
    const named = (wanted: Role) =>
      task.assignments.filter((one) => one.role === wanted).map(({ unit }) => unit);
    const leads = named('lead');
    if (role === 'lead') {
      const names = leads.length === 0 ? named('responsible') : leads;
      return partiesOf(task, names, directory, leadership === 'several');
    }
    return partiesOf(task, named(role), directory, true);
  };
}

function push(list: Diagnostic[], diagnostic: Diagnostic): void {
  if (!list.some((known) => known.message === diagnostic.message)) list.push(diagnostic);
}
