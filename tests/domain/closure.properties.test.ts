import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Behaviour, type Delivery } from '../../domain/behaviour.ts';
import type { Figures } from '../../domain/campaignMessages.ts';
import { epoch, instantOf } from '../../domain/instant.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { contextOf, partyOf, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import { when } from '../harness/played.ts';

const POST = 'post:分管领导';
const DECIDE = { by: POST, limit: { workdays: 5 } };
const context = contextOf({
  regime: regimeOf({
    closure: { decide: DECIDE, evidence: 'optional', lookBack: [{ days: 30 }, { days: 90 }] },
    listing: { decide: DECIDE, limit: { days: 60 } },
    objection: { decide: { by: 'post:复核领导' } },
  }),
});
const tasks = [taskOf(), taskOf({ key: 't0002', owes: [partyOf('u001'), partyOf('u002')] })];
const TASK = 'task/c2026-001/t0001';

const against = (month: string) => {
  const obligation = `monthly/2026-${month}/u001`;
  const at = when(`2026-${month}-26 17:00`);
  return { process: TASK, key: `${obligation}:judged`, type: 'judged', at, obligation };
};

/** What people may do, each at any time: most of it is refused. */
const ACTS: readonly (readonly [by: string, message: Record<string, unknown>])[] = [
  ['unit:u001', { kind: 'apply-closure', text: '完成' }],
  ['office', { kind: 'apply-closure', text: '完成' }],
  [POST, { kind: 'approve-closure' }],
  [POST, { kind: 'approve-closure' }],
  [POST, { kind: 'return-closure', reason: '不足', until: '2026-11-30' }],
  ['unit:u001', { kind: 'withdraw-closure', reason: '误报' }],
  ['office', { kind: 'look-back', result: 'passed', reason: '属实' }],
  ['office', { kind: 'look-back', result: 'failed', reason: '不实' }],
  ['office', { kind: 'look-back', result: 'failed', reason: '不实', until: '2026-12-20' }],
  ['office', { kind: 'list-task', reason: '拖延' }],
  [POST, { kind: 'approve-listing' }],
  ['unit:u001', { kind: 'delist-apply', text: '到位' }],
  [POST, { kind: 'accept-delisting', result: 'passed', reason: '合格' }],
  ['unit:u001', { kind: 'object', reason: '已报', against: against('01') }],
  ['unit:u001', { kind: 'object', reason: '已报', against: against('03') }],
  ['post:复核领导', { kind: 'decide-objection', result: 'upheld', reason: '属实' }],
  ['post:复核领导', { kind: 'decide-objection', result: 'rejected', reason: '不实' }],
  ['office', { kind: 'suspend', reason: '防汛' }],
  ['office', { kind: 'resume' }],
];
const START = epoch(context.startedAt);
const DAY = 86_400_000;

const acts = fc
  .array(fc.tuple(fc.integer({ min: 0, max: ACTS.length - 1 }), fc.integer({ min: 1, max: 480 })), {
    minLength: 4,
    maxLength: 24,
  })
  .map((list) =>
    list.map(([which, day], n): Delivery => {
      const [by, message] = ACTS[which] as (typeof ACTS)[number];
      const at = instantOf(START + day * DAY + 10 * 3_600_000 + n * 60_000, 'Asia/Shanghai');
      const own = { id: `act:${n}`, receivedAt: at, by, ...message };
      return { at, process: TASK, message: own as unknown as Delivery['message'] };
    }),
  );

function lived(list: readonly Delivery[], seed: number): readonly LedgerRow[] {
  const rows: LedgerRow[] = [];
  rehearse({
    input: { context, units: UNITS, leaders: ['分管领导甲'] },
    tasks,
    behaviour: Behaviour.parse({ seed, reports: { 'on-time': 2, silent: 1, late: 1 } }),
    acts: list,
    onRow: (row) => rows.push(row),
    until: when('2028-12-31'),
  });
  return rows;
}

/** From each closure to the reopening after it, by place among the rows of the task. */
function closedSpans(rows: readonly LedgerRow[]): readonly (readonly LedgerRow[])[] {
  return rows.flatMap(({ decision }, i) => {
    if (decision.kind !== 'fact' || decision.type !== 'closed') return [];
    const rest = rows.slice(i + 1);
    const end = rest.findIndex((row) => row.decision.type === 'reopened');
    return [end < 0 ? rest : rest.slice(0, end)];
  });
}

test('销号, 回头看, 挂牌 and 异议 in any order: nothing twice, nothing by itself, every sum whole', () => {
  fc.assert(
    fc.property(acts, fc.integer({ min: 1, max: 1000 }), (list, seed) => {
      const rows = lived(list, seed);
      const keys = rows.map(({ process, decision }) =>
        [process, decision.kind, decision.type, decision.key].join(' '),
      );
      expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);

      const own = rows.filter(({ process }) => process === TASK);
      const facts = own.filter(({ decision }) => decision.kind === 'fact');
      const of = (type: string) => facts.filter(({ decision }) => decision.type === type);
      for (const { decision } of of('closed')) expect(decision.payload['by']).toBe(POST);
      expect(of('reopened').length).toBeLessThanOrEqual(of('closed').length);
      expect(of('delisted').length).toBeLessThanOrEqual(of('listed').length);
      expect(of('objection-decided').length).toBeLessThanOrEqual(of('objection').length);

      for (const span of closedSpans(own)) {
        const judged = span.filter(({ decision }) => decision.type === 'judged');
        expect(judged.filter(({ decision }) => !('objection' in decision.payload))).toEqual([]);
        expect(span.filter(({ decision }) => decision.type === 'step')).toEqual([]);
      }

      const verdicts = new Map<string, unknown>();
      for (const { decision } of of('judged')) {
        const { obligation, verdict, corrects } = decision.payload;
        expect(corrects).toBe(verdicts.get(String(obligation)));
        verdicts.set(String(obligation), verdict);
      }

      for (const { decision } of rows) {
        if (decision.type !== 'bulletin-issued') continue;
        const all = decision.payload['figures'] as Figures;
        for (const part of [all, ...all.units]) {
          const { onTime, late, missing, exempt, pending, underReview = 0 } = part;
          expect(onTime + late + missing + exempt + pending + underReview).toBe(part.expected);
          if (!list.some(({ message }) => message.kind === 'suspend')) expect(pending).toBe(0);
        }
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
