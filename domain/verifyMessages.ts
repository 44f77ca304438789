import { z } from 'zod';
import { Day, Instant } from './instant.ts';
import { MessageBase } from './machine.ts';
import { Unit } from './unit.ts';

const Reason = z.string().max(2000);

/** Evidence 佐证: a file by its name and SHA-256; the file itself stays where it is. */
export const Evidence = z.strictObject({
  name: z.string().trim().min(1).max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位小写十六进制的 SHA-256'),
});
export type Evidence = z.infer<typeof Evidence>;

/** Claimed 代录: when and how a report that the office enters is said to have arrived; `received_at` stays the clock's. */
export const Claimed = z.strictObject({
  at: Instant,
  how: z.enum(['paper', 'phone', 'mail', 'fax', 'person', 'other']),
  /** 依据: the entry of a log of arrivals, or the SHA-256 of a scan. */
  evidence: z.string().trim().min(1).max(500),
});
export type Claimed = z.infer<typeof Claimed>;

/** What a report may say besides its text, each optional. */
export const ReportExtras = {
  evidence: z.array(Evidence).min(1).max(20).optional(),
  claimed: Claimed.optional(),
  /** 需协调事项, and who is asked to help. */
  obstacle: z.string().trim().min(1).max(500).optional(),
  asks: z.string().trim().min(1).max(100).optional(),
};

/** 核实通过 of the present level; a grade is given at the last one. */
export const AcceptReport = MessageBase.extend({
  kind: z.literal('accept-report'),
  obligation: z.string(),
  grade: z.string().max(10).optional(),
  reason: Reason.optional(),
});

/** 退回补报, with the new limit by its day; absent: what the regime says. */
export const ReturnReport = MessageBase.extend({
  kind: z.literal('return-report'),
  obligation: z.string(),
  reason: Reason,
  until: Day.optional(),
});

/** 撤回报送 by the unit, before the due instant. */
export const WithdrawReport = MessageBase.extend({
  kind: z.literal('withdraw-report'),
  obligation: z.string(),
  reason: Reason.optional(),
});

/** 确认代录的到达时间. */
export const ConfirmArrival = MessageBase.extend({
  kind: z.literal('confirm-arrival'),
  claim: z.string(),
});

export const RefuseArrival = MessageBase.extend({
  kind: z.literal('refuse-arrival'),
  claim: z.string(),
  reason: Reason,
});

/** 交办需协调事项 to a unit or a post. */
export const AssignObstacle = MessageBase.extend({
  kind: z.literal('assign-obstacle'),
  obstacle: z.int().min(1),
  owner: z.string().regex(/^(unit:.+|post:.+|principal|office)$/, '应为单位或 post:职务'),
  until: Day,
  /** The owning unit, for its inbox. */
  unit: Unit.optional(),
});

export const ResolveObstacle = MessageBase.extend({
  kind: z.literal('resolve-obstacle'),
  obstacle: z.int().min(1),
  text: z.string().max(2000),
});

/** 准予补报 of an entry that has closed, until a day. */
export const OpenEntry = MessageBase.extend({
  kind: z.literal('open-entry'),
  obligation: z.string(),
  until: Day,
  reason: z.string().max(2000),
});

/** What is told about reports that have come: 核实、撤回、代录、需协调事项. */
export const VERIFY_MESSAGES = [
  AcceptReport,
  ReturnReport,
  WithdrawReport,
  ConfirmArrival,
  RefuseArrival,
  AssignObstacle,
  ResolveObstacle,
  OpenEntry,
] as const;
