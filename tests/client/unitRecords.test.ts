import { describe, expect, test } from '@jest/globals';
import { knownRecords, recordsFor, yearBefore } from '../../client/unitRecords.ts';
import { nameKey, Unit } from '../../domain/unit.ts';
import { CALENDAR } from '../harness/cast.ts';

const ms = (instant: string) => Date.parse(instant);
const ROWS = [
  {
    ...{ campaign: 'c2025-001', title: '水厂行动', lines: ['oom', 'lll'] },
    unit: Unit.parse({ id: 'u001', name: '区甲局', aliases: ['甲局'] }),
    late: [
      [ms('2025-06-25T17:00:00+08:00'), ms('2025-06-27T10:00:00+08:00')] as const,
      [ms('2025-07-25T17:00:00+08:00'), ms('2025-07-30T10:00:00+08:00')] as const,
      [ms('2025-08-25T17:00:00+08:00'), ms('2025-08-28T10:00:00+08:00')] as const,
    ],
  },
  {
    ...{ campaign: 'c2025-002', title: '道路行动', lines: ['mm'], late: [] },
    unit: Unit.parse({ id: 'u007', name: '甲局' }),
  },
];
const LAST = { ...yearBefore('2026-01-01'), records: [...knownRecords(ROWS, CALENDAR)] };
const unit = (id: string, ...names: string[]) => ({
  ...{ unit: id, name: names[0] ?? '', known: names.map(nameKey) },
});

describe('the records of a plan’s units', () => {
  test('are found by any of their names over all campaigns, whatever their number there', () => {
    const { records, shown } = recordsFor([unit('u003', '区甲局'), unit('u004', '区乙局')], LAST);
    expect(records).toEqual({
      u003: { lines: ['oom', 'lll'], late: { workdays: 3, days: 3 } },
    });
    const both = recordsFor([unit('u003', '区甲局', '甲局')], LAST);
    expect(both.records['u003']?.lines).toEqual(['oom', 'lll', 'mm']);
    expect(both.shown.lines).toEqual([
      { unit: '区甲局', onTime: 2, late: 3, missing: 3, lateness: '多在到期后 3 个工作日' },
    ]);
    expect(shown).toMatchObject({ units: 2, known: 1 });
    expect(shown.words).toBe(
      '2025年1月1日至2025年12月31日的判定记录：2 家报送单位中 1 家有记录，取自“水厂行动”；另 1 家没有记录，按全部按时',
    );
  });

  test('it is said where there is none', () => {
    const { records, shown } = recordsFor([unit('u001', '区丙局')], LAST);
    expect(records).toEqual({});
    expect(shown.words).toContain('没有这份方案 1 家报送单位的判定记录');
  });

  test('carry no words but names and titles', () => {
    for (const record of LAST.records) {
      expect(Object.keys(record).sort()).toEqual(
        ['campaign', 'known', 'late', 'lines', 'name', 'title'].sort(),
      );
    }
  });

  test('of twelve months, also from the 29th of February', () => {
    expect(yearBefore('2028-02-29')).toEqual({ from: '2027-02-28', to: '2028-02-29' });
    expect(yearBefore('2026-03-02').from).toBe('2025-03-02');
  });
});
