import { z } from 'zod';
import { Day } from '../domain/instant.ts';
import { LastYear, RecordShown } from './unitRecords.ts';

const Desk = z.string().regex(/^p-[0-9a-f]{12}$/, '案卷编号应写作 p- 加 12 位');

/** What a rehearsal 按去年情况 is made of: verdicts in numbers, no word of any report. */
export const UNIT_RECORD_OPERATIONS = {
  showDeskRecord: {
    method: 'GET',
    path: '/plan-desks/:desk/record',
    label: '查看能否按去年情况推演',
    who: ['office'],
    input: z.object({ desk: Desk }),
    /** `why`: the reason why it cannot be chosen; null where it can. */
    output: RecordShown.extend({ why: z.string().nullable() }),
  },
  showUnitRecords: {
    method: 'GET',
    path: '/unit-records',
    label: '查看各单位一年的报送记录',
    who: ['office'],
    /** The twelve months before this day. */
    input: z.object({ before: Day }),
    output: LastYear,
  },
} as const;
