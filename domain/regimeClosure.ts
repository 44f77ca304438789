import { z } from 'zod';
import { Offset } from './calendar.ts';
import { Clock } from './instant.ts';
import type { RegimeFault } from './regimeCheck.ts';
import { daysIn, deskFaults, under, zeroFaults } from './regimeLimits.ts';
import { Gate, Nudge, Recipient } from './regimeParts.ts';

/**
 * LookBackRule 回头看: so long after a closure each, in working or calendar days; who looks (absent: 督查室), and within
 * what once it has begun (absent: 10 working days).
 */
export const LookBackRule = z.strictObject({
  after: z.array(Offset).min(1).max(12),
  by: Recipient.default('office'),
  limit: Offset.default({ workdays: 10 }),
  time: Clock.default('17:00'),
});
export type LookBackRule = z.infer<typeof LookBackRule>;

/**
 * ClosureRule 销号: a unit that holds the task applies, or the office; a clerk looks first where `first` says so, then the
 * post of `decide`. No limit ever closes a task; a missed one is reported up. Absent in a regime: nobody applies, and a task
 * ends with the horizon or by a decision.
 */
export const ClosureRule = z.strictObject({
  /** Who applies: a unit that holds the task, besides the office; or the office alone. */
  apply: z.enum(['unit', 'office']).default('unit'),
  evidence: z.enum(['required', 'optional']).default('required'),
  /** 初审, by whom and within what. */
  first: Gate.optional(),
  /** 审定, by whom and within what. */
  decide: Gate,
  remind: Nudge.optional(),
  /** 等次: whoever approves must name one of them. */
  grades: z.array(z.string().min(1).max(20)).min(2).max(10).optional(),
  /** Those of the grades to which an objection is open. */
  adverse: z.array(z.string()).optional(),
  lookBack: z.union([z.array(Offset).min(1).max(12), LookBackRule]).optional(),
  /** Who hears of a missed limit; absent: 主要领导. */
  up: Recipient.default('principal'),
});
export type ClosureRule = z.infer<typeof ClosureRule>;

/** Days that every limit of a listing must stay within: one year. */
export const LONGEST_LISTING = 365;

/**
 * ListingRule 挂牌督办: proposed by the office, decided by a post, published and filed within their limits; taken down 摘牌 only
 * after acceptance by the post. Defaults: published within 5 working days and filed within 3, both from the decision (and published
 * again within as long from its end); an extension is applied for 20 working days ahead and decided within 10.
 */
export const ListingRule = z.strictObject({
  decide: Gate,
  publishWithin: Offset.default({ workdays: 5 }),
  fileWithin: Offset.default({ workdays: 3 }),
  /** 挂牌期限: at most one year. */
  limit: Offset,
  extension: z
    .strictObject({
      applyBefore: Offset.default({ workdays: 20 }),
      decideWithin: Offset.default({ workdays: 10 }),
    })
    .default({ applyBefore: { workdays: 20 }, decideWithin: { workdays: 10 } }),
  /** 摘牌验收; absent: whoever decided, within as long. */
  accept: Gate.optional(),
  remind: Nudge.optional(),
  up: Recipient.default('principal'),
});
export type ListingRule = z.infer<typeof ListingRule>;

/** The look-backs of a regime, each with its limit. */
export function lookBackRule(rule: ClosureRule | undefined): LookBackRule | undefined {
  const given = rule?.lookBack;
  return Array.isArray(given) ? LookBackRule.parse({ after: given }) : given;
}

/** What cannot be meant in 销号, 回头看 and 挂牌督办; paths are those of the regime. */
export function closureFaults(rules: {
  readonly closure?: ClosureRule | undefined;
  readonly listing?: ListingRule | undefined;
}): RegimeFault[] {
  const { closure, listing } = rules;
  return [
    ...(closure === undefined ? [] : under(['closure'], ofClosure(closure))),
    ...(listing === undefined ? [] : under(['listing'], ofListing(listing))),
  ];
}

function ofClosure({ first, decide, grades = [], adverse = [], lookBack }: ClosureRule) {
  const faults: RegimeFault[] = [
    ...(first === undefined ? [] : deskFaults(['first'], first, '销号的初审人', '销号的初审时限')),
    ...deskFaults(['decide'], decide, '销号的审定人', '销号的审定时限'),
  ];
  if (new Set(grades).size < grades.length) {
    faults.push({ path: ['grades'], message: '销号等次有重复，请每个等次只写一次' });
  }
  for (const [i, grade] of adverse.entries()) {
    if (grades.includes(grade)) continue;
    const message = `“${grade}”不在销号等次之内，请与 grades 写得一致`;
    faults.push({ path: ['adverse', i], message });
  }
  const looks = Array.isArray(lookBack) ? lookBack : (lookBack?.after ?? []);
  const path = Array.isArray(lookBack) ? ['lookBack'] : ['lookBack', 'after'];
  for (const [i, offset] of looks.entries()) {
    const before = looks[i - 1];
    if (daysIn(offset) === 0) {
      faults.push({
        path: [...path, i],
        message: '回头看不能在销号当日；请写 workdays 或 days 的天数',
      });
    } else if (before !== undefined && daysIn(offset) <= daysIn(before)) {
      faults.push({ path: [...path, i], message: '几次回头看应当一次比一次晚，请调整' });
    }
  }
  if (lookBack !== undefined && !Array.isArray(lookBack)) {
    faults.push(...deskFaults(['lookBack'], lookBack, '回头看的承办人', '回头看的时限'));
  }
  return faults;
}

function ofListing({ decide, accept, limit, publishWithin, fileWithin, extension }: ListingRule) {
  const faults: RegimeFault[] = [
    ...deskFaults(['decide'], decide, '挂牌的批准人', '挂牌的审批时限'),
    ...(accept === undefined
      ? []
      : deskFaults(['accept'], accept, '摘牌的验收人', '摘牌的验收时限')),
    ...zeroFaults(['limit'], limit, '挂牌期限'),
    ...zeroFaults(['publishWithin'], publishWithin, '公布时限'),
    ...zeroFaults(['fileWithin'], fileWithin, '备案时限'),
    ...zeroFaults(['extension', 'decideWithin'], extension.decideWithin, '延期审批时限'),
  ];
  if (daysIn(limit) > LONGEST_LISTING) {
    faults.push({ path: ['limit'], message: '挂牌期限最长一年；请写 365 天以内' });
  }
  if (daysIn(limit) > 0 && daysIn(extension.applyBefore) >= daysIn(limit)) {
    const message = '延期申请的提前量不短于挂牌期限，谁也来不及申请；请缩短';
    faults.push({ path: ['extension', 'applyBefore'], message });
  }
  return faults;
}
