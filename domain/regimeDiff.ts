import type { Offset } from './calendar.ts';
import { canonicalJson } from './canonical.ts';
import type { BulletinRule, Duty, EscalationStep, Regime } from './regime.ts';
import { cadenceWords, cutOffWords, dueRuleWords, offsetWords, stepWords, term } from './terms.ts';

/** Difference 制度的不同: one field of one rule; `added` and `removed` stand for the whole rule. */
export interface Difference {
  readonly of: 'duty' | 'step' | 'bulletin' | 'deadlines' | 'regime';
  /** The id of the duty, step or bulletin; the field of the regime. */
  readonly id: string;
  readonly field: string;
  /** In words: `“月调度”的周期：每月→每两月`. */
  readonly words: string;
}

/** Everything that is not the same in two versions of a regime, in the order in which a regime is written. */
export function regimeDifferences(old: Regime, next: Regime): readonly Difference[] {
  return [
    ...ruleDifferences('duty', old.duties, next.duties, DUTY, (rule) => `报送要求“${rule.title}”`),
    ...fieldDifferences(
      'deadlines',
      'deadlines',
      '完成时限',
      old.deadlines,
      next.deadlines,
      LIMITS,
    ),
    ...ruleDifferences(
      'step',
      old.ladder,
      next.ladder,
      STEP,
      (step) => `升级步骤“${stepName(step)}”`,
    ),
    ...ruleDifferences(
      'bulletin',
      old.bulletins,
      next.bulletins,
      BULLETIN,
      (rule) => `通报“${rule.title}”`,
    ),
    ...otherDifferences(old, next),
  ];
}

/** What cannot change while a campaign runs: what a task has begun with, it goes on with. */
export function fixedDifferences(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter(({ of, id }) => of === 'regime' && !CHANGEABLE.includes(id));
}

/** What belongs to a period is taken from the regime that gives the period; a talk keeps the one of its day. */
const CHANGEABLE: readonly string[] = [
  ...['title', 'together', 'guards', 'interview', 'fallback', 'verify', 'extension'],
];

/** A field of a rule: what it is called, and what it says. */
type Field<Rule> = readonly [field: string, name: string, say: (rule: Rule) => string | undefined];

type Limits = Pick<Duty, 'time' | 'shift' | 'grace' | 'closes'>;

const LIMITS: readonly Field<Limits>[] = [
  ['time', '到期时刻', ({ time }) => time],
  ['shift', '遇休息日', ({ shift }) => term(shift)],
  ['grace', '宽限', ({ grace }) => graceWords(grace)],
  ['closes', '截止填报', ({ closes }) => `到期后${offsetWords(closes)}`],
];

const DUTY: readonly Field<Duty>[] = [
  ['title', '名称', ({ title }) => title],
  ['by', '报送单位', ({ by }) => by.map(term).join('、')],
  ['every', '周期', ({ every }) => cadenceWords(every)],
  ['phase', '起始月（周）', ({ phase }) => phase?.toString()],
  ['parts', '首尾不足一期', ({ parts }) => parts && (parts === 'skip' ? '不报' : '照报')],
  ['due', '到期', (rule) => dueRuleWords(rule)],
  ...LIMITS,
];

const STEP: readonly Field<EscalationStep>[] = [
  ['step', '种类', ({ step }) => term(step)],
  ['at', '时点', (step) => stepWords(step)],
  ['on', '适用于', ({ on }) => on?.join('、')],
];

const BULLETIN: readonly Field<BulletinRule>[] = [
  ['title', '名称', ({ title }) => title],
  ['every', '周期', ({ every }) => cadenceWords(every)],
  ['phase', '起始月（周）', ({ phase }) => phase?.toString()],
  ['parts', '首尾不足一期', ({ parts }) => parts && (parts === 'skip' ? '不发' : '照发')],
  ['cutOff', '截止', (rule) => cutOffWords(rule)],
  ['time', '截止时刻', ({ time }) => time],
  ['shift', '遇休息日', ({ shift }) => term(shift)],
  ['duties', '范围', ({ duties }) => duties?.join('、')],
];

function graceWords(grace: Offset): string {
  const none = ('days' in grace ? grace.days : grace.workdays) === 0;
  return none ? '无' : offsetWords(grace);
}

export function stepName(step: EscalationStep): string {
  return step.title ?? `${term(step.step)}（${step.id}）`;
}

function ruleDifferences<Rule extends { readonly id: string }>(
  of: Difference['of'],
  old: readonly Rule[],
  next: readonly Rule[],
  fields: readonly Field<Rule>[],
  name: (rule: Rule) => string,
): readonly Difference[] {
  const gone = old.filter(({ id }) => !next.some((rule) => rule.id === id));
  return [
    ...next.flatMap((rule): readonly Difference[] => {
      const was = old.find(({ id }) => id === rule.id);
      if (was !== undefined) return fieldDifferences(of, rule.id, name(rule), was, rule, fields);
      return [{ of, id: rule.id, field: 'added', words: `新增${name(rule)}` }];
    }),
    ...gone.map((rule): Difference => {
      return { of, id: rule.id, field: 'removed', words: `取消${name(rule)}` };
    }),
  ];
}

function fieldDifferences<Rule extends object>(
  of: Difference['of'],
  id: string,
  name: string,
  old: Rule,
  next: Rule,
  fields: readonly Field<Rule>[],
): readonly Difference[] {
  const value = (rule: object, field: string) =>
    canonicalJson((rule as Record<string, unknown>)[field] ?? null);
  const told = fields.map(([field]) => field);
  const others = [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
    (field) => !told.includes(field) && value(old, field) !== value(next, field),
  );
  return [
    ...fields
      .filter(([field]) => value(old, field) !== value(next, field))
      .map(([field, called, say]): Difference => {
        const [was, is] = [say(old) ?? '未写', say(next) ?? '未写'];
        return { of, id, field, words: `${name}的${called}：${was}→${is}` };
      }),
    ...others.map((field): Difference => {
      return { of, id, field, words: `${name}的${FIELDS[field] ?? field}有改动` };
    }),
  ];
}

const FIELDS: Readonly<Record<string, string>> = {
  to: '接收人',
  when: '条件',
  while: '适用情形',
  title: '名称',
  time: '时刻',
  sign: '签发',
  criticise: '点名规则',
  commend: '表扬规则',
  form: '填报表',
  stages: '阶段填报表',
  evidence: '佐证要求',
};

const REGIME_FIELDS: Readonly<Record<string, string>> = {
  title: '制度名称',
  together: '合报',
  guards: '以旬保月、以月保季',
  interview: '约谈',
  fallback: '空缺时的接收人',
  firsts: '首报',
  flags: '亮灯',
  items: '督办事项',
  sign: '签收',
  returns: '退回',
  verify: '核实',
  extension: '延期',
  claims: '补正判定',
  closure: '销号',
  listing: '挂牌督办',
  objection: '异议',
};

const TOLD = ['id', 'version', 'zone', 'duties', 'deadlines', 'ladder', 'bulletins'];

function otherDifferences(old: Regime, next: Regime): readonly Difference[] {
  const fields = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  const value = (regime: Regime, field: string) =>
    canonicalJson((regime as unknown as Record<string, unknown>)[field] ?? null);
  return fields
    .filter((field) => !TOLD.includes(field) && value(old, field) !== value(next, field))
    .map((field): Difference => {
      return { of: 'regime', id: field, field, words: `${REGIME_FIELDS[field] ?? field}有改动` };
    });
}
