import { describe, expect, test } from '@jest/globals';
import { sampleOf } from '../../../client/sample.ts';
import { dueTable, nextDue, type Settled } from '../../../client/startup/dueSoon.ts';
import { assign } from '../../../domain/assign.ts';
import { taskKey } from '../../../domain/ids.ts';

const NOTHING: Settled = { obligations: new Set(), tasks: new Set() };
const NOW = Date.parse('2026-11-10T09:00:00+08:00');

function sample() {
  const { plan, regime, directory, calendar, horizon } = sampleOf('2026-11-10');
  if (directory === undefined) throw new Error('no directory');
  const tasks = plan.tasks.map((task, i) => ({ ...task, key: taskKey(i + 1) }));
  const assigned = assign({ ...plan, title: '', version: 1, tasks }, directory, regime);
  const startedAt = '2026-11-10T08:00:00+08:00';
  const context = {
    ...{ campaign: 'c2026-001', regime, calendar, horizon, startedAt },
    firstNoticesAt: '2026-11-10T08:30:00+08:00',
  };
  const rows = assigned.tasks.map((owed, i) => {
    const found = tasks[i];
    if (found === undefined) throw new Error('no task');
    return { key: owed.key, plan: found, owed };
  });
  const next = (settled: Settled, limit = 10) =>
    nextDue(context, rows, directory.units, settled, NOW, limit);
  return { next, rows };
}

describe('what is due next', () => {
  test('one line for each instant and duty, earliest first, 暂定 beyond the announced calendar', () => {
    const dues = sample().next(NOTHING);
    expect(dues).toHaveLength(10);
    expect(dues[0]).toMatchObject({
      at: '2026-11-25T17:00:00+08:00',
      provisional: false,
      what: '月调度报送 2026-11',
    });
    expect(dues[0]?.tasks).toHaveLength(12);
    expect(dues.map(({ at }) => at)).toEqual(dues.map(({ at }) => at).sort());
    const beyond = dues.filter(({ at }) => at >= '2027');
    expect(beyond.every(({ provisional }) => provisional)).toBe(true);
    expect(beyond.length).toBeGreaterThan(0);
  });

  test('what is decided or ended is no longer due', () => {
    const { next, rows } = sample();
    const party = rows[1]?.owed.parties['monthly']?.[0]?.id ?? '';
    const dues = next({
      obligations: new Set([`t0002 monthly/2026-11/${party}`]),
      tasks: new Set(['t0003']),
    });
    expect(dues[0]?.tasks).toHaveLength(10);
    const all = next({ ...NOTHING, tasks: new Set(rows.map(({ key }) => key)) });
    expect(all).toEqual([]);
  });

  test('the table counts many tasks and units, and names single ones', () => {
    const table = dueTable(sample().next(NOTHING, 5), 'Asia/Shanghai', 2026).replace(/\s/g, '');
    expect(table).toContain('11月25日（周三）17:00');
    expect(table).toContain('等12项任务');
    expect(table).toContain('t0006整治园区道路');
  });
});
