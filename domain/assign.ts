import type { Context, OwedTask, Party } from './context.ts';
import { unitId } from './ids.ts';
import { dayOf } from './instant.ts';
import { DEADLINES } from './obligation.ts';
import type { Diagnostic, Plan, PlanTask, Role } from './plan.ts';
import type { Regime } from './regime.ts';
import type { Directory, Unit } from './unit.ts';

/** Several leads in one cell owe jointly 共同牵头 by default; the administrator may choose that each owes 分别报送. */
export type Leadership = 'joint' | 'several';

export interface Assigned {
  readonly tasks: readonly OwedTask[];
  /** The units that owe anything. */
  readonly units: readonly Unit[];
  readonly leaders: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const GROUP = /^(各|相关|有关|涉及)|(成员单位|部门单位|职能部门|责任单位)$/;

/** Whether a printed name stands for a list of units 单位组 rather than for one. */
export function isGroupExpression(name: string): boolean {
  return GROUP.test(name);
}

/** A directory made of the names that a plan prints, where the office keeps none: each name is a unit of its own. */
export function directoryOf(plan: Plan): Directory {
  const names = plan.tasks.flatMap((task) => task.assignments.map(({ unit }) => unit));
  const units = [...new Set(names)]
    .filter((name) => !isGroupExpression(name))
    .map((name, index): Unit => ({
      id: unitId(index + 1),
      name,
      aliases: [],
      reporter: '联络员',
      head: '主要负责人',
    }));
  return { version: 1, units, groups: [] };
}

/**
 * Resolves who owes what. Unknown names and open groups block only where a duty needs them; a task that nobody owes
 * blocks; nothing is ever sent to nobody.
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
      ...regime.duties.map(({ id, by }) => [id, by] as const),
      [DEADLINES, ['lead']] as const,
    ];
    const parties: Record<string, Party[]> = {};
    let unowed = false;
    for (const [duty, by] of duties) {
      const found = rolesOf(by, task).flatMap((role) => owner(role));
      parties[duty] = once(found.flatMap(({ party }) => (party ? [party] : [])));
      for (const { problem } of found) if (problem) push(diagnostics, problem);
      if (duty !== DEADLINES && found.length === 0 && by.includes('lead')) unowed = true;
    }
    const nobody = Object.entries(parties).every(
      ([duty, list]) =>
        list.length === 0 ||
        (duty === DEADLINES && !task.deadlines.some(({ kind }) => kind === 'date')),
    );
    const asked = diagnostics.some(({ where }) => where === task.key);
    if (unowed || (nobody && !asked)) {
      const words = '没有牵头或责任单位，无人报送，请指定';
      push(diagnostics, blocking('task-without-unit', task, words));
    }
    const members = new Set(
      Object.values(parties).flatMap((list) => list.flatMap((p) => p.members)),
    );
    const units = directory.units.filter(({ id }) => members.has(id));
    for (const unit of units) owing.set(unit.id, unit);
    return { key: task.key, deadlines: task.deadlines, leaders: task.leaders, parties, units };
  });
  return {
    tasks,
    units: [...owing.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    leaders: [...new Set(plan.tasks.flatMap(({ leaders }) => leaders))],
    diagnostics,
  };
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
              message: `${label(task)}的完成时限 ${deadline.on} 已过，启动后不会再催；请确认（--confirm deadline-past）或在方案中改期`,
              where: task.key,
            },
          ]
        : [],
    ),
  );
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

interface Found {
  readonly party?: Party;
  readonly problem?: Diagnostic;
}

function ownerOf(task: PlanTask, directory: Directory, leadership: Leadership) {
  return (role: Role): readonly Found[] => {
    const printed = task.assignments.filter((assignment) => assignment.role === role);
    const names = printed.map(({ unit }) => unit);
    if (role === 'lead' && names.length === 0) {
      const responsible = task.assignments.filter((a) => a.role === 'responsible');
      return partiesOf(
        task,
        responsible.map(({ unit }) => unit),
        directory,
        leadership,
      );
    }
    return partiesOf(task, names, directory, role === 'lead' ? leadership : 'several');
  };
}

function partiesOf(
  task: PlanTask,
  names: readonly string[],
  directory: Directory,
  leadership: Leadership,
): readonly Found[] {
  const single: string[] = [];
  const found: Found[] = [];
  for (const name of names) {
    const unit = unitNamed(directory, name);
    const group = directory.groups.find((candidate) => candidate.name === name);
    if (unit) single.push(unit.id);
    else if (group) found.push(...membersOf(task, group.members, directory));
    else if (isGroupExpression(name)) {
      const words = `“${name}”是单位组，请在单位名录 groups 中列出成员`;
      found.push({ problem: blocking('group-unresolved', task, words) });
    } else {
      const words = `单位“${name}”不在单位名录中${near(directory, name)}`;
      found.push({ problem: blocking('unit-unknown', task, words) });
    }
  }
  const members = [...new Set(single)].sort();
  if (leadership === 'several')
    members.forEach((id) => found.push({ party: { id, members: [id] } }));
  else if (members.length > 0) found.push({ party: { id: members.join('+'), members } });
  return found;
}

/** A group expression resolves to several: each member owes and is judged alone. */
function membersOf(
  task: PlanTask,
  names: readonly string[],
  directory: Directory,
): readonly Found[] {
  return names.map((name) => {
    const unit = unitNamed(directory, name);
    if (unit) return { party: { id: unit.id, members: [unit.id] } };
    const words = `单位组成员“${name}”不在单位名录中${near(directory, name)}`;
    return { problem: blocking('unit-unknown', task, words) };
  });
}

export function unitNamed(directory: Directory, name: string): Unit | undefined {
  return directory.units.find(
    (unit) => unit.name === name || unit.aliases.includes(name) || unit.id === name,
  );
}

/** Names that may be meant: proposed, never merged. */
function near(directory: Directory, name: string): string {
  const core = (text: string) => text.replace(/^(市|区|县)/, '').replace(/(管理|建设|和)/g, '');
  const found = directory.units.filter((unit) =>
    [unit.name, ...unit.aliases].some((known) => {
      const [a, b] = [core(known), core(name)];
      return a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a));
    }),
  );
  if (found.length === 0) return '，请补入名录或改正方案';
  return `，是否指 ${found.map((unit) => unit.name).join('、')}？请在名录中加为别名或改正方案`;
}

function label(task: PlanTask): string {
  return task.no === null ? `任务 ${task.key}` : `第 ${task.no} 项（${task.key}）`;
}

function blocking(code: string, task: PlanTask, words: string): Diagnostic {
  return { code, severity: 'blocking', message: `${label(task)}：${words}`, where: task.key };
}

function push(list: Diagnostic[], diagnostic: Diagnostic): void {
  if (!list.some((known) => known.message === diagnostic.message)) list.push(diagnostic);
}
