import { z } from 'zod';
import { checkDirectory } from '../domain/directoryCheck.ts';
import { unitId } from '../domain/ids.ts';
import { Day } from '../domain/instant.ts';
import { Directory, Group, nameKey, namesOfUnit, Unit } from '../domain/unit.ts';
import { readYaml, type DocumentFault, type PathFault } from './yaml.ts';

export interface DirectoryReading {
  readonly directory?: Directory;
  readonly faults: readonly DocumentFault[];
}

const Name = z.string().trim().min(1);
const { level, reporter, head } = Unit.shape;
const Id = z
  .string()
  .refine((text) => Unit.shape.id.safeParse(text).success, '单位标识应写作 u001，也可以不写');
const Members = z.array(Name).min(1);

/** A unit as a person writes it: the id may be absent, and what resolution adds is not written. */
const WrittenUnit = z.strictObject({
  id: Id.optional(),
  name: Name,
  aliases: z.array(Name).default([]),
  short: Name.optional(),
  parent: Name.optional(),
  level,
  renamed: z.array(z.strictObject({ from: Day, name: Name })).optional(),
  reporter,
  head,
});

const WrittenGroup = z.strictObject({
  name: Name,
  aliases: z.array(Name).optional(),
  kind: Group.shape.kind,
  members: Members.optional(),
  lists: z
    .array(z.strictObject({ from: Day, members: Members }))
    .min(1)
    .optional(),
});

const WrittenPost = z.strictObject({
  name: Name,
  aliases: z.array(Name).optional(),
  holders: z.array(z.strictObject({ from: Day, name: Name.nullable() })).default([]),
});

const WrittenDirectory = z.strictObject({
  version: Directory.shape.version,
  units: z.array(WrittenUnit).min(1),
  groups: z.array(WrittenGroup).default([]),
  posts: z.array(WrittenPost).optional(),
});
type WrittenDirectory = z.infer<typeof WrittenDirectory>;

/**
 * Reads a unit directory 单位名录 from YAML. Units without an id get the first free ones in order. Members of groups and
 * parents may be written by any name of the unit, and come out by its first one and by id.
 */
export function readDirectory(text: string): DirectoryReading {
  const { value, faults } = readYaml(text, WrittenDirectory, faultsOf);
  if (value === undefined) return { faults };
  const units = withIds(value.units);
  const names = nameIndex(units, ({ name }) => name);
  const ids = nameIndex(units, ({ id }) => id);
  const named = (members: readonly string[]) =>
    members.map((member) => names.get(nameKey(member)) ?? member);
  return {
    directory: {
      version: value.version,
      units: units.map((unit) =>
        unit.parent === undefined
          ? unit
          : { ...unit, parent: ids.get(nameKey(unit.parent)) ?? unit.parent },
      ),
      groups: value.groups.map(({ lists, members = [], ...group }) => ({
        ...group,
        members: named(members),
        ...(lists === undefined
          ? {}
          : { lists: lists.map(({ from, ...list }) => ({ from, members: named(list.members) })) }),
      })),
      ...(value.posts === undefined ? {} : { posts: value.posts }),
    },
    faults,
  };
}

function faultsOf({ units, groups, posts }: WrittenDirectory): readonly PathFault[] {
  const filled = groups.map(({ members = [], ...group }) => ({ ...group, members }));
  return checkDirectory({ units, groups: filled, posts });
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

/** Something of the unit for each of its names. */
function nameIndex(
  units: readonly Unit[],
  what: (unit: Unit) => string,
): ReadonlyMap<string, string> {
  return new Map(
    units.flatMap((unit) =>
      [unit.id, ...namesOfUnit(unit)].map((known) => [nameKey(known), what(unit)] as const),
    ),
  );
}
