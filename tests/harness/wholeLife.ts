import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { engineOf } from '../../domain/engines.ts';
import { epoch, instantOf, plusDays } from '../../domain/instant.ts';
import type { Decision, Machine } from '../../domain/machine.ts';
import { Regime } from '../../domain/regime.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import { readRegime } from '../../importers/regime.ts';
import { CALENDAR, contextOf, partyOf, PLAIN, taskOf } from './cast.ts';
import type { Arrival } from './simulated.ts';
import { acts, messageOf, type Act } from './wholeActs.ts';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;

const text = readFileSync(new URL('../../plans/park-full.regime.yaml', import.meta.url), 'utf8');
const FULL = readRegime(text).regime as Regime;

/** The sample with every part of a regime; a task may be returned for months. */
const regimes = fc
  .record({ stops: fc.boolean(), lateRecord: fc.boolean() })
  .map(({ stops, lateRecord }) =>
    Regime.parse({
      ...FULL,
      returns: { ...FULL.returns, within: { workdays: 60 }, clock: stops ? 'stops' : 'runs' },
      extension: { ...FULL.extension, ...(lateRecord ? { late: 'record' } : {}) },
    }),
  );

const DUTIES = ['monthly', 'quarterly', 'action-plan', 'deadlines'];

const inputs: fc.Arbitrary<TaskInput> = fc
  .record({
    regime: regimes,
    plain: fc.boolean(),
    joint: fc.constantFrom(
      [partyOf('u001')],
      [partyOf('u001', 'u002')],
      [partyOf('u001'), partyOf('u004')],
    ),
    days: fc.uniqueArray(fc.integer({ min: 5, max: 200 }), { maxLength: 2 }),
    length: fc.integer({ min: 60, max: 300 }),
  })
  .map(({ regime, plain, joint, days, length }) => ({
    context: contextOf({
      ...{ regime, calendar: plain ? PLAIN : CALENDAR },
      horizon: { from: '2026-01-05', to: plusDays('2026-01-05', length) },
      startedAt: '2026-01-05T09:00:00+08:00',
      firstNoticesAt: '2026-01-05T09:30:00+08:00',
    }),
    task: taskOf({
      parties: Object.fromEntries(DUTIES.map((id) => [id, joint])),
      deadlines: days.map((n) => ({ kind: 'date', on: plusDays('2026-01-05', n) })),
      cooperating: ['u003'],
      measures: [
        {
          ...{ id: 'output', title: '产值', kind: 'cumulative', target: 100, unit: '万元' },
          by: '2026-06-30',
        },
      ],
      targets: { monthly: { value: 10, unit: '项' } },
    }),
  }));

export interface WholeLife {
  readonly input: TaskInput;
  readonly arrivals: readonly Arrival<TaskMessage>[];
}

/** A life with what was chosen on the way as arrivals, so that it can be lived again at another pace. */
function livedOnce({ input, list }: { input: TaskInput; list: readonly Act[] }): WholeLife {
  const folded = engineOf('task', input);
  const machine = folded.machine as unknown as Machine<TaskState, TaskMessage>;
  let state = folded.state as TaskState;
  let now = epoch(input.context.startedAt);
  const decisions: Decision[] = [];
  const arrivals: Arrival<TaskMessage>[] = [];
  list.forEach((act, n) => {
    const next = machine.next(state);
    const own =
      act.edge === undefined || next === undefined ? undefined : epoch(next) + act.edge * 1000;
    const reach = own !== undefined && own > now && own - now < 60 * 24 * HOUR;
    const receivedMs = reach ? own : now + act.hours * HOUR;
    const receivedAt = instantOf(receivedMs, ZONE);
    const at = instantOf(receivedMs + act.delay * HOUR, ZONE);
    const before = machine.advance(state, undefined, at);
    const message = messageOf({ input, state: before.state, decisions, act, at: receivedAt, n });
    now = epoch(at);
    if (message === undefined) return;
    arrivals.push({ message, at });
    const waited = act.delay === 0 ? { state, decisions: [] } : before;
    const made = machine.advance(waited.state, message, message.receivedAt);
    state = made.state;
    decisions.push(...waited.decisions, ...made.decisions);
  });
  return { input, arrivals };
}

/** A life that is printed as what was told in it. */
export const wholeLives: fc.Arbitrary<WholeLife> = fc
  .record({ input: inputs, list: fc.array(acts, { minLength: 5, maxLength: 60, size: '+1' }) })
  .map((drawn) => {
    const life = livedOnce(drawn);
    const told = life.arrivals.map(({ at, message }) => {
      const big = ['regime', 'calendar', 'units', 'unit'];
      const own = Object.entries(message).filter(([field]) => !big.includes(field));
      return JSON.stringify({ arrives: at, ...Object.fromEntries(own) });
    });
    return { ...life, [fc.toStringMethod]: () => told.join('\n') };
  });
