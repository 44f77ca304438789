import { describe, expect, test } from '@jest/globals';
import { levelOf, type LevelRow } from '../../domain/level.ts';
import { regimeOf } from '../harness/cast.ts';

const regime = regimeOf();
const row = (type: string, month: string, rest: Record<string, unknown> = {}): LevelRow => ({
  type,
  payload: { obligation: `monthly/${month}/u001`, ...rest },
});
const step = (month: string, id: string) => row('step', month, { step: id });
const judged = (month: string, verdict: string) => row('judged', month, { verdict });

describe('the level of a task 升级层级', () => {
  test('none without steps; a reminder is the lowest', () => {
    expect(levelOf(regime, [])).toEqual({ highest: null, present: null });
    expect(levelOf(regime, [step('2026-01', 'remind')])).toEqual({
      highest: 'remind',
      present: 'remind',
    });
  });

  test('climbs, and steps down with the report; the record stays', () => {
    const climbed = [
      judged('2026-01', 'missing'),
      step('2026-01', 'urge'),
      step('2026-01', 'letter'),
    ];
    expect(levelOf(regime, climbed)).toEqual({ highest: 'letter', present: 'letter' });
    const made = [...climbed, row('report', '2026-01'), judged('2026-01', 'late')];
    expect(levelOf(regime, made)).toEqual({ highest: 'letter', present: null });
  });

  test('is the highest of what is still missing', () => {
    const rows = [
      step('2026-01', 'urge'),
      step('2026-01', 'letter'),
      step('2026-02', 'urge'),
      row('report', '2026-01'),
    ];
    expect(levelOf(regime, rows)).toEqual({ highest: 'letter', present: 'urge' });
  });

  test('steps down where an obligation is owed again 待报, or exempt', () => {
    for (const verdict of ['pending', 'exempt', 'on-time']) {
      const rows = [step('2026-01', 'interview'), judged('2026-01', verdict)];
      expect(levelOf(regime, rows)).toEqual({ highest: 'interview', present: null });
    }
  });

  test('an unknown step of an older regime is not taken for one', () => {
    expect(levelOf(regime, [step('2026-01', 'gone')])).toEqual({ highest: null, present: null });
  });
});
