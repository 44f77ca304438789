import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { campaignMachine, initialCampaign } from '../../domain/campaign.ts';
import type { CampaignMessage, Figures } from '../../domain/campaignMessages.ts';
import { reviewedFigures, type Review } from '../../domain/campaignReviews.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { BULLETIN, contextOf, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import { report } from '../harness/messages.ts';
import { play, when } from '../harness/played.ts';

const POST = 'post:复核领导';
const TASK = 'task/c2026-001/t0001';
const JAN = 'monthly/2026-01/u001';

function act(time: string, by: string, kind: string, content: object = {}): TaskMessage {
  return { id: `${kind} ${time}`, receivedAt: when(time), by, kind, ...content } as never;
}

function started(over: Record<string, unknown> = {}) {
  const regime = regimeOf({ objection: { decide: { by: POST } }, ...over });
  const input = { context: contextOf({ regime }), task: taskOf() };
  return play(taskMachine(input), initialTask(input));
}

/** Against the judgement of January; `more` says otherwise. */
function object(time: string, more: object = {}, by = 'unit:u001'): TaskMessage {
  const against = {
    ...{ process: TASK, key: `${JAN}:judged`, type: 'judged', at: when('2026-01-26 17:00') },
    obligation: JAN,
    ...more,
  };
  return act(time, by, 'object', { against, reason: '当日已报' });
}

const decide = (time: string, by: string, content: object) =>
  act(time, by, 'decide-objection', { reason: '核查属实', ...content });
const code = (answer: { fault?: { code: string } }) => answer.fault?.code;

describe('异议: whoever took part does not decide', () => {
  test.each([
    [[], POST],
    [[POST], 'principal'],
    [[POST, 'principal'], 'office'],
  ])('took part: %j', (took, decider) => {
    const task = started();
    task.tell(object('2026-02-02 09:00', { took }));
    const matters = task.state().matters as readonly { readonly decider?: string }[];
    expect(matters.at(-1)?.decider).toBe(decider);
    for (const [n, by] of took.entries()) {
      const answer = task.tell(decide(`2026-02-03 0${n}:00`, by, { result: 'rejected' }));
      expect(code(answer)).toBe('objection-took-part');
    }
    const other = task.tell(decide('2026-02-03 09:00', 'post:别的领导', { result: 'rejected' }));
    expect(code(other)).toBe('wrong-approver');
    const answer = task.tell(decide('2026-02-03 10:00', decider, { result: 'rejected' }));
    expect(answer).toMatchObject({ value: { objection: 'objection/1', result: 'rejected' } });
  });
});

describe('异议: what is refused', () => {
  const open = () => {
    const task = started();
    task.tell(object('2026-02-02 09:00'));
    return task;
  };
  test.each([
    [
      'none in the regime',
      () => started({ objection: undefined }),
      object('2026-02-02 10:00'),
      'objection-not-asked',
    ],
    [
      'an unknown obligation',
      started,
      object('2026-02-02 10:00', { obligation: 'x' }),
      'obligation-unknown',
    ],
    [
      'of another task',
      started,
      object('2026-02-02 10:00', { process: 'task/c2026-001/t0002' }),
      'obligation-unknown',
    ],
    ['of another unit', started, object('2026-02-02 10:00', {}, 'unit:u002'), 'objection-not-own'],
    ['by the office', started, object('2026-02-02 10:00', {}, 'office'), 'objection-not-own'],
    ['after thirty days', started, object('2026-02-26 00:00'), 'objection-late'],
    ['twice', open, object('2026-02-02 10:00'), 'objection-twice'],
    [
      'nothing to decide',
      started,
      decide('2026-02-02 10:00', POST, { result: 'upheld' }),
      'objection-none',
    ],
    [
      'a verdict for a refusal',
      open,
      decide('2026-02-03 10:00', POST, { result: 'rejected', verdict: 'exempt' }),
      'objection-verdict',
    ],
    [
      'no reason',
      open,
      decide('2026-02-03 10:00', POST, { result: 'upheld', reason: '' }),
      'reason-missing',
    ],
  ])('%s', (_, make, message, expected) => {
    expect(code(make().tell(message))).toBe(expected);
  });

  test('the last minute of the thirtieth day is in time', () => {
    expect(code(started().tell(object('2026-02-25 23:59')))).toBeUndefined();
  });

  test('of two, one must be named', () => {
    const task = open();
    const feb = 'monthly/2026-02/u001';
    const at = when('2026-02-26 17:00');
    task.tell(object('2026-02-27 09:00', { key: `${feb}:judged`, obligation: feb, at }));
    const unclear = decide('2026-02-27 10:00', POST, { result: 'upheld' });
    expect(code(task.tell(unclear))).toBe('objection-unclear');
    const named = decide('2026-02-27 11:00', POST, { result: 'upheld', objection: 'objection/2' });
    expect(task.tell(named)).toMatchObject({ value: { objection: 'objection/2' } });
    expect(task.state().entries[feb]?.verdict).toBe('exempt');
    expect(task.state().entries[JAN]?.verdict).toBe('missing');
  });
});

