import { describe, expect, test } from '@jest/globals';
import { contextForTalk, succeededContext } from '../../domain/amendedContext.ts';
import { containmentOf } from '../../domain/attained.ts';
import { Behaviour, type Delivery } from '../../domain/behaviour.ts';
import { campaignMachine, initialCampaign } from '../../domain/campaign.ts';
import type { CampaignMessage, Figures } from '../../domain/campaignMessages.ts';
import type { Context, OwedTask } from '../../domain/context.ts';
import type { InterviewInput } from '../../domain/interview.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import { PlanTask } from '../../domain/plan.ts';
import type { Regime } from '../../domain/regime.ts';
import { fixedDifferences, regimeDifferences } from '../../domain/regimeDiff.ts';
import type { RegimeParties } from '../../domain/regimeMessages.ts';
import { owedUnderRegime } from '../../domain/regimeOwed.ts';
import { bulletinFault, seamsOf, seamWords } from '../../domain/regimeSeams.ts';
import { rehearse, type LedgerRow, type Rehearsal } from '../../domain/rehearse.ts';
import {
  BULLETIN,
  contextOf,
  INTERVIEW,
  LADDER,
  MONTHLY,
  partyOf,
  regimeOf,
  taskOf,
  UNITS,
} from '../harness/cast.ts';
import { togetherContext, togetherRegime, togetherTask } from '../harness/coinciding.ts';

const context = contextOf();
const two = (over: Record<string, unknown> = {}): Regime => regimeOf({ version: 2, ...over });
const TWO_MONTHLY = { ...MONTHLY, every: 'two-months' };

function published(regime: Regime, from: string, at = '2026-03-10T10:00:00+08:00'): Delivery {
  const message = {
    ...{ kind: 'regime', id: `publish-${regime.version}`, receivedAt: at, by: 'office' },
    ...{ regime, hash: `hash-${regime.version}`, from, reason: '改为两月一调度' },
  };
  return { at, process: 'campaign/c2026-001', message };
}

function rehearsed(over: Partial<Rehearsal> & { readonly context?: Context }): LedgerRow[] {
  const rows: LedgerRow[] = [];
  const { context: own = context, ...rest } = over;
  rehearse({
    input: { context: own, units: UNITS, leaders: ['分管领导甲'] },
    tasks: [taskOf()],
    behaviour: Behaviour.parse({ reports: 'on-time' }),
    onRow: (row) => rows.push(row),
    ...rest,
  });
  return rows;
}

/** A regime without one of its parts. */
const without = (regime: Regime, part: keyof Regime): Regime =>
  Object.fromEntries(Object.entries(regime).filter(([field]) => field !== part)) as Regime;

const facts = (rows: readonly LedgerRow[], type: string) =>
  rows.flatMap(({ process, decision }) =>
    decision.kind === 'fact' && decision.type === type ? [{ process, ...decision }] : [],
  );

