import { contextOf, LADDER, partyOf, regimeOf, taskOf } from './cast.ts';
import type { Scenario } from '../scenarios/scenario.ts';

const MARCH = 'monthly/2026-03/u001';
const APPROVER = 'post:分管领导';

/**
 * A life with an extension, a transfer and a gate: 甲局 is granted an extension, hands the task over to 乙局, which does not
 * report; the letter has to be approved. 丙镇 owes the same and does otherwise; none of its words is for the others.
 */
export const PROVEN_LIFE: Scenario = {
  title: '延期、移交、经批准的督办函',
  context: contextOf({
    regime: regimeOf({
      extension: { decide: { by: APPROVER, limit: { workdays: 3 } } },
      ladder: LADDER.map((step) =>
        step.id === 'letter' ? { ...step, gate: { by: APPROVER, limit: { workdays: 2 } } } : step,
      ),
      bulletins: [],
    }),
  }),
  tasks: [taskOf({ owes: [partyOf('u001'), partyOf('u003')] })],
  acts: [
    ['2026-01-20 10:00', 'unit:u001', '报送', 't0001', '2026-01'],
    ['2026-01-21 10:00', 'unit:u003', '零报告', 't0001', '2026-01'],
    ['2026-02-20 10:00', 'unit:u001', '报送', 't0001', '2026-02'],
    ['2026-03-20 10:00', 'unit:u003', '延期申请', 't0001', 'monthly/2026-03/u003', '2026-04-09'],
    ['2026-03-20 15:00', APPROVER, '不批准延期', 't0001', 'monthly/2026-03/u003'],
    ['2026-03-23 10:00', 'unit:u001', '延期申请', 't0001', MARCH, '2026-04-15'],
    ['2026-03-24 10:00', APPROVER, '批准延期', 't0001', MARCH],
    ['2026-04-08 10:00', 'office', '移交', 't0001', 'u001', 'u002'],
    ['2026-04-22 11:00', APPROVER, '批准升级', 't0001', MARCH, 'letter'],
  ],
  until: '2026-04-23',
  show: [],
  expect: [],
};
