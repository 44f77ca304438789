import { describe, expect, test } from '@jest/globals';
import { entryOf } from '../../client/handlers/owedEntry.ts';
import type { Obligation } from '../../domain/obligation.ts';

const KEY = 'monthly/2026-03/u003';
const obligation = {
  ...{ key: KEY, party: { members: ['u003'] } },
  slot: {
    duty: 'monthly',
    instants: {
      opens: '2026-03-16T00:00:00+08:00',
      due: '2026-03-25T17:00:00+08:00',
      closes: '2026-03-31T17:00:00+08:00',
    },
  },
} as unknown as Obligation;
const asked = (at: string, state: object = {}, unit: string | undefined = 'u003') =>
  entryOf(obligation, {
    task: { started: true, state: { entries: {}, ...state } as never },
    ...{ unit, at: `${at}:00+08:00`, zone: 'Asia/Shanghai' },
  });

describe('what a unit may send for a period', () => {
  test('is 报送 until it is due, 补报 until it closes, 更正 of what was sent', () => {
    expect(asked('2026-03-20T09:00')).toEqual({ label: '报送', words: null });
    expect(asked('2026-03-26T09:00')).toEqual({ label: '补报', words: null });
    const sent = { entries: { [KEY]: { version: 1, verdict: 'on-time' } } };
    expect(asked('2026-03-26T09:00', sent)).toEqual({ label: '更正', words: null });
  });

  test('after closing nothing is offered, and it says whom to ask', () => {
    expect(asked('2026-04-01T09:00')).toEqual({
      label: null,
      words: '已于 3月31日 17:00 截止填报；确需补报的，请联系督查室准予补报',
    });
    const sent = { entries: { [KEY]: { version: 1, verdict: 'on-time' } } };
    expect(asked('2026-04-01T09:00', sent)?.words).toBe('已于 3月31日 17:00 截止更正');
  });

  test('a task that is over, or a period that has not begun, says so', () => {
    expect(asked('2026-03-20T09:00', { ended: true })?.words).toBe('任务已办结，不再报送');
    expect(asked('2026-03-20T09:00', { closed: { at: '2026-03-19' } })?.words).toContain('销号');
    expect(asked('2026-03-01T09:00')).toEqual({ label: null, words: '3月16日 00:00 起可以报' });
  });

  test('of another unit, of an exempt period and for other desks it says nothing', () => {
    expect(asked('2026-03-20T09:00', {}, 'u001')).toBeNull();
    const exempt = { entries: { [KEY]: { version: 0, verdict: 'exempt' } } };
    expect(asked('2026-03-20T09:00', exempt)).toBeNull();
    const other = { task: { started: true, state: { entries: {} } as never }, unit: undefined };
    expect(
      entryOf(obligation, { ...other, at: '2026-03-20T09:00:00+08:00', zone: 'Asia/Shanghai' }),
    ).toBeNull();
  });
});
