import type { DeskView } from './steps.ts';
import type { NumberedRow } from '../files/tableText.ts';
import {
  fieldRows,
  listIn,
  rowMark,
  type FieldRow,
  type RowFault,
  type TableReading,
} from './tableRead.ts';

type Field = 'name' | 'short' | 'aliases' | 'parent' | 'level' | 'reporter' | 'head' | 'members';
type Row = FieldRow<Field>;
type Line = DeskView['directory']['table'][number];

/** The columns of a table of units, as the template names them. */
export const UNIT_HEAD = [
  ...['单位名称', '简称', '别名', '上级单位', '层级', '填报人', '负责人', '成员单位'],
] as const;

const SIGNS: readonly (readonly [Field, RegExp])[] = [
  ['members', /^(成员|包括|组成|所含)/u],
  ['parent', /^(上级|主管|隶属)/u],
  ['level', /^(层级|级别|单位层级)/u],
  ['reporter', /^(单位)?(填报|联络|联系)/u],
  ['head', /^(单位)?(主要)?(负责|领导|主要领导)/u],
  ['short', /^(单位|规范)?简称/u],
  ['aliases', /^(别名|又名|曾用名|其他名称|别称)/u],
  ['name', /^(单位|名称|部门|机构|机关|责任单位|单位组)/u],
];

const LEVELS = {
  national: ['国家', '中央'],
  provincial: ['省', '省级', '自治区', '直辖市'],
  city: ['市', '市级', '地级', '地市'],
  district: ['区县', '区', '县', '区级', '县级', '区县级'],
  township: ['镇街', '乡镇', '街道', '镇', '乡', '镇街级', '乡镇级'],
} as const;
const VACANT = '空缺';

/** The lines of a directory as rows of that table. */
export function unitRows(table: readonly Line[]): readonly (readonly string[])[] {
  return table.map((line) => [
    ...[line.name, line.short ?? '', line.aliases.join('、'), line.parent ?? ''],
    line.level === null ? '' : LEVELS[line.level][0],
    ...(line.members.length > 0
      ? ['', '', line.members.join('、')]
      : [line.reporter ?? VACANT, line.head ?? VACANT, '']),
  ]);
}

/** A directory 单位名录 out of a table, as the text that is kept; a row with members is a group 单位组. */
export function unitsIn(rows: readonly NumberedRow[]): TableReading {
  const read = fieldRows(rows, SIGNS, 'name');
  if (read === undefined) {
    const message = '没有找到表头。前几行里应有一行写明“单位名称”，其余各列可以没有。';
    return { words: '', faults: [{ message }] };
  }
  const groups = read.filter(({ fields }) => fields.members !== undefined);
  const units = read.filter(({ fields }) => fields.members === undefined);
  const faults = [...nameFaults(read), ...units.flatMap((row) => unitFaults(row, units))];
  const known = new Set(read.flatMap(namesOf));
  const all = [...faults, ...groups.flatMap((row) => memberFaults(row, known))].sort(
    (a, b) => (a.row ?? 0) - (b.row ?? 0),
  );
  if (units.length === 0) all.unshift({ message: '表中没有一家单位，请在表头下面逐行填写。' });
  const more = groups.length > 0 ? `，单位组 ${groups.length} 个` : '';
  const words = `读到单位 ${units.length} 家${more}。`;
  return { words, faults: all, ...(all.length === 0 ? { text: textOf(units, groups) } : {}) };
}

function keyOf(name: string): string {
  return name.normalize('NFKC').replace(/[\s“”"‘’'「」『』《》〈〉]/gu, '');
}

function namesOf({ fields: { name, short, aliases } }: Row): readonly string[] {
  const all = [name, short, ...listIn(aliases)].flatMap((one) => one ?? []);
  return [...new Set(all.map(keyOf))];
}

function nameFaults(rows: readonly Row[]): readonly RowFault[] {
  const first = new Map<string, number>();
  return rows.flatMap((one): RowFault[] => {
    const { row, fields } = one;
    if (fields.name === undefined) return [{ row, message: '没有写单位名称' }];
    const twice = namesOf(one).flatMap((key) => {
      const before = first.get(key);
      if (before === undefined) first.set(key, row);
      return before === undefined ? [] : [{ row, message: `“${key}”与第${before}行重复` }];
    });
    return twice.slice(0, 1);
  });
}

function unitFaults({ row, fields }: Row, units: readonly Row[]): readonly RowFault[] {
  const { level, parent, name } = fields;
  const found: RowFault[] = [];
  if (level !== undefined && levelOf(level) === undefined) {
    const known = Object.values(LEVELS).map(([first]) => first);
    found.push({ row, message: `不认识层级“${level}”，只能写 ${known.join('、')}` });
  }
  if (parent !== undefined) {
    const above = units.find((one) => namesOf(one).includes(keyOf(parent)));
    if (above === undefined)
      found.push({ row, message: `上级单位“${parent}”不在表中，请补上一行` });
    else if (above.row === row) found.push({ row, message: `“${name ?? ''}”不能是自己的上级单位` });
  }
  return found;
}

function memberFaults(one: Row, known: ReadonlySet<string>): readonly RowFault[] {
  const own = namesOf(one);
  return listIn(one.fields.members).flatMap((member): RowFault[] => {
    const key = keyOf(member);
    if (own.includes(key)) return [{ row: one.row, message: `成员“${member}”就是它自己` }];
    if (known.has(key)) return [];
    return [{ row: one.row, message: `成员“${member}”不在表中，请为它补上一行` }];
  });
}

function levelOf(word: string): string | undefined {
  return Object.entries(LEVELS).find(([, words]) =>
    (words as readonly string[]).includes(word),
  )?.[0];
}

function textOf(units: readonly Row[], groups: readonly Row[]): string {
  const line = (row: number, value: object) => `  - ${JSON.stringify(value)} ${rowMark(row)}`;
  const lines = [
    'version: 1',
    'units:',
    ...units.map(({ row, fields }) => line(row, unitOf(fields))),
    ...(groups.length > 0 ? ['groups:'] : []),
    ...groups.map(({ row, fields }) => line(row, groupOf(fields))),
  ];
  return `${lines.join('\n')}\n`;
}

function unitOf({ name, short, aliases, parent, level, reporter, head }: Row['fields']): object {
  const post = (words: string) => (words === VACANT ? null : words);
  return {
    name,
    ...(short === undefined ? {} : { short }),
    ...(aliases === undefined ? {} : { aliases: listIn(aliases) }),
    ...(parent === undefined ? {} : { parent }),
    ...(level === undefined ? {} : { level: levelOf(level) }),
    ...(reporter === undefined ? {} : { reporter: post(reporter) }),
    ...(head === undefined ? {} : { head: post(head) }),
  };
}

function groupOf({ name, aliases, members }: Row['fields']): object {
  return {
    name,
    ...(aliases === undefined ? {} : { aliases: listIn(aliases) }),
    members: listIn(members),
  };
}
