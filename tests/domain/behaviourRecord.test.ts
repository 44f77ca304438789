import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Behaviour, script } from '../../domain/behaviour.ts';
import {
  laid,
  latenessOf,
  middleOf,
  recordedOf,
  type UnitRecord,
} from '../../domain/behaviourRecord.ts';
import { dayOf, epoch } from '../../domain/instant.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { sampleYear } from '../fixtures/sampleYear.ts';
import { contextOf, MONTHLY, partyOf, regimeOf, taskOf, UNITS } from '../harness/cast.ts';

const count = (lines: readonly string[], letter: string) => lines.join('').split(letter).length - 1;

describe('a record that is laid over a plan', () => {
  test('as much as before is what was before', () => {
    const lines = ['oomm', 'ololol', 'm'];
    expect(laid({ lines }, [4, 6, 1])).toEqual(lines);
  });

  test('silences stay one after the other, where they would have to be spread', () => {
    const record = { lines: ['oooooooooooo', 'mmmooooooooo', 'oooooooooooo'] };
    const plan = laid(record, [12, 12]);
    expect(count(plan, 'm')).toBe(2);
    expect(plan.join(' ')).toMatch(/mm/);
  });

  test('it goes around again, and keeps to its share', () => {
    expect(laid({ lines: ['oom'] }, [7])).toEqual(['oomoomo']);
    expect(count(laid({ lines: ['ooooooooom'] }, [10, 10, 10]), 'm')).toBe(3);
  });

  test('without a record everybody is on time', () => {
    expect(laid({ lines: [] }, [2, 1])).toEqual(['oo', 'o']);
  });

  test('any record: the lengths are kept, whole turns have the exact share, it is the same again', () => {
    const letters = fc.array(fc.constantFrom('o', 'l', 'm'), { minLength: 1, maxLength: 14 });
    const records = fc.array(
      letters.map((list) => list.join('')),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        records,
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        (lines, lengths, turns) => {
          const plan = laid({ lines }, lengths);
          expect(plan.map(({ length }) => length)).toEqual(lengths);
          expect(laid({ lines }, lengths)).toEqual(plan);
          const whole = laid({ lines }, [lines.join('').length * turns]);
          for (const letter of ['o', 'l', 'm']) {
            expect(count(whole, letter)).toBe(count(lines, letter) * turns);
          }
        },
      ),
    );
  });
});

describe('lateness', () => {
  const { calendar } = contextOf();

  test('is counted in working days and in days, the middle one stands for all', () => {
    const late = latenessOf(calendar, '2026-03-06T17:00:00+08:00', '2026-03-09T10:00:00+08:00');
    expect(late).toEqual({ workdays: 1, days: 3 });
    const all = [late, { workdays: 9, days: 11 }, { workdays: 2, days: 2 }];
    expect(middleOf(all)).toEqual({ workdays: 2, days: 3 });
    expect(middleOf([])).toBeUndefined();
  });

  const comes = (grace: object, late: UnitRecord['late']) => {
    const duty = { ...MONTHLY, grace, closes: { workdays: 20 } };
    const context = contextOf({ regime: regimeOf({ duties: [duty] }) });
    const task = taskOf();
    const [first] = obligationsOf(context, task);
    const unit = first?.party.members[0] ?? '';
    const records = { [unit]: { lines: ['l'], ...(late === undefined ? {} : { late }) } };
    const [report] = script(Behaviour.parse({ records }), context, [task]);
    const { due, graceEnd, closes } = first?.slot.instants ?? { due: '', graceEnd: '', closes: '' };
    return { at: report?.at ?? '', due, graceEnd, closes, zone: context.calendar.zone };
  };

  test.each([{ workdays: 1 }, { days: 3 }])('a report comes after the grace of %j', (grace) => {
    const { at, graceEnd } = comes(grace, { workdays: 0, days: 0 });
    expect(epoch(at)).toBeGreaterThan(epoch(graceEnd));
  });

  test('it is counted as the regime counts grace, and no later than the entry closes', () => {
    const late = { workdays: 6, days: 8 };
    const [works, days] = [comes({ workdays: 0 }, late), comes({ days: 0 }, late)];
    expect(latenessOf(calendar, works.due, works.at).workdays).toBe(6);
    expect(latenessOf(calendar, days.due, days.at).days).toBe(8);
    const far = comes({ workdays: 0 }, { workdays: 200, days: 300 });
    expect(far.at).toBe(far.closes);
    expect(dayOf(far.at, far.zone)).not.toBe(dayOf(far.due, far.zone));
  });
});

describe('按去年情况', () => {
  const { context, tasks, input } = sampleYear();

  const verdicts = (behaviour: object) => {
    const found = new Map<string, string>();
    rehearse({
      ...{ input, tasks, behaviour: Behaviour.parse(behaviour) },
      onRow: ({ process, decision: { type, payload } }) => {
        if (type !== 'judged') return;
        const key = `${process.split('/').at(-1)}/${String(payload['obligation'])}`;
        found.set(key, String(payload['verdict']));
      },
    });
    return found;
  };

  test('the same plan again has the verdicts that it had', () => {
    const before = verdicts({ seed: 5, reports: { 'on-time': 5, late: 2, silent: 3 } });
    const lines = new Map<string, Map<string, string>>();
    for (const task of tasks) {
      const own = [...obligationsOf(context, task)].sort(
        (a, b) => epoch(a.slot.instants.due) - epoch(b.slot.instants.due),
      );
      for (const { key, slot, party } of own) {
        const unit = party.members[0] ?? '';
        const line = `${task.key}/${slot.duty}/${party.id}`;
        const known = lines.get(unit) ?? new Map<string, string>();
        lines.set(unit, known);
        const letter = { 'on-time': 'o', late: 'l', missing: 'm' }[
          before.get(`${task.key}/${key}`) ?? ''
        ];
        known.set(line, `${known.get(line) ?? ''}${letter ?? 'o'}`);
      }
    }
    const records = Object.fromEntries(
      [...lines].map(([unit, own]) => [unit, { lines: [...own.values()] }]),
    );
    const after = verdicts({ records });
    expect(new Set(before.values()).size).toBe(3);
    expect([...after].sort()).toEqual([...before].sort());
  });

  test('whoever has no record reports on time, and nothing is drawn', () => {
    const [unit = ''] = tasks.flatMap(
      (task) => obligationsOf(context, task)[0]?.party.members ?? [],
    );
    const behaviour = { records: { [unit]: { lines: ['m'] } } };
    const told = verdicts(behaviour);
    for (const task of tasks) {
      for (const { key, party } of obligationsOf(context, task)) {
        const verdict = party.members[0] === unit ? 'missing' : 'on-time';
        expect([task.key, key, told.get(`${task.key}/${key}`)]).toEqual([task.key, key, verdict]);
      }
    }
    expect(verdicts({ ...behaviour, seed: 9 })).toEqual(told);
  });

  test('a task or unit that is set goes before its record', () => {
    const [first, second] = UNITS;
    const task = taskOf({ owes: [partyOf(first?.id ?? ''), partyOf(second?.id ?? '')] });
    const own = contextOf();
    const records = { [first?.id ?? '']: { lines: ['m'] }, [second?.id ?? '']: { lines: ['m'] } };
    const units = { [first?.id ?? '']: 'on-time' };
    const sent = script(Behaviour.parse({ records, units }), own, [task]);
    expect(new Set(sent.map(({ message }) => message.by))).toEqual(new Set([`unit:${first?.id}`]));
    expect(recordedOf(records, own, [task]).size).toBe(obligationsOf(own, task).length);
  });
});
