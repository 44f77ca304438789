import { z } from 'zod';
import { Day } from './instant.ts';
import { Post } from './post.ts';

/** UnitLevel 层级: of the organ, not of the place: 国家、省、市、区县、镇街. */
export const UnitLevel = z.enum(['national', 'provincial', 'city', 'district', 'township']);
export type UnitLevel = z.infer<typeof UnitLevel>;

const Name = z.string().min(1);

/** Unit 单位: an organ that owes or co-operates. `id` is ASCII and stands in workflow ids; the name does not. */
export const Unit = z.strictObject({
  id: z.string().regex(/^u\d{3,5}$/),
  /** Before the first of `renamed`; after resolution the name as of that day. */
  name: Name,
  aliases: z.array(z.string()).default([]),
  /** 规范简称. */
  short: Name.optional(),
  /** 上级单位: id or name of the unit that this one belongs to. */
  parent: Name.optional(),
  level: UnitLevel.optional(),
  /** 更名: from each day on the unit goes by that name; in order of days. */
  renamed: z.array(z.strictObject({ from: Day, name: Name })).optional(),
  /** 曾用名: written by resolution; `until` is the first day of the next name. */
  formerly: z.array(z.strictObject({ name: Name, until: Day })).optional(),
  /** The posts that receive; null where the post is vacant, which is what fallbacks are for. */
  reporter: z.string().nullable().default('联络员'),
  head: z.string().nullable().default('主要负责人'),
  /** 转办: who inside the unit handles one task in place of its reporter; written by the task, in no directory. */
  delegate: z.string().optional(),
});
export type Unit = z.infer<typeof Unit>;

/**
 * Group 单位组: an expression such as 各镇、街道 that stands for a list of units. Members are units or other groups. A
 * group of kind `rule` (按…原则确定的部门) without members stays open: who it is must be asked.
 */
export const Group = z.strictObject({
  name: Name,
  aliases: z.array(z.string()).optional(),
  kind: z.enum(['list', 'rule']).optional(),
  members: z.array(z.string()).default([]),
  /** Dated lists: each holds from its day until the next; in order of days. */
  lists: z.array(z.strictObject({ from: Day, members: z.array(z.string()).min(1) })).optional(),
  /** Since when the resolved list holds, where it was dated. */
  from: Day.optional(),
});
export type Group = z.infer<typeof Group>;

/** Directory 单位名录; once resolved, as of a day. */
export const Directory = z.strictObject({
  version: z.int().min(1).default(1),
  /** The day for which it was resolved: names and member lists are those of this day. */
  asOf: Day.optional(),
  units: z.array(Unit),
  groups: z.array(Group).default([]),
  posts: z.array(Post).optional(),
});
export type Directory = z.infer<typeof Directory>;

/** A name without what only typography changes: blanks, quotation marks, full or half width. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replace(/[\s“”"‘’'「」『』《》〈〉\u200b\ufeff]/gu, '');
}

const indexes = new WeakMap<Directory, ReadonlyMap<string, Unit>>();

/** A unit by id, name, short name, alias, or a name that it had or will have. */
export function unitNamed(directory: Directory, name: string): Unit | undefined {
  const known = indexes.get(directory) ?? indexOf(directory);
  indexes.set(directory, known);
  return known.get(nameKey(name));
}

/** Every name of a unit, the present one first. */
export function namesOfUnit(
  unit: Pick<Unit, 'name' | 'aliases' | 'short' | 'renamed' | 'formerly'>,
): readonly string[] {
  const { name, short, aliases, renamed = [], formerly = [] } = unit;
  const dated = [...renamed, ...formerly].map((one) => one.name);
  return [...new Set([name, ...(short === undefined ? [] : [short]), ...aliases, ...dated])];
}

function indexOf({ units }: Directory): ReadonlyMap<string, Unit> {
  const index = new Map<string, Unit>();
  const add = (name: string, unit: Unit) => {
    const key = nameKey(name);
    if (!index.has(key)) index.set(key, unit);
  };
  // A name that a unit bears now goes before one that another has borne.
  for (const unit of units) [unit.id, unit.name].forEach((name) => add(name, unit));
  for (const unit of units) namesOfUnit(unit).forEach((name) => add(name, unit));
  return index;
}
