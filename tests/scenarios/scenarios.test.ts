import { describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { UNITS } from '../harness/cast.ts';
import { when } from '../harness/played.ts';
import { SCENARIOS } from './all.ts';
import { deliveryOf, rowLine, type Scenario } from './scenario.ts';

/** The scenario on the pure machines, over a toy clock: nobody does anything but what it says. */
function told(scenario: Scenario): readonly string[] {
  const rows: LedgerRow[] = [];
  const { context, tasks, later = [], acts, show, until } = scenario;
  rehearse({
    input: { context, units: UNITS, leaders: ['分管领导甲'] },
    ...{ tasks, later },
    behaviour: Behaviour.parse({
      reports: 'silent',
      signs: 'never',
      gates: ['lapse'],
      talks: 'none',
      matters: 'none',
    }),
    acts: acts.map((act, n) => deliveryOf(act, n, scenario)),
    onRow: (row) => rows.push(row),
    until: when(until),
  });
  return rows
    .filter((row) => row.decision.kind !== 'effect' && show.includes(row.decision.type))
    .map(rowLine);
}

describe.each(Object.entries(SCENARIOS))('%s', (_, scenarios) => {
  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    (_title, scenario) => {
      expect([...told(scenario)].sort()).toEqual([...scenario.expect].sort());
    },
  );
});