describe('an upheld objection stands', () => {
  test.each(['on-time', 'exempt'])('%s: a report that comes later changes nothing', (verdict) => {
    const task = started();
    task.tell(object('2026-01-27 09:00'));
    task.tell(decide('2026-01-28 09:00', POST, { result: 'upheld', verdict }));
    task.tell(report('2026-01-29 09:00', '2026-01'));
    expect(task.state().entries[JAN]).toMatchObject({ verdict, version: 1 });
    expect(task.decisions.filter(({ type }) => type === 'judged')).toHaveLength(2);
  });

  test('it is no miss of the counters any longer', () => {
    const told = (upheld: boolean) => {
      const task = started();
      task.tell(object('2026-01-27 09:00'));
      if (upheld) task.tell(decide('2026-01-28 09:00', POST, { result: 'upheld' }));
      task.to('2026-03-10 00:00');
      return task.heard(/ground/);
    };
    expect(told(false)).toHaveLength(1);
    expect(told(true)).toEqual([]);
  });
});

describe('what else may be objected to', () => {
  test('an upheld objection against a listing takes it down', () => {
    const limit = { days: 60 };
    const task = started({
      listing: { decide: { by: 'post:分管领导', limit: { workdays: 5 } }, limit },
    });
    task.tell(act('2026-02-02 09:00', 'office', 'list-task', { reason: '拖' }));
    task.tell(act('2026-02-03 09:00', 'post:分管领导', 'approve-listing'));
    const against = { key: 'listed:listing/1', type: 'listed', at: when('2026-02-03 09:00') };
    task.tell(object('2026-02-04 09:00', { ...against, obligation: undefined }));
    task.heard();
    task.tell(decide('2026-02-05 09:00', POST, { result: 'upheld' }));
    expect(task.heard(/delisted|objection-decided$|corrected/)).toEqual([
      '2026-02-05 09:00 objection-decided',
      '2026-02-05 09:00 delisted',
      '2026-02-05 09:00 notice delisted → u001/reporter',
      '2026-02-05 09:00 notice delisted → u001/head',
      '2026-02-05 09:00 notice delisted → leader/分管领导甲',
      '2026-02-05 09:00 notice delisted → office',
    ]);
  });

  test('an interview is not undone by itself: the conclusion is corrected, and its approver was told', () => {
    const task = started();
    const process = 'interview/c2026-001/u001/2026-03B';
    const against = { process, key: 'approved', type: 'interview', at: when('2026-03-10 09:00') };
    task.tell(object('2026-03-12 09:00', { ...against, obligation: undefined }));
    expect(task.heard(/at-gate/)).toEqual([
      '2026-03-12 09:00 notice objection-at-gate → post/分管领导',
    ]);
    task.tell(decide('2026-03-13 09:00', POST, { result: 'upheld' }));
    expect(task.heard(/corrected/)).toEqual(['2026-03-13 09:00 conclusion-corrected']);
  });
});

