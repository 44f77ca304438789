import { nameKey, unitNamed, type Directory, type Group, type Unit } from './unit.ts';

const MEMBERS = /(?:成员单位|组成单位|责任单位|职能部门|主管部门|(?:部门|单位)(?:单位|部门)?)$/;
/** 有关部门负责同志: wherever the words stand. */
const NAMED = /(?:相关|有关|责任|涉及)(?:部门|单位|企业|镇|街道)/;
const KINDS =
  /部门|单位|企业|机构|银行|科室|股室|镇|街道|乡|村|社区|园区|学校|医院|局|委办|县|区|市|公司|党委|党组/;
const START =
  /^(?:各|相关|有关|其他|其它|其余|全[省市区县]|区直|市直|县直|省直|驻[^各]{0,3}各|区各|市各|县各|涉及|涉事|所有|全体|按照)/;
const BARE =
  /^(?:乡?镇|街道|乡镇|园区|社区|村|场)(?:[(、和与及]?(?:街道|乡|镇|街道办|街道办事处|办事处|园区|社区|村|场)\)?)*$/;
const RULE = /^(?:按照?|根据|依据|依照|遵照).+(?:部门|单位|机构|镇|街道)$/;

/** Whether a printed name stands for several units 单位组 and not for one: 各镇、街道, 相关部门单位, …成员单位. */
export function isGroupExpression(name: string): boolean {
  const key = nameKey(name);
  return (
    MEMBERS.test(key) || BARE.test(key) || NAMED.test(key) || (START.test(key) && KINDS.test(key))
  );
}

/** Whether the name is a rule by which somebody has yet to say who is meant: 按照…原则确定的职能部门. */
export function isRule(name: string): boolean {
  return RULE.test(nameKey(name));
}

const KIND_END = '镇乡村道办区场区门位业构会局行';
const JOINED = new RegExp(
  `(?<=[${KIND_END}])(?:以及|和|与|及)(?=各|镇|乡|村|街道|社区|园区|场|部门|单位|企业|机构|相关|有关|[省市区县])`,
  'gu',
);

/** One key for the ways of writing a group: 各镇、街道 = 各镇街道 = 镇(街道) = 各镇（街道）= 各镇和各街道. */
export function groupKey(name: string): string {
  return nameKey(name)
    .replace(JOINED, '')
    .replace(/[、,，;；/·()[\]【】]/gu, '')
    .replace(/各|的/gu, '')
    .replace(/有关|涉及/gu, '相关')
    .replace(/街道(?:办事处|办)/gu, '街道');
}

const SEPARATOR = /[、,，;；/]|以及|和|与|及/u;

/**
 * The group that a printed expression names, however it is punctuated; or one made of several that the expression joins
 * (区安委会、区减灾委成员单位, 各镇、街道 where both are groups of their own).
 */
export function groupNamed(directory: Directory, printed: string): Group | undefined {
  const own = groupAt(directory, printed);
  if (own) return own;
  const parts = partsOf(nameKey(printed));
  if (parts.length < 2) return undefined;
  const found = parts.map((part) => groupAt(directory, part) ?? unitNamed(directory, part));
  const groups = found.filter((one) => one !== undefined && !('id' in one));
  if (groups.length === 0 || found.some((one) => one === undefined)) return undefined;
  const members = found.flatMap((one) =>
    one === undefined ? [] : 'id' in one ? [one.name] : one.members,
  );
  const open = found.some((one) => one && !('id' in one) && one.members.length === 0);
  return { name: printed, members: open ? [] : [...new Set(members)] };
}

const indexes = new WeakMap<Directory, ReadonlyMap<string, Group>>();

function groupAt(directory: Directory, printed: string): Group | undefined {
  const known = indexes.get(directory) ?? indexOf(directory);
  indexes.set(directory, known);
  return known.get(groupKey(printed));
}

/** The first group of a key stands: the map takes the last, so they are entered backwards. */
function indexOf({ groups }: Directory): ReadonlyMap<string, Group> {
  const all = groups.flatMap((group) =>
    [group.name, ...(group.aliases ?? [])].map((name) => [groupKey(name), group] as const),
  );
  return new Map(all.reverse());
}

/** 甲委、乙委成员单位 says 成员单位 of both. */
function partsOf(key: string): readonly string[] {
  const parts = key.split(SEPARATOR).filter((part) => part !== '');
  const suffix = /(?:各|相关|有关)?((?:成员|组成)单位)$/u.exec(parts.at(-1) ?? '');
  if (!suffix) return parts;
  const bodies = parts.map((part) => part.replace(/(?:各|相关|有关)?(?:成员|组成)单位$/u, ''));
  return bodies.map((body) => `${body}${suffix[1] ?? ''}`);
}

/** The units of a group and of the groups in it, each once; names that nobody bears stay as they are written. */
export function membersOf(
  directory: Directory,
  group: Pick<Group, 'name' | 'members'>,
  within: ReadonlySet<string> = new Set(),
): readonly (Unit | string)[] {
  const key = groupKey(group.name);
  if (within.has(key)) return [];
  const path = new Set([...within, key]);
  const found = group.members.flatMap((member): readonly (Unit | string)[] => {
    const unit = unitNamed(directory, member);
    if (unit) return [unit];
    const inner = groupNamed(directory, member);
    return inner ? membersOf(directory, inner, path) : [member];
  });
  return [...new Set(found)];
}
