import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { Calendar } from '../../domain/calendar.ts';
import { firstConsequence } from '../../domain/consequence.ts';
import type { Context, OwedTask } from '../../domain/context.ts';
import { engineOf } from '../../domain/engines.ts';
import { epoch, instantOf } from '../../domain/instant.ts';
import type { Decision } from '../../domain/machine.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import { readRegime } from '../../importers/regime.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string) => readFileSync(`${ROOT}plans/${name}`, 'utf8');
const calendar = Calendar.parse(JSON.parse(read('calendar-cn.json')));
const { regime } = readRegime(read('park.regime.yaml'));
if (regime === undefined) throw new Error('no regime');

const context: Context = {
  campaign: 'c2026-001',
  ...{ regime, calendar },
  horizon: { from: '2026-01-01', to: '2027-01-01' },
  startedAt: '2026-01-01T00:00:00+08:00',
  firstNoticesAt: '2026-01-01T00:00:00+08:00',
};
const party = { id: 'u001', members: ['u001'] };
const task: OwedTask = {
  key: 't0001',
  deadlines: [{ kind: 'date', on: '2026-06-30' }],
  leaders: [],
  parties: { monthly: [party], deadlines: [party] },
  units: [{ id: 'u001', name: '甲局', aliases: [], reporter: '联络员', head: '负责人' }] as never,
};

/** What the machine itself decides next about an obligation if nothing is sent, reminders left aside. */
function foreseen(key: string, from: string): { at: string; steps: string[] } | undefined {
  const { machine, state } = engineOf('task', { context, task });
  let now = machine.advance(state, undefined, from).state;
  const reminders = regime?.ladder.filter(({ step }) => step === 'remind').map(({ id }) => id);
  for (let i = 0; i < 200; i++) {
    const next = machine.next(now);
    if (next === undefined) return undefined;
    const step = machine.advance(now, undefined, next);
    now = step.state;
    const own = step.decisions.filter(
      (one: Decision) =>
        one.kind === 'fact' &&
        one.payload['obligation'] === key &&
        !reminders?.includes(String(one.payload['step'])),
    );
    const [first] = own;
    if (first === undefined) continue;
    const taken = own.filter(({ at, type }) => at === first.at && type === 'step');
    return { at: first.at, steps: taken.map(({ payload }) => String(payload['step'])) };
  }
  return undefined;
}

describe('what happens first if nothing is sent', () => {
  const first = obligationsOf(context, task).filter(({ slot }) => slot.duty === 'monthly')[0];
  const dated = obligationsOf(context, task).filter(({ slot }) => slot.duty === 'deadlines')[0];
  const later = (instant: string, ms: number) => instantOf(epoch(instant) + ms, calendar.zone);

  test.each([
    ['a period before its due instant', first, -3_600_000, 'pending'],
    ['a period that was just judged', first, 60_000, 'missing'],
    ['a deadline before its due instant', dated, -86_400_000, 'pending'],
    ['a deadline that was just judged', dated, 60_000, 'missing'],
  ] as const)('%s: as the machine itself goes on', (_, obligation, ms, verdict) => {
    if (obligation === undefined) throw new Error('no obligation');
    const now = later(obligation.slot.instants.graceEnd, ms);
    const found = firstConsequence(obligation.slot, verdict, now, calendar.zone);
    const machine = foreseen(obligation.key, now);
    const conditional = regime.ladder.filter(({ when }) => when !== undefined).map(({ id }) => id);
    expect(found?.at).toBe(machine?.at);
    expect(found?.steps.filter((id) => !conditional.includes(id))).toEqual(machine?.steps);
  });

  test('the sentence names the moment, the judgement and the steps', () => {
    if (first === undefined) throw new Error('no obligation');
    const now = later(first.slot.instants.due, -3_600_000);
    expect(firstConsequence(first.slot, 'pending', now, calendar.zone)?.words).toMatch(
      /^若到 1月\d+日 17:00 仍未报送：判为未报，催办（送单位联络员、单位主要负责人）$/u,
    );
  });

  test('beyond the ladder nothing more is foreseen', () => {
    if (first === undefined) throw new Error('no obligation');
    const now = later(first.slot.instants.due, 90 * 86_400_000);
    expect(firstConsequence(first.slot, 'missing', now, calendar.zone)).toBeUndefined();
  });
});
