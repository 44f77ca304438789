import { tight } from './plain.ts';

/** What a column of a task table holds. `units`: leading and co-operating units in one cell. */
export type ColumnKind =
  | 'no'
  | 'category'
  | 'heading'
  | 'title'
  | 'content'
  | 'deadline'
  | 'leader'
  | 'lead'
  | 'responsible'
  | 'cooperating'
  | 'units'
  | 'person'
  | 'remark'
  | 'status'
  | 'other';

const UNIT = '(?:单位|部门|科室|股室|处室|主体|机构)';
const WITH_PERSON = '(?:[及和、/]?(?:其)?(?:主要)?(?:负责人|责任人|责任领导|联系人|领导))?';

/** The words of column heads, in order of precedence; each pattern must cover the whole head. */
const VOCABULARY: readonly (readonly [ColumnKind, string])[] = [
  ['no', '序号?|号|(?:项目|任务|工作|事项|清单|问题)?(?:编号|序号)|项次|NO\\.?|No\\.?|№'],
  ['remark', '备注|备考|说明|其他(?:说明|事项)?'],
  // what an exported ledger adds at the right
  ['status', '办理状态|最近报送|下次到期|按时/迟报/未报|当前步骤|启动前'],
  [
    'deadline',
    '(?:拟|计划|预计|要求|目标|应)?(?:全面)?(?:完成|办结|办理|整改|整治|结束|截止|起止|销号|达标|达成|交付|反馈|回复|验收|建成|竣工|建设|推进|落实|工作|实施|任务|报送)*(?:的)?(?:时间|时限|期限|日期|年限)(?:节点|要求|安排|进度|表)?|(?:工作|完成|进度)节点|进度(?:安排|要求)|(?:时限|时间)(?:及|和)(?:进度|要求).*',
  ],
  [
    'leader',
    '(?:总)?(?:省|市|县|区|州)?[级委]?(?:总?牵头|责任|分管|包案|包抓|包联|包保|包靠|包干|帮包|分包|挂点|挂联|挂帅|挂包|联系|督办|督导|主抓|主管|领衔|领办|负责|协调|调度)?(?:的)?(?:省|市|县|区|州)?[级委]?领导(?:同志|干部)?|牵头人|总牵头人',
  ],
  [
    'units',
    `责任分工|任务分工|职责分工|(?:责任|牵头|主办)${UNIT}?(?:[及和与、/]|以及)(?:配合|参与|参加|协办|协同)${UNIT}?|牵头(?:、|/)?配合${UNIT}`,
  ],
  ['lead', `(?:总|共同|第一|主)?(?:牵头|主办|主责|领衔|主要责任)(?:责任)?${UNIT}?${WITH_PERSON}`],
  [
    'cooperating',
    `(?:主要|协同)?(?:配合|协办|协同|协助|协作|相关|有关|参加|参与|会办|联办)(?:责任)?${UNIT}?${WITH_PERSON}`,
  ],
  [
    'responsible',
    `(?:主要|具体|直接|第一)?(?:责任|承办|办理|经办|落实|实施|承担|执行|负责|完成|主管|整改责任|整改|推进|建设)${UNIT}${WITH_PERSON}|单位|部门|责任者`,
  ],
  ['person', '.{0,4}(?:责任人|负责人|联系人|联络员|经办人|电话|联系方式|手机号?码?)(?:及.{0,6})?'],
  [
    'category',
    '类别|类型|板块|领域|分类|大类|类|方面|专项|专题|篇章|部分|(?:工作|任务|项目|事项|指标|问题|重点)(?:类别|类型|分类|板块|领域|方向|方面)|一级(?:指标|任务)',
  ],
  [
    'content',
    '(?:具体|主要|重点|工作|任务|建设|整改|目标|项目|推进|落实|实施|改革|年度|事项)*(?:内容|措施|举措|要求|要点|路径|描述)(?:[及和与](?:要求|措施|目标|内容|标准|举措|规模))?|建设规模[及和与](?:主要)?(?:建设)?内容|(?:具体|细化|分解|三级)(?:任务|工作|事项)|(?:年度|预期|具体|量化|绩效|阶段)目标|(?:工作)?任务[及和与](?:要求|措施|内容|目标)|目标[及和与]要求|工作任务[及和与]措施|(?:工作|任务|年度|预期|阶段|主要|具体|总体|量化|建设|重点)*(?:目标|任务|成果|成效|标准|指标|内容|举措|措施)(?:[及和与、/](?:预期|主要|工作|具体|阶段)?(?:目标|任务|成果|成效|标准|要求|指标|内容|举措|措施|产出|规模))+|(?:预期|工作|阶段性?|主要)*成果(?:形式|要求)?|(?:预期|工作)成效',
  ],
  ['title', '(?:任务|事项|项目|工作|指标|问题|行动|工程)?名称|事项|任务事项'],
  [
    'heading',
    '(?:重点|重大|重要|主要|目标|工作|总体|核心|年度|改革|二级|督查|督办|交办|议定|决策|承诺|攻坚|整治|试点|民生|惠民|实事)*(?:任务|工作|项目|工程|指标|行动)(?:分解|分工|目标|事项|清单)?|(?:工作|总体|任务)目标|(?:重点|重大|重要|主要|督查|督办|交办|议定|决策|承诺|改革|民生|实事|承办|办理|存在)+(?:的)?(?:事项|问题|实事)|问题(?:表现|描述|清单)',
  ],
];

