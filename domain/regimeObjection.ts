import { z } from 'zod';
import { Offset } from './calendar.ts';
import { Clock } from './instant.ts';
import type { RegimeFault } from './regimeCheck.ts';
import { deciderFaults, deskFaults, zeroFaults } from './regimeLimits.ts';
import { Nudge, Recipient } from './regimeParts.ts';

/**
 * ObjectionRule 异议复核 of every adverse conclusion. `within` from the conclusion and `decide.limit` from the objection are 30
 * calendar days unless said otherwise (政府督查工作条例). Nobody decides who took part: then `otherwise` (absent: 主要领导, and
 * after it 督查室). Absent in a regime: no objection is taken.
 */
export const ObjectionRule = z.strictObject({
  within: Offset.default({ days: 30 }),
  decide: z.strictObject({
    by: Recipient,
    limit: Offset.default({ days: 30 }),
    time: Clock.default('17:00'),
    otherwise: Recipient.default('principal'),
  }),
  remind: Nudge.optional(),
  /** Who hears of a missed limit; absent: 主要领导. */
  up: Recipient.default('principal'),
});
export type ObjectionRule = z.infer<typeof ObjectionRule>;

/** What cannot be meant in 异议; paths are those of the regime. */
export function objectionFaults(rule: ObjectionRule | undefined): RegimeFault[] {
  if (rule === undefined) return [];
  const { within, decide } = rule;
  const path = ['objection', 'decide'];
  const faults = [
    ...zeroFaults(['objection', 'within'], within, '异议期'),
    ...deskFaults(path, decide, '异议的复核人', '复核时限'),
    ...deciderFaults([...path, 'otherwise'], decide.otherwise, '异议的另一复核人'),
  ];
  if (decide.by === decide.otherwise) {
    const message = '参与过的人不能复核，另一复核人（otherwise）应当是别的职务';
    faults.push({ path: [...path, 'otherwise'], message });
  }
  return faults;
}
