import type { Role } from '../domain/plan.ts';
import type { Range } from './proseWords.ts';

/** What a label announces: units of a role, leaders, a time, or persons and posts that owe nothing here. */
export type FieldKind = Role | 'leaders' | 'time' | 'none';

/** One labelled value, or units without a label (`role` responsible): offsets in the text. */
export interface Field extends Range {
  readonly kind: FieldKind;
  /** A label said so; else the units say their roles themselves (X牵头、Y配合). */
  readonly labelled: boolean;
  /** Names of persons may stand among the units. */
  readonly persons: boolean;
}

const WHO =
  '牵头|主要|主责|首要|第一|直接|共同|责任|负责|配合|协作|协同|协助|协办|主办|承办|经办|参与|参加|支持|落实|实施|执行|主管|监管|行业主管|相关|有关|督导|督办|督查|督促|联系|指导|分管|包保|包联|挂钩|挂点|总';
const WHOM = '单位|部门|处室|科室|股室|局办|机构|领导|负责人|责任人|联系人|人员|人|乡镇|镇街|专班';
const AND = '(?:(?:及|和|与|、|/|（|\\()\\s*(?:WHO)?(?:WHOM)[）)]?)?'
  .replace('WHO', WHO)
  .replace('WHOM', WHOM);
const LEADERS = '牵头(?:的)?(?:[省市区县州旗]|[省市区县]级|党政|分管|责任|主要)*领导(?:同志)?';
const TIME =
  '(?:(?:计划|预计|整改|任务|工作|具体|项目)?(?:完成|办结|办理|整改|推进|实施|落实)(?:时限|时间|期限|节点|日期)(?:要求|节点)?|时间节点|时间进度|时间要求|时限要求|工作时限|目标时限|进度要求|时限|期限)';
/** No label has more words than this; without a limit, a word repeated would be tried from each of its places. */
const MOST_WORDS = 6;
const UNITS = `(?:(?:WHO)[ \\u3000]?){1,${MOST_WORDS}}(?:WHOM)${AND}`
  .replace('WHO', WHO)
  .replace('WHOM', WHOM);
const NAME = `(${LEADERS}|${UNITS}|${TIME})`;

/** 责任单位为甲局: a label in a sentence counts only before the name of an office. */
const NAMED = `(${UNITS})`;
const OFFICE =
  '[省市区县州旗镇乡各][\\u4e00-\\u9fff]|[\\u4e00-\\u9fff]{1,10}(?:局|委|办|部|中心|公司|集团|院|镇|乡|街道|大队|支队|所)(?:[、，,。；;）)]|$)';

/** `责任单位：`, or `牵头部门　　` parted by blanks at the beginning of a line or after a stop. */
const LABEL = new RegExp(
  `(?:【\\s*${NAME}\\s*】\\s*[:：]?|${NAME}\\s*[:：]|(?<=^|[\\n；;。，,（(]\\s*|[\\s\\u3000]{2,}|\\t)${NAME}(?:\\t|\\u3000+|[ \\u00a0]{2,}|[ \\u00a0](?=[省市区县州各]))[\\s\\u3000]*|(?<=^|[\\n。；;，,（(]\\s*)${NAMED}(?:分别)?为(?=${OFFICE}))[\\s\\u3000]*`,
  'g',
);

/** The labels of a text: where each begins, where its value begins, and what it announces. */
export interface LabelHit extends Range {
  readonly kind: FieldKind;
  readonly persons: boolean;
}

export function labelsIn(text: string): readonly LabelHit[] {
  return [...text.matchAll(LABEL)].flatMap((match) => {
    const name = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').replace(/[\s\u3000]/g, '');
    if (isInSentence(text, match.index, match[0])) return [];
    const range = { from: match.index, to: match.index + match[0].length };
    return [
      {
        ...range,
        kind: kindOf(name),
        persons: /及|和|与|、|\/|（|\(/.test(name) && /人/.test(name),
      },
    ];
  });
}

/** 各牵头单位: and 明确责任单位: go on with a sentence, they announce nobody. */
function isInSentence(text: string, at: number, label: string): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  return /(?:各|由|请|向|对|为|是|的|和|与|及|明确|每个|各个)$/.test(before) && !/【/.test(label);
}

const IS_LEADERS = new RegExp(`^${LEADERS}$`);
const IS_TIME = new RegExp(`^${TIME}$`);

function kindOf(name: string): FieldKind {
  if (IS_LEADERS.test(name)) return 'leaders';
  if (IS_TIME.test(name)) return 'time';
  const [first = ''] = name.split(/[及和、/（(]|(?<!参)与/);
  if (/领导|负责人$|责任人$|联系人|人员|人$/.test(first)) return 'none';
  if (/督导|督办|督查|督促|联系|指导|分管|包保|包联|挂钩|挂点/.test(first)) return 'none';
  if (/牵头|主办/.test(first)) return 'lead';
  return /配合|协作|协同|协助|协办|参与|参加|支持|相关|有关/.test(first)
    ? 'cooperating'
    : 'responsible';
}

/** The values that follow the labels of a stretch; words before the first label are units without one. */
export function fieldsOf(text: string, stretch: Range): readonly Field[] {
  const inside = text.slice(stretch.from, stretch.to);
  const labels = labelsIn(inside);
  const fields: Field[] = [];
  const put = (from: number, to: number, hit: LabelHit | undefined) => {
    const kind = hit?.kind ?? 'responsible';
    const about = { labelled: hit !== undefined, persons: hit?.persons ?? false };
    const isTime = kind === 'time' || kind === 'leaders' || kind === 'none';
    for (const part of isTime ? [{ from, to }] : timesApart(inside, { from, to })) {
      if (!/[\p{L}\p{N}]/u.test(inside.slice(part.from, part.to))) continue;
      const range = { from: stretch.from + part.from, to: stretch.from + part.to };
      fields.push({ ...range, kind: part.time === true ? 'time' : kind, ...about });
    }
  };
  put(0, labels[0]?.from ?? inside.length, undefined);
  labels.forEach((label, i) => put(label.to, labels[i + 1]?.from ?? inside.length, label));
  return fields;
}

const TIME_PIECE =
  /^(?:(?:于|在|到|至|力争|确保|计划)*(?:(?:(?:20\d{2}|今|本)年)?(?:\d{1,2}月|[一二三四]季度|[上下]半年)|(?:20\d{2}|今|本)?年)(?:\d{1,2}日|上旬|中旬|下旬)?(?:底|末)?(?:之?前|以前|内)?(?:完成|办结|见效|启动|实施)*|全年(?:推进|实施)?|长期(?:坚持|推进)?|持续推进|常态化(?:推进)?)$/;

/** Units and the times that stand between them, apart: 区甲局负责，9月底前完成. */
function timesApart(text: string, value: Range): readonly (Range & { readonly time?: boolean })[] {
  const parts: (Range & { time?: boolean })[] = [];
  let from = value.from;
  for (let i = value.from; i <= value.to; i += 1) {
    if (i < value.to && !/[，,；;。\n]/.test(text.charAt(i))) continue;
    const time = TIME_PIECE.test(text.slice(from, i).replace(/\s/g, ''));
    const last = parts.at(-1);
    if (last && !time && last.time !== true) parts[parts.length - 1] = { from: last.from, to: i };
    else parts.push({ from, to: i, ...(time ? { time } : {}) });
    from = i + 1;
  }
  return parts;
}
