import type { Party } from './context.ts';
import type { Diagnostic, PlanTask } from './plan.ts';
import { didYouMean } from './spelling.ts';
import { nameKey, unitNamed, type Directory, type Group, type Unit } from './unit.ts';
import { groupNamed, isGroupExpression, isRule, membersOf } from './unitGroup.ts';
import { proposals } from './unitMatch.ts';

/** What the printed names of one role come to: parties that owe, and what must be asked. */
export interface Found {
  readonly party?: Party;
  readonly problem?: Diagnostic;
}

/**
 * The parties of names that stand in one cell. Units owe jointly, or each alone where `several`; a group expression
 * always resolves to several: each member owes and is judged alone, unless it is named in the cell itself.
 */
export function partiesOf(
  task: PlanTask,
  names: readonly string[],
  directory: Directory,
  several: boolean,
): readonly Found[] {
  const single: string[] = [];
  const grouped: Found[] = [];
  for (const name of names) {
    const unit = unitNamed(directory, name);
    const group = unit ? undefined : groupNamed(directory, name);
    if (unit) {
      single.push(unit.id);
      grouped.push(...renamed(task, unit, name));
    } else if (group) grouped.push(...ofGroup(task, group, directory));
    else grouped.push({ problem: unknown(task, name, directory) });
  }
  const members = [...new Set(single)].sort();
  const joint = !several && members.length > 1;
  const found = grouped.filter(({ party }) => !joint || !party || !members.includes(party.id));
  if (several) return [...found, ...members.map((id) => ({ party: { id, members: [id] } }))];
  return members.length === 0 ? found : [...found, { party: { id: members.join('+'), members } }];
}

function ofGroup(task: PlanTask, group: Group, directory: Directory): readonly Found[] {
  const members = membersOf(directory, group);
  if (members.length === 0) return [{ problem: openGroup(task, group, directory) }];
  return members.map((member) => {
    if (typeof member !== 'string') return { party: { id: member.id, members: [member.id] } };
    const words = `单位组成员“${member}”不在单位名录中${near(directory, member)}`;
    return { problem: blocking('unit-unknown', task, words) };
  });
}

/** A group of the directory that nobody belongs to yet. */
function openGroup(task: PlanTask, { name, kind }: Group, { asOf }: Directory): Diagnostic {
  const day = asOf === undefined ? '' : `（${asOf}）`;
  const words =
    kind === 'rule'
      ? `“${name}”按规则确定，名录中还没有写明是哪些单位，请在该组 members 中列出`
      : `单位组“${name}”在启动之日${day}没有名单，请在名录中补上这一天的成员`;
  return blocking('group-unresolved', task, words);
}

function unknown(task: PlanTask, name: string, directory: Directory): Diagnostic {
  if (isRule(name)) {
    const words = `“${name}”是按规则确定的单位，不是名单，请在方案中写明单位，或在单位名录中列出成员单位`;
    return blocking('group-unresolved', task, words);
  }
  if (isGroupExpression(name)) {
    const hint = didYouMean(
      name,
      directory.groups.map((group) => group.name),
    );
    const words = `“${name}”是单位组，请在单位名录中列出成员单位${hint}`;
    return blocking('group-unresolved', task, words);
  }
  return blocking('unit-unknown', task, `单位“${name}”不在单位名录中${near(directory, name)}`);
}

/** A former name leads to the unit, and says since when it goes by another. */
function renamed(task: PlanTask, unit: Unit, printed: string): readonly Found[] {
  const former = unit.formerly?.find(({ name }) => nameKey(name) === nameKey(printed));
  if (former === undefined || nameKey(unit.name) === nameKey(printed)) return [];
  const words = `“${printed}”自 ${former.until} 起更名为“${unit.name}”，按现名交办`;
  return [{ problem: { ...blocking('unit-renamed', task, words), severity: 'info' } }];
}

/** Names that may be meant: proposed, never merged. */
function near(directory: Directory, name: string): string {
  const found = proposals(directory, name);
  if (found.length === 0) return '，请补入名录或改正方案';
  const names = found.map(({ unit, why }) => `${unit.name}（${why}）`).join('、');
  return `，是否指 ${names}？请在名录中加为别名或改正方案`;
}

export function taskLabel(task: Pick<PlanTask, 'no' | 'key'>): string {
  return task.no === null ? `任务 ${task.key}` : `第 ${task.no} 项（${task.key}）`;
}

export function blocking(code: string, task: PlanTask, words: string): Diagnostic {
  return { code, severity: 'blocking', message: `${taskLabel(task)}：${words}`, where: task.key };
}
