import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  backfillOf,
  beforeStart,
  deadlinesBefore,
  dutiesBefore,
  type Backfill,
} from '../../domain/beginning.ts';
import { epoch, instantOf } from '../../domain/instant.ts';
import { joiningContext } from '../../domain/joining.ts';
import { amendedContext, obligationsOf } from '../../domain/obligation.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { contexts, LAST, RUNS, tasks } from '../harness/arbitraries.ts';
import { startedCampaign } from '../harness/campaigns.ts';
import { toCampaign } from '../harness/messages.ts';
import { contextOf, partyOf, PLAIN, regimeOf, taskOf } from '../harness/cast.ts';
import { play, when } from '../harness/played.ts';

/** Started on 10 March: January and February fell due before. */
const context = contextOf({
  regime: regimeOf({ bulletins: [] }),
  startedAt: when('2026-03-10 09:00'),
  firstNoticesAt: when('2026-03-11 09:00'),
});
const date = (on: string, what?: string) => ({ kind: 'date', on, ...(what ? { what } : {}) });
const ENTRY: Backfill = {
  ...{ duty: 'monthly', period: '2026-01', unit: 'u001', result: 'on-time', at: '2026-01-24' },
  source: '纸质台账第3页',
};
const today = '2026-03-12';

describe('what stands as 启动前', () => {
  test('are the periods that fell due before the first notices', () => {
    expect(dutiesBefore(context).map(({ period, due }) => [period, due])).toEqual([
      ['2026-01', when('2026-01-23 17:00')],
      ['2026-02', when('2026-02-25 17:00')],
    ]);
  });

  test('and the dated deadlines, also those before the horizon, numbered as they are when owed', () => {
    const deadlines = [
      ...[date('2026-03-11', '核实'), date('2026-02-10'), date('2026-02-10'), date('2025-12-31')],
      ...[date('2026-03-10', '开工'), { kind: 'horizon' }, date('2027-02-01')],
    ];
    const found = deadlinesBefore(context, taskOf({ deadlines }));
    expect(found.map(({ period, what }) => [period, what])).toEqual([
      ['2025-12-31', undefined],
      ['2026-02-10', undefined],
      ['2026-02-10#2', undefined],
      ['2026-03-10', '开工'],
    ]);
  });

  test('at the very instant of the first notices a period is still before', () => {
    const at = (firstNoticesAt: string) => dutiesBefore({ ...context, firstNoticesAt }).length;
    expect([at(when('2026-02-25 16:59')), at(when('2026-02-25 17:00'))]).toEqual([1, 2]);
  });

  test('each party of a task has its own', () => {
    const owes = [partyOf('u001', 'u002'), partyOf('u003')];
    const keys = beforeStart(context, taskOf({ owes })).map(({ key }) => key);
    expect(keys).toEqual([
      ...['monthly/2026-01/u001+u002', 'monthly/2026-01/u003'],
      ...['monthly/2026-02/u001+u002', 'monthly/2026-02/u003'],
    ]);
  });

  test('for a task added in flight also what had begun by then, though it falls due later', () => {
    const joined = joiningContext(context, when('2026-05-12 10:00'));
    expect(dutiesBefore(joined).map(({ period }) => period)).toEqual([
      ...['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'],
    ]);
    expect(obligationsOf(joined, taskOf())[0]?.slot.period).toBe('2026-06');
    const entry = { ...ENTRY, period: '2026-05', at: '2026-05-20' };
    const found = backfillOf(joined, taskOf(), entry, { today: '2026-06-01' });
    expect('obligation' in found && found.obligation.key).toBe('monthly/2026-05/u001');
  });

  test('an amended calendar moves nothing across the start', () => {
    const rest = ['2026-02-25', '2026-02-26', '2026-02-27', ...weekdaysOf('2026-03', 2, 20)];
    const amended = amendedContext(context, { ...PLAIN, version: 2, rest });
    const owed = obligationsOf(amended, taskOf()).map(({ slot }) => slot.period);
    const before = dutiesBefore(context).map(({ period }) => period);
    expect(owed.filter((period) => before.includes(period))).toEqual([]);
  });
});

function weekdaysOf(month: string, from: number, to: number): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, i) => `${month}-${String(from + i).padStart(2, '0')}`,
  );
}

test('whatever starts when: before the start or owed, never both, and nothing before is judged', () => {
  fc.assert(
    fc.property(contexts, tasks, fc.integer({ min: 0, max: 90 }), (made, task, later) => {
      const firstNoticesAt = instantOf(epoch(made.firstNoticesAt) + later * 86_400_000, 'UTC+8');
      const own = { ...made, firstNoticesAt };
      const before = new Set(beforeStart(own, task).map(({ key }) => key));
      const owed = obligationsOf(own, task).map(({ key }) => key);
      expect(owed.filter((key) => before.has(key))).toEqual([]);
      const all = obligationsOf({ ...own, firstNoticesAt: '2020-01-01T00:00:00+08:00' }, task);
      const missing = all.filter(({ key }) => !before.has(key) && !owed.includes(key));
      expect(missing).toEqual([]);
      const input = { context: own, task };
      const played = play(taskMachine(input), initialTask(input));
      played.to(LAST.slice(0, 10));
      const told = played.decisions.map(({ payload }) => String(payload['obligation']));
      expect(told.filter((key) => before.has(key))).toEqual([]);
    }),
    RUNS,
  );
});

