import { isRealDay } from './instant.ts';
import { postFaults, type Post } from './post.ts';
import { didYouMean } from './spelling.ts';
import { namesOfUnit, nameKey, type Group, type Unit } from './unit.ts';
import { groupKey } from './unitGroup.ts';

/** A fault of a directory that its schema cannot see; the path is that of the offending value. */
export interface DirectoryFault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** A directory as it is written: ids may be absent. */
export interface CheckedDirectory {
  readonly units: readonly (Omit<Unit, 'id'> & { readonly id?: string | undefined })[];
  readonly groups: readonly Group[];
  readonly posts?: readonly Post[] | undefined;
}

/** Everything in a unit directory that fits the schema and yet cannot be meant. */
export function checkDirectory(directory: CheckedDirectory): DirectoryFault[] {
  return [
    ...idFaults(directory),
    ...nameFaults(directory),
    ...directory.units.flatMap(renameFaults),
    ...parentFaults(directory),
    ...directory.groups.flatMap(shapeFaults),
    ...memberFaults(directory),
    ...circleFaults(directory),
    ...postFaults(directory.posts ?? []),
  ];
}

function idFaults({ units }: CheckedDirectory): DirectoryFault[] {
  const firsts = new Map<string, number>();
  return units.flatMap(({ id }, i) => {
    if (id === undefined) return [];
    const first = firsts.get(id);
    if (first === undefined) firsts.set(id, i);
    if (first === undefined) return [];
    const message = `单位标识“${id}”与第${first + 1}个单位重复；不写 id 时自动编号`;
    return [{ path: ['units', i, 'id'], message }];
  });
}

interface Named {
  readonly name: string;
  readonly key: string;
  readonly owner: string;
  readonly path: (string | number)[];
}

/** A name, alias or former name leads to one unit or group. */
function nameFaults({ units, groups }: CheckedDirectory): DirectoryFault[] {
  const ofUnits = units.flatMap(({ name, short, aliases, renamed = [] }, i): Named[] => {
    const named = (own: string, ...path: (string | number)[]): Named => ({
      ...{ name: own, key: nameKey(own), owner: name, path: ['units', i, ...path] },
    });
    // A unit may take a former name again.
    const again = renamed.findIndex((one) => one.name === name);
    return [
      named(name, 'name'),
      ...(short === undefined || short === name ? [] : [named(short, 'short')]),
      ...aliases.map((alias, j) => named(alias, 'aliases', j)),
      ...renamed.flatMap((one, j) =>
        j === again || renamed.findIndex((other) => other.name === one.name) < j
          ? []
          : [named(one.name, 'renamed', j, 'name')],
      ),
    ];
  });
  const ofGroups = groups.flatMap(({ name, aliases = [] }, i): Named[] =>
    [name, ...aliases].map((own, j) => ({
      ...{ name: own, key: `单位组 ${groupKey(own)}`, owner: name },
      path: ['groups', i, ...(j === 0 ? ['name'] : ['aliases', j - 1])],
    })),
  );
  const exact = ofGroups.map((one) => ({ ...one, key: nameKey(one.name) }));
  const punctuated = repeated(ofGroups, ({ owner }, first) => owner !== first.owner);
  return [...repeated([...ofUnits, ...exact]), ...punctuated].filter(
    ({ path }, i, all) => all.findIndex((other) => other.path.join() === path.join()) === i,
  );
}

function repeated(
  all: readonly Named[],
  counts: (one: Named, first: Named) => boolean = () => true,
): DirectoryFault[] {
  const earlier = new Map<string, Named>();
  return all.flatMap((one) => {
    const first = earlier.get(one.key);
    if (first === undefined) earlier.set(one.key, one);
    if (first === undefined || !counts(one, first)) return [];
    const same = first.name === one.name ? '' : `（与“${first.name}”只差标点或写法）`;
    const whose = first.owner === first.name ? same : `（“${first.owner}”的别名）`;
    const message = `名称“${one.name}”已经用过${whose}，一个名称只能指一个单位或单位组`;
    return [{ path: one.path, message }];
  });
}

function renameFaults(unit: CheckedDirectory['units'][number], i: number): DirectoryFault[] {
  const { renamed = [] } = unit;
  return renamed.flatMap(({ from, name }, j) => {
    const before = renamed[j - 1];
    const path = ['units', i, 'renamed', j];
    if (!isRealDay(from)) return [{ path: [...path, 'from'], message: noSuchDay(from) }];
    if (before !== undefined && from <= before.from) {
      const message = `“${name}”的更名日期 ${from} 不晚于前一次更名（${before.from}），请按日期先后列出`;
      return [{ path: [...path, 'from'], message }];
    }
    if ((before ?? unit).name === name) {
      return [{ path: [...path, 'name'], message: `更名后的名称“${name}”与原名相同` }];
    }
    return [];
  });
}

function noSuchDay(day: string): string {
  return `没有 ${day} 这一天，请核对日期`;
}

