import { z } from 'zod';
import { Offset } from './calendar.ts';
import { Clock } from './instant.ts';
import type { Regime } from './regime.ts';
import type { RegimeFault } from './regimeCheck.ts';
import { deciderFaults, deskFaults, zeroFaults } from './regimeLimits.ts';
import { Nudge, Recipient } from './regimeParts.ts';
import { didYouMean } from './spelling.ts';

/**
 * VerifyRule 核实: every received report of these duties is checked by a clerk `by` within `limit` (working or calendar
 * days from the receipt, at the time of day `time`), then by a leader `then` within a limit of his own. A slow verifier is
 * reminded (`remind`, at half of the limit where absent) and reported to `up`; the unit's judgement never changes by it.
 * Absent in a regime: nothing is checked.
 */
export const VerifyRule = z.strictObject({
  /** By id; `deadlines` for milestones and dated deadlines. Absent: every duty. */
  duties: z.array(z.string()).min(1).optional(),
  by: Recipient,
  limit: Offset,
  time: Clock.default('17:00'),
  then: z.strictObject({ by: Recipient, limit: Offset }).optional(),
  remind: Nudge.optional(),
  up: Recipient.default('principal'),
  /**
   * 退回补报: the new limit of a report that is returned, from the return; a rest day moves to the working day after. Not
   * sent again by then it climbs, as 退回未报, the steps after grace without condition and gate: all, or those of `ladder`.
   */
  resubmit: z
    .strictObject({ limit: Offset, ladder: z.array(z.string()).min(1).optional() })
    .default({ limit: { workdays: 3 } }),
  /** 等次 that an acceptance may give, with a reason; score rules name them. Absent: none is given. */
  grades: z.array(z.string().trim().min(1).max(10)).min(1).max(10).optional(),
});
export type VerifyRule = z.infer<typeof VerifyRule>;

/**
 * ClaimRule 代录到达确认: who confirms that a report which the office has entered had come earlier, on paper or by phone; within
 * `limit` working or calendar days from the entry. It is never the one who entered it.
 */
export const ClaimRule = z.strictObject({
  confirm: Recipient,
  limit: Offset,
  time: Clock.default('17:00'),
  remind: Nudge.optional(),
});
export type ClaimRule = z.infer<typeof ClaimRule>;

/** Where a regime names nobody the principal confirms, within five working days: the office enters, so it cannot. */
export const CLAIM_DEFAULT: ClaimRule = {
  confirm: 'principal',
  limit: { workdays: 5 },
  time: '17:00',
};

/** Evidence 佐证 that a duty asks for with each report; a nil report 零报告 needs none. */
export const EvidenceRule = z.literal('required');

/** What cannot be meant in 核实 and 代录; paths are those of the regime. */
export function verifyFaults(regime: Regime): RegimeFault[] {
  return [...ruleFaults(regime), ...claimFaults(regime)];
}

function ruleFaults(regime: Regime): RegimeFault[] {
  const { verify } = regime;
  if (verify === undefined) return [];
  const { by, then, resubmit, up } = verify;
  return [
    ...deskFaults(['verify'], verify, '核实人', '核实时限'),
    ...(then === undefined
      ? []
      : [
          ...deskFaults(['verify', 'then'], then, '复核人', '复核时限'),
          ...(then.by === by
            ? [
                {
                  path: ['verify', 'then', 'by'],
                  message: '初核和复核不能是同一人，请另写一个职务',
                },
              ]
            : []),
        ]),
    ...deciderFaults(['verify', 'up'], up, '核实逾期的报告对象'),
    ...zeroFaults(['verify', 'resubmit', 'limit'], resubmit.limit, '退回补报的时限'),
    ...dutyFaults(regime),
    ...ladderFaults(regime),
    ...gradeFaults(verify),
  ];
}

function claimFaults({ claims }: Regime): RegimeFault[] {
  if (claims === undefined) return [];
  const message = '代录由督查室办理，不能由督查室自己确认；请写 principal 或 post:职务';
  return [
    ...(claims.confirm === 'office' ? [{ path: ['claims', 'confirm'], message }] : []),
    ...deciderFaults(['claims', 'confirm'], claims.confirm, '代录的确认人'),
    ...zeroFaults(['claims', 'limit'], claims.limit, '确认时限'),
  ];
}

function dutyFaults({ verify, duties, firsts = [] }: Regime): RegimeFault[] {
  const known = [...duties.map(({ id }) => id), ...firsts.map(({ id }) => id), 'deadlines'];
  return (verify?.duties ?? []).flatMap((id, i) => {
    if (known.includes(id)) return [];
    const hint = didYouMean(id, known) || `，只能写 ${known.join('、')}`;
    return [{ path: ['verify', 'duties', i], message: `没有标识为“${id}”的报送要求${hint}` }];
  });
}

/** 退回未报 lies outside the four kinds, so a step that counts them never applies to it. */
function ladderFaults({ verify, ladder }: Regime): RegimeFault[] {
  const known = ladder.map(({ id }) => id);
  return (verify?.resubmit.ladder ?? []).flatMap((id, i) => {
    const path = ['verify', 'resubmit', 'ladder', i];
    const step = ladder.find((one) => one.id === id);
    if (step === undefined) {
      const hint = didYouMean(id, known) || `，只能写 ${known.join('、')}`;
      return [{ path, message: `没有标识为“${id}”的升级步骤${hint}` }];
    }
    if ('before' in step.at) {
      return [{ path, message: `“${id}”是到期前的步骤，退回未报只用宽限期满后的步骤` }];
    }
    if (step.gate !== undefined) {
      return [{ path, message: `“${id}”须经审批，退回未报不会自动采取这一步` }];
    }
    if (step.when === undefined) return [];
    return [{ path, message: `“${id}”以未报、迟报的期数为条件，退回未报不计入，不能用这一步` }];
  });
}

function gradeFaults({ grades = [] }: VerifyRule): RegimeFault[] {
  return grades.flatMap((grade, i) =>
    grades.indexOf(grade) === i
      ? []
      : [{ path: ['verify', 'grades', i], message: `等次“${grade}”重复，写一次即可` }],
  );
}
