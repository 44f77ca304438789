import { z } from 'zod';
import { Deadline, Every } from '../domain/deadline.ts';
import { Day, isRealDay } from '../domain/instant.ts';
import { measureProblems, Measures } from '../domain/measure.ts';
import {
  Assignment,
  Targets,
  TaskDuties,
  TaskEntry,
  TaskKey,
  type Diagnostic,
  type DraftTask,
  type Reading,
} from '../domain/plan.ts';
import { placeWords, readYaml, type PathFault, type YamlReading } from './yaml.ts';
import { PLAN } from './yamlSyntax.ts';

const Text = z.string().trim().min(1);

/** One unit or a list of them: `lead: 甲局` or `lead: [甲局, 乙局]`. */
const Texts = z.union([Text, z.array(Text).min(1)]);

/** Short strings that a list of deadlines may hold beside the typed ones. */
const ShortDeadline = Text.refine(
  (text) => shortDeadline(text) !== undefined,
  '时限应写作 date: 2026-06-30、start-now、continuous、horizon、every: quarter 或 unknown: 原文',
);

/** A deadline as a person writes it: by its kind, by the key alone, or as a short string. */
const WrittenDeadline = z.union([
  z.strictObject({ date: Day, what: Text.optional(), tentative: z.boolean().optional() }),
  z.strictObject({ every: Every }),
  z.strictObject({ unknown: Text }),
  ShortDeadline,
  Deadline,
]);
type WrittenDeadline = z.infer<typeof WrittenDeadline>;

const WrittenTask = z.strictObject({
  key: TaskKey.optional(),
  no: z.union([Text, z.int().min(0)]).optional(),
  category: Texts.optional(),
  title: Text.optional(),
  content: Text,
  lead: Texts.optional(),
  responsible: Texts.optional(),
  cooperating: Texts.optional(),
  assignments: z.array(Assignment).optional(),
  leaders: Texts.optional(),
  openEnded: z.boolean().optional(),
  deadlines: z.array(WrittenDeadline).optional(),
  duties: TaskDuties.optional(),
  entry: TaskEntry.optional(),
  targets: Targets.optional(),
  measures: Measures.optional(),
});
type WrittenTask = z.infer<typeof WrittenTask>;

const WrittenPlan = z.strictObject({
  title: Text,
  version: z.int().min(1).optional(),
  lastKey: TaskKey.optional(),
  issuer: Text.optional(),
  documentNumber: Text.optional(),
  issuedOn: Day.optional(),
  tasks: z.array(WrittenTask).min(1),
});
type WrittenPlan = z.infer<typeof WrittenPlan>;

/**
 * Reads a plan 方案 written in YAML. A fault is a blocking diagnostic; the draft then has no tasks.
 */
export function readPlanYaml(name: string, text: string, options: { today: Day }): Reading {
  const canonical = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const reading = readYaml(canonical, WrittenPlan, checkPlan, PLAN);
  const plan = reading.value;
  const head = { regime: { duties: [], steps: [] }, text: canonical };
  if (plan === undefined) {
    const none = { title: null, issuer: null, documentNumber: null, issuedOn: null, tasks: [] };
    return { draft: { ...none, ...head }, diagnostics: blocking(name, reading) };
  }
  const points = [...canonical];
  const tasks = plan.tasks.map((task, i) => draftTask(task, i, points, reading));
  const draft = {
    title: plan.title,
    issuer: plan.issuer ?? null,
    documentNumber: plan.documentNumber ?? null,
    issuedOn: plan.issuedOn ?? null,
    tasks,
    ...(plan.version === undefined ? {} : { version: plan.version }),
    ...(plan.lastKey === undefined ? {} : { lastKey: plan.lastKey }),
    ...head,
  };
  return { draft, diagnostics: [...headMissing(plan), ...taskDiagnostics(tasks, options.today)] };
}

function blocking(name: string, { faults }: YamlReading<unknown>): readonly Diagnostic[] {
  return faults.map((fault) => ({
    code: 'document-fault',
    severity: 'blocking',
    message: `${name}：${fault.message}`,
    where: placeWords(fault),
  }));
}

