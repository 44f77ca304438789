import { directoryOf } from '../../domain/assign.ts';
import { directoryFindings } from '../../domain/directoryFindings.ts';
import { MARKS } from '../../domain/standingMark.ts';
import type { DraftTask } from '../../domain/plan.ts';
import { resolve } from '../../domain/unitResolve.ts';
import { planDesks } from '../../store/planDesks.ts';
import type { Gate } from '../deskAnswers.ts';
import { deskDirectory } from '../planDeskWork.ts';
import { requiredOf } from '../reviewRequired.ts';
import type { Service } from '../service.ts';
import { ZONE } from './actor.ts';
import { written } from './campaignViews.ts';
import { brief } from './deskWords.ts';
import { deskFor, type Desk } from './planDeskFind.ts';

/** A name that stands for no unit yet, and how many tasks bear it. */
export interface UnnamedUnit {
  readonly printed: string;
  readonly tasks: number;
}

/** So many plans being imported are looked at; more are seldom open at once. */
const MOST = 6;
const NAMES_SHOWN = 3;

/**
 * 单位待定 and 方案待核对: plans that are being imported and wait for somebody. What was stored with a plan says whether it
 * waits at all; only then its reading is opened, which is kept while it does not change.
 */
export async function planGates(service: Service): Promise<readonly Gate[]> {
  const open = await planDesks(service.pool, { state: 'open', limit: MOST });
  const waiting = open.filter((row) => row.open > 0 || row.required > 0);
  const gates: Gate[] = [];
  for (const { id } of waiting) gates.push(...gatesOf(await deskFor(service, id)));
  return gates;
}

const known = new WeakMap<Desk, readonly Gate[]>();

function gatesOf(desk: Desk): readonly Gate[] {
  const found = known.get(desk) ?? madeGates(desk);
  known.set(desk, found);
  return found;
}

function madeGates(desk: Desk): readonly Gate[] {
  const { reviewed, work, today } = desk;
  const given = deskDirectory(reviewed.draft, work).value;
  const directory = resolve(given ?? directoryOf(reviewed.draft), today);
  const names = unnamedIn(
    reviewed.draft.tasks,
    directoryFindings(reviewed.draft.tasks, directory).flatMap(({ kind, printed }) =>
      kind === 'unit' || kind === 'group' ? [] : [printed],
    ),
  );
  const title = work.title ?? undefined;
  const left = requiredOf(reviewed.open, { directory: given && directory, title });
  const others = left.filter(({ kind }) => kind !== 'group-unresolved').length;
  return [
    ...(names.length === 0 ? [] : [unnamedGate(desk, names)]),
    ...(others === 0 ? [] : [reviewGate(desk, others)]),
  ];
}

/** The names that are not known, the most frequent first. */
export function unnamedIn(
  tasks: readonly Pick<DraftTask, 'assignments'>[],
  unknown: readonly string[],
): readonly UnnamedUnit[] {
  const counts = new Map(unknown.map((printed) => [printed, 0]));
  for (const { assignments } of tasks) {
    for (const printed of new Set(assignments.map(({ unit }) => unit))) {
      const count = counts.get(printed);
      if (count !== undefined) counts.set(printed, count + 1);
    }
  }
  return [...counts]
    .map(([printed, count]) => ({ printed, tasks: count }))
    .sort((a, b) => b.tasks - a.tasks);
}

/** `“相关部门单位”9处、“各镇街”3处等 5 个名称` */
export function unnamedWords(names: readonly UnnamedUnit[]): string {
  const shown = names.slice(0, NAMES_SHOWN);
  const told = shown.map(({ printed, tasks }) => `“${brief(printed, 20)}”${tasks}处`).join('、');
  return names.length > shown.length ? `${told}等 ${names.length} 个名称` : told;
}

function unnamedGate(desk: Desk, names: readonly UnnamedUnit[]): Gate {
  return planGate(desk, {
    id: `${desk.row.id}/unnamed`,
    ...{ kind: 'unnamed', kindWords: '单位待定', title: unnamedWords(names) },
    reason: `${titleOf(desk)}：写的是统称，或者名录里没有；指定了是哪些单位，它们才会收到通知`,
    why: {
      rule: '每个名称都要落到具体单位，通知才有人收',
      facts: names.slice(0, 10).map(({ printed, tasks }) => `“${printed}”：${tasks} 项任务`),
    },
  });
}

function reviewGate(desk: Desk, left: number): Gate {
  const { open, required, updatedAt, updatedBy } = desk.row;
  const more = open > required ? `；另有 ${open - required} 处可看` : '';
  const [day = '', time = ''] = written(updatedAt, ZONE).split('T');
  return planGate(desk, {
    id: `${desk.row.id}/review`,
    ...{ kind: 'plan', kindWords: '方案待核对', title: titleOf(desk) },
    reason: `导入的方案还有 ${left} 处必须核对才能启动${more}`,
    why: {
      rule: '读不准的地方由人核对以后才能启动',
      facts: [`文件：${desk.row.file}`, `最近由“${updatedBy}”改动，${day} ${time.slice(0, 5)}`],
    },
  });
}

function titleOf({ row, work, reviewed }: Desk): string {
  return `《${brief(work.title ?? reviewed.draft.title ?? row.file, 40)}》`;
}

function planGate(
  { row }: Desk,
  more: Pick<Gate, 'id' | 'kind' | 'kindWords' | 'title' | 'reason' | 'why'>,
): Gate {
  return {
    ...more,
    mark: { ...MARKS.near, word: '待办' },
    ...{ campaign: '', campaignTitle: '', unit: null, task: null },
    ...{ approver: '督查室', since: written(row.createdAt, ZONE), limit: null, ifNothing: null },
    target: { kind: 'plan', campaign: '', id: row.id },
    acts: [],
  };
}
