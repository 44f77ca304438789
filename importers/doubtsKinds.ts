/** The task that a doubt is about: its place in the draft and its printed number. */
export interface DoubtTask {
  readonly index: number;
  readonly no: string | null;
}

/**
 * Doubt 疑点: a field that a person should look at before it counts, beside the words it was read from. `kind` is the
 * code of a diagnostic or the name of a rule; `field` is a key as in `spans` (`assignments.0`, `deadlines`, `title`),
 * `unit` for a name wherever it stands, `regime` for a clause, `document` for what no field holds.
 */
export interface Doubt {
  /** Made of the kind, the field and the source words, so that it outlives another import of the same words. */
  readonly id: string;
  readonly kind: string;
  readonly task: DoubtTask | null;
  readonly field: string;
  /** No campaign starts while it is open. */
  readonly required: boolean;
  /** False where nothing stands that could be accepted: somebody must say it. */
  readonly acceptable: boolean;
  /** The source words; '' where the document says nothing. */
  readonly printed: string;
  /** The words in their surroundings, marked 【…】. */
  readonly sentence: string;
  readonly where: string;
  /** How it is read now, in words that a correction may be written in. */
  readonly proposal: string;
  readonly reason: string;
  /** From 0 to 1; null where nothing was concluded. */
  readonly confidence: number | null;
}

/** A doubt before its id; `within` is what tells the same words in two tasks apart. */
export interface FoundDoubt extends Omit<Doubt, 'id'> {
  readonly within: string;
}

interface Kind {
  readonly required: boolean;
  readonly acceptable: boolean;
  readonly reason: string;
}

function kind(reason: string, { required = false, acceptable = true } = {}): Kind {
  return { required, acceptable, reason };
}

/** Doubts that are no matter of an inference rule. */
export const KINDS = {
  'title-missing': kind('文件中没有标题', { required: true, acceptable: false }),
  'issuer-missing': kind('文件中没有发文机关，出具文书时将空缺'),
  'number-missing': kind('文件中没有文号，出具文书时将空缺'),
  'date-missing': kind('文件中没有成文日期，出具文书时将空缺'),
  'task-without-unit': kind('没有写明单位，无人报送', { required: true, acceptable: false }),
  'group-unresolved': kind(
    '这是一类单位，须落实到具体单位：改为单位名单，或接受并在单位名录中列出成员单位',
    { required: true },
  ),
  'list-open': kind('单位名单以“等”结尾，只记入已列名的单位'),
  'deadline-unknown': kind('无法确定为日期或周期；接受即不按日期督办', { required: true }),
  'deadline-past': kind('时限已过；接受即照原文记入，启动后不再催'),
} as const satisfies Readonly<Record<string, Kind>>;
export type DoubtKind = keyof typeof KINDS;

const FIELDS: Readonly<Record<string, string>> = {
  title: '标题',
  issuer: '发文机关',
  documentNumber: '文号',
  issuedOn: '成文日期',
  no: '序号',
  category: '类别',
  content: '任务内容',
  assignments: '单位',
  lead: '牵头单位',
  responsible: '责任单位',
  cooperating: '配合单位',
  units: '单位',
  unit: '单位名称',
  leaders: '牵头领导',
  deadlines: '时限',
  openEnded: '单位名单',
  regime: '督办要求',
  document: '文件',
};

/** A field in words; the title of a task is 任务名称. */
export function fieldWords({ field, task }: Pick<Doubt, 'field' | 'task'>): string {
  const { base } = fieldParts(field);
  if (base === 'title' && task !== null) return '任务名称';
  return FIELDS[base] ?? field;
}

/** `assignments.1` → its list and its place in it. */
export function fieldParts(field: string): { readonly base: string; readonly index?: number } {
  const [, base = field, index] = /^(.*?)(?:\.(\d+))?$/.exec(field) ?? [];
  return index === undefined ? { base } : { base, index: Number(index) };
}

/** What is true of a list of units is told of any of the columns that it was read from. */
export function isUnits(base: string): boolean {
  return ['assignments', 'lead', 'responsible', 'cooperating', 'units', 'openEnded'].includes(base);
}
