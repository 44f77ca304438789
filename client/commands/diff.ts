import { basename } from 'node:path';
import { taskKey } from '../../domain/ids.ts';
import type { Draft, Plan, PlanTask } from '../../domain/plan.ts';
import { comparePlans, type PlanDiff, type TaskChange } from '../../domain/planDiff.ts';
import { isGroupExpression } from '../../domain/unitGroup.ts';
import { fieldWords } from '../../importers/doubtsKinds.ts';
import { placeWords } from '../../importers/doubtsFound.ts';
import { assignmentsText, deadlinesText } from '../../importers/reviewWords.ts';
import { table } from '../print.ts';
import { readPlanFile } from './documents.ts';
import { CommandEnd, EXIT, print, type Io } from './io.ts';
import { writePlan } from './planOut.ts';
import { requiredOf } from '../reviewRequired.ts';
import { refuseOpen, type ReviewedReading } from './reviewed.ts';
import { brief, diagnosticsWords, item } from './words.ts';

export interface DiffOptions {
  readonly json?: boolean;
  readonly out?: string;
}

/** `duban diff OLD NEW`: shows what changed; only `--out` writes the new version. */
export async function diff(
  io: Io,
  oldPath: string,
  nextPath: string,
  { json, out }: DiffOptions,
): Promise<void> {
  const before = await readable(io, oldPath);
  const after = await readable(io, nextPath);
  const old = confirmedPlan(groupsOpen(before.draft), basename(oldPath));
  const found = comparePlans(old, groupsOpen(after.draft));
  const warning = warningOf(found, old);
  if (out !== undefined) {
    refuseOpen(nextPath, requiredOf(after.open), '新版没有写出');
    writePlan(out, found.plan);
  }
  const view = {
    title: found.plan.title,
    version: found.plan.version,
    counts: countsOf(found),
    head: found.head,
    same: found.same.map(({ key }) => key),
    changed: found.changed,
    added: found.added,
    removed: found.removed,
    warning,
    plan: found.plan,
  };
  print(io, json, view, () => {
    const written =
      out === undefined
        ? '核对无误后，加 --out 新版.yaml 写出新版。'
        : `已写出第 ${found.plan.version} 版：${out}`;
    return [diffWords(found, old, before.draft, after.draft, io.width), warning, written]
      .filter((part) => part !== null && part !== '')
      .join('\n');
  });
}

async function readable(io: Io, path: string): Promise<ReviewedReading> {
  const reading = await readPlanFile(io, path);
  const blocking = reading.diagnostics.filter(({ severity }) => severity === 'blocking');
  if (blocking.length === 0 && reading.draft.tasks.length > 0) return reading;
  const words = `${path} 无法对照。\n${diagnosticsWords(blocking, io.width)}`.trimEnd();
  throw new CommandEnd(EXIT.refused, words, { code: 'plan-unreadable', detail: words, blocking });
}

/** A group of units keeps a list open whether or not the plan says so. */
function groupsOpen<D extends Draft>(draft: D): D {
  const tasks = draft.tasks.map((task) => ({
    ...task,
    openEnded: task.openEnded || task.assignments.some(({ unit }) => isGroupExpression(unit)),
  }));
  return { ...draft, tasks };
}

/** A draft as it would be confirmed: its own keys, else keys in the order of the plan. */
function confirmedPlan(draft: Draft, name: string): Plan {
  const own = draft.tasks.every(({ key }) => key !== undefined);
  const { issuer, documentNumber, issuedOn, version = 1, lastKey } = draft;
  const tasks = draft.tasks.map((task, i): PlanTask => {
    const { no, category, title, content, assignments, leaders, openEnded, deadlines } = task;
    return {
      key: (own ? task.key : undefined) ?? taskKey(i + 1),
      ...{ no, category, title, content, assignments, leaders, openEnded, deadlines },
      ...(task.duties === undefined ? {} : { duties: task.duties }),
      ...(task.entry === undefined ? {} : { entry: task.entry }),
      ...(task.targets === undefined ? {} : { targets: task.targets }),
      ...(task.measures === undefined ? {} : { measures: task.measures }),
    };
  });
  const head = { title: draft.title ?? name, issuer, documentNumber, issuedOn, version };
  return { ...head, ...(lastKey === undefined ? {} : { lastKey }), tasks };
}

function countsOf({ same, changed, added, removed }: PlanDiff) {
  return {
    same: same.length,
    changed: changed.length,
    added: added.length,
    removed: removed.length,
  };
}

/** A plan of which most tasks vanish is more likely the wrong file. */
function warningOf({ removed }: PlanDiff, old: Plan): string | null {
  if (removed.length * 2 <= old.tasks.length) return null;
  return `注意：旧版 ${old.tasks.length} 项任务中有 ${removed.length} 项在新版中找不到，超过一半。请核对是否选错了文件。`;
}

