import { describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import { rehearse, type LedgerRow } from '../../domain/rehearse.ts';
import { UNITS } from '../harness/cast.ts';
import { when } from '../harness/played.ts';
import { CALENDARS } from './calendar.scenarios.ts';
import { CAMPAIGNS } from './campaigns.scenarios.ts';
import { REPORTS } from './reports.scenarios.ts';
import { deliveryOf, rowLine, type Scenario } from './scenario.ts';
import { TALKS } from './talks.scenarios.ts';
import { TALKS_TO_THE_END } from './talksToTheEnd.scenarios.ts';
import { TOGETHER } from './together.scenarios.ts';

/** The scenario on the pure machines, over a toy clock: nobody does anything but what it says. */
function told(scenario: Scenario): readonly string[] {
  const rows: LedgerRow[] = [];
  const { context, tasks, acts, show, until } = scenario;
  rehearse({
    input: { context, units: UNITS, leaders: ['分管领导甲'] },
    tasks,
    behaviour: Behaviour.parse({
      reports: 'silent',
      signs: 'never',
      gates: ['lapse'],
      talks: 'none',
    }),
    acts: acts.map((act, n) => deliveryOf(act, n, scenario)),
    onRow: (row) => rows.push(row),
    until: when(until),
  });
  return rows
    .filter((row) => row.decision.kind !== 'effect' && show.includes(row.decision.type))
    .map(rowLine);
}

const GROUPS = {
  报送: REPORTS,
  合报: TOGETHER,
  约谈: TALKS,
  约谈全程: TALKS_TO_THE_END,
  专项行动: CAMPAIGNS,
  日历: CALENDARS,
} as const;

describe.each(Object.entries(GROUPS))('%s', (_, scenarios) => {
  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    (_title, scenario) => {
      expect([...told(scenario)].sort()).toEqual([...scenario.expect].sort());
    },
  );
});