describe('复核中 in a bulletin', () => {
  const rule = regimeOf({ bulletins: [BULLETIN] }).bulletins[0] as never;
  const covers = { since: when('2026-01-01'), cutOff: when('2026-02-28 18:00') };
  const units = ['u001', 'u002', 'u003'];

  const column = fc.constantFrom('onTime', 'late', 'missing', 'exempt', 'pending' as const);
  const rows = fc.array(fc.tuple(fc.constantFrom(...units), column), { maxLength: 30 });
  const review = fc.record({
    unit: fc.constantFrom(...units),
    phase: fc.constantFrom('open', 'upheld', 'rejected', 'withdrawn'),
    verdict: fc.constantFrom('late', 'missing'),
    corrected: fc.constantFrom('on-time', 'exempt'),
    settledAt: fc.constantFrom(when('2026-02-20'), when('2026-03-02')),
    end: fc.constantFrom(when('2026-01-26 17:00'), when('2026-03-26 17:00')),
  });

  const none = { expected: 0, onTime: 0, late: 0, missing: 0, exempt: 0, pending: 0 };
  type Counts = Omit<Figures, 'units'>;
  const sum = (of: Counts) =>
    of.onTime + of.late + of.missing + of.exempt + of.pending + (of.underReview ?? 0);

  test('every column together is what was expected, for the whole and for each unit', () => {
    fc.assert(
      fc.property(rows, fc.array(review, { maxLength: 6 }), (list, made) => {
        const count = (own: typeof list): Counts =>
          own.reduce<Counts>(
            (now, [, name]) => ({ ...now, expected: now.expected + 1, [name]: now[name] + 1 }),
            none,
          );
        const figures: Figures = {
          ...count(list),
          units: units.map((unit) => ({ unit, ...count(list.filter(([own]) => own === unit)) })),
        };
        const reviews = made.map((one, n) => ({
          ...{ ...one, task: `t${n}`, objection: 'objection/1', duty: 'monthly' },
          members: [one.unit],
        })) as unknown as readonly Review[];
        const seen = reviewedFigures(figures, rule, covers, reviews);
        for (const of of [seen, ...seen.units]) expect(sum(of)).toBe(of.expected);
        const open = made.filter(({ phase, end }) => phase === 'open' && end < covers.cutOff);
        expect(seen.underReview ?? 0).toBeLessThanOrEqual(open.length);
      }),
      { numRuns: 300 },
    );
  });

  test('without objections the figures are what they were', () => {
    const figures = { ...none, units: [] };
    expect(reviewedFigures(figures, rule, covers, [])).toBe(figures);
  });
});

describe('表扬: whoever signs chooses among those proposed', () => {
  const drafted = () => {
    const input = {
      context: contextOf({ regime: regimeOf() }),
      units: UNITS,
      leaders: ['分管领导甲'],
    };
    const campaign = play(campaignMachine(input), initialCampaign(input));
    campaign.to('2026-02-28 18:00');
    const good = { expected: 2, onTime: 2, late: 0, missing: 0, exempt: 0, pending: 0 };
    const bad = { ...good, onTime: 1, missing: 1 };
    const figures = {
      ...{ ...good, expected: 6, onTime: 5, missing: 1 },
      units: [
        { unit: 'u001', ...good },
        { unit: 'u002', ...good },
        { unit: 'u003', ...bad },
      ],
    };
    const gathered = { bulletin: 'bimonthly', period: '2026-01B', draft: 1, figures };
    campaign.tell(at('2026-02-28 18:00', 'office', 'gathered', gathered));
    return campaign;
  };
  const at = (time: string, by: string, kind: string, content: object): CampaignMessage =>
    ({ id: `${kind} ${time}`, receivedAt: when(time), by, kind, ...content }) as never;
  const sign = (content: object) =>
    at('2026-03-02 10:00', 'post:分管领导', 'sign', {
      ...{ bulletin: 'bimonthly', period: '2026-01B' },
      ...content,
    });

  test.each([
    [{}, ['u001', 'u002']],
    [{ commend: ['u002'] }, ['u002']],
    [{ commend: [] }, []],
  ])('%j', (content, expected) => {
    const campaign = drafted();
    campaign.tell(sign(content));
    const praised = campaign.decisions.filter(({ type }) => type === 'commended');
    expect(praised.map(({ payload }) => payload['unit'])).toEqual(expected);
  });

  test('nobody is praised who was not proposed', () => {
    const campaign = drafted();
    const answer = campaign.tell(sign({ commend: ['u001', 'u003'] }));
    expect(answer.fault?.code).toBe('commend-unknown');
    expect(answer.fault?.message).toContain('丙镇');
    expect(campaign.decisions.some(({ type }) => type === 'bulletin-issued')).toBe(false);
  });
});
