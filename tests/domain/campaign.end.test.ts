import { describe, expect, test } from '@jest/globals';
import { gathered, PERIODS, startedCampaign } from '../harness/campaigns.ts';
import { BULLETIN, PLAIN } from '../harness/cast.ts';
import { announced, toCampaign } from '../harness/messages.ts';

describe('pause, resume, close', () => {
  const pause = (at: string) => toCampaign('pause', at, { reason: '防汛', by: 'office' });
  const resume = (at: string) => toCampaign('resume', at, { by: 'office' });

  test('are told to every task, under ids that make a repetition harmless', () => {
    const campaign = startedCampaign();
    campaign.to('2026-03-20 11:00');
    campaign.heard();
    campaign.tell(pause('2026-03-20 12:00'));
    campaign.tell(resume('2026-03-25 12:00'));
    campaign.tell(
      toCampaign('close', '2026-03-26 12:00', { reason: '任务全部完成', by: 'office' }),
    );
    const told = campaign.decisions
      .filter(({ type }) => type === 'broadcast')
      .map(({ payload }) => payload['message']);
    expect(told).toEqual([
      expect.objectContaining({
        kind: 'suspend',
        id: 'broadcast:pause 2026-03-20 12:00',
        reason: '防汛',
      }),
      expect.objectContaining({ kind: 'resume', receivedAt: '2026-03-25T12:00:00+08:00' }),
      expect.objectContaining({ kind: 'close', reason: '任务全部完成' }),
    ]);
    expect(campaign.machine.ended(campaign.state())).toBe(true);
    expect(campaign.tell(pause('2026-04-01 12:00')).fault?.code).toBe('already-ended');
  });

  test.each([
    ['pause', { reason: ' ' }],
    ['close', { reason: '' }],
  ] as const)('%s needs a reason', (kind, rest) => {
    const campaign = startedCampaign();
    const message = toCampaign(kind, '2026-03-20 12:00', { ...rest, by: 'office' });
    expect(campaign.tell(message).fault?.code).toBe('reason-missing');
  });

  test('twice, and a resumption of nothing, are refused', () => {
    const campaign = startedCampaign();
    expect(campaign.tell(resume('2026-03-20 11:00')).fault?.code).toBe('not-suspended');
    campaign.tell(pause('2026-03-20 12:00'));
    expect(campaign.tell(pause('2026-03-20 13:00')).fault?.code).toBe('already-suspended');
  });

  test('a campaign does not end while it is paused, and its end moves with the pause', () => {
    const campaign = startedCampaign({ bulletins: [] });
    campaign.to('2026-12-22 00:00');
    campaign.tell(pause('2026-12-22 12:00'));
    campaign.to('2027-03-01 00:00');
    expect(campaign.machine.ended(campaign.state())).toBe(false);
    campaign.tell(resume('2027-03-01 12:00'));
    campaign.to('2027-12-31 00:00');
    expect(campaign.heard(/ ended /)).toEqual(['2027-04-08 17:00 ended ended']);
  });

  test('before it starts it can only be closed', () => {
    const before = '2025-12-30 12:00';
    const campaign = startedCampaign();
    expect(campaign.tell(pause(before)).fault?.code).toBe('campaign-not-started');
    campaign.to('2026-01-01 00:00');
    expect(campaign.heard(/start/)).toHaveLength(2);
    const closed = startedCampaign();
    closed.tell(toCampaign('close', before, { reason: '方案撤回', by: 'office' }));
    closed.to('2026-12-31 00:00');
    expect(closed.heard()).toEqual([
      '2025-12-30 12:00 ended ended',
      '2025-12-30 12:00 effect broadcast close 2025-12-30 12:00',
    ]);
  });
});