/** What the schema cannot see: days that do not exist, numbers and units that stand twice. */
function checkPlan(plan: WrittenPlan): readonly PathFault[] {
  const issuedOn = plan.issuedOn === undefined ? [] : dayFaults(['issuedOn'], plan.issuedOn);
  const tasks = plan.tasks.flatMap((task, i) => [
    ...unitFaults(task, i),
    ...measureProblems(task.measures ?? []).map(({ path, message }) => ({
      ...{ path: ['tasks', i, 'measures', ...path], message },
    })),
    ...(task.deadlines ?? []).flatMap((deadline, j) => {
      const day = dateOf(deadline);
      return day === undefined ? [] : dayFaults(dayPath(i, j, deadline), day);
    }),
  ]);
  return [...issuedOn, ...numberFaults(plan), ...keyFaults(plan), ...tasks];
}

function dayPath(task: number, deadline: number, written: WrittenDeadline): (string | number)[] {
  const path = ['tasks', task, 'deadlines', deadline];
  if (typeof written === 'string') return path;
  return [...path, 'date' in written ? 'date' : 'on'];
}

function dayFaults(path: (string | number)[], day: Day): readonly PathFault[] {
  return isRealDay(day) ? [] : [{ path, message: `没有 ${day} 这一天，请核对日期` }];
}

function numberFaults(plan: WrittenPlan): readonly PathFault[] {
  const firsts = new Map<string, number>();
  return plan.tasks.flatMap(({ no, key }, i) => {
    const first = firsts.get(String(no));
    // Clauses of one printed item share its number; their keys tell them apart.
    if (no === undefined || key !== undefined) return [];
    if (first === undefined) firsts.set(String(no), i);
    if (first === undefined) return [];
    const message = `序号“${no}”与第${first + 1}项任务重复，请改正`;
    return [{ path: ['tasks', i, 'no'], message }];
  });
}

function keyFaults(plan: WrittenPlan): readonly PathFault[] {
  const seen = new Set<string>();
  return plan.tasks.flatMap(({ key }, i) => {
    const twice = key !== undefined && seen.has(key);
    if (key !== undefined) seen.add(key);
    const path = ['tasks', i, 'key'];
    return twice ? [{ path, message: `任务编号“${key}”重复，请改正` }] : [];
  });
}

function unitFaults(task: WrittenTask, i: number): readonly PathFault[] {
  const seen = new Set<string>();
  return located(task).flatMap(({ unit, role, path }) => {
    // A confirmed plan keeps what was printed: a unit may lead and stand among the cooperating ones.
    const name = task.key === undefined ? unit : `${role} ${unit}`;
    const twice = seen.has(name);
    seen.add(name);
    if (!twice) return [];
    const message = `“${unit}”在这项任务里出现了两次，请只保留一种职责`;
    return [{ path: ['tasks', i, ...path], message }];
  });
}

interface Located extends Assignment {
  readonly path: (string | number)[];
}

/** Every unit of a task with its role and where it is written. */
function located(task: WrittenTask): readonly Located[] {
  const byRole = (['lead', 'responsible', 'cooperating'] as const).flatMap((role) => {
    const written = task[role];
    if (typeof written === 'string') return [{ unit: written, role, path: [role] }];
    return (written ?? []).map((unit, i) => ({ unit, role, path: [role, i] }));
  });
  const listed = (task.assignments ?? []).map((assignment, i) => ({
    ...assignment,
    path: ['assignments', i, 'unit'],
  }));
  return [...byRole, ...listed];
}

