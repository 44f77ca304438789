import type { Diagnostic, DraftTask } from '../domain/plan.ts';
import { nameKey } from '../domain/unit.ts';
import { isGroupExpression } from '../domain/unitGroup.ts';
import { alike, SURELY_ALIKE } from '../domain/unitMatch.ts';
import { partsOf } from '../domain/unitNameParts.ts';
import { finding, places } from './findings.ts';

/** What is looked at: a draft's tasks, or anything that names units, says something and stands somewhere. */
export type UnitTask = Pick<DraftTask, 'no' | 'title' | 'content' | 'assignments'> &
  Partial<Pick<DraftTask, 'source' | 'spans'>>;

export interface UnitFindingOptions {
  /** Where the n-th unit of a task stands, in words of the document; without n: where the task does. */
  readonly where?: (task: UnitTask, n?: number) => string;
  /** The whole document, where units are also named outside its tasks. */
  readonly text?: string;
}

/** More names than any office has: comparing each with each would only cost. */
const MOST_NAMES = 1200;

/** What the printed unit names give to think of: two names that may be one unit, and units of another level. */
export function unitFindings(
  tasks: readonly UnitTask[],
  options: UnitFindingOptions = {},
): readonly Diagnostic[] {
  const where = options.where ?? placeIn(tasks);
  const seen = new Map<string, string[]>();
  const groups = new Map<string, boolean>();
  for (const task of tasks) {
    task.assignments.forEach(({ unit }, n) => {
      const group = groups.get(unit) ?? isGroupExpression(unit);
      groups.set(unit, group);
      if (!group) addTo(seen, unit, where(task, n));
    });
  }
  return [...aliasFindings(seen), ...outsideFindings(tasks, seen, where, options.text)];
}

type Seen = ReadonlyMap<string, readonly string[]>;

function addTo(lists: Map<string, string[]>, key: string, value: string): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

function placeIn(tasks: readonly UnitTask[]): (task: UnitTask, n?: number) => string {
  const index = new Map(tasks.map((task, i) => [task, i]));
  return (task, n) => {
    const cell = n === undefined ? undefined : task.spans?.[`assignments.${n}`]?.cell;
    const no = task.no ?? `${(index.get(task) ?? 0) + 1}`;
    const item = /^\d/u.test(no) ? `第${no}项` : no;
    return cell ?? task.source?.cell ?? item;
  };
}

function aliasFindings(seen: Seen): readonly Diagnostic[] {
  const names = [...seen.keys()];
  if (names.length > MOST_NAMES) return [];
  return names.flatMap((name, i) =>
    names.slice(i + 1).flatMap((other): Diagnostic[] => {
      const found = alike(name, other);
      if (found === undefined || found.score < SURELY_ALIKE) return [];
      const [at, there] = [places(seen.get(name) ?? []), places(seen.get(other) ?? [])];
      const message = `“${name}”（${at}）与“${other}”（${there}）可能是同一单位（${found.why}）。是同一单位的，请在单位名录中列为别名；不会自动合并。`;
      return [finding('unit-alias', message, at)];
    }),
  );
}

/** The level of most units of the plan, if most say one. */
function homeOf(names: readonly string[]): { level: number; mark: string } | undefined {
  const counts = new Map<string, number>();
  const levelled = names.map(partsOf).filter(({ level }) => level !== undefined);
  for (const { mark } of levelled) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const [mark, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const level = levelled.find((parts) => parts.mark === mark)?.level;
  if (level === undefined || count < 3 || count < levelled.length * 0.6) return undefined;
  return { level, mark };
}

function outsideFindings(
  tasks: readonly UnitTask[],
  seen: Seen,
  where: (task: UnitTask, n?: number) => string,
  text = '',
): readonly Diagnostic[] {
  const home = homeOf([...seen.keys()]);
  if (home === undefined) return [];
  const outside = (name: string) => {
    const { level, mark } = partsOf(name);
    if (level === undefined) return false;
    return level < home.level || (level === home.level && mark !== home.mark);
  };
  const named = [...seen].flatMap(([name, at]) =>
    outside(name) ? [said(name, at, `不是本${home.mark}的单位，名录中不会自动新建`)] : [],
  );
  const mentioned = new Map<string, string[]>();
  const mention = (words: string, place: string) => {
    for (const { name } of mentionsIn(words)) {
      if (seen.has(name) || !outside(name)) continue;
      addTo(mentioned, name, place);
    }
  };
  for (const task of tasks) mention(`${task.title ?? ''}\n${task.content}`, where(task));
  const inTasks = new Set(mentioned.keys());
  for (const { name, clause } of mentionsIn(text)) {
    if (!inTasks.has(name)) mention(clause, `正文“${clause}”`);
  }
  const told = [...mentioned].map(([name, at]) =>
    said(name, at, `只在句中出现，不是本${home.mark}的单位，未记作承担单位`),
  );
  return [...named, ...told];
}

function said(name: string, at: readonly string[], what: string): Diagnostic {
  const message = `${places(at)} 的“${name}”${what}。请核对是否误写或沿用了上级文件。`;
  return finding('unit-outside', message, places(at));
}

const LONGEST_CLAUSE = 30;
const VERB =
  '(?:报送?|上报|呈报|呈送|报请|提请|报经|抄送|抄报|提交|会同|配合|协同|联合|商请?|函告|对接|衔接|向|由|经)(?:至|给|到)?';
const ORGAN = '(?:委员会|办公室|指挥部|领导小组|检察院|法院|分局|局|厅|委|办|部|院)';
const MENTION = new RegExp(
  `([^，,。；;：:\\n]{0,${LONGEST_CLAUSE}}?${VERB})((?:国家|中央|省|市|县|区|[\\u4e00-\\u9fff]{2,3}[省市县区])[\\u4e00-\\u9fff]{1,12}?${ORGAN})`,
  'gu',
);

/** Organs to which something is reported or with which something is done: 报市科技局. Party and government are not meant. */
function mentionsIn(text: string): readonly { readonly name: string; readonly clause: string }[] {
  return [...text.matchAll(MENTION)].flatMap(([, before = '', name = '']) => {
    if (/^.{0,3}[省市区县]委$/u.test(nameKey(name))) return [];
    return [{ name, clause: `${before}${name}` }];
  });
}
