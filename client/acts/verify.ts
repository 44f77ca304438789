import { z } from 'zod';
import { Day, dayOf, isRealDay } from '../../domain/instant.ts';
import { offsetWords } from '../../domain/terms.ts';
import { resubmitLimit } from '../../domain/verifyLimit.ts';
import { verifyOf, verifyRule } from '../../domain/verifyState.ts';
import { refuse } from '../faultError.ts';
import { lineNow } from '../handlers/find.ts';
import type { Asking, TaskAct } from './act.ts';
import { OBLIGATION_FIELDS, OBLIGATION_OPTIONS, obligationAsked } from './obligationAsked.ts';

const Reason = z.string().max(2000);
const REASON = ['--reason <理由>', '理由，记入台账'] as const;

/** Reports that lie before a verifier. */
function lies({ now }: Pick<Asking, 'now'>): (key: string) => boolean {
  return (key) => ['clerk', 'leader'].includes(verifyOf(now.state, key)?.phase ?? '');
}

/** The new limit of a return, as it would be: by the regime, or on the day named; a rest day moves to the day after. */
export function returnLimit(
  { now, at }: Pick<Asking, 'now' | 'at'>,
  key: string,
  until: Day | undefined,
) {
  const obligation = lineNow(now).byKey.get(key);
  const rule = obligation && verifyRule(now, obligation);
  if (obligation === undefined || rule === undefined) return undefined;
  if (until !== undefined && !isRealDay(until)) return undefined;
  const limitAt = resubmitLimit(now, now.state, obligation, at, until);
  const day = dayOf(limitAt, now.input.context.calendar.zone);
  const words = until === undefined ? offsetWords(rule.resubmit.limit) : '按所写日期';
  const moved = until !== undefined && until !== day ? `${words}，遇休息日顺延` : words;
  return { limitAt, day, rule: moved };
}

/** 核实: accepted or returned by whoever's turn it is; withdrawn by the unit before due. */
export const VERIFY_ACTS: readonly TaskAct[] = [
  {
    act: 'accept-report',
    label: '核实通过',
    who: ['office', 'principal', 'post'],
    fields: z.object({
      ...OBLIGATION_FIELDS,
      grade: z.string().max(10).optional(),
      reason: Reason.optional(),
    }),
    options: [
      ...OBLIGATION_OPTIONS,
      ['--grade <等次>', '制度所列的等次，最后一级核实时评定，须写理由'],
      REASON,
    ],
    examples: [
      'duban act accept-report 3 --period 2026-03',
      'duban act accept-report 3 --period 2026-03 --as post:督查室副主任 --grade 优秀 --reason 提前完成',
    ],
    content: async (fields, asking) => ({
      kind: 'accept-report',
      obligation: await obligationAsked(fields, asking, lies(asking)),
      ...(fields['grade'] === undefined ? {} : { grade: fields['grade'] }),
      ...(fields['reason'] === undefined ? {} : { reason: fields['reason'] }),
    }),
  },
  {
    act: 'return-report',
    label: '退回报送',
    who: ['office', 'principal', 'post'],
    fields: z.object({
      ...OBLIGATION_FIELDS,
      reason: Reason,
      until: Day.optional(),
      confirm: Day.optional(),
    }),
    options: [
      ...OBLIGATION_OPTIONS,
      REASON,
      ['--until <日期>', '新的报送时限；不写则按制度'],
      ['--confirm <日期>', '已核对的新时限；不写时只显示新时限，不退回'],
    ],
    examples: ['duban act return-report 3 --period 2026-03 --reason 数据有误 --confirm 2026-04-01'],
    content: async (fields, asking) => {
      const { reason, until, confirm } = fields;
      const obligation = await obligationAsked(fields, asking, lies(asking));
      const limit = returnLimit(asking, obligation, until as Day | undefined);
      const said = { kind: 'return-report' as const, obligation, reason };
      const taken = (asking.earlier as { readonly until?: Day } | undefined)?.until;
      if (taken !== undefined && taken === confirm) return { ...said, until: taken };
      if (limit === undefined || !lies(asking)(obligation)) {
        return { ...said, ...(until === undefined ? {} : { until }) };
      }
      const { day, limitAt, rule } = limit;
      if (confirm !== day) refuse('return-unconfirmed', { limit: limitAt, rule, day });
      return { ...said, until: day };
    },
  },
  {
    act: 'withdraw-report',
    label: '撤回报送',
    who: ['unit'],
    fields: z.object({ ...OBLIGATION_FIELDS, reason: Reason.optional() }),
    options: [...OBLIGATION_OPTIONS, REASON],
    examples: ['duban act withdraw-report 3 --period 2026-03 --as unit:区发改局'],
    content: async (fields, asking) => {
      const { entries } = asking.now.state;
      const reported = (key: string) => entries[key]?.receivedAt !== undefined;
      return {
        kind: 'withdraw-report',
        obligation: await obligationAsked(fields, asking, reported),
        ...(fields['reason'] === undefined ? {} : { reason: fields['reason'] }),
      };
    },
  },
];