function diffWords(
  found: PlanDiff,
  old: Plan,
  oldDraft: Draft,
  nextDraft: Draft,
  width: number,
): string {
  const { added, changed, removed, same, head, plan } = found;
  const renumbered = changed.filter(onlyNumber);
  const oldPlaces = placesOf(old.tasks, oldDraft);
  const newPlaces = placesOf(plan.tasks, nextDraft);
  const rows = [
    ...added.map((task) => ['新增', task.key, titleOf(task), newPlaces.get(task.key)]),
    ...changed
      .filter((change) => !onlyNumber(change))
      .map((change) => {
        const place = newPlaces.get(change.key);
        return [
          '变更',
          change.key,
          [titleOf(change.after), ...changeLines(change)].join('\n'),
          place,
        ];
      }),
    ...removed.map((task) => ['删除', task.key, titleOf(task), oldPlaces.get(task.key)]),
  ];
  const summary = `新增 ${added.length} 项，变更 ${changed.length} 项（其中仅序号变化 ${renumbered.length} 项），删除 ${removed.length} 项，不变 ${same.length} 项。`;
  const heads = head.map(
    (field) =>
      `${fieldWords({ field, task: null })}：${old[field] ?? '无'} → ${plan[field] ?? '无'}`,
  );
  return [
    ...item(`${plan.title}　第 ${old.version} 版 → 第 ${plan.version} 版`, width, ''),
    ...item(summary, width, ''),
    ...heads.flatMap((line) => item(line, width)),
    ...(renumbered.length === 0 ? [] : item(numbersWords(renumbered), width)),
    ...(rows.length === 0 ? [] : [table(['', '编号', '任务', '位置'], rows, { width })]),
  ].join('\n');
}

function onlyNumber({ fields }: TaskChange): boolean {
  return fields.length === 1 && fields[0] === 'no';
}

const NUMBERS_SHOWN = 12;

/** `仅序号变化：t0002 2→3` */
function numbersWords(changes: readonly TaskChange[]): string {
  const shown = changes
    .slice(0, NUMBERS_SHOWN)
    .map(({ key, before, after }) => `${key} ${before.no ?? '无'}→${after.no ?? '无'}`);
  const more = changes.length > NUMBERS_SHOWN ? ` 等 ${changes.length} 项` : '';
  return `仅序号变化：${shown.join('、')}${more}`;
}

function titleOf({ title, content }: PlanTask): string {
  return brief(title ?? content, 40);
}

/** Where each task stands in its own file: number and cell. */
function placesOf(tasks: readonly PlanTask[], draft: Draft): ReadonlyMap<string, string> {
  return new Map(
    tasks.flatMap(({ key }, i) => {
      const task = draft.tasks[i];
      return task === undefined ? [] : [[key, placeWords(task, i)] as const];
    }),
  );
}

/** Fields that no reader of documents knows: our own plans have them. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  targets: '指标',
  duties: '报送要求',
  entry: '起始步骤',
  measures: '计量指标',
};

/** `时限：2026-06-30 → 2026-09-30`; of a long text only where it differs. */
function changeLines({ before, after, fields }: TaskChange): readonly string[] {
  const about = { task: { index: 0, no: null } };
  return fields.map((field) => {
    const [old, now] = apart(valueText(before, field), valueText(after, field));
    const name = OWN_NAMES[field] ?? fieldWords({ field, ...about });
    return `${name}：${old} → ${now}`;
  });
}

function valueText(task: PlanTask, field: TaskChange['fields'][number]): string {
  switch (field) {
    case 'assignments':
      return assignmentsText(task.assignments);
    case 'deadlines':
      return deadlinesText(task.deadlines);
    case 'category':
    case 'leaders':
      return task[field].join('、') || '无';
    case 'openEnded':
      return task.openEnded ? '未列全' : '已列全';
    case 'duties':
      return task.duties?.join('、') ?? '制度的全部报送要求';
    case 'entry':
      return task.entry ?? '从第一步起';
    case 'targets':
      return JSON.stringify(task.targets ?? {});
    case 'measures':
      return JSON.stringify(task.measures ?? []);
    case 'no':
    case 'title':
    case 'content':
      return (task[field] ?? '无').replace(/\s+/g, ' ');
  }
}

const LONG = 30;
const NEAR = 8;

/** Two long texts by what differs between their common beginning and end. */
function apart(a: string, b: string): readonly [string, string] {
  const [x, y] = [Array.from(a), Array.from(b)];
  if (x.length <= LONG && y.length <= LONG) return [a, b];
  let head = 0;
  while (head < x.length && x[head] === y[head]) head += 1;
  let tail = 0;
  const most = Math.min(x.length, y.length) - head;
  while (tail < most && x.at(-1 - tail) === y.at(-1 - tail)) tail += 1;
  const shown = (text: readonly string[]) => {
    const from = Math.max(0, head - NEAR);
    const to = Math.min(text.length, text.length - tail + NEAR);
    const words = text.slice(from, to).join('');
    return `${from > 0 ? '…' : ''}${brief(words, 80)}${to < text.length ? '…' : ''}`;
  };
  return [shown(x), shown(y)];
}
