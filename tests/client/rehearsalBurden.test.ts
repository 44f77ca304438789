import { describe, expect, test } from '@jest/globals';
import { checkedRegime } from '../../client/regimeEdit.ts';
import { regimeSample, standardCalendar } from '../../client/regimeSamples.ts';
import { burdenMust } from '../../client/planDeskStart.ts';
import { burdenOf, ownBurden, type Running } from '../../client/rehearsalBurden.ts';
import { forecastDemands } from '../../client/rehearsalForecast.ts';
import { Context } from '../../domain/context.ts';
import { HOURS_EACH, WEEKLY_LIMIT } from '../../domain/burden.ts';
import type { Unit } from '../../domain/unit.ts';

const names = {
  zone: 'Asia/Shanghai',
  unit: (id: string) => (id === 'u001' ? '区甲局' : '区乙局'),
};
const UNITS: readonly Unit[] = [
  { id: 'u001', name: '区甲局', short: '甲局', aliases: [], reporter: '联络员', head: null },
];
const W1 = '2026-03-02';
const W2 = '2026-03-09';

function on(day: string, members: readonly string[], task = 't0001') {
  return { at: `${day}T17:00:00+08:00`, task, members };
}

function running(more: Partial<Running> = {}): Running {
  return { demands: [], pairs: [], persons: [], ...more };
}

describe('the burden of a plan', () => {
  test('counts a week above the limit against the unit, and only that week', () => {
    const days = [W1, '2026-03-03', '2026-03-08', W2];
    const dues = [...days.map((day) => on(day, ['u001'])), on(W2, ['u001', 'u002'])];
    const { units, over, limit } = burdenOf(ownBurden(dues, names));
    expect({ over, limit }).toEqual({ over: 1, limit: WEEKLY_LIMIT });
    expect(units[0]).toMatchObject({
      ...{ unit: 'u001', total: 5, added: 5, running: 0, share: 100, over: 1 },
      ...{ peakWeek: { from: W1, count: 3, added: 3 }, months: { '2026-03': 5 } },
    });
    expect(units[1]).toMatchObject({ unit: 'u002', total: 1, over: 0 });
  });

  test('is counted together with what runs, by any name of the unit, and says what is new', () => {
    const own = ownBurden([on(W1, ['u001'])], names, UNITS);
    const other = { unit: '甲局', campaign: 'c2026-01', task: 't0001', week: W1, count: 3 };
    const { units, over, campaigns, words } = burdenOf(own, running({ demands: [other] }));
    expect(units[0]).toMatchObject({
      ...{ name: '区甲局', total: 4, added: 1, running: 3, share: 25, campaigns: 1, over: 1 },
      ...{ peakWeek: { from: W1, count: 4, added: 1 }, hours: 4 * HOURS_EACH },
    });
    expect({ over, campaigns }).toEqual({ over: 1, campaigns: 1 });
    expect(words).toContain('本方案 1 份，在办的 3 份');
  });

  test('what is too much without the plan is not its doing', () => {
    const own = ownBurden([on(W2, ['u001'])], names, UNITS);
    const other = { unit: '区甲局', campaign: 'c2026-01', task: 't0001', week: W1, count: 9 };
    const found = burdenOf(own, running({ demands: [other] }));
    expect(found.over).toBe(0);
    expect(found.units[0]?.peakWeek).toEqual({ from: W1, count: 9, added: 0 });
    expect(burdenMust(found)).toEqual([]);
  });

  test('one matter of two campaigns is asked once', () => {
    const own = ownBurden([on(W1, ['u001'])], names, UNITS);
    const of = (campaign: string) => ({
      ...{ unit: '区甲局', campaign, task: 't0001', week: W1, count: 1 },
    });
    const demands = [of('c2026-01'), of('c2026-02')];
    const pairs = [['c2026-01/t0001', 'c2026-02/t0001']] as const;
    const found = burdenOf(own, running({ demands, pairs }));
    expect(found.units[0]).toMatchObject({ total: 2, running: 1, duplicates: 1, over: 0 });
  });

  test('a person has what all of his units have, those outside the plan as well', () => {
    const own = ownBurden([on(W1, ['u001']), on(W1, ['u002'], 't0002')], names, UNITS);
    const outside = { unit: '区丙局', campaign: 'c2026-01', task: 't0009', week: W1, count: 2 };
    const persons = [
      { name: '甲的填报人', units: ['甲局', '区丙局'] },
      { name: '与本方案无关的', units: ['区丁局'] },
    ];
    const found = burdenOf(own, running({ demands: [outside], persons }));
    expect(found.persons).toEqual([
      expect.objectContaining({
        ...{ name: '甲的填报人', units: ['区甲局', '区丙局'], total: 3, added: 1, share: 33 },
        peakWeek: { from: W1, count: 3, added: 1 },
      }),
    ]);
    expect(found.units.map(({ name }) => name).sort()).toEqual(['区乙局', '区甲局'].sort());
  });

  test('above the limit a start wants a reason', () => {
    const heavy = burdenOf(
      ownBurden(
        [W1, W1, W1].map((day) => on(day, ['u001'])),
        names,
      ),
    );
    expect(burdenMust(heavy)).toEqual([
      expect.objectContaining({ code: 'burden', confirmable: true, reasoned: true, step: 'start' }),
    ]);
    expect(burdenOf([]).words).toBe('没有要求任何单位报送。');
  });
});

describe('what a running campaign will ask for', () => {
  const { regime } = checkedRegime(regimeSample('park').yaml);
  if (regime === undefined) throw new Error('the sample has faults');
  const context = Context.parse({
    ...{ campaign: 'c2026-001', regime, calendar: standardCalendar() },
    horizon: { from: '2026-03-01', to: '2026-07-01' },
    ...{ startedAt: '2026-03-02T09:00:00+08:00', firstNoticesAt: '2026-03-02T09:30:00+08:00' },
  });
  const party = { id: 'u001+u002', members: ['u001', 'u002'] };
  const one = { task: 't0001', parties: { monthly: [party] }, under: {}, moved: {} };
  const unitName = (id: string) => ({ u001: '区甲局', u002: '区乙局' })[id] ?? '区丙局';
  const whole = { from: '2026-03-01', to: '2026-07-01' };
  const asked = (more: object = {}, opened: readonly string[] = [], within = whole) => {
    const known = { context, opened: new Set(opened), unitName, hashOf: () => 'hash' };
    return forecastDemands({ ...known, tasks: [{ ...one, ...more }] }, within);
  };

  test('is every period that has not opened, of each member', () => {
    const found = asked({}, ['monthly/2026-03']);
    expect(found.map(({ unit, week, count }) => `${week} ${unit} ${count}`)).toEqual([
      ...['2026-04-20 区甲局 1', '2026-04-20 区乙局 1', '2026-05-25 区甲局 1'],
      ...['2026-05-25 区乙局 1', '2026-06-22 区甲局 1', '2026-06-22 区乙局 1'],
    ]);
    expect(asked({ parties: {} })).toEqual([]);
  });

  test('is asked about some days only', () => {
    const may = asked({}, [], { from: '2026-05-01', to: '2026-06-01' });
    expect(may.map(({ unit, week }) => `${week} ${unit}`)).toEqual([
      ...['2026-05-25 区甲局', '2026-05-25 区乙局'],
    ]);
    expect(asked({}, [], { from: '2026-05-25', to: '2026-05-25' })).toEqual([]);
  });

  test('is asked of whoever has the task now', () => {
    const units = asked({ moved: { [party.id]: ['u003'] } }).map(({ unit }) => unit);
    expect(new Set(units)).toEqual(new Set(['区丙局']));
  });
});