describe('how old and new periods meet', () => {
  const seams = (regime: Regime, from: string) =>
    seamsOf(succeededContext(context, [{ from, regime }])).map((seam) =>
      seamWords(seam, context.regime),
    );

  test('a cadence that would cut a period in two begins after it, and the gap is said', () => {
    expect(seams(two({ duties: [TWO_MONTHLY] }), '2026-08-01')).toEqual([
      '“月调度”：按旧制度的最后一期是2026年7月；新制度自2026年9—10月起，其间 2026-08-01 至 2026-08-31 不属于任何一期（需要衔接的，可在新制度用 phase 指定起始月，或另选生效日）',
    ]);
    expect(seams(two({ duties: [{ ...TWO_MONTHLY, phase: 8 }] }), '2026-08-01')).toEqual([
      '“月调度”：按旧制度的最后一期是2026年7月；新制度自2026年8—9月起',
    ]);
  });

  test('a shorter cadence waits for the period that has begun', () => {
    const old = contextOf({ regime: regimeOf({ duties: [TWO_MONTHLY], bulletins: [] }) });
    const regime = two({ bulletins: [] });
    const after = succeededContext(old, [{ from: '2026-07-15', regime }]);
    const [seam] = seamsOf(after);
    expect([seam?.last?.key, seam?.first?.key, seam?.gap]).toEqual([
      '2026-07B',
      '2026-09',
      undefined,
    ]);
  });

  test('a duty that goes out and one that comes in', () => {
    const regime = two({ duties: [{ ...MONTHLY, id: 'brief', title: '简报' }], bulletins: [] });
    expect(seams(regime, '2026-08-01')).toEqual([
      '“月调度”：按旧制度的最后一期是2026年7月；新制度不再要求',
      '“简报”：新制度自2026年8月起',
      '“双月通报”：按旧制度的最后一期是2026年7—8月；新制度不再要求',
    ]);
  });

  test('a bulletin under another name goes on where the old one left off, or is refused', () => {
    const renamed = (over: Record<string, unknown>) =>
      two({ bulletins: [{ ...BULLETIN, id: 'other', title: '新通报', ...over }] });
    const after = (regime: Regime, from: string) => succeededContext(context, [{ from, regime }]);
    expect(bulletinFault(after(renamed({}), '2026-07-01'))).toBeUndefined();
    const late = bulletinFault(after(renamed({ every: 'month' }), '2026-07-15'));
    expect(late?.message).toMatch(/会重复统计/);
    const overlap = regimeOf({
      bulletins: [{ ...BULLETIN, cutOff: { next: { day: 25 } } }],
    });
    const own = contextOf({ regime: overlap });
    const found = bulletinFault(
      succeededContext(own, [
        { from: '2026-07-01', regime: renamed({ every: 'month', cutOff: { day: 5 } }) },
      ]),
    );
    expect(found?.message).toMatch(/会重复统计/);
  });
});

describe('every obligation is counted in one bulletin', () => {
  const counted = (rows: readonly LedgerRow[]) =>
    facts(rows, 'bulletin-drafted').reduce(
      (sum, { payload }) => sum + (payload['figures'] as Figures).expected,
      0,
    );

  test.each([
    ['shorter bulletins', two({ bulletins: [{ ...BULLETIN, every: 'month' }] }), '2026-06-20'],
    ['longer duties', two({ duties: [{ ...TWO_MONTHLY, phase: 1 }] }), '2026-07-01'],
    ['another name', two({ bulletins: [{ ...BULLETIN, id: 'other' }] }), '2026-07-01'],
    [
      'a cut-off before the old one',
      two({ bulletins: [{ ...BULLETIN, every: 'month', cutOff: { day: 28 } }] }),
      '2026-05-20',
    ],
  ])('%s', (_, regime, from) => {
    const rows = rehearsed({ acts: [published(regime, from)] });
    const judged = new Set(facts(rows, 'judged').map(({ payload }) => payload['obligation']));
    expect(judged.size).toBeGreaterThan(8);
    expect(counted(rows)).toBe(judged.size);
  });
});

test('facts of periods of the new regime name it; those of older periods stay as they were', () => {
  const rows = rehearsed({ acts: [published(two({ duties: [TWO_MONTHLY] }), '2026-07-01')] });
  const under = facts(rows, 'judged').map(({ payload }) => [payload['period'], payload['under']]);
  expect(under.slice(4, 8)).toEqual([
    ['2026-05', undefined],
    ['2026-06', undefined],
    ['2026-07B', { regime: 'small', version: 2 }],
    ['2026-09B', { regime: 'small', version: 2 }],
  ]);
});

