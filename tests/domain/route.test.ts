import { describe, expect, test } from '@jest/globals';
import { routeGround, windowCadence } from '../../domain/route.ts';
import { contextOf, regimeOf } from '../harness/cast.ts';
import { when } from '../harness/played.ts';

const FROM = 'task/c2026-001/t0007';

function effect(at: string) {
  const payload = {
    unit: 'u001',
    obligation: 'monthly/2026-02/u001',
    step: 'interview',
    because: ['a'],
  };
  return { at: when(at), key: 'monthly/2026-02/u001:interview:ground:u001', payload };
}

function decided(all: Readonly<Record<string, string>>) {
  return {
    decidedAt: (id: string) => {
      const at = all[id.split('/').at(-1) ?? ''];
      return at === undefined ? undefined : when(at);
    },
  };
}

describe('a ground', () => {
  const context = contextOf();
  const windowOf = (at: string, view = {}) =>
    routeGround(context, FROM, effect(at), decided(view)).window;

  test('goes to the interview of its unit in the bulletin period of its instant', () => {
    expect(routeGround(context, FROM, effect('2026-03-03 17:00'), decided({}))).toEqual({
      process: 'interview/c2026-001/u001/2026-03B',
      unit: 'u001',
      window: '2026-03B',
      message: {
        kind: 'ground',
        id: `${FROM}:monthly/2026-02/u001:interview:ground:u001`,
        receivedAt: when('2026-03-03 17:00'),
        by: 'office',
        task: 't0007',
        obligation: 'monthly/2026-02/u001',
        step: 'interview',
        because: ['a'],
      },
    });
  });

  test.each([
    ['not decided', {}, '2026-03B'],
    ['decided later', { '2026-03B': '2026-03-04 10:00' }, '2026-03B'],
    ['decided before', { '2026-03B': '2026-03-03 10:00' }, '2026-05B'],
    ['decided at its instant', { '2026-03B': '2026-03-03 17:00' }, '2026-05B'],
    ['two decided', { '2026-03B': '2026-03-02 10:00', '2026-05B': '2026-03-03 10:00' }, '2026-07B'],
  ])('window %s', (_, view, window) => {
    expect(windowOf('2026-03-03 17:00', view)).toBe(window);
  });

  test('over the year', () => {
    expect(windowOf('2026-12-31 23:59', { '2026-11B': '2026-12-01 10:00' })).toBe('2027-01B');
  });

  test('that an interview hands on goes to the next window and keeps its task', () => {
    const { payload, ...rest } = effect('2026-03-11 17:00');
    const onward = { ...rest, payload: { ...payload, task: 't0007' } };
    const from = 'interview/c2026-001/u001/2026-03B';
    const view = decided({ '2026-03B': '2026-03-11 17:00' });
    const routed = routeGround(context, from, onward, view);
    expect(routed.window).toBe('2026-05B');
    expect(routed.message.task).toBe('t0007');
  });

  test('of what is no task of ours keeps its name', () => {
    const routed = routeGround(
      context,
      'campaign/c2026-001',
      effect('2026-03-03 17:00'),
      decided({}),
    );
    expect(routed.message.task).toBe('campaign/c2026-001');
  });
});

test('without bulletins the window is the month', () => {
  expect(windowCadence(contextOf({ regime: regimeOf({ bulletins: [] }) }))).toEqual({
    every: 'month',
  });
});