function parentFaults({ units }: CheckedDirectory): DirectoryFault[] {
  const known = unitIndex(units);
  const parents = units.map(({ parent }) =>
    parent === undefined ? undefined : known.get(nameKey(parent)),
  );
  return units.flatMap(({ name, parent }, i) => {
    if (parent === undefined) return [];
    const path = ['units', i, 'parent'];
    if (parents[i] === undefined) {
      const hint = didYouMean(parent, units.flatMap(namesOfUnit)) || '，请先在 units 中列出';
      return [{ path, message: `“${name}”的上级单位“${parent}”不在名录中${hint}` }];
    }
    const chain = [name];
    for (let at: number | undefined = parents[i]; at !== undefined; at = parents[at]) {
      const next = units[at]?.name ?? '';
      if (at === i) {
        return [{ path, message: `上级单位绕成一圈：${[...chain, next].join(' → ')}，请改正` }];
      }
      if (chain.includes(next)) break;
      chain.push(next);
    }
    return [];
  });
}

function unitIndex(units: CheckedDirectory['units']): ReadonlyMap<string, number> {
  return new Map(
    units.flatMap((unit, i) =>
      [...(unit.id === undefined ? [] : [unit.id]), ...namesOfUnit(unit)].map(
        (name) => [nameKey(name), i] as const,
      ),
    ),
  );
}

/** Members stand once: as one list, or as dated lists in order; a list has members, a rule may have none yet. */
function shapeFaults({ name, kind, members, lists = [] }: Group, i: number): DirectoryFault[] {
  const path = ['groups', i];
  if (members.length > 0 && lists.length > 0) {
    const message = `单位组“${name}”同时写了 members 和 lists，请只留一种`;
    return [{ path: [...path, 'lists'], message }];
  }
  if (members.length === 0 && lists.length === 0 && kind !== 'rule') {
    const message = `单位组“${name}”没有成员：请写 members（或按日期写 lists）；按规则确定的写 kind: rule`;
    return [{ path: [...path, 'name'], message }];
  }
  return lists.flatMap(({ from }, j) => {
    const before = lists[j - 1];
    if (!isRealDay(from)) {
      return [{ path: [...path, 'lists', j, 'from'], message: noSuchDay(from) }];
    }
    if (before === undefined || from > before.from) return [];
    const message = `单位组“${name}”的名单日期 ${from} 不晚于前一份（${before.from}），请按日期先后列出`;
    return [{ path: [...path, 'lists', j, 'from'], message }];
  });
}

interface WrittenList {
  readonly path: (string | number)[];
  readonly members: readonly string[];
}

function writtenLists({ members, lists = [] }: Group, i: number): readonly WrittenList[] {
  return [
    { path: ['groups', i, 'members'], members },
    ...lists.map((list, j) => ({ path: ['groups', i, 'lists', j, 'members'], ...list })),
  ];
}

function memberFaults({ units, groups }: CheckedDirectory): DirectoryFault[] {
  const known = unitIndex(units);
  const inner = groupIndex(groups);
  return groups.flatMap((group, i) =>
    writtenLists(group, i).flatMap(({ path, members }) => {
      const seen = new Set<string>();
      return members.flatMap((member, j) => {
        const unit = known.get(nameKey(member));
        const nested = unit === undefined ? inner.get(groupKey(member)) : undefined;
        const at = [...path, j];
        if (unit === undefined && nested === undefined) {
          const names = [...units.flatMap(namesOfUnit), ...groups.map(({ name }) => name)];
          const hint = didYouMean(member, names) || '，请先在 units 中列出';
          return [{ path: at, message: `单位组“${group.name}”的成员“${member}”不在名录中${hint}` }];
        }
        const name = unit === undefined ? groups[nested ?? 0]?.name : units[unit]?.name;
        const key = unit === undefined ? `g${nested}` : `u${unit}`;
        if (seen.has(key)) {
          return [{ path: at, message: `“${name ?? member}”在单位组“${group.name}”中重复` }];
        }
        seen.add(key);
        return [];
      });
    }),
  );
}

function groupIndex(groups: readonly Group[]): ReadonlyMap<string, number> {
  return new Map(
    groups.flatMap(({ name, aliases = [] }, i) =>
      [name, ...aliases].map((known) => [groupKey(known), i] as const),
    ),
  );
}

/** A group may stand in another, but never in itself. */
function circleFaults({ units, groups }: CheckedDirectory): DirectoryFault[] {
  const known = unitIndex(units);
  const index = groupIndex(groups);
  const inner = (i: number) =>
    writtenLists(groups[i] as Group, i).flatMap(({ path, members }) =>
      members.flatMap((member, j) => {
        const to = known.has(nameKey(member)) ? undefined : index.get(groupKey(member));
        return to === undefined ? [] : [{ to, path: [...path, j] }];
      }),
    );
  const leadsBack = (from: number, goal: number, seen: Set<number>): boolean => {
    if (from === goal) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return inner(from).some(({ to }) => leadsBack(to, goal, seen));
  };
  return groups.flatMap(({ name }, i) =>
    inner(i).flatMap(({ to, path }) =>
      leadsBack(to, i, new Set())
        ? [{ path, message: `单位组“${name}”经“${groups[to]?.name ?? ''}”又包含自己，请改正` }]
        : [],
    ),
  );
}
