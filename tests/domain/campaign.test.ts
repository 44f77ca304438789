import { describe, expect, test } from '@jest/globals';
import { figures, gathered, JAN, ON_TIME, PERIODS, startedCampaign } from '../harness/campaigns.ts';
import type { Figures } from '../../domain/campaignMessages.ts';
import { BULLETIN, UNITS } from '../harness/cast.ts';
import { toCampaign } from '../harness/messages.ts';
import { minute } from '../harness/played.ts';

describe('periods', () => {
  test('each opens once, on its first day; the deadlines and the first period at the start', () => {
    const campaign = startedCampaign();
    campaign.to('2026-12-31 00:00');
    const opened = campaign.heard(/openPeriod/);
    expect(opened).toHaveLength(13);
    expect(opened.slice(0, 4)).toEqual([
      '2026-01-01 00:00 effect openPeriod open:deadlines/all',
      '2026-01-01 00:00 effect openPeriod open:monthly/2026-01',
      '2026-02-01 00:00 effect openPeriod open:monthly/2026-02',
      '2026-03-01 00:00 effect openPeriod open:monthly/2026-03',
    ]);
    expect(new Set(opened).size).toBe(13);
  });

  test('the start starts the tasks once; the first notices go to every reporter', () => {
    const campaign = startedCampaign();
    campaign.to('2026-01-02 00:00');
    expect(campaign.heard(/start|assigned/)).toEqual([
      '2026-01-01 00:00 started started',
      '2026-01-01 00:00 effect startTasks startTasks',
      ...UNITS.map(
        ({ id }) => `2026-01-01 00:30 notice assigned assigned:${id}/reporter → ${id}/reporter`,
      ),
    ]);
  });

  test('cut-offs cover what lies between them', () => {
    const campaign = startedCampaign();
    for (const until of ['2026-03-01', '2026-12-31 23:00']) {
      campaign.to(until);
      gathered(campaign, figures());
    }
    const covered = campaign.decisions
      .filter(({ type }) => type === 'gather')
      .map(({ payload }) => payload['coverage'] as { since: string; cutOff: string })
      .map(({ since, cutOff }) => [minute(since), minute(cutOff)]);
    expect(covered).toEqual([
      ['2026-01-01 00:00', '2026-02-28 18:00'],
      ['2026-02-28 18:00', '2026-04-30 18:00'],
      ['2026-04-30 18:00', '2026-06-30 18:00'],
      ['2026-06-30 18:00', '2026-08-31 18:00'],
      ['2026-08-31 18:00', '2026-10-31 18:00'],
      ['2026-10-31 18:00', '2026-12-31 18:00'],
    ]);
  });
});

