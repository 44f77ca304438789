import { describe, expect, test } from '@jest/globals';
import { Regime } from '../../domain/regime.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';

type Input = Record<string, unknown>;

const duty = (more: Input = {}): Input => ({
  id: 'monthly',
  title: '月报',
  by: ['lead'],
  every: 'month',
  due: { day: 25 },
  ...more,
});
const step = (more: Input = {}): Input => ({
  id: 'urge',
  step: 'urge',
  at: { after: 'grace', offset: { workdays: 0 } },
  to: ['reporter'],
  ...more,
});
const bulletin = (more: Input = {}): Input => ({
  id: 'paper',
  title: '通报',
  every: 'two-months',
  cutOff: { lastDay: true },
  sign: { by: 'post:分管领导', limit: { workdays: 3 } },
  to: ['head'],
  ...more,
});
const gate = (by: string): Input => ({ by, limit: { workdays: 5 } });
const interview = (by = 'office'): Input => ({ gate: gate(by), to: ['head'] });

/** The paths of the faults of a regime with these parts. */
function faults(more: Input): string[] {
  const whole = { id: 'r', title: '制度', duties: [duty()], ladder: [step()], ...more };
  return checkRegime(Regime.parse(whole)).map(({ path }) => path.join('.'));
}

describe('checkRegime', () => {
  test('a plain regime has no fault', () => {
    expect(faults({ bulletins: [bulletin({ duties: ['monthly', 'deadlines'] })] })).toEqual([]);
  });

  test('ids are unique within their list, and deadlines is taken', () => {
    expect(faults({ duties: [duty(), duty()] })).toEqual(['duties.1.id']);
    expect(faults({ ladder: [step(), step()] })).toEqual(['ladder.1.id']);
    expect(faults({ bulletins: [bulletin(), bulletin()] })).toEqual(['bulletins.1.id']);
    expect(faults({ duties: [duty({ id: 'deadlines' })] })).toEqual(['duties.0.id']);
    expect(faults({ ladder: [step({ id: 'monthly' })] })).toEqual([]);
  });

  test('steps and bulletins name duties that exist', () => {
    expect(faults({ ladder: [step({ on: ['deadlines', 'monthly'] })] })).toEqual([]);
    expect(faults({ ladder: [step({ on: ['monthly', 'weekly'] })] })).toEqual(['ladder.0.on.1']);
    expect(faults({ bulletins: [bulletin({ duties: ['x'] })] })).toEqual(['bulletins.0.duties.0']);
  });

  test('an interview step needs the interview rule', () => {
    const ladder = [step({ step: 'interview' })];
    expect(faults({ ladder })).toEqual(['ladder.0.step']);
    expect(faults({ ladder, interview: interview() })).toEqual([]);
  });

  test.each([
    ['week', 7],
    ['two-months', 12],
    ['quarter', 3],
    ['half-year', 6],
    ['year', 12],
  ])('the phase of %s goes up to %i', (every, last) => {
    const due = { lastDay: true };
    expect(faults({ duties: [duty({ every, due, phase: last })] })).toEqual([]);
    const beyond = last === 12 ? [] : ['duties.0.phase'];
    if (last < 12)
      expect(faults({ duties: [duty({ every, due, phase: last + 1 })] })).toEqual(beyond);
  });

  test.each(['month', 'ten-days'])('%s takes no phase', (every) => {
    expect(faults({ duties: [duty({ every, due: { day: 5 }, phase: 1 })] })).toEqual([
      'duties.0.phase',
    ]);
    expect(faults({ bulletins: [bulletin({ every, phase: 1 })] })).toEqual(['bulletins.0.phase']);
  });

  test('due days lie in their week or 旬', () => {
    const due = (every: string, rule: Input) => faults({ duties: [duty({ every, due: rule })] });
    expect(due('week', { day: 7 })).toEqual([]);
    expect(due('week', { day: 8 })).toEqual(['duties.0.due.day']);
    expect(due('ten-days', { day: 11 })).toEqual([]);
    expect(due('ten-days', { day: 12 })).toEqual(['duties.0.due.day']);
    expect(due('week', { workday: -8 })).toEqual(['duties.0.due.workday']);
    expect(due('week', { next: { day: 8 } })).toEqual(['duties.0.due.next.day']);
    expect(faults({ bulletins: [bulletin({ every: 'week', cutOff: { day: 9 } })] })).toEqual([
      'bulletins.0.cutOff.day',
    ]);
  });

  test('an entry does not close before its grace ends', () => {
    const limits = (grace: Input, closes: Input) => faults({ duties: [duty({ grace, closes })] });
    expect(limits({ workdays: 5 }, { workdays: 5 })).toEqual([]);
    expect(limits({ workdays: 6 }, { workdays: 5 })).toEqual(['duties.0.closes']);
    expect(limits({ days: 9 }, { days: 8 })).toEqual(['duties.0.closes']);
    expect(limits({ workdays: 10 }, { days: 9 })).toEqual(['duties.0.closes']);
    expect(limits({ days: 14 }, { workdays: 10 })).toEqual([]);
    expect(limits({ days: 30 }, { workdays: 10 })).toEqual(['duties.0.closes']);
    expect(faults({ deadlines: { grace: { workdays: 30 } } })).toEqual(['deadlines.closes']);
  });

  test('a reminder does not come before a week or 旬 begins', () => {
    const remind = (days: number, more: Input = {}) =>
      step({ step: 'remind', at: { before: 'due', offset: { workdays: days } }, ...more });
    const weekly = [duty({ id: 'weekly', every: 'week', due: { day: 5 } }), duty()];
    expect(faults({ duties: weekly, ladder: [remind(10)] })).toEqual(['ladder.0.at.offset']);
    expect(faults({ duties: weekly, ladder: [remind(10, { on: ['monthly'] })] })).toEqual([]);
    expect(faults({ duties: weekly, ladder: [remind(2)] })).toEqual([]);
  });

  test('nobody is accused before the judgement', () => {
    const at = { before: 'due', offset: { days: 1 } };
    expect(faults({ ladder: [step({ step: 'letter', at })] })).toEqual(['ladder.0.at.before']);
    expect(faults({ ladder: [step({ step: 'urge', at })] })).toEqual([]);
  });

  test('conditions can be reached', () => {
    const when = (condition: Input, more: Input = {}) =>
      faults({ ladder: [step({ when: [condition], ...more })] });
    const yearly = (atLeast: number) => ({ cumulative: 'late', atLeast, within: 'year' });
    expect(when(yearly(12))).toEqual([]);
    expect(when(yearly(13))).toEqual(['ladder.0.when.0.atLeast']);
    expect(when({ cumulative: 'late', atLeast: 13 })).toEqual([]);
    expect(when({ consecutive: 'missing', atLeast: 2 }, { on: ['deadlines'] })).toEqual([
      'ladder.0.when.0.atLeast',
    ]);
  });

  test('nobody is named twice', () => {
    expect(faults({ ladder: [step({ to: ['head', 'head'] })] })).toEqual(['ladder.0.to.1']);
    expect(faults({ duties: [duty({ by: ['lead', 'lead'] })] })).toEqual(['duties.0.by.1']);
  });

  test('a unit does not decide about itself, and a leader is not one person', () => {
    expect(faults({ interview: interview('head') })).toEqual(['interview.gate.by']);
    expect(faults({ bulletins: [bulletin({ sign: gate('leader') })] })).toEqual([
      'bulletins.0.sign.by',
    ]);
    expect(faults({ interview: interview('principal') })).toEqual([]);
    const talks = {
      ...interview(),
      hold: { workdays: 0 },
      rectify: { workdays: 5 },
      remind: { before: { days: 9 } },
      verify: { by: 'head', limit: { days: 0 } },
      second: { copy: ['principal', 'head'], refer: 'reporter' },
    };
    expect(faults({ interview: talks }).sort()).toEqual([
      'interview.hold',
      'interview.remind.before',
      'interview.second.copy.1',
      'interview.second.refer',
      'interview.verify.by',
      'interview.verify.limit',
    ]);
    const meant = { ...interview(), rectify: { days: 15 }, remind: 'half', second: {} };
    expect(faults({ interview: meant })).toEqual([]);
  });

  test('the zone exists', () => {
    expect(faults({ zone: 'Asia/Beijing' })).toEqual(['zone']);
  });

  test('a regime that did not pass the schema is checked for recipients too', () => {
    const regime = Regime.parse({ id: 'r', title: 'x', duties: [duty()], ladder: [step()] });
    const silent = { ...regime, ladder: regime.ladder.map((one) => ({ ...one, to: [] })) };
    expect(checkRegime(silent).map(({ path }) => path.join('.'))).toEqual(['ladder.0.to']);
  });
});
