import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import { Regime } from '../../domain/regime.ts';
import { auditEntries } from '../../store/audit.ts';
import { openPeriod } from '../../store/expected.ts';
import { eventually, POST, request, startApi, type ApiWorld, type Run } from './apiWorld.ts';

jest.setTimeout(240_000);

const CAMPAIGN = 'c2026-002';
const ABOUT = ['--campaign', CAMPAIGN];
const UNIT = ['--as', 'unit:甲局', ...ABOUT];
const SIGNER = ['--as', POST, ...ABOUT];
const JUDGE = ['--as', 'post:复核领导', ...ABOUT];

/** Everything runs once: the tests below are one history, in their order. It is 2 April 2026, 09:00. */
let world: ApiWorld;
let duban: ApiWorld['duban'];

beforeAll(async () => {
  world = await startApi();
  ({ duban } = world);
  const asked = request('closing', { startedAt: '2026-01-01T00:00:00+08:00' });
  const regime = Regime.parse({
    ...(asked.regime as object),
    objection: { decide: { by: 'post:复核领导' } },
    closure: { decide: { by: POST, limit: { workdays: 5 } }, lookBack: [{ days: 90 }] },
    listing: { decide: { by: POST, limit: { workdays: 5 } }, limit: { days: 90 } },
  });
  await createCampaign(world.service, { ...asked, regime });
  await eventually(async () => (await facts('bulletin-drafted')) >= 1);
  await eventually(async () => (await facts('judged')) >= 9);
});

afterAll(async () => {
  await world.stop();
});

const facts = (type: string, more = 'true') =>
  world.count('ledger', `campaign = '${CAMPAIGN}' and type = '${type}' and ${more}`);
const refused = (run: Run, words: RegExp) => {
  expect(run.code).toBe(1);
  expect(run.err).toMatch(words);
};
const done = (run: Run) => expect(run).toMatchObject({ code: 0, err: '' });
const act = (name: string, ...more: readonly string[]) => duban('act', name, '1', ...more);
const reason = ['--reason', '日志证明当日已报'] as const;

test('an objection is against a conclusion of the register, in time, by the unit itself', async () => {
  refused(await act('object', '--against', '2026-01', ...reason, ...UNIT), /异议期/);
  refused(
    await act('object', '--against', 'criticised', ...reason, ...UNIT),
    /没有该单位的不利结论.*可写/,
  );
  refused(await act('object', '--against', '2026-03', ...reason, ...SIGNER), /责任单位/);
  expect(await facts('objection')).toBe(0);
  done(await act('object', '--against', '2026-03', ...reason, '--evidence', '截图', ...UNIT));
  await eventually(async () => (await facts('under-review')) === 1);
  const inbox = await duban('inbox', 'post:复核领导', ...ABOUT);
  expect(inbox.out).toContain('异议待复核');
});

test('it is decided by whom the regime names, and the judgement is corrected beside the first', async () => {
  const upheld = ['--result', 'upheld', '--verdict', 'on-time', '--reason', '核查属实'];
  refused(await act('decide-objection', ...upheld, ...SIGNER), /复核领导/);
  done(await act('decide-objection', ...upheld, ...JUDGE));
  const corrected = `payload ->> 'corrects' = 'missing' and payload ->> 'verdict' = 'on-time'`;
  expect(await facts('judged', corrected)).toBe(1);
  await eventually(async () => (await facts('review-settled')) === 1);
  expect(await facts('correction')).toBe(0);
});

test('whoever signs chooses whom to praise; an upheld objection to a criticism is corrected in print', async () => {
  refused(await duban('decide', 'sign', '--commend', '丙镇', ...SIGNER), /不在本期拟表扬/);
  done(await duban('decide', 'sign', '--commend', 'none', ...SIGNER));
  expect(await facts('commended')).toBe(0);
  // the campaign's clock may be a moment ahead of the receipt's
  await eventually(
    async () => (await act('object', '--against', 'criticised', ...reason, ...UNIT)).code === 0,
  );
  const upheld = ['--result', 'upheld', '--reason', '核查属实'];
  refused(await act('decide-objection', ...upheld, ...SIGNER), /回避/);
  done(await act('decide-objection', ...upheld, ...JUDGE));
  await eventually(async () => (await facts('correction', `payload ->> 'number' = '1'`)) === 1);
  const inbox = await duban('inbox', '乙局', ...ABOUT);
  expect(inbox.out).toContain('【更正】');
});

test('a closure needs an application, evidence and a person; then nothing more is owed', async () => {
  refused(await act('apply-closure', '--text', '已完成', ...UNIT), /必须附佐证/);
  done(await act('list-task', '--reason', '久拖', ...ABOUT));
  const applied = ['--text', '已完成', '--evidence', '验收单'];
  refused(await act('apply-closure', ...applied, ...UNIT), /挂牌/);
  done(await act('reject-listing', '--reason', '继续督促', ...SIGNER));
  done(await act('apply-closure', ...applied, ...UNIT));
  refused(await act('approve-closure', ...ABOUT), /分管领导/);
  done(await act('approve-closure', ...SIGNER));
  refused(await act('approve-closure', ...SIGNER), /已于.*销号/);
  refused(await duban('report', '1', '--text', '又有进展', '--period', '2026-04', ...UNIT), /销号/);
  const early = ['--result', 'passed', '--reason', '现场属实', ...ABOUT];
  refused(await act('look-back', ...early), /才开始/);
  const { out } = await duban('task', '1', ...ABOUT);
  expect(out).toContain('销号，此后不再应报');
  expect(await facts('closed')).toBe(1);
});

test('a period that opens later is expected of the others only', async () => {
  const september = {
    ...{ campaign: CAMPAIGN, duty: 'monthly', period: '2026-09' },
    due: '2026-09-25T17:00:00+08:00',
    openedAt: '2026-09-01T00:00:00+08:00',
  };
  expect(await openPeriod(world.service.pool, september)).toBe(2);
  const expected = `campaign = '${CAMPAIGN}' and period = '2026-09'`;
  expect(await world.count('expected', `${expected} and task = 't0001'`)).toBe(0);
});

test('every refusal stands in the audit', async () => {
  const entries = await auditEntries(world.service.pool, { limit: 100 });
  const outcomes = new Set(entries.map(({ outcome }) => outcome));
  for (const code of [
    'objection-late',
    'conclusion-unknown',
    'objection-took-part',
    'task-closed',
  ]) {
    expect(outcomes).toContain(code);
  }
});