describe('撤回启动', () => {
  const campaign = () =>
    startedCampaign(
      { bulletins: [] },
      {
        startedAt: when('2026-03-10 09:00'),
        firstNoticesAt: when('2026-03-11 09:00'),
      },
    );
  const withdraw = (at: string, over: object = {}) =>
    toCampaign('withdraw-start', at, { reason: '误启动', by: 'office', ...over });

  test('before the start itself: no task is ever started', () => {
    const early = campaign();
    early.tell(withdraw('2026-03-09 10:00'));
    early.to('2027-03-01');
    expect(early.heard()).toEqual([
      '2026-03-09 10:00 start-withdrawn start-withdrawn',
      '2026-03-09 10:00 ended ended',
      '2026-03-09 10:00 effect broadcast withdraw-start 2026-03-09 10:00',
    ]);
  });

  test('a wake at the first notices that came before a late message wins over it', () => {
    const late = campaign();
    late.to('2026-03-11 09:00');
    const told = late.tell(withdraw('2026-03-11 08:59'));
    expect(told.fault?.code).toBe('start-not-withdrawn');
    expect(late.state().ended).toBeUndefined();
  });

  test.each([
    ['2026-03-11 08:59', {}, undefined],
    ['2026-03-11 09:00', {}, 'start-not-withdrawn'],
    ['2026-03-10 10:00', { by: 'post:分管领导' }, 'wrong-approver'],
    ['2026-03-10 10:00', { reason: ' ' }, 'reason-missing'],
  ])('%s %j: %s', (at, over, code) => {
    const one = campaign();
    one.to('2026-03-10 09:00');
    expect(one.tell(withdraw(at, over)).fault?.code).toBe(code);
  });

  test('twice is once, and afterwards nothing is taken', () => {
    const one = campaign();
    one.to('2026-03-10 09:00');
    one.tell(withdraw('2026-03-10 10:00'));
    expect(one.tell(withdraw('2026-03-10 10:00')).value).toEqual({ repeated: true });
    expect(one.tell(withdraw('2026-03-10 11:00')).fault?.code).toBe('already-ended');
  });
});

describe('an entry 补录', () => {
  const refused = (over: Partial<Backfill>, earlier?: Backfill, task = taskOf()) => {
    const found = backfillOf(context, task, { ...ENTRY, ...over }, { today, earlier });
    return 'fault' in found ? found.fault.code : found.obligation.key;
  };

  test('is about a period before the start, of a unit that owed it', () => {
    expect([
      refused({}),
      refused({ result: 'missing', at: null }),
      refused({ result: 'nil' }),
      refused({ period: '2026-03' }),
      refused({ period: '2025-12' }),
      refused({ duty: 'weekly' }),
      refused({ unit: 'u002' }),
    ]).toEqual([
      ...['monthly/2026-01/u001', 'monthly/2026-01/u001', 'monthly/2026-01/u001'],
      ...['backfill-not-before', 'backfill-unknown-period', 'backfill-unknown-period'],
      'backfill-wrong-unit',
    ]);
  });

  test('says where it stands written, and a day that has come', () => {
    expect([
      refused({ source: ' ' }),
      refused({ at: '2026-03-13' }),
      refused({ at: '2026-03-12' }),
      refused({ at: null }),
      refused({ result: 'missing' }),
    ]).toEqual([
      ...['content-missing', 'backfill-day', 'monthly/2026-01/u001'],
      ...['backfill-day', 'backfill-day'],
    ]);
  });

  test('is not made twice, and may be corrected', () => {
    expect([refused({}, ENTRY), refused({ result: 'late' }, ENTRY)]).toEqual([
      'backfill-same',
      'monthly/2026-01/u001',
    ]);
  });

  test('a joint party is entered by each member', () => {
    const joint = taskOf({ owes: [partyOf('u001', 'u002')] });
    expect([refused({}, undefined, joint), refused({ unit: 'u002' }, undefined, joint)]).toEqual([
      'monthly/2026-01/u001+u002',
      'monthly/2026-01/u001+u002',
    ]);
  });

  test('names the unit as it is called', () => {
    const options = { today, unitName: '乙局' };
    const found = backfillOf(context, taskOf(), { ...ENTRY, unit: 'u002' }, options);
    expect('fault' in found && found.fault.message).toContain('乙局 不是任务 t0001');
  });
});