test('a talk keeps the regime of the day on which it began; the next one has the new one', () => {
  const gate = { ...INTERVIEW.gate, by: 'post:新分管领导' };
  const regime = two({ interview: { ...INTERVIEW, gate } });
  const rows = rehearsed({
    behaviour: Behaviour.parse({ reports: 'silent', gates: ['lapse'], talks: 'none' }),
    acts: [published(regime, '2026-04-15')],
  });
  const asked = rows.flatMap(({ process, decision }) =>
    decision.kind === 'notice' && decision.type === 'decide-interview'
      ? [[process.slice(-8), decision.at.slice(0, 10), decision.recipient]]
      : [],
  );
  expect(asked.slice(0, 2)).toEqual([
    ['2026-03B', '2026-03-04', 'post/分管领导'],
    ['2026-05B', '2026-05-01', 'post/新分管领导'],
  ]);
});

test('a regime without 约谈 leaves what an older period has called for to the last one that has it', () => {
  const rest = without(two({ ladder: LADDER.slice(0, 3) }), 'interview');
  const after = succeededContext(context, [{ from: '2026-07-01', regime: rest }]);
  const input = { context: contextForTalk(after, '2026-07-02') } as InterviewInput;
  expect(input.context.regime.interview).toEqual(context.regime.interview);
  expect(input.context.later).toBeUndefined();
});

describe('who owes under the next regime', () => {
  const plan = (over: Record<string, unknown> = {}) =>
    PlanTask.parse({
      ...{ key: 't0001', no: '1', title: '甲', category: [], content: '建设' },
      ...{ leaders: [], deadlines: [], openEnded: false },
      assignments: [
        { unit: '甲局', role: 'lead' },
        { unit: '乙局', role: 'cooperating' },
      ],
      ...over,
    });
  const directory = { version: 1, units: UNITS, groups: [] };
  const brief = (by: readonly string[]) => ({ ...MONTHLY, id: 'brief', title: '简报', by });
  const owed = (task: PlanTask, own: OwedTask, next: Regime) =>
    owedUnderRegime([{ plan: task, owed: own }], directory, context.regime, next);

  test('a duty that both have with the same roles changes nobody', () => {
    const next = two({ duties: [TWO_MONTHLY] });
    expect(owed(plan(), taskOf(), next)).toEqual({ owed: new Map(), diagnostics: [] });
  });

  test('a new duty is owed as the plan assigns the task; the others by whom they were', () => {
    const own = taskOf({ owes: [partyOf('u003')] });
    const next = two({ duties: [MONTHLY, brief(['cooperating'])] });
    const found = owed(plan(), own, next);
    expect(found.diagnostics).toEqual([]);
    const { parties, units } = found.owed.get('t0001') as RegimeParties;
    expect(parties).toEqual({ monthly: [partyOf('u003')], brief: [partyOf('u002')] });
    expect(units.map(({ id }) => id).sort()).toEqual(['u002', 'u003']);
  });

  test('several leads owe as it was chosen at the start', () => {
    const leads = ['甲局', '乙局'].map((unit) => ({ unit, role: 'lead', cell: '0' }));
    const task = plan({ assignments: leads.map(({ unit, role }) => ({ unit, role })) });
    const joint = owed(
      task,
      taskOf({ owes: [partyOf('u001', 'u002')] }),
      two({ duties: [MONTHLY, brief(['lead'])] }),
    );
    expect(joint.owed.get('t0001')?.parties['brief']).toEqual([partyOf('u001', 'u002')]);
    const several = owed(
      task,
      taskOf({ owes: [partyOf('u001'), partyOf('u002')] }),
      two({ duties: [MONTHLY, brief(['lead'])] }),
    );
    expect(several.owed.get('t0001')?.parties['brief']).toEqual([partyOf('u001'), partyOf('u002')]);
  });

  test('a duty that owes nobody is refused, and so is a unit that nobody knows', () => {
    const alone = plan({ assignments: [{ unit: '甲局', role: 'lead' }] });
    const nobody = owed(alone, taskOf(), two({ duties: [MONTHLY, brief(['cooperating'])] }));
    expect(nobody.diagnostics.map(({ message }) => message)).toEqual([
      '报送要求“简报”在所有任务中都没有应报单位，请核对其报送单位（by）',
    ]);
    const strange = plan({
      assignments: [
        { unit: '甲局', role: 'lead' },
        { unit: '某未知局', role: 'cooperating' },
      ],
    });
    const found = owed(strange, taskOf(), two({ duties: [MONTHLY, brief(['cooperating'])] }));
    expect(found.diagnostics.map(({ message }) => message).join()).toContain('某未知局');
  });

  test('a step with which a task begins must stay', () => {
    const found = owed(plan({ entry: 'letter' }), taskOf(), two({ ladder: LADDER.slice(0, 2) }));
    expect(found.diagnostics.map(({ message }) => message)).toEqual([
      '第 1 项（t0001）的起始步骤“letter”在新制度里没有（或在到期之前），请保留这一步',
    ]);
  });

  test('the tasks hear of it, the expected set is opened by it, and its ladder asks them', () => {
    const regime = two({ duties: [MONTHLY, brief(['cooperating'])], bulletins: [] });
    const own: RegimeParties = {
      parties: { monthly: [partyOf('u001')], brief: [partyOf('u002')] },
      units: UNITS.slice(0, 2),
    };
    const rows = rehearsed({
      context: contextOf({ regime: regimeOf({ bulletins: [] }) }),
      behaviour: Behaviour.parse({ reports: 'silent', gates: ['lapse'], talks: 'none' }),
      acts: [published(regime, '2026-10-01')],
      owedUnder: () => own,
      tasks: [taskOf({ units: UNITS.slice(0, 1) })],
    });
    const judged = facts(rows, 'judged').map(({ payload }) => String(payload['obligation']));
    expect(judged.filter((key) => key.startsWith('brief/'))).toEqual([
      'brief/2026-10/u002',
      'brief/2026-11/u002',
      'brief/2026-12/u002',
    ]);
    const urged = rows.flatMap(({ decision }) =>
      decision.kind === 'notice' && decision.type === 'urge' ? [decision.recipient] : [],
    );
    expect(urged).toEqual(expect.arrayContaining(['u002/reporter', 'u002/head']));
  });
});

