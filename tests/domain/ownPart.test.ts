import { describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import type { Party } from '../../domain/context.ts';
import { gather } from '../../domain/gather.ts';
import { initialInterview } from '../../domain/interview.ts';
import { firstInterviewMachine } from '../../domain/interviewFirst.ts';
import type { Decision, Effect } from '../../domain/machine.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { routeGround } from '../../domain/route.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { factWords, namesOf, noticeWords } from '../../domain/words.ts';
import { contextOf, partyOf, taskOf, UNITS } from '../harness/cast.ts';
import { report, toInterview } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

const context = contextOf();
const PROCESS = 'task/c2026-001/t0001';
const JOINT = partyOf('u001', 'u002');
const names = namesOf(
  { ...context, year: 2026 },
  [{ key: 't0001', no: '1', title: '整治河道', content: '' }],
  UNITS,
);

/** The task until the day, with late reports of these units in these months; its grounds. */
function grounds(
  until: string,
  late: readonly (readonly [at: string, period: string, unit: string])[],
  party: Party = JOINT,
): readonly Effect[] {
  const input = { context, task: taskOf({ owes: [party] }) };
  const task = play(taskMachine(input), initialTask(input));
  for (const [at, period, unit] of late) task.tell(report(at, period, { unit }), at);
  task.to(until);
  return task.decisions.filter(
    (one): one is Effect => one.kind === 'effect' && one.type === 'ground',
  );
}

/** January and March came late from 乙局, February and April not at all: four in the year. */
const FOUR = [
  ['2026-01-28 10:00', '2026-01', 'u002'],
  ['2026-03-27 10:00', '2026-03', 'u002'],
] as const;

/** The interview of one member, proposed the working day after its ground. */
function interviewOf(effect: Effect) {
  const routed = routeGround(context, PROCESS, effect, { decidedAt: () => undefined });
  const unit = UNITS.find(({ id }) => id === routed.unit) ?? UNITS[0]!;
  const input = { context, unit, window: routed.window, startedAt: effect.at };
  const interview = play(firstInterviewMachine(input), initialInterview(input));
  interview.tell(routed.message);
  interview.to('2026-05-04 12:00');
  const process = routed.process;
  const said = (decision: Decision) => ({ ...decision, process });
  const found = (type: string) => interview.decisions.filter((one) => one.type === type).map(said);
  return { interview, found };
}

describe('a ground against a member of a joint party', () => {
  test('says who else owed, and what the member itself did in the periods that count', () => {
    expect(grounds('2026-05-03 00:00', FOUR).map(({ payload }) => payload['joint'])).toEqual([
      { with: ['u002'], counted: 4, reported: [], reports: 0 },
      {
        with: ['u001'],
        counted: 4,
        reported: ['monthly/2026-01/u001+u002', 'monthly/2026-03/u001+u002'],
        reports: 2,
      },
    ]);
  });

  test('counts reports of other periods, and a unit that reports twice once', () => {
    const [first] = grounds('2026-05-10 00:00', [
      ['2026-01-22 10:00', '2026-01', 'u001'],
      ['2026-01-22 11:00', '2026-01', 'u001'],
      ['2026-02-20 10:00', '2026-02', 'u002'],
    ]);
    expect(first?.payload['joint']).toEqual({
      ...{ with: ['u002'], counted: 2, reported: [], reports: 1 },
    });
  });

  test('a party of one is told nothing of the kind', () => {
    const [own] = grounds('2026-03-10 00:00', [], partyOf('u001'));
    expect(own?.payload).not.toHaveProperty('joint');
    expect(own?.payload['unit']).toBe('u001');
  });

  test('reports from before senders were remembered are said to stand in the register', () => {
    const input = { context, task: taskOf({ owes: [JOINT] }) };
    const old = { version: 1, receivedAt: '2026-01-28T10:00:00+08:00', verdict: 'late' } as const;
    const state = { ...initialTask(input), entries: { 'monthly/2026-01/u001+u002': old } };
    const task = play(taskMachine(input), { ...state, assigned: true });
    task.to('2026-04-10 00:00');
    const effect = task.decisions.find(({ kind }) => kind === 'effect');
    expect(effect?.payload['joint']).toMatchObject({ partly: true });
    const fact = { ...(effect as Effect), process: PROCESS };
    expect(factWords(fact, names).why).toContain('与乙局合报，本单位报送情况见台账');
  });
});

describe('the interviews', () => {
  const [first, second] = grounds('2026-05-03 00:00', FOUR).map(interviewOf);

  test('are proposed one for each member, with that member’s own part', () => {
    const words = [first, second].map((one) => {
      const [notice] = one?.found('decide-interview') ?? [];
      return noticeWords({ ...notice!, recipient: 'post/分管领导' }, names).body;
    });
    expect(words[0]).toContain('提请约谈甲局主要负责人');
    expect(words[0]).toContain('与乙局合报，本单位在计入的4期中报送0期，此项共报送0期');
    expect(words[1]).toContain('提请约谈乙局主要负责人');
    expect(words[1]).toContain(
      '与甲局合报，本单位在计入的4期中报送2期（2026年1月“月调度”、2026年3月“月调度”），此项共报送2期',
    );
  });

  test('the facts say the same', () => {
    const why = (type: string) => factWords(second!.found(type)[0]!, names).why;
    expect(why('ground')).toContain('与甲局合报，本单位在计入的4期中报送2期');
    expect(why('proposed')).toContain('与甲局合报，本单位在计入的4期中报送2期');
  });

  test('are decided separately: one approved, and the unit is told its own part', () => {
    second?.interview.tell(toInterview('approve', '2026-05-05 10:00', {}));
    const [notice] = second?.found('interview') ?? [];
    const words = noticeWords({ ...notice!, recipient: 'u002/head' }, names);
    expect(words.body).toContain('与甲局合报，本单位在计入的4期中报送2期');
    expect(first?.interview.state().phase).toBe('proposed');
    expect(second?.interview.state().phase).toBe('approved');
  });
});

test('a joint miss is one miss in the totals, and a ground against each member, each in its own interview', () => {
  const task = taskOf({ owes: [JOINT] });
  const rows: { process: string; decision: Decision }[] = [];
  rehearse({
    input: { context, units: UNITS, leaders: [] },
    tasks: [task],
    behaviour: Behaviour.parse({ reports: 'silent' }),
    onRow: (row) => rows.push(row),
    until: '2026-03-06T00:00:00+08:00',
  });
  const missing = rows.filter(({ decision }) => decision.payload['verdict'] === 'missing');
  expect(missing).toHaveLength(2);
  const proposed = rows.filter(({ decision }) => decision.type === 'proposed');
  expect(proposed.map(({ process }) => process)).toEqual([
    'interview/c2026-001/u001/2026-03B',
    'interview/c2026-001/u002/2026-03B',
  ]);
  expect(proposed.every(({ decision }) => decision.payload['joint'] !== undefined)).toBe(true);
  const judged = obligationsOf(context, task)
    .filter(({ slot }) => slot.period <= '2026-02')
    .map(({ slot: { duty, period, instants }, party: { members } }) => ({
      ...{ duty, period, members },
      judged: [{ at: instants.graceEnd, verdict: 'missing' as const }],
    }));
  const figures = gather(context, judged, {
    ...{ since: context.startedAt, cutOff: '2026-03-01T00:00:00+08:00', suspensions: [] },
  });
  expect(figures).toMatchObject({ expected: 2, missing: 2 });
  expect(figures.units.map(({ unit, missing }) => [unit, missing])).toEqual([
    ['u001', 2],
    ['u002', 2],
  ]);
});
