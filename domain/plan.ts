import { z } from 'zod';
import { Clock, Day } from './instant.ts';
import { Deadline, Every } from './deadline.ts';
import type { Layout } from './layout.ts';
import { Measures } from './measure.ts';
import { Target } from './target.ts';

/** Role 职责: lead 牵头, responsible 责任, cooperating 配合. */
export const Role = z.enum(['lead', 'responsible', 'cooperating']);
export type Role = z.infer<typeof Role>;

/** Assignment 分工: one unit, as printed, and its role in a task. */
export const Assignment = z.strictObject({ unit: z.string().min(1), role: Role });
export type Assignment = z.infer<typeof Assignment>;

/** Where a field came from: code-point offsets into the canonical text, and the cell for tables. */
export const Span = z.strictObject({
  from: z.int().min(0),
  to: z.int().min(0),
  cell: z.string().optional(),
});
export type Span = z.infer<typeof Span>;

/**
 * Inference 推断: the document does not print this field as it stands here; by which rule (see importers/rules.ts) it
 * was concluded, and how sure that is, from 0 to 1.
 */
export const Inference = z.strictObject({
  rule: z.string().min(1),
  confidence: z.number().min(0).max(1),
});
export type Inference = z.infer<typeof Inference>;

/** Targets 指标: the amount that each period of a duty is to bring, by the duty's id. */
export const Targets = z.record(
  z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  z.strictObject({ value: z.number().positive().max(1e12), unit: z.string().trim().max(20) }),
);
export type Targets = z.infer<typeof Targets>;

/** Which of the regime's duties a task owes, by id; absent means all, an empty list only its dated deadlines. */
export const TaskDuties = z.array(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/));

/** 特事特办: the step of the regime's ladder at which a task enters, by id; those before it are not taken for it. */
export const TaskEntry = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, '起始步骤应写制度中升级步骤的标识');

/** The key of a task inside its plan: allotted at confirmation, kept over versions, never given to another task. */
export const TaskKey = z.string().regex(/^t\d{4,5}$/, '任务编号应写作 t0001');
export type TaskKey = z.infer<typeof TaskKey>;

/**
 * DraftTask: one task as an importer read it. `no` is the printed number and only that. Keys of `spans` and `inferred`
 * are field names, one element of a list as `assignments.0` or `deadlines.1`.
 */
export const DraftTask = z.object({
  /** Only a plan of our own that was confirmed before has it. */
  key: TaskKey.optional(),
  no: z.string().nullable(),
  category: z.array(z.string()),
  title: z.string().nullable(),
  content: z.string(),
  assignments: z.array(Assignment),
  leaders: z.array(z.string()),
  openEnded: z.boolean(),
  deadlines: z.array(Deadline),
  duties: TaskDuties.optional(),
  entry: TaskEntry.optional(),
  targets: Targets.optional(),
  measures: Measures.optional(),
  /** The numbers that the content itself names. */
  statedTargets: z.array(Target).optional(),
  source: Span,
  spans: z.record(z.string(), Span).optional(),
  inferred: z.record(z.string(), Inference).optional(),
});
export type DraftTask = z.infer<typeof DraftTask>;

export const Severity = z.enum(['info', 'warning', 'blocking']);

/** Diagnostic: what a human eye should see about a document; `blocking` keeps a campaign from starting. */
export const Diagnostic = z.strictObject({
  code: z.string(),
  severity: Severity,
  message: z.string(),
  /** Where: a cell (`E7`), a task number or a line, in words of the document. */
  where: z.string().optional(),
});
export type Diagnostic = z.infer<typeof Diagnostic>;

const NamedDay = z.union([
  z.strictObject({ day: z.int().min(1).max(31) }),
  z.strictObject({ lastDay: z.literal(true) }),
  z.strictObject({ workday: z.int().min(-23).max(23) }),
]);

/** DueHint 文中报送日: the day that a clause names, as a due rule (regime.ts imports this file and cannot lend its own). */
export const DueHint = z.union([NamedDay, z.strictObject({ next: NamedDay })]);
export type DueHint = z.infer<typeof DueHint>;

/** A regime clause found in the text; `quote` stands there word for word, `sentence` is what it was found in. */
export const FoundDuty = z.strictObject({
  every: Every,
  what: z.enum([
    'report',
    'bulletin',
    'review',
    'summary',
    'meeting',
    'assessment',
    'inspection',
    'ranking',
    'briefing',
  ]),
  quote: z.string().min(1),
  sentence: Span.optional(),
  due: DueHint.optional(),
  /** The time of day that the clause names. */
  time: Clock.optional(),
});
export const FoundStep = z.strictObject({
  step: z.enum([
    'remind',
    'commend',
    'criticise',
    'report-up',
    'interview',
    'accountability',
    'hang-listing',
  ]),
  quote: z.string().min(1),
  sentence: Span.optional(),
});

/** Draft 方案草稿: what an importer understood; nothing in it is confirmed. */
export const Draft = z.object({
  title: z.string().nullable(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  issuedOn: Day.nullable(),
  tasks: z.array(DraftTask),
  regime: z.strictObject({ duties: z.array(FoundDuty), steps: z.array(FoundStep) }),
  /** Where the heading fields stand: title, issuer, documentNumber, issuedOn. */
  spans: z.record(z.string(), Span).optional(),
  inferred: z.record(z.string(), Inference).optional(),
  /** Annexes 附件 that the text names and the document lacks: while there are any the plan is incomplete. */
  absent: z.array(z.string()).optional(),
  /** Only a plan of our own that was confirmed before has these. */
  version: z.int().min(1).optional(),
  lastKey: TaskKey.optional(),
  /** The canonical text into which all spans point. */
  text: z.string(),
});
export type Draft = z.infer<typeof Draft>;

/** What every importer answers; it never throws. */
export interface Reading {
  readonly draft: Draft;
  readonly diagnostics: readonly Diagnostic[];
  /** How the task tables are printed, where the plan stands in tables. */
  readonly layout?: Layout;
}

/** PlanTask: a confirmed task. */
export const PlanTask = z.strictObject({
  key: TaskKey,
  no: z.string().nullable(),
  category: z.array(z.string()),
  title: z.string().nullable(),
  content: z.string(),
  assignments: z.array(Assignment),
  leaders: z.array(z.string()),
  openEnded: z.boolean(),
  deadlines: z.array(Deadline),
  duties: TaskDuties.optional(),
  entry: TaskEntry.optional(),
  targets: Targets.optional(),
  /** 累计指标、排名指标. */
  measures: Measures.optional(),
});
export type PlanTask = z.infer<typeof PlanTask>;

/** Plan 方案: an immutable document with a version and a content hash. */
export const Plan = z.strictObject({
  title: z.string(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  issuedOn: Day.nullable(),
  version: z.int().min(1),
  /** The highest key that this or an earlier version gave out, where that task may be gone. */
  lastKey: TaskKey.optional(),
  tasks: z.array(PlanTask).min(1),
});
export type Plan = z.infer<typeof Plan>;