describe('periods of both regimes', () => {
  const own = togetherContext({}, { from: '2026-04-01', to: '2026-07-11' });
  const next = togetherRegime({ version: 2 });
  const sent = '2026-06-30T10:00:00+08:00';
  const report = (at: string): Delivery => ({
    at,
    process: 'task/c2026-001/t0001',
    message: {
      ...{ kind: 'report', id: 'xun', receivedAt: at, by: 'unit:u001', unit: 'u001' },
      ...{ duty: 'xun', period: '2026-06c', digest: 'd' },
    },
  });
  const judged = (regime: Regime) =>
    facts(
      rehearsed({
        context: own,
        tasks: [togetherTask()],
        behaviour: Behaviour.parse({ reports: 'silent', gates: ['lapse'], talks: 'none' }),
        acts: [published(regime, '2026-06-21', '2026-04-10T10:00:00+08:00'), report(sent)],
      }),
      'judged',
    )
      .filter(({ at }) => at === sent)
      .map(({ payload }) => payload['obligation']);

  test('that fall due together are answered by one submission where both put them together', () => {
    expect(judged(next)).toEqual([
      'xun/2026-06c/u001',
      'month/2026-06/u001',
      'quarter/2026Q2/u001',
    ]);
    const apart = without(next, 'together');
    expect(judged(apart)).toEqual(['xun/2026-06c/u001']);
  });

  test('add up inside a longer one as its own regime says', () => {
    const rule = { guards: [{ of: 'month', within: 'quarter' }], bulletins: [] };
    const target = { quarter: { value: 30, unit: '件' } };
    const guarded = togetherContext(rule, { from: '2026-04-01', to: '2026-07-11' });
    const after = succeededContext(guarded, [
      { from: '2026-06-01', regime: togetherRegime({ ...rule, version: 2 }) },
    ]);
    const task = togetherTask({ targets: target });
    const { parts } = containmentOf(after, task, obligationsOf(after, task));
    expect(parts.get('quarter/2026Q2/u001')?.map(({ key }) => key)).toEqual([
      'month/2026-04/u001',
      'month/2026-05/u001',
      'month/2026-06/u001',
    ]);
  });
});

