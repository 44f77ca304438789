import { z } from 'zod';
import { unitId } from '../domain/ids.ts';
import { didYouMean } from '../domain/spelling.ts';
import { Directory, Unit } from '../domain/unit.ts';
import { readYaml, type DocumentFault, type PathFault } from './yaml.ts';

export interface DirectoryReading {
  readonly directory?: Directory;
  readonly faults: readonly DocumentFault[];
}

const Name = z.string().trim().min(1);
const { reporter, head } = Unit.shape;
const Id = z
  .string()
  .refine((text) => Unit.shape.id.safeParse(text).success, '单位标识应写作 u001，也可以不写');

/** A directory as a person writes it: ids may be absent. */
const WrittenDirectory = z.strictObject({
  version: Directory.shape.version,
  units: z
    .array(
      z.strictObject({
        id: Id.optional(),
        name: Name,
        aliases: z.array(Name).default([]),
        reporter,
        head,
      }),
    )
    .min(1),
  groups: z.array(z.strictObject({ name: Name, members: z.array(Name).min(1) })).default([]),
});
type WrittenDirectory = z.infer<typeof WrittenDirectory>;

/**
 * Reads a unit directory 单位名录 from YAML. Units without an id get the first free ones in order.
 * Members of groups may be written by alias and come out by name.
 */
export function readDirectory(text: string): DirectoryReading {
  const { value, faults } = readYaml(text, WrittenDirectory, checkDirectory);
  if (value === undefined) return { faults };
  const names = nameIndex(value);
  const groups = value.groups.map((group) => ({
    ...group,
    members: group.members.map((member) => names.get(member) ?? member),
  }));
  return { directory: { ...value, units: withIds(value.units), groups }, faults };
}

function withIds(units: WrittenDirectory['units']): Unit[] {
  const taken = new Set(units.map(({ id }) => id));
  let ordinal = 0;
  return units.map(({ id, ...unit }) => {
    if (id !== undefined) return { id, ...unit };
    do ordinal++;
    while (taken.has(unitId(ordinal)));
    return { id: unitId(ordinal), ...unit };
  });
}

/** The unit's name for every name and alias. */
function nameIndex({ units }: WrittenDirectory): ReadonlyMap<string, string> {
  return new Map(
    units.flatMap(({ name, aliases }) => [name, ...aliases].map((known) => [known, name] as const)),
  );
}

function checkDirectory(directory: WrittenDirectory): readonly PathFault[] {
  return [...idFaults(directory), ...nameFaults(directory), ...memberFaults(directory)];
}

function idFaults({ units }: WrittenDirectory): readonly PathFault[] {
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

/** A name or alias leads to one unit or group. */
function nameFaults({ units, groups }: WrittenDirectory): readonly PathFault[] {
  const named = [
    ...units.flatMap(({ name, aliases }, i) => [
      { name, owner: name, path: ['units', i, 'name'] },
      ...aliases.map((alias, j) => ({
        name: alias,
        owner: name,
        path: ['units', i, 'aliases', j],
      })),
    ]),
    ...groups.map(({ name }, i) => ({ name, owner: name, path: ['groups', i, 'name'] })),
  ];
  const owners = new Map<string, string>();
  return named.flatMap(({ name, owner, path }) => {
    const earlier = owners.get(name);
    if (earlier === undefined) owners.set(name, owner);
    if (earlier === undefined) return [];
    const whose = earlier === name ? '' : `（“${earlier}”的别名）`;
    return [{ path, message: `名称“${name}”已经用过${whose}，一个名称只能指一个单位或单位组` }];
  });
}

function memberFaults(directory: WrittenDirectory): readonly PathFault[] {
  const names = nameIndex(directory);
  return directory.groups.flatMap(({ name, members }, i) => {
    const seen = new Set<string>();
    return members.flatMap((member, j) => {
      const path = ['groups', i, 'members', j];
      const unit = names.get(member);
      if (unit === undefined) {
        const hint = didYouMean(member, [...names.keys()]) || '，请先在 units 中列出';
        return [{ path, message: `单位组“${name}”的成员“${member}”不在名录中${hint}` }];
      }
      if (seen.has(unit)) return [{ path, message: `“${unit}”在单位组“${name}”中重复` }];
      seen.add(unit);
      return [];
    });
  });
}