const PATTERNS = VOCABULARY.map(([kind, words]) => [kind, new RegExp(`^(?:${words})$`)] as const);

/** The kind that a head's words name; `other` where no word of the list covers them. */
export function kindOf(label: string): ColumnKind {
  const words = headWords(label);
  const bare = words.replace(/[（(][^（）()]*[）)]/g, '');
  for (const text of [words.replace(/[（()）]/g, ''), bare]) {
    const found = PATTERNS.find(([, pattern]) => text !== '' && pattern.test(text));
    if (found) return found[0];
  }
  return 'other';
}

/** A head's words without blanks, line breaks (序⏎号) and quotes. */
export function headWords(label: string): string {
  return tight(label).replace(/["“”'‘’：:*]/g, '');
}

/** One grid column of a task table, understood. */
export interface Column {
  readonly col: number;
  readonly kind: ColumnKind;
  readonly label: string;
  /** Names of persons stand among the units (牵头单位及负责人). */
  readonly persons: boolean;
  /** The head says that the first unit leads (第一个单位为牵头单位), or the cell mixes 牵头 and 配合. */
  readonly firstLeads: boolean;
}

/** What is planned for one period (一季度, 上半年, 3月) stands below a head of times, but is no time. */
const PERIOD =
  /^(?:20\d{2}年)?(?:第?[一二三四1-4]季度(?:末)?|上半年|下半年|全年|(?:[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月(?:份|底)?)(?:目标|计划|安排|进度|任务)?$/;
const STAGE = { kind: 'other', persons: false, firstLeads: false } as const;

/** A column from its head cells, top to bottom: the lowest words count, a bare 单位 takes those above. */
export function columnOf(col: number, labels: readonly string[]): Column {
  const lowest = labels.at(-1) ?? '';
  const generic = /^(?:单位|部门|领导|时间|名称|内容)$/.test(headWords(lowest));
  const own = kindOf(lowest);
  const whole = labels.join('');
  if (PERIOD.test(headWords(lowest))) return { ...STAGE, col, label: whole.replace(/\s+/g, '') };
  const joined = kindOf(whole);
  const upper = kindOf(labels[0] ?? '');
  let kind = generic && joined !== 'other' ? joined : own;
  if (kind === 'other') kind = joined !== 'other' ? joined : upper;
  const persons = /单位|部门/.test(whole) && /负责人|责任人|领导|联系人/.test(whole);
  const firstLeads =
    (kind === 'units' && /牵头|主办/.test(whole)) || /(?:第一|首|排|列)[^牵]{0,10}牵头/.test(whole);
  return { col, kind, label: whole.replace(/\s+/g, ''), persons, firstLeads };
}

export const UNIT_KINDS: ReadonlySet<ColumnKind> = new Set([
  'lead',
  'responsible',
  'cooperating',
  'units',
]);
export const HEADING_KINDS: ReadonlySet<ColumnKind> = new Set(['category', 'heading', 'title']);

/**
 * Settles what only the whole head can tell: without a column of contents, the last heading column is the
 * content; of several leader columns 牵头领导 counts.
 */
export function settled(columns: readonly Column[]): readonly Column[] {
  const hasContent = columns.some((c) => c.kind === 'content');
  const lastHeading = columns.findLast((c) => c.kind === 'heading' || c.kind === 'title');
  const led = columns.some((c) => c.kind === 'leader' && /牵头/.test(c.label));
  return columns.map((column) => {
    if (!hasContent && column.kind === lastHeading?.kind && column.label === lastHeading.label) {
      return column.col === lastHeading.col ? { ...column, kind: 'content' } : column;
    }
    if (led && column.kind === 'leader' && !/牵头/.test(column.label)) {
      return { ...column, kind: 'person' };
    }
    return column;
  });
}