test('what differs is said rule by rule; what a task has begun with cannot change', () => {
  const next = two({
    duties: [{ ...TWO_MONTHLY, grace: { workdays: 3 } }],
    ladder: LADDER.slice(1),
    bulletins: [{ ...BULLETIN, sign: { by: 'post:主任', limit: { workdays: 2 } } }],
  });
  const words = regimeDifferences(context.regime, next).map((one) => one.words);
  expect(words).toEqual([
    '报送要求“月调度”的周期：每月→每两个月',
    '报送要求“月调度”的宽限：1个工作日→3个工作日',
    '取消升级步骤“提醒（remind）”',
    '通报“双月通报”的签发有改动',
  ]);
  const closure = { ...two(), returns: { limit: { workdays: 3 } } } as unknown as Regime;
  expect(fixedDifferences(regimeDifferences(context.regime, closure))).toHaveLength(1);
});

describe('the campaign refuses', () => {
  const input = { context, units: UNITS, leaders: [] };
  const machine = campaignMachine(input);
  const at = '2026-03-10T10:00:00+08:00';
  const state = machine.advance(initialCampaign(input), undefined, at).state;
  const told = (over: Record<string, unknown>, from = state) =>
    machine.guard(from, { ...published(two(), '2026-07-01').message, ...over } as CampaignMessage);

  test.each([
    ['a boundary that is past', { from: '2026-03-10' }, '不晚于今天（2026-03-10）'],
    ['a boundary after the end', { from: '2027-01-01' }, '不在专项行动期限之内'],
    ['the same version', { regime: regimeOf() }, '请把 version 改为 2'],
    ['another regime', { regime: two({ id: 'other' }) }, '标识是 other'],
    ['another zone', { regime: two({ zone: 'Asia/Tokyo' }) }, '时区'],
    ['no reason', { reason: ' ' }, '理由'],
    ['what was previewed over another', { over: { id: 'small', version: 5 } }, '请重新预览'],
  ])('%s', (_, over, words) => {
    expect(told(over)?.message).toContain(words);
  });

  test('a second change while one is to come, and a withdrawal after its day', () => {
    const message = published(two(), '2026-07-01').message as unknown as CampaignMessage;
    const { state: pending } = machine.advance(state, message, at);
    expect(told({ id: 'b', regime: regimeOf({ version: 3 }) }, pending)?.message).toContain(
      '2026-07-01 才生效',
    );
    const back = (receivedAt: string, version = 2) =>
      machine.guard(pending, {
        ...{ kind: 'regime-withdraw', id: 'c', receivedAt, by: 'office', reason: '误发' },
        withdraws: { id: 'small', version },
      });
    expect(back('2026-06-30T23:00:00+08:00')).toBeUndefined();
    expect(back('2026-07-01T00:00:00+08:00')?.message).toContain('已于 2026-07-01 生效');
    expect(back(at, 3)?.message).toContain('没有这一版');
    const later = '2026-07-02T10:00:00+08:00';
    const third = { id: 'd', receivedAt: later, regime: regimeOf({ version: 3 }) };
    expect(told({ ...third, from: '2026-09-01' }, pending)).toBeUndefined();
  });

  test('before the first notices, and once it has ended', () => {
    const slow = contextOf({ firstNoticesAt: '2026-05-01T09:00:00+08:00' });
    const own = campaignMachine({ ...input, context: slow });
    const begun = own.advance(initialCampaign({ ...input, context: slow }), undefined, at).state;
    const message = published(two(), '2026-05-01').message as unknown as CampaignMessage;
    expect(own.guard(begun, message)?.message).toContain('首批通知');
    const ended = { ...state, ended: { at, reason: '办结' } };
    expect(told({}, ended)?.code).toBe('already-ended');
  });
});