describe('a bulletin', () => {
  function drafted(regime: Record<string, unknown> = {}, with_: Figures = ON_TIME) {
    const campaign = startedCampaign(regime);
    campaign.to('2026-03-01 00:00');
    gathered(campaign, with_);
    return campaign;
  }

  test('is drafted at its cut-off and waits for its signature', () => {
    const campaign = drafted();
    expect(campaign.heard(/bulletin/)).toEqual([
      '2026-02-28 18:00 bulletin-drafted bimonthly/2026-01B:1',
      '2026-02-28 18:00 notice sign-bulletin bimonthly/2026-01B:1:post/分管领导 → post/分管领导',
    ]);
    expect(campaign.state().bulletins['bimonthly/2026-01B']).toMatchObject({
      phase: 'drafted',
      limitAt: '2026-03-04T17:00:00+08:00',
    });
  });

  test('gets its number when signed, continuous in the year of signing', () => {
    const campaign = startedCampaign();
    const numbers = PERIODS.map((period, i) => {
      const at = `2026-${String(2 * i + 3).padStart(2, '0')}-02 10:00`;
      const signedAt = i === 5 ? '2027-01-04 10:00' : at;
      campaign.to(signedAt);
      gathered(campaign);
      return campaign.tell(toCampaign('sign', signedAt, { bulletin: 'bimonthly', period })).value;
    });
    expect(numbers).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => ({ number, year: '2026' })),
      { number: 1, year: '2027' },
    ]);
  });

  test('unsigned drafts take no number', () => {
    const campaign = drafted();
    campaign.to('2026-05-01 00:00');
    gathered(campaign);
    const answer = campaign.tell(
      toCampaign('sign', '2026-05-04 10:00', { bulletin: 'bimonthly', period: '2026-03B' }),
    );
    expect(answer.value).toEqual({ number: 1, year: '2026' });
    const january = campaign.tell(toCampaign('sign', '2026-05-04 11:00', JAN));
    expect(january.value).toEqual({ number: 2, year: '2026' });
  });

  test('signed once: the same message is repeated, another is refused', () => {
    const campaign = drafted();
    const sign = toCampaign('sign', '2026-03-02 10:00', JAN);
    campaign.tell(sign);
    expect(campaign.tell(sign).value).toEqual({ repeated: true });
    const again = campaign.tell(toCampaign('sign', '2026-03-02 11:00', JAN));
    expect(again.fault?.code).toBe('bulletin-not-drafted');
  });

  test('returned with a reason is drafted again, dated and limited from the return', () => {
    const campaign = drafted();
    campaign.heard();
    campaign.tell(toCampaign('return', '2026-03-03 10:00', { ...JAN, reason: '核对数据' }));
    gathered(campaign);
    campaign.to('2026-04-01 00:00');
    expect(campaign.heard(/bulletin|gather|overdue/)).toEqual([
      '2026-03-03 10:00 bulletin-returned bimonthly/2026-01B:1',
      '2026-03-03 10:00 effect gather bimonthly/2026-01B:2',
      '2026-03-03 10:00 bulletin-drafted bimonthly/2026-01B:2',
      '2026-03-03 10:00 notice sign-bulletin bimonthly/2026-01B:2:post/分管领导 → post/分管领导',
      '2026-03-06 17:00 sign-overdue bimonthly/2026-01B:2',
      '2026-03-06 17:00 notice sign-overdue bimonthly/2026-01B:2:post/分管领导 → post/分管领导',
      '2026-03-06 17:00 notice sign-overdue bimonthly/2026-01B:2:office → office',
    ]);
  });

  test('overdue is said once for each draft, and no key comes twice', () => {
    const campaign = drafted();
    campaign.to('2026-03-10 00:00');
    campaign.tell(toCampaign('return', '2026-03-10 10:00', { ...JAN, reason: '核对数据' }));
    gathered(campaign);
    campaign.to('2026-04-01 00:00');
    expect(campaign.heard(/ sign-overdue .*:\d$/)).toEqual([
      '2026-03-04 17:00 sign-overdue bimonthly/2026-01B:1',
      '2026-03-13 17:00 sign-overdue bimonthly/2026-01B:2',
    ]);
    const keys = campaign.decisions.map(({ key, kind }) => `${kind} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('a limit of no days at a time of day before the cut-off is the next working day', () => {
    const sign = { by: 'office', limit: { days: 0 } };
    const campaign = drafted({ bulletins: [{ ...BULLETIN, sign }] });
    expect(campaign.state().bulletins['bimonthly/2026-01B']?.limitAt).toBe(
      '2026-03-02T17:00:00+08:00',
    );
  });

  test('figures of a draft that is no longer asked for are ignored', () => {
    const campaign = drafted();
    campaign.tell(toCampaign('return', '2026-03-03 10:00', { ...JAN, reason: '核对数据' }));
    campaign.heard();
    const message = { ...JAN, draft: 1, figures: ON_TIME };
    campaign.tell(toCampaign('gathered', '2026-03-03 10:01', message));
    expect(campaign.heard()).toEqual([]);
  });

  test('without anything to count is empty, and is not signed', () => {
    const campaign = drafted({}, figures());
    expect(campaign.heard(/bulletin/)).toEqual([
      '2026-02-28 18:00 bulletin-empty bimonthly/2026-01B',
    ]);
    const answer = campaign.tell(toCampaign('sign', '2026-03-02 10:00', JAN));
    expect(answer.fault?.code).toBe('bulletin-not-drafted');
  });

  test('that somebody is not in names what is missing to the office', () => {
    const campaign = drafted({}, figures({ unit: 'u001', onTime: 1, pending: 1 }));
    expect(campaign.heard(/incomplete/)).toEqual([
      '2026-02-28 18:00 notice bulletin-incomplete bimonthly/2026-01B:1:office → office',
    ]);
  });

  test.each([
    ['sign', '2026-03-02 10:00', { ...JAN, by: 'office' }, 'wrong-approver'],
    ['return', '2026-03-02 10:00', { ...JAN, reason: '改', by: 'principal' }, 'wrong-approver'],
    ['return', '2026-03-02 10:00', { ...JAN, reason: '' }, 'reason-missing'],
    ['sign', '2026-03-02 10:00', { ...JAN, period: '2026-03B' }, 'bulletin-unknown'],
    ['sign', '2026-03-02 10:00', { ...JAN, bulletin: 'weekly' }, 'bulletin-unknown'],
  ] as const)('%s %j is refused', (kind, at, rest, code) => {
    const message = toCampaign(kind, at, rest as never);
    const campaign = drafted();
    expect(campaign.machine.guard(campaign.state(), message)?.code).toBe(code);
    expect(campaign.tell(message).fault?.code).toBe(code);
  });
});

describe('praise and criticism', () => {
  const mixed = figures(
    { unit: 'u001', onTime: 2 },
    { unit: 'u002', onTime: 1, missing: 1 },
    { unit: 'u003', onTime: 1, exempt: 1 },
    { unit: 'u004', missing: 2 },
  );

  function signed(with_: Figures) {
    const campaign = startedCampaign();
    campaign.to('2026-03-01 00:00');
    gathered(campaign, with_);
    campaign.heard();
    campaign.tell(toCampaign('sign', '2026-03-02 10:00', JAN));
    return campaign.heard(/criticis|commend|missing/);
  }

  test('once for each unit and period; an empty post is told to the office', () => {
    expect(signed(mixed)).toEqual([
      '2026-03-02 10:00 criticised bimonthly/2026-01B:u002',
      '2026-03-02 10:00 criticised bimonthly/2026-01B:u004',
      '2026-03-02 10:00 commended bimonthly/2026-01B:u001',
      '2026-03-02 10:00 notice criticise bimonthly/2026-01B:u002/head → u002/head',
      '2026-03-02 10:00 notice criticise bimonthly/2026-01B:office → office',
      '2026-03-02 10:00 notice recipient-missing bimonthly/2026-01B:criticise:missing:u004/head → office',
      '2026-03-02 10:00 notice criticise bimonthly/2026-01B:leader/分管领导甲 → leader/分管领导甲',
    ]);
  });

  test('nobody criticised: nobody hears of criticism', () => {
    expect(signed(ON_TIME)).toEqual(['2026-03-02 10:00 commended bimonthly/2026-01B:u001']);
  });

  test('exempt periods do not cost the praise, but there must be enough on time', () => {
    expect(signed(figures({ unit: 'u001', expected: 3, onTime: 2, exempt: 1 }))).toEqual([
      '2026-03-02 10:00 commended bimonthly/2026-01B:u001',
    ]);
    expect(signed(figures({ unit: 'u001', onTime: 1, exempt: 1 }))).toEqual([]);
    expect(signed(figures({ unit: 'u001', expected: 3, onTime: 2, pending: 1 }))).toEqual([]);
  });
});
