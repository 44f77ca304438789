import { z } from 'zod';
import { directoryOf } from '../domain/assign.ts';
import { Calendar } from '../domain/calendar.ts';
import { unitId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/instant.ts';
import type { Draft } from '../domain/plan.ts';
import { Id } from '../domain/regimeParts.ts';
import { unitNamed, type Directory, type Group, type Unit } from '../domain/unit.ts';
import { groupKey, groupNamed } from '../domain/unitGroup.ts';
import { readDirectory } from '../importers/directory.ts';
import { Answer } from '../importers/reviewFile.ts';
import { readYaml, type DocumentFault } from '../importers/yaml.ts';
import { Correction } from './corrections.ts';
import { standardCalendar } from './regimeSamples.ts';

export const DeskLeadership = z.enum(['joint', 'several']);

/** What makes the regime of a desk ask for less: 合报 of duties, or 放宽周期 of one. */
export const LighterAct = z.union([
  z.strictObject({ together: z.array(Id).min(2).max(20) }),
  z.strictObject({ longer: Id }),
]);
export type LighterAct = z.infer<typeof LighterAct>;

/** 超限启动的批准: why a burden above the limit was accepted at the start, and by whom. */
export const DeskApproval = z.object({
  reason: z.string(),
  by: z.string(),
  at: Instant,
  /** What it was about: units above the limit, and the words that were shown. */
  over: z.int(),
  words: z.string(),
});
export type DeskApproval = z.infer<typeof DeskApproval>;

/** What people have said at a plan desk 方案案卷; texts stand as they were typed, faults and all. */
export const DeskWork = z.object({
  /** The title as it is read, for lists. */
  heading: z.string().nullable(),
  /** The title that was given instead. */
  title: z.string().nullable(),
  answers: z.array(Answer),
  corrections: z.array(Correction),
  /** `from`: `plan` as proposed from the text, the name of a sample, or `own`. */
  regime: z.object({ yaml: z.string(), from: z.string() }),
  /** 单位名录 as YAML; null: the units that the plan names. */
  units: z.string().nullable(),
  /** 单位组: who is meant by a printed expression, by name. */
  groups: z.record(z.string(), z.array(z.string())),
  /** 工作日历 as YAML or JSON; null: the one that comes with the product. */
  calendar: z.string().nullable(),
  /** `to` is exclusive. */
  horizon: z.object({ from: Day, to: Day }),
  leadership: z.union([DeskLeadership, z.record(z.string(), DeskLeadership)]).nullable(),
  approval: DeskApproval.nullable().default(null),
});
export type DeskWork = z.infer<typeof DeskWork>;

export interface Faulted<T> {
  readonly value?: T;
  readonly faults: readonly DocumentFault[];
}

export interface DeskDirectory extends Faulted<Directory> {
  /** Members of groups that no directory knows: each has become a unit. */
  readonly added?: readonly string[];
}

/** The directory of a desk: as it was given or as the plan names its units, with the groups that were filled here. */
export function deskDirectory(
  draft: Draft,
  { units, groups }: Pick<DeskWork, 'units' | 'groups'>,
): DeskDirectory {
  const given = units === null ? undefined : readDirectory(units);
  if (given !== undefined && given.directory === undefined) return { faults: given.faults };
  const filled = Object.entries(groups).filter(([, members]) => members.length > 0);
  if (given === undefined && filled.length === 0) return { faults: [] };
  const base = given?.directory ?? directoryOf(draft);
  const value = withGroups(base, filled);
  return { value, added: value.units.slice(base.units.length).map(({ name }) => name), faults: [] };
}

function withGroups(
  base: Directory,
  filled: readonly (readonly [string, readonly string[]])[],
): Directory {
  const units: Unit[] = [...base.units];
  const taken = new Set(units.map(({ id }) => id));
  const groups = new Map(base.groups.map((group) => [groupKey(group.name), group] as const));
  for (const [printed, members] of filled) {
    const now: Directory = { ...base, units: [...units], groups: [...groups.values()] };
    for (const name of members) {
      if (unitNamed(now, name) || groupNamed(now, name)) continue;
      if (units.some((unit) => unit.name === name)) continue;
      let n = 1;
      while (taken.has(unitId(n))) n += 1;
      taken.add(unitId(n));
      units.push({ id: unitId(n), name, aliases: [], reporter: '联络员', head: '主要负责人' });
    }
    const own: Group = { name: printed, members: [...members] };
    groups.set(groupKey(printed), own);
  }
  return { ...base, units, groups: [...groups.values()] };
}

export function deskCalendar({ calendar }: Pick<DeskWork, 'calendar'>): Faulted<Calendar> {
  if (calendar === null) return { value: standardCalendar(), faults: [] };
  const { value, faults } = readYaml(calendar, Calendar);
  return value === undefined ? { faults } : { value, faults };
}
