import type { Assigned } from '../domain/assign.ts';
import type { Behaviour } from '../domain/behaviour.ts';
import type { Context, OwedTask } from '../domain/context.ts';
import { readProcess } from '../domain/ids.ts';
import { obligationsOf } from '../domain/obligation.ts';
import type { Plan } from '../domain/plan.ts';
import { rehearse } from '../domain/rehearse.ts';
import { namesOf } from '../domain/words.ts';
import { table, wrap } from './print.ts';
import { behaviourWords } from './rehearsalView.ts';

/** What a task with several leads brings in the year, under one way of leading. */
export interface LeadFigures {
  /** Parties that owe under any duty. */
  readonly parties: number;
  readonly obligations: number;
  readonly missing: number;
  readonly notices: number;
  /** Interviews that were proposed with a ground of this task. */
  readonly interviews: number;
}

export interface LeadLine {
  readonly task: string;
  readonly no: string | null;
  /** The units that are named together, by id. */
  readonly leads: readonly string[];
  readonly joint: LeadFigures;
  readonly several: LeadFigures;
}

/** 对照 of all tasks with several leads; an interview on several of them is one in the totals. */
export interface LeadComparison {
  readonly tasks: readonly LeadLine[];
  readonly joint: LeadFigures;
  readonly several: LeadFigures;
}

export interface LeadsInput {
  readonly context: Context;
  readonly plan: Plan;
  readonly behaviour: Behaviour;
  /** The same plan assigned in both ways. */
  readonly joint: Assigned;
  readonly several: Assigned;
}

/** Rehearses the tasks with several leads, once as joint and once as several; all others are left out. */
export function compareLeads(input: LeadsInput): LeadComparison {
  const led = input.joint.tasks.filter((task) => leadsOf(task).length > 0);
  const keys = new Set(led.map(({ key }) => key));
  const run = (assigned: Assigned) =>
    figuresOf(
      input,
      assigned,
      assigned.tasks.filter(({ key }) => keys.has(key)),
    );
  const [joint, several] = [run(input.joint), run(input.several)];
  const tasks = led.map((task) => ({
    task: task.key,
    no: input.plan.tasks.find(({ key }) => key === task.key)?.no ?? null,
    leads: leadsOf(task),
    joint: joint.byTask.get(task.key) ?? NOTHING,
    several: several.byTask.get(task.key) ?? NOTHING,
  }));
  return { tasks, joint: total(joint), several: total(several) };
}

const NOTHING: LeadFigures = { parties: 0, obligations: 0, missing: 0, notices: 0, interviews: 0 };

/** The members of a task's joint parties. */
function leadsOf(task: OwedTask): readonly string[] {
  const joint = Object.values(task.parties)
    .flat()
    .filter(({ members }) => members.length > 1);
  return [...new Set(joint.flatMap(({ members }) => members))];
}

interface Figures {
  readonly byTask: ReadonlyMap<string, LeadFigures>;
  readonly interviews: number;
}

function figuresOf(
  { context, behaviour }: LeadsInput,
  { units, leaders }: Assigned,
  tasks: readonly OwedTask[],
): Figures {
  const interviews = new Set<string>();
  const found = new Map(tasks.map((task) => [task.key, { ...owedBy(context, task) }]));
  const count = (task: string, what: 'missing' | 'notices' | 'interviews', by = 1) => {
    const own = found.get(task);
    if (own) own[what] += by;
  };
  rehearse({
    input: { context, units, leaders },
    tasks,
    behaviour,
    onRow: ({ process, decision }) => {
      const source = readProcess(process);
      const { kind, type, payload } = decision;
      if (source?.kind === 'task') {
        if (kind === 'notice') count(source.task, 'notices');
        if (type === 'judged' && payload['verdict'] === 'missing') count(source.task, 'missing');
        if (type === 'judged' && payload['corrects'] === 'missing')
          count(source.task, 'missing', -1);
      }
      if (kind === 'fact' && type === 'proposed') {
        interviews.add(process);
        const grounds = (payload['grounds'] as readonly string[]).map((g) => g.split('/')[0] ?? '');
        for (const task of new Set(grounds)) count(task, 'interviews');
      }
    },
  });
  return { byTask: found, interviews: interviews.size };
}

function owedBy(context: Context, task: OwedTask): LeadFigures {
  const parties = new Set(Object.values(task.parties).flatMap((list) => list.map(({ id }) => id)));
  const obligations = obligationsOf(context, task).length;
  return { ...NOTHING, parties: parties.size, obligations };
}

const MOST_NAMED = 4;

/** The comparison as a table: 合报 → 各报 in each cell, with the sum. */
export function leadsWords(
  input: LeadsInput,
  { tasks: lines, ...sum }: LeadComparison,
  width: number,
): string {
  if (lines.length === 0) return '没有一格内并列几个牵头单位的任务，合报与各报没有差别。';
  const names = namesOf(input.context, input.plan.tasks, input.joint.units);
  const whom = (ids: readonly string[]) => {
    const shown = ids.slice(0, MOST_NAMED).map((id) => names.unit(id));
    return `${shown.join('、')}${ids.length > MOST_NAMED ? `等 ${ids.length} 家` : ''}`;
  };
  const rows = lines.map((line) => [line.no ?? line.task, whom(line.leads), ...cells(line)]);
  const heads = ['任务', '并列牵头单位', '责任方', '应报', '未报', '通知', '约谈提请'];
  const drawn = typeof input.behaviour.reports !== 'string';
  return [
    '并列牵头：合报 → 各报各的（其余任务不变，未计入）',
    ...wrap(`假设：${behaviourWords(input.behaviour)}`, width),
    ...(drawn
      ? wrap('按抽签报送，份数一变抽签也变；只看两种方式的差别，请加 --behaviour silent。', width)
      : []),
    table(heads, [...rows, ['合计', `${lines.length} 项任务`, ...cells(sum)]], { width }),
    '启动时用 --several 任务编号 选择各报各的；不写的合报一份。',
  ].join('\n');
}

const COLUMNS = ['parties', 'obligations', 'missing', 'notices', 'interviews'] as const;

function cells({ joint, several }: Pick<LeadLine, 'joint' | 'several'>): readonly string[] {
  return COLUMNS.map((column) => `${joint[column]} → ${several[column]}`);
}

function total({ byTask, interviews }: Figures): LeadFigures {
  const sum = (column: Exclude<keyof LeadFigures, 'interviews'>) =>
    [...byTask.values()].reduce((all, own) => all + own[column], 0);
  return {
    parties: sum('parties'),
    obligations: sum('obligations'),
    missing: sum('missing'),
    notices: sum('notices'),
    interviews,
  };
}
