import { z } from 'zod';
import { Instant } from '../domain/instant.ts';

/** 变动一行: instants that change in the same way, with their tasks and units; what makes it is said besides. */
export const ChangeLine = z.object({
  change: z.enum(['moved', 'appears', 'vanishes', 'confirmed', 'unconfirmed']),
  kind: z.enum(['due', 'grace', 'closes', 'step', 'cut-off']),
  /** The duty, or the bulletin. */
  duty: z.string(),
  period: z.string(),
  what: z.string().optional(),
  step: z.string().optional(),
  from: Instant.nullable(),
  to: Instant.nullable(),
  provisional: z.object({ before: z.boolean().nullable(), after: z.boolean().nullable() }),
  tasks: z.array(z.object({ task: z.string(), units: z.array(z.string()) })),
  /** In words: what becomes of what, and why. */
  words: z.object({ change: z.string(), point: z.string(), cause: z.string() }),
});
