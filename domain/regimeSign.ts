import { z } from 'zod';
import { Offset } from './calendar.ts';
import { Clock } from './instant.ts';
import type { RegimeFault } from './regimeCheck.ts';
import { daysIn, deskFaults, zeroFaults } from './regimeLimits.ts';
import { Gate, Nudge, Recipient } from './regimeParts.ts';

/**
 * SignRule 签收: each unit of a task signs for it within `limit` from the first notices; the time of day is `time`. Unsigned
 * at the limit it climbs `steps`, each so long after the limit; signing, or reporting, stops it. Absent in a regime:
 * nobody is asked to sign.
 */
export const SignRule = z.strictObject({
  limit: Offset,
  time: Clock.default('17:00'),
  remind: Nudge.optional(),
  /** 领办逾期: who is told, in order; `after` the limit, in working or calendar days. */
  steps: z
    .array(z.strictObject({ after: Offset, to: z.array(Recipient).min(1) }))
    .min(1)
    .default([{ after: { workdays: 0 }, to: ['reporter', 'head', 'office'] }]),
});
export type SignRule = z.infer<typeof SignRule>;

/**
 * ReturnRule 退回任务: a unit that holds a task for not its own returns it with a reason within `within` from the first
 * notices; the post of the gate decides. `clock`: `runs`, its due instants stand; `stops`, they keep the working days that
 * were left when it was returned.
 */
export const ReturnRule = z.strictObject({
  within: Offset,
  decide: Gate,
  clock: z.enum(['runs', 'stops']).default('runs'),
  remind: Nudge.optional(),
  /** Who hears of it when the gate's limit is missed; absent: 主要领导. */
  up: Recipient.default('principal'),
});
export type ReturnRule = z.infer<typeof ReturnRule>;

/** What cannot be meant in 签收 and 退回; paths are those of the regime. */
export function signFaults(rules: {
  readonly sign?: SignRule | undefined;
  readonly returns?: ReturnRule | undefined;
}): RegimeFault[] {
  const { sign, returns } = rules;
  const faults: RegimeFault[] = [
    ...(sign === undefined ? [] : zeroFaults(['sign', 'limit'], sign.limit, '签收时限')),
    ...(returns === undefined ? [] : returnFaults(returns)),
  ];
  sign?.steps.forEach(({ after }, i) => {
    const before = sign.steps[i - 1];
    if (before === undefined || daysIn(after) > daysIn(before.after)) return;
    const message = '逾期未签的各步应当一步比一步晚，请调整 after';
    faults.push({ path: ['sign', 'steps', i, 'after'], message });
  });
  return faults;
}

function returnFaults({ within, decide }: ReturnRule): RegimeFault[] {
  return [
    ...zeroFaults(['returns', 'within'], within, '退回期限'),
    ...deskFaults(['returns', 'decide'], decide, '退回的审定人', '退回的审定时限'),
  ];
}
