import { z } from 'zod';
import { Draft, DraftTask, PlanTask } from '../domain/plan.ts';

const TaskInput = DraftTask.pick({
  no: true,
  category: true,
  title: true,
  content: true,
  assignments: true,
  leaders: true,
  openEnded: true,
  deadlines: true,
  duties: true,
  targets: true,
  measures: true,
}).extend({ key: PlanTask.shape.key.optional() });

/** A plan as an importer read it, or as it was confirmed. */
export const PlanInput = Draft.pick({
  title: true,
  issuer: true,
  documentNumber: true,
  issuedOn: true,
  version: true,
  lastKey: true,
}).extend({ tasks: z.array(TaskInput).max(20_000) });
export type PlanInput = z.infer<typeof PlanInput>;
