import type { TaskAct } from './act.ts';
import { CLAIM_ACTS } from './claim.ts';
import { CLOSURE_ACTS, LOOK_BACK_ACTS } from './closure.ts';
import { ENTRY_ACTS } from './entry.ts';
import { EXTENSION_ACTS } from './extension.ts';
import { GATE_ACTS } from './gate.ts';
import { LISTING_ACTS } from './listing.ts';
import { OBJECTION_ACTS } from './objection.ts';
import { OBSTACLE_ACTS } from './obstacle.ts';
import { SIGN_ACTS } from './sign.ts';
import { VERIFY_ACTS } from './verify.ts';

/** A topic 事项 of acts, as the help lists them. */
export interface ActTopic {
  readonly topic: string;
  readonly acts: readonly TaskAct[];
}

/** Every act 办理动作 on a task by topic, in the order of its life. */
export const ACT_TOPICS: readonly ActTopic[] = [
  { topic: '签收、退回、转办、移交', acts: SIGN_ACTS },
  { topic: '核实报送、代录的到达时间、补报', acts: [...VERIFY_ACTS, ...CLAIM_ACTS, ...ENTRY_ACTS] },
  { topic: '需协调事项', acts: OBSTACLE_ACTS },
  { topic: '延期', acts: EXTENSION_ACTS },
  { topic: '升级步骤的批准、终止', acts: GATE_ACTS },
  { topic: '异议', acts: OBJECTION_ACTS },
  { topic: '挂牌督办', acts: LISTING_ACTS },
  { topic: '销号、回头看', acts: [...CLOSURE_ACTS, ...LOOK_BACK_ACTS] },
];

/** Every act 办理动作 on a task. */
export const TASK_ACTS: readonly TaskAct[] = ACT_TOPICS.flatMap(({ acts }) => acts);

export function taskAct(name: string): TaskAct | undefined {
  return TASK_ACTS.find(({ act }) => act === name);
}