describe('the end', () => {
  test('waits for an unsigned bulletin', () => {
    const campaign = startedCampaign();
    campaign.to('2027-12-31 00:00');
    gathered(campaign);
    for (const period of PERIODS) {
      expect(campaign.machine.ended(campaign.state())).toBe(false);
      campaign.tell({
        ...toCampaign('sign', '2028-01-03 10:00', { bulletin: 'bimonthly', period }),
        id: period,
      });
    }
    expect(campaign.heard(/ ended /)).toEqual(['2028-01-03 10:00 ended ended']);
    expect(campaign.machine.next(campaign.state())).toBeUndefined();
  });

  test('comes when the last entry has closed', () => {
    const campaign = startedCampaign({ bulletins: [] });
    campaign.to('2027-12-31 00:00');
    expect(campaign.heard(/ended/)).toEqual(['2027-01-29 17:00 ended ended']);
  });
});

describe('beyond the announced calendar', () => {
  const calendar = { ...PLAIN, announcedThrough: '2026-12-31' };
  const horizon = { from: '2026-11-01', to: '2027-03-01' };
  const earlier = { ...BULLETIN, shift: 'earlier' };
  const amended = announced(calendar, '2027-12-31', ['2027-02-26']);
  const amend = (at: string, with_ = amended) =>
    toCampaign('calendar', at, { calendar: with_, by: 'office' });

  test('a cut-off waits, and is taken at its confirmed instant when the calendar covers it', () => {
    const campaign = startedCampaign({ bulletins: [earlier] }, { horizon, calendar });
    campaign.to('2027-06-30 00:00');
    gathered(campaign);
    campaign.tell(
      toCampaign('sign', '2027-06-30 10:00', { bulletin: 'bimonthly', period: '2026-11B' }),
    );
    expect(campaign.heard(/gather /)).toHaveLength(1);
    expect(campaign.machine.next(campaign.state())).toBeUndefined();
    expect(campaign.machine.ended(campaign.state())).toBe(false);
    campaign.tell(amend('2027-07-01 10:00'));
    expect(campaign.heard(/gather|ended | ended/)).toEqual([
      '2027-07-01 10:00 calendar-amended calendar:plain:2',
      '2027-07-01 10:00 effect gather bimonthly/2027-01B:1',
    ]);
    const found = campaign.state().bulletins['bimonthly/2027-01B'];
    expect(found).toMatchObject({
      since: '2026-12-31T18:00:00+08:00',
      cutOff: '2027-02-25T18:00:00+08:00',
    });
    gathered(campaign);
    expect(campaign.state().bulletins['bimonthly/2027-01B']?.limitAt).toBe(
      '2027-07-06T17:00:00+08:00',
    );
  });

  test('a cut-off that has been taken is not taken again where a new calendar moves it', () => {
    const known = { ...PLAIN, announcedThrough: '2027-12-31' };
    const campaign = startedCampaign(
      { bulletins: [{ ...earlier, shift: 'later' }] },
      { horizon, calendar: known },
    );
    campaign.to('2026-12-31 20:00');
    gathered(campaign);
    campaign.tell(amend('2026-12-31 21:00', announced(known, '2027-12-31', ['2026-12-31'])));
    campaign.to('2027-06-30 00:00');
    expect(campaign.heard(/gather /)).toEqual([
      '2026-12-31 18:00 effect gather bimonthly/2026-11B:1',
      '2027-03-01 18:00 effect gather bimonthly/2027-01B:1',
    ]);
    expect(campaign.state().bulletins['bimonthly/2027-01B']?.since).toBe(
      '2026-12-31T18:00:00+08:00',
    );
  });

  test('a cut-off that a new calendar moves to before the clock is not lost', () => {
    const known = { ...PLAIN, announcedThrough: '2027-12-31' };
    const campaign = startedCampaign({ bulletins: [earlier] }, { horizon, calendar: known });
    campaign.to('2026-12-31 17:00');
    campaign.tell(amend('2026-12-31 17:30', announced(known, '2027-12-31', ['2026-12-31'])));
    expect(campaign.heard(/gather /)).toEqual([
      '2026-12-31 17:30 effect gather bimonthly/2026-11B:1',
    ]);
    expect(campaign.state().bulletins['bimonthly/2026-11B']?.cutOff).toBe(
      '2026-12-30T18:00:00+08:00',
    );
  });
});
