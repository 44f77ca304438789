/** A person as a list names him. */
export interface PersonRow {
  readonly name: string;
  readonly unit?: string;
  readonly phone?: string;
  readonly login?: string;
  readonly subject?: string;
}

const HEADS: readonly (readonly [keyof PersonRow, RegExp])[] = [
  ['name', /^(姓名|名字|联系人|联络员|填报人|人员)/u],
  ['unit', /^(单位|部门|责任单位|所在单位|科室)/u],
  ['phone', /^(手机|电话|联系电话|联系方式|移动电话)/u],
  ['login', /^(登录名|账号|用户名|帐号)/u],
  ['subject', /^(统一认证|工号|认证标识)/u],
];
const SEARCHED = 5;

/** Persons out of a table: the columns are found by their heads, which may stand below a title. */
export function personsIn(rows: readonly (readonly string[])[]): {
  readonly persons: readonly PersonRow[];
  /** Why nothing could be read, as a sentence. */
  readonly fault?: string;
} {
  const at = headIn(rows.slice(0, SEARCHED));
  const head = rows[at];
  if (head === undefined) {
    return {
      persons: [],
      fault:
        '没有找到表头。前几行里应有一行写明“姓名”，还可以有“单位”“手机号”“登录名”“统一认证标识”。',
    };
  }
  const fields = head.map(fieldOf);
  const persons = rows.slice(at + 1).map((row) => personOf(fields, row));
  return { persons: persons.filter(({ name }) => name !== '') };
}

/** The row that names most columns, the name among them; a title may begin like one of them. */
function headIn(rows: readonly (readonly string[])[]): number {
  const counts = rows.map((row) => {
    const fields = new Set(row.map(fieldOf).filter((field) => field !== undefined));
    return fields.has('name') ? fields.size : 0;
  });
  const most = Math.max(0, ...counts);
  return most === 0 ? -1 : counts.indexOf(most);
}

function fieldOf(cell: string): keyof PersonRow | undefined {
  const plain = cell.replace(/\s/gu, '');
  return HEADS.find(([, sign]) => sign.test(plain))?.[0];
}

function personOf(
  fields: readonly (keyof PersonRow | undefined)[],
  row: readonly string[],
): PersonRow {
  const cells = fields.flatMap((field, place) => {
    const value = row[place] ?? '';
    return field === undefined || value === '' ? [] : [[field, value] as const];
  });
  return { name: '', ...Object.fromEntries(cells) };
}
