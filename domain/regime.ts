import { z } from 'zod';
import { Clock } from './instant.ts';
import { Offset, Shift } from './calendar.ts';
import { Every } from './deadline.ts';
import { FirstRule } from './firstRule.ts';
import { Form, Stage } from './form.ts';
import { Role } from './plan.ts';
import { ExtensionRule } from './regimeExtension.ts';
import { FlagRule } from './regimeFlags.ts';
import { ClosureRule, ListingRule } from './regimeClosure.ts';
import { ObjectionRule } from './regimeObjection.ts';
import { Gate, Id, Nudge, Recipient } from './regimeParts.ts';
import { ReturnRule, SignRule } from './regimeSign.ts';
import { ClaimRule, EvidenceRule, VerifyRule } from './regimeVerify.ts';

export { Gate, Nudge, Recipient };

/**
 * DueRule 到期规则. `day` n: the n-th day of the period's last month (of the period itself for 周 and 旬), the last day
 * where the month is shorter. `workday` n: the n-th working day, from the end where negative (倒数第五个工作日 is -5).
 * `next`: the same rule in the month after the period (after 周 and 旬: in the next week or 旬).
 */
const InPeriod = z.union([
  z.strictObject({ day: z.int().min(1).max(31) }),
  z.strictObject({ lastDay: z.literal(true) }),
  z.strictObject({
    workday: z
      .int()
      .min(-23)
      .max(23)
      .refine((n) => n !== 0, '第几个工作日不能是 0'),
  }),
]);
export const DueRule = z.union([InPeriod, z.strictObject({ next: InPeriod })]);
export type DueRule = z.infer<typeof DueRule>;

/**
 * Phase 相位: the month (1–12) in which a two-month, quarter, half-year or year period begins; the weekday (1–7) on
 * which a week begins. Absent: weeks begin on Monday, two months with the campaign's first month, the rest with January.
 */
const Phase = z.int().min(1).max(12);

/**
 * Parts 首尾不足的一期: a period at an end of the horizon that is not wholly inside it. `count` (as when it is absent):
 * it is one like any other; `skip`: it is not owed, or not issued. Several months are whole if the horizon touches
 * each of them: one from 7 April has April and May.
 */
export const Parts = z.enum(['count', 'skip']);
export type Parts = z.infer<typeof Parts>;

/** Duty 报送要求: who reports what how often, and the three instants due, end of grace, closed for entry. */
export const Duty = z.strictObject({
  id: Id,
  title: z.string().min(1),
  by: z.array(Role).min(1),
  every: Every,
  phase: Phase.optional(),
  parts: Parts.optional(),
  due: DueRule,
  time: Clock.default('17:00'),
  shift: Shift.default('earlier'),
  /** On time is received by the end of grace; counted from the due day, at the due time of day. */
  grace: Offset.default({ workdays: 0 }),
  /** After this only a decision opens the entry; counted from the due day. */
  closes: Offset.default({ workdays: 10 }),
  /** 填报表 of every report; that of a stage 阶段 takes its place from the stage's day on. */
  form: Form.optional(),
  stages: z.array(Stage).min(1).max(10).optional(),
  /** 佐证 by its SHA-256; without this it is never asked for. */
  evidence: EvidenceRule.optional(),
});
export type Duty = z.infer<typeof Duty>;

const Counted = z.enum(['missing', 'late', 'missing-or-late']);

/**
 * Condition 条件 over one party's judged periods of one duty. `consecutive`: the unbroken run that ends now;
 * `cumulative`: all in the campaign, or in the calendar year. Misses that a referral has used are spent for the next.
 */
export const Condition = z.union([
  z.strictObject({ consecutive: Counted, atLeast: z.int().min(1).max(99) }),
  z.strictObject({
    cumulative: Counted,
    atLeast: z.int().min(1).max(99),
    within: z.enum(['year', 'campaign']).default('campaign'),
  }),
]);
export type Condition = z.infer<typeof Condition>;

/**
 * EscalationStep 升级步骤. `before`/`after`: working or calendar days from due or from the end of grace (= the
 * judgement). `when`: any of the conditions; absent means always. `while`: `unreported` (default) stops when the
 * report has come; `any` is judged also for a period that was made up.
 */
export const EscalationStep = z.strictObject({
  id: Id,
  step: z.enum(['remind', 'urge', 'letter', 'report-up', 'interview']),
  title: z.string().min(1).optional(),
  at: z.union([
    z.strictObject({ before: z.literal('due'), offset: Offset }),
    z.strictObject({ after: z.literal('grace'), offset: Offset }),
  ]),
  time: Clock.optional(),
  when: z.array(Condition).min(1).optional(),
  while: z.enum(['unreported', 'any']).default('unreported'),
  /** Which duties, by id; `deadlines` is the ladder of milestones and dated deadlines. Absent: all. */
  on: z.array(z.string()).min(1).optional(),
  to: z.array(Recipient).min(1, '这一步没有任何接收人'),
  /** 审批关口 of a letter or a report upward: it is proposed, and leaves when the post has approved it. */
  gate: Gate.optional(),
});
export type EscalationStep = z.infer<typeof EscalationStep>;

/**
 * Bulletin 通报: covers the obligations whose grace ended since the last cut-off. Units that meet `criticise` are named
 * (通报批评, unit scope, once per unit and period), units that meet `commend` are proposed for praise; a person signs.
 */
export const BulletinRule = z.strictObject({
  id: Id,
  title: z.string().min(1),
  every: Every,
  phase: Phase.optional(),
  parts: Parts.optional(),
  cutOff: DueRule,
  time: Clock.default('18:00'),
  shift: Shift.default('unchanged'),
  duties: z.array(Id).min(1).optional(),
  criticise: z.strictObject({ missing: z.int().min(1), to: z.array(Recipient).min(1) }).optional(),
  commend: z.strictObject({ allOnTime: z.literal(true), atLeast: z.int().min(1) }).optional(),
  sign: Gate,
  to: z.array(Recipient).min(1, '通报没有任何接收人'),
});
export type BulletinRule = z.infer<typeof BulletinRule>;

