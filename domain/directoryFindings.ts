import type { Assignment } from './plan.ts';
import { nameKey, unitNamed, type Directory } from './unit.ts';
import { groupNamed, isGroupExpression, isRule, membersOf } from './unitGroup.ts';
import { proposals } from './unitMatch.ts';

/** What became of one printed name. */
export type NameFinding =
  | {
      readonly kind: 'unit';
      readonly printed: string;
      readonly id: string;
      readonly name: string;
      /** The printed name was the unit's until this day. */
      readonly until?: string;
    }
  | {
      readonly kind: 'group';
      readonly printed: string;
      readonly name: string;
      /** Names of the members as of the day of the directory. */
      readonly members: readonly string[];
      readonly from?: string;
    }
  | { readonly kind: 'open'; readonly printed: string; readonly rule: boolean }
  | {
      readonly kind: 'proposed';
      readonly printed: string;
      readonly matches: readonly {
        readonly id: string;
        readonly name: string;
        readonly score: number;
        readonly why: string;
      }[];
    }
  | { readonly kind: 'unknown'; readonly printed: string };

/**
 * Which printed names a directory knows 对照名录: units and groups resolve, others are proposed or unknown, groups without
 * a list stay open. Each name once, in the order of the plan. The directory is to be resolved (see resolve) first.
 */
export function directoryFindings(
  tasks: readonly { readonly assignments: readonly Pick<Assignment, 'unit'>[] }[],
  directory: Directory,
): readonly NameFinding[] {
  const printed = tasks.flatMap(({ assignments }) => assignments.map(({ unit }) => unit));
  return [...new Set(printed)].map((name) => findingOf(name, directory));
}

function findingOf(printed: string, directory: Directory): NameFinding {
  const unit = unitNamed(directory, printed);
  if (unit) {
    const { id, name, formerly = [] } = unit;
    const former = formerly.find((one) => nameKey(one.name) === nameKey(printed));
    const until = former === undefined || name === printed ? {} : { until: former.until };
    return { kind: 'unit', printed, id, name, ...until };
  }
  const group = groupNamed(directory, printed);
  const members = group ? membersOf(directory, group) : [];
  if (group && members.length > 0) {
    const names = members.map((one) => (typeof one === 'string' ? one : one.name));
    const from = group.from === undefined ? {} : { from: group.from };
    return { kind: 'group', printed, name: group.name, members: names, ...from };
  }
  const rule = group?.kind === 'rule' || isRule(printed);
  if (group || rule || isGroupExpression(printed)) return { kind: 'open', printed, rule };
  const matches = proposals(directory, printed).map(({ unit: { id, name }, score, why }) => ({
    ...{ id, name, score, why },
  }));
  return matches.length > 0 ? { kind: 'proposed', printed, matches } : { kind: 'unknown', printed };
}

/** One sentence for each name that a person must see; those that resolve under their own name are not told. */
export function findingWords(finding: NameFinding): string | undefined {
  const { printed } = finding;
  switch (finding.kind) {
    case 'unit':
      if (finding.until !== undefined)
        return `“${printed}”自 ${finding.until} 起更名为“${finding.name}”`;
      return finding.name === printed ? undefined : `“${printed}”即“${finding.name}”`;
    case 'group': {
      const since = finding.from === undefined ? '' : `（${finding.from} 起的名单）`;
      return `“${printed}”${since}：${finding.members.join('、')}`;
    }
    case 'open':
      return finding.rule
        ? `“${printed}”按规则确定，还没有写明是哪些单位，启动前须列出`
        : `“${printed}”是单位组，还没有名单，启动前须列出`;
    case 'proposed': {
      const names = finding.matches.map(({ name, why }) => `${name}（${why}）`).join('、');
      return `“${printed}”不在名录中，是否指 ${names}？启动前须加为别名或改正方案`;
    }
    case 'unknown':
      return `“${printed}”不在名录中，启动前须补入名录或改正方案`;
  }
}
