import type { Context, OwedTask } from '../../domain/context.ts';
import type { Regime } from '../../domain/regime.ts';
import { contextOf, INTERVIEW, partyOf, regimeOf, taskOf } from './cast.ts';

type Input = Record<string, unknown>;

const LAST_DAY = { by: ['lead'], due: { lastDay: true }, shift: 'earlier' };

/** 旬、月、季, due on the last day at 17:00 without grace, closed after three, five and ten working days. */
export const XUN = {
  ...LAST_DAY,
  ...{ id: 'xun', title: '旬简报', every: 'ten-days', closes: { workdays: 3 } },
};
export const MONTH = {
  ...LAST_DAY,
  ...{ id: 'month', title: '月报', every: 'month', closes: { workdays: 5 } },
};
export const QUARTER = {
  ...LAST_DAY,
  ...{ id: 'quarter', title: '季总结', every: 'quarter', closes: { workdays: 10 } },
};

export const STEPS = [
  {
    ...{ id: 'remind', step: 'remind', to: ['reporter'] },
    at: { before: 'due', offset: { workdays: 1 } },
  },
  {
    ...{ id: 'urge', step: 'urge', to: ['reporter', 'head'] },
    at: { after: 'grace', offset: { workdays: 0 } },
  },
  {
    ...{ id: 'talk', step: 'interview', to: ['office'], while: 'any' },
    at: { after: 'grace', offset: { workdays: 3 } },
    when: [{ consecutive: 'missing', atLeast: 3 }],
  },
];

/** A regime under which 旬末、月末、季末 ask for one submission, unless `together` says otherwise. */
export function togetherRegime(over: Input = {}): Regime {
  return regimeOf({
    ...{ id: 'tens', title: '旬月季', interview: INTERVIEW, bulletins: [] },
    ...{ duties: [XUN, MONTH, QUARTER], ladder: STEPS },
    together: [{ duties: ['xun', 'month', 'quarter'] }],
    ...over,
  });
}

/** From 21 March to 10 April 2026: the last 旬 of the quarter, and the one after it. */
export function togetherContext(over: Input = {}, horizon: Input = {}): Context {
  return contextOf({
    regime: togetherRegime(over),
    horizon: { from: '2026-03-21', to: '2026-04-11', ...horizon },
  });
}

export function togetherTask(over: Input = {}): OwedTask {
  const owes = [partyOf('u001')];
  return taskOf({ parties: { xun: owes, month: owes, quarter: owes }, ...over });
}
