import type { TaskAct } from './act.ts';
import { CLAIM_ACTS } from './claim.ts';
import { CLOSURE_ACTS, LOOK_BACK_ACTS } from './closure.ts';
import { EXTENSION_ACTS } from './extension.ts';
import { GATE_ACTS } from './gate.ts';
import { LISTING_ACTS } from './listing.ts';
import { OBJECTION_ACTS } from './objection.ts';
import { OBSTACLE_ACTS } from './obstacle.ts';
import { SIGN_ACTS } from './sign.ts';
import { VERIFY_ACTS } from './verify.ts';

/** Every act 办理动作 on a task, in the order of its life. */
export const TASK_ACTS: readonly TaskAct[] = [
  ...SIGN_ACTS,
  ...VERIFY_ACTS,
  ...CLAIM_ACTS,
  ...OBSTACLE_ACTS,
  ...EXTENSION_ACTS,
  ...GATE_ACTS,
  ...OBJECTION_ACTS,
  ...LISTING_ACTS,
  ...CLOSURE_ACTS,
  ...LOOK_BACK_ACTS,
];

export function taskAct(name: string): TaskAct | undefined {
  return TASK_ACTS.find(({ act }) => act === name);
}
