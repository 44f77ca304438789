import { describe, expect, test } from '@jest/globals';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { factWords, namesOf, noticeWords } from '../../domain/words.ts';
import { contextOf, taskOf, UNITS } from '../harness/cast.ts';
import { report } from '../harness/messages.ts';
import { play, when } from '../harness/played.ts';

const JANUARY = 'monthly/2026-01/u001';

function silentJanuary() {
  const input = { context: contextOf(), task: taskOf() };
  const task = play(taskMachine(input), initialTask(input));
  task.to('2026-02-05 00:00');
  task.heard();
  return task;
}

function opened(time: string, rest: Record<string, unknown> = {}): TaskMessage {
  const said = { kind: 'open-entry', obligation: JANUARY, until: '2026-02-10', reason: '补报' };
  return { id: `open ${time}`, receivedAt: when(time), by: 'office', ...said, ...rest } as never;
}

describe('准予补报', () => {
  test('an entry that has closed takes a report until then, which is late', () => {
    const task = silentJanuary();
    const closed = task.tell(report('2026-02-05 09:00', '2026-01'), '2026-02-05 09:00');
    expect(closed.fault?.code).toBe('report-closed');
    task.tell(opened('2026-02-05 10:00'), '2026-02-05 10:00');
    task.tell(report('2026-02-09 09:00', '2026-01'), '2026-02-09 09:00');
    expect(task.heard(/entry-opened|judged/)).toEqual([
      '2026-02-05 10:00 entry-opened monthly/2026-01/u001',
      '2026-02-05 10:00 notice entry-opened monthly/2026-01/u001 → u001/reporter',
      '2026-02-05 10:00 notice entry-opened monthly/2026-01/u001 → u001/head',
      '2026-02-09 09:00 judged monthly/2026-01/u001 late instead of missing',
    ]);
    const again = task.tell(report('2026-02-11 09:00', '2026-01'), '2026-02-11 09:00');
    expect(again.fault?.code).toBe('report-closed');
  });

  test('by the office, with a reason, of what has closed, until a day that is ahead', () => {
    const fault = (time: string, rest: Record<string, unknown> = {}) =>
      silentJanuary().tell(opened(time, rest), time).fault?.code;
    expect(fault('2026-02-05 10:00', { by: 'principal' })).toBe('wrong-approver');
    expect(fault('2026-02-05 10:00', { reason: ' ' })).toBe('reason-missing');
    expect(fault('2026-02-05 10:00', { until: '2026-02-02' })).toBe('day-past');
    const february = { obligation: 'monthly/2026-02/u001' };
    expect(fault('2026-02-05 10:00', february)).toBe('entry-open');
    const nothing = { obligation: 'monthly/2020-01/u001' };
    expect(fault('2026-02-05 10:00', nothing)).toBe('obligation-unknown');
  });

  test('is told in words', () => {
    const task = silentJanuary();
    task.tell(opened('2026-02-05 10:00'), '2026-02-05 10:00');
    const [fact, notice] = task.decisions.filter(({ type }) => type === 'entry-opened');
    const names = namesOf({ ...contextOf(), year: 2026 }, [], UNITS);
    const process = 'task/c2026-001/t0001';
    expect(fact && factWords({ ...fact, process }, names).what).toBe(
      '准予 甲局 补报2026年1月“月调度”，至 2月10日（周二）17:00',
    );
    const words = notice && noticeWords({ ...notice, process, recipient: 'u001/reporter' }, names);
    expect(words?.ask).toBe('请在 2月10日（周二）17:00 前补报');
  });
});
