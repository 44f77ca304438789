import type { Day } from './instant.ts';
import { namesOfUnit, type Directory, type Group, type Unit } from './unit.ts';
import { membersOf } from './unitGroup.ts';

/**
 * The directory as of a day 名录截至某日: each unit under the name of that day, each group with the list of that day
 * spread into units. A group whose lists all begin later, or that is a rule, has no members: it must be asked. One that
 * is resolved already stands as it is, since it says for which day.
 */
export function resolve(directory: Directory, on: Day): Directory {
  if (directory.asOf !== undefined) return directory;
  const units = directory.units.map((unit) => unitOn(unit, on));
  const dated = directory.groups.map((group) => listOn(group, on));
  const named: Directory = { version: directory.version, asOf: on, units, groups: dated };
  const ids = new Map(
    directory.units.flatMap((unit) => [
      [unit.id, unit.id],
      [unit.name, unit.id],
    ]),
  );
  return {
    ...named,
    ...(directory.posts === undefined ? {} : { posts: directory.posts }),
    units: units.map((unit) =>
      unit.parent === undefined ? unit : { ...unit, parent: ids.get(unit.parent) ?? unit.parent },
    ),
    groups: dated.map((group) => ({
      ...group,
      members: membersOf(named, group).map((one) => (typeof one === 'string' ? one : one.name)),
    })),
  };
}

function unitOn(unit: Unit, on: Day): Unit {
  const { renamed = [], ...plain } = unit;
  const names = [{ from: '', name: unit.name }, ...renamed];
  const now = names.findLastIndex(({ from }) => from <= on);
  const { name } = names[now] ?? unit;
  const formerly = names
    .slice(0, now)
    .map((one, i) => ({ name: one.name, until: names[i + 1]?.from ?? on }))
    .filter((one) => one.name !== name);
  const aliases = namesOfUnit(unit).filter((known) => known !== name);
  return { ...plain, name, aliases, ...(formerly.length === 0 ? {} : { formerly }) };
}

function listOn(group: Group, on: Day): Group {
  const { lists, ...plain } = group;
  if (lists === undefined) return plain;
  const list = lists.findLast(({ from }) => from <= on);
  return list === undefined ? { ...plain, members: [] } : { ...plain, ...list };
}