function draftTask(
  task: WrittenTask,
  i: number,
  points: readonly string[],
  { spanOf }: YamlReading<unknown>,
): DraftTask {
  const fields = Object.keys(task).flatMap((field) => {
    const span = spanOf(['tasks', i, field]);
    return span === undefined ? [] : [[field, span] as const];
  });
  return {
    ...(task.key === undefined ? {} : { key: task.key }),
    no: printedNumber(task.no, points, Object.fromEntries(fields).no),
    category: texts(task.category),
    title: task.title ?? null,
    content: task.content,
    assignments: located(task).map(({ unit, role }) => ({ unit, role })),
    leaders: texts(task.leaders),
    openEnded: task.openEnded ?? false,
    deadlines: (task.deadlines ?? []).map(deadlineOf),
    ...(task.duties === undefined ? {} : { duties: task.duties }),
    ...(task.entry === undefined ? {} : { entry: task.entry }),
    ...(task.targets === undefined ? {} : { targets: task.targets }),
    ...(task.measures === undefined ? {} : { measures: task.measures }),
    source: spanOf(['tasks', i]) ?? { from: 0, to: 0 },
    spans: Object.fromEntries(fields),
  };
}

/** A number as it is written: `no: 01` stays 01. */
function printedNumber(
  no: WrittenTask['no'],
  points: readonly string[],
  span: { readonly from: number; readonly to: number } | undefined,
): string | null {
  if (typeof no !== 'number') return no ?? null;
  return span === undefined ? String(no) : points.slice(span.from, span.to).join('');
}

function texts(written: string | readonly string[] | undefined): string[] {
  if (written === undefined) return [];
  return typeof written === 'string' ? [written] : [...written];
}

function deadlineOf(written: WrittenDeadline): Deadline {
  if (typeof written === 'string')
    return shortDeadline(written) ?? { kind: 'unknown', text: written };
  if ('kind' in written) return written;
  if ('every' in written) return { kind: 'recurring', every: written.every };
  if ('unknown' in written) return { kind: 'unknown', text: written.unknown };
  const { date, ...rest } = written;
  return { kind: 'date', on: date, ...rest };
}

function dateOf(written: WrittenDeadline): Day | undefined {
  const deadline = deadlineOf(written);
  return deadline.kind === 'date' ? deadline.on : undefined;
}

/**
 * `date: 2026-06-30`, the day alone, `every: month`, `unknown: …`, or the name of a kind without
 * content.
 */
function shortDeadline(text: string): Deadline | undefined {
  const [, key = 'date', value = ''] = /^(?:(\w[\w-]*)\s*[:：]\s*)?(.*)$/.exec(text.trim()) ?? [];
  if (value === 'start-now' || value === 'continuous' || value === 'horizon')
    return { kind: value };
  if (key === 'date' && Day.safeParse(value).success) return { kind: 'date', on: value };
  if (key === 'unknown' && value !== '') return { kind: 'unknown', text: value };
  const every = Every.safeParse(value);
  const recurring = key === 'every' || key === 'recurring';
  return recurring && every.success ? { kind: 'recurring', every: every.data } : undefined;
}

function headMissing(plan: WrittenPlan): readonly Diagnostic[] {
  const absent = [
    plan.issuer === undefined ? ['发文机关（issuer）'] : [],
    plan.documentNumber === undefined ? ['文号（documentNumber）'] : [],
    plan.issuedOn === undefined ? ['发文日期（issuedOn）'] : [],
  ].flat();
  if (absent.length === 0) return [];
  const message = `没有写${absent.join('、')}，出具通报和通知时将空缺`;
  return [{ code: 'header-missing', severity: 'info', message }];
}

function taskDiagnostics(tasks: readonly DraftTask[], today: Day): readonly Diagnostic[] {
  return tasks.flatMap((task, i) => {
    const where = task.no === null ? `第${i + 1}项任务` : `任务${task.no}`;
    const unowned: Diagnostic[] =
      task.assignments.length > 0
        ? []
        : [warning('task-without-unit', `${where}没有写任何单位，请补上牵头单位`, where)];
    const past = task.deadlines.flatMap((deadline) => {
      if (deadline.kind !== 'date' || deadline.on >= today) return [];
      const message = `${where}的时限 ${deadline.on} 已经过去，启动后不再提醒和判定，请核对`;
      return [warning('deadline-past', message, where)];
    });
    return [...unowned, ...past];
  });
}

function warning(code: string, message: string, where: string): Diagnostic {
  return { code, severity: 'warning', message, where };
}
