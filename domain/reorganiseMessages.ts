import { z } from 'zod';
import { MessageBase } from './machine.ts';
import { Unit } from './unit.ts';

/** Move: the tasks in which what one unit owes goes to others. */
export const Move = z.strictObject({
  from: z.string(),
  to: z.array(z.string()).min(1).max(20),
  tasks: z.array(z.string()).min(1).max(20_000),
});
export type Move = z.infer<typeof Move>;

/**
 * 机构调整 by one act: a unit takes another name, several become one, one becomes several, or tasks go from one to
 * another. `units`: those that are new or have another name, as they are from now on. What has been judged stays with whom
 * it was judged; open duties move.
 */
export const Reorganise = MessageBase.extend({
  kind: z.literal('reorganise'),
  what: z.enum(['rename', 'merge', 'split', 'transfer']),
  reason: z.string().max(2000),
  units: z.array(Unit).max(50),
  moves: z.array(Move).max(200),
});
export type Reorganise = z.infer<typeof Reorganise>;
