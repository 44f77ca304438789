import { expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import type { Context, OwedTask } from '../../domain/context.ts';
import { campaignTicks } from '../../domain/campaignTicks.ts';
import { taskKey, unitId } from '../../domain/ids.ts';
import { dutySlots } from '../../domain/obligation.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { Regime } from '../../domain/regime.ts';
import type { Unit } from '../../domain/unit.ts';
import { chinaCalendar } from '../stack/plan49.ts';

const LATE_DUE = { due: { lastDay: true }, by: ['lead'] } as const;

function contextOf(regime: Regime, from: string, to: string): Context {
  const startedAt = `${from}T00:00:00+08:00`;
  const calendar = chinaCalendar();
  return {
    campaign: 'c2023-001',
    regime,
    calendar,
    horizon: { from, to },
    startedAt,
    firstNoticesAt: startedAt,
  };
}

test('fourteen units under 旬, 月 and 季 in one year owe 504, 168 and 56 reports', () => {
  const regime = Regime.parse({
    id: 'tens',
    title: '旬月季',
    duties: [
      { id: 'tens', title: '旬报', every: 'ten-days', ...LATE_DUE },
      { id: 'months', title: '月报', every: 'month', ...LATE_DUE },
      { id: 'quarters', title: '季报', every: 'quarter', ...LATE_DUE },
    ],
    ladder: [],
  });
  const context = contextOf(regime, '2023-01-01', '2024-01-01');
  const units = Array.from({ length: 14 }, (_, i): Unit => ({
    id: unitId(i + 1),
    name: `示例单位${i + 1}`,
    aliases: [],
    reporter: '联络员',
    head: '主要负责人',
  }));
  const tasks = units.map((unit, i): OwedTask => {
    const parties = [{ id: unit.id, members: [unit.id] }];
    return {
      key: taskKey(i + 1),
      deadlines: [],
      leaders: [],
      parties: { tens: parties, months: parties, quarters: parties },
      units: [unit],
    };
  });
  const judged: Record<string, number> = {};
  rehearse({
    input: { context, units, leaders: [] },
    tasks,
    behaviour: Behaviour.parse({ reports: 'silent' }),
    onRow({ decision }) {
      if (decision.type !== 'judged') return;
      const duty = String(decision.payload['duty']);
      judged[duty] = (judged[duty] ?? 0) + 1;
    },
  });
  expect(judged).toEqual({ tens: 504, months: 168, quarters: 56 });
});

test('一月一调度、两月一通报、半年一讲评、一年一总结 from April 2022 to 2025', () => {
  const regime = Regime.parse({
    id: 'four',
    title: '四种周期',
    duties: [
      { id: 'monthly', title: '月调度', every: 'month', ...LATE_DUE },
      { id: 'half', title: '半年讲评', every: 'half-year', ...LATE_DUE },
      { id: 'yearly', title: '年度总结', every: 'year', ...LATE_DUE },
    ],
    ladder: [],
    bulletins: [
      {
        id: 'bulletin',
        title: '双月通报',
        every: 'two-months',
        cutOff: { lastDay: true },
        sign: { by: 'office', limit: { workdays: 3 } },
        to: ['reporter'],
      },
    ],
  });
  const context = contextOf(regime, '2022-04-07', '2026-01-01');
  const counts = (duty: string) => dutySlots(context).filter((slot) => slot.duty === duty).length;
  expect(counts('monthly')).toBe(45);
  // Eight with the part half-year of the start, seven full ones after it.
  expect(counts('half')).toBe(8);
  expect(counts('yearly')).toBe(4);
  const cutOffs = campaignTicks(context).filter((tick) => tick.kind === 'cut-off');
  // Twenty-two full windows, April–May 2022 the first, and the one that the horizon cuts short.
  const full = cutOffs.filter((tick) => tick.at < '2026-01-01');
  expect(full).toHaveLength(22);
  expect(full[0]).toMatchObject({ period: '2022-04B' });
});