/**
 * InterviewRule 约谈: grounds of a day are proposed together on the next working day; the gate decides. What follows an
 * approval is optional, with the defaults of `domain/interview2Rule.ts`, so that older regimes stay what they were.
 */
export const InterviewRule = z.strictObject({
  proposeAt: Clock.default('09:00'),
  gate: Gate,
  to: z.array(Recipient).min(1, '约谈通知没有任何接收人'),
  /** 约谈时限: to be held within, from the approval. */
  hold: Offset.optional(),
  /** 纪要时限: to be sent within, from the day of the interview. */
  minutes: Offset.optional(),
  /** 整改时限: from the day on which the minutes were sent. */
  rectify: Offset.optional(),
  /** 核实整改: by whom and within what. */
  verify: z.strictObject({ by: Recipient, limit: Offset }).optional(),
  remind: Nudge.optional(),
  /** 整改不到位、缺席: what then. `copy` 抄报, `refer` the desk to which a referral 移送问责 is proposed. */
  second: z
    .strictObject({
      absence: z.enum(['new-date', 'second']).optional(),
      copy: z.array(Recipient).optional(),
      refer: Recipient.optional(),
    })
    .optional(),
  /** What the notice 约谈通知书 says unless the office says otherwise. */
  notice: z
    .strictObject({
      interviewer: z.string().min(1).max(100).optional(),
      contact: z.string().min(1).max(200).optional(),
      bring: z.array(z.string().min(1).max(200)).min(1).max(10).optional(),
    })
    .optional(),
});
export type InterviewRule = z.infer<typeof InterviewRule>;

/** DeadlineRule 完成时限规则 for milestones and dated deadlines: they are duties with one period each. */
export const DeadlineRule = z.strictObject({
  title: z.string().default('完成时限'),
  time: Clock.default('17:00'),
  shift: Shift.default('earlier'),
  grace: Offset.default({ workdays: 0 }),
  closes: Offset.default({ workdays: 20 }),
});

/**
 * Together 合报: where these duties of one party and task fall due on one day (旬末、月末、季末), one submission is asked
 * for and judged for each. `ladder`: whose steps are taken then, those of the longest cadence, of the shortest, or of each.
 */
export const Together = z.strictObject({
  duties: z.array(Id).min(2, '合报至少要写两项报送要求'),
  ladder: z.enum(['longest', 'shortest', 'each']).default('longest'),
});
export type Together = z.infer<typeof Together>;

/** GuardRule 以旬保月、以月保季、以季保年: what the periods of `of` attain adds up inside each period of `within`. */
export const GuardRule = z.strictObject({ of: Id, within: Id });
export type GuardRule = z.infer<typeof GuardRule>;

/**
 * ItemSource 督办事项来源: 批示、会议、上级、提案. `limit` and, where it differs, `urgent` 特急 and `difficult` 疑难 count from the
 * day of approval and hold where the item names no day. `told`: the paper itself reaches the units, so that an item with
 * a day of its own gets no second notice.
 */
export const ItemSource = z.strictObject({
  id: Id,
  title: z.string().min(1).max(40),
  /** 编号字头: 督批 in 督批〔2026〕1号. */
  prefix: z.string().regex(/^\p{Script=Han}{1,6}$/u, '编号字头应为一至六个汉字，如 督批'),
  limit: Offset,
  urgent: Offset.optional(),
  difficult: Offset.optional(),
  told: z.literal(true).optional(),
});
export type ItemSource = z.infer<typeof ItemSource>;

/**
 * ItemRules 督办事项: items registered without a plan. `approve` 立项 by a post, never by who registered it; without
 * `sources` those of `domain/item.ts`; `reports` are the duties that an item owes besides its day; `remind` the approver.
 */
export const ItemRules = z.strictObject({
  approve: Gate,
  sources: z.array(ItemSource).min(1).optional(),
  reports: z.array(Id).optional(),
  remind: Nudge.optional(),
});
export type ItemRules = z.infer<typeof ItemRules>;

/** Regime 制度: the whole of who reports, who is reminded, who decides; one versioned, immutable object. */
export const Regime = z.strictObject({
  id: Id,
  title: z.string().min(1),
  version: z.int().min(1).default(1),
  zone: z.string().default('Asia/Shanghai'),
  duties: z.array(Duty).min(1),
  together: z.array(Together).optional(),
  guards: z.array(GuardRule).optional(),
  /** 首报: what is owed once, from the start: 实施方案. */
  firsts: z.array(FirstRule).min(1).max(20).optional(),
  flags: FlagRule.optional(),
  deadlines: DeadlineRule.default({
    title: '完成时限',
    time: '17:00',
    shift: 'earlier',
    grace: { workdays: 0 },
    closes: { workdays: 20 },
  }),
  ladder: z.array(EscalationStep),
  bulletins: z.array(BulletinRule).default([]),
  interview: InterviewRule.optional(),
  items: ItemRules.optional(),
  sign: SignRule.optional(),
  returns: ReturnRule.optional(),
  extension: ExtensionRule.optional(),
  verify: VerifyRule.optional(),
  claims: ClaimRule.optional(),
  closure: ClosureRule.optional(),
  listing: ListingRule.optional(),
  objection: ObjectionRule.optional(),
  /** Who gets what would otherwise reach nobody; the office is told as well. */
  fallback: Recipient.default('office'),
});
export type Regime = z.infer<typeof Regime>;
