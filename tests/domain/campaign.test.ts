import { describe, expect, test } from '@jest/globals';
import { campaignMachine, initialCampaign } from '../../domain/campaign.ts';
import type { Figures, UnitFigures } from '../../domain/campaignMessages.ts';
import { BULLETIN, contextOf, PLAIN, regimeOf, UNITS } from '../harness/cast.ts';
import { announced, toCampaign } from '../harness/messages.ts';
import { minute, play } from '../harness/played.ts';
import type { Decision } from '../../domain/machine.ts';

type Over = Record<string, unknown>;

/** `2026-02-28 18:00 bulletin-drafted bimonthly/2026-01B:1 → post/…` */
function line({ at, type, key, ...rest }: Decision): string {
  const to = rest.kind === 'notice' ? ` → ${rest.recipient}` : '';
  const tail = key.replace(/^campaign\/c2026-001:/, '').replace(`${type}:`, '');
  return `${minute(at)} ${rest.kind === 'fact' ? '' : `${rest.kind} `}${type} ${tail}${to}`;
}

function started(regime: Over = {}, context: Over = {}, over: Over = {}) {
  const input = {
    ...{ context: contextOf({ regime: regimeOf(regime), ...context }) },
    ...{ units: UNITS, leaders: ['分管领导甲'], ...over },
  };
  return play(campaignMachine(input), initialCampaign(input), line);
}

type Campaign = ReturnType<typeof started>;

const COUNTS = { expected: 0, onTime: 0, late: 0, missing: 0, exempt: 0, pending: 0 };

function figures(...units: readonly (Partial<UnitFigures> & { unit: string })[]): Figures {
  const counted = units.map((unit) => ({ ...COUNTS, expected: 2, ...unit }));
  const sum = (of: keyof typeof COUNTS) => counted.reduce((total, unit) => total + unit[of], 0);
  const total = Object.keys(COUNTS).map((of) => [of, sum(of as keyof typeof COUNTS)]);
  return { ...(Object.fromEntries(total) as typeof COUNTS), units: counted };
}

const ON_TIME = figures({ unit: 'u001', onTime: 2 });
const PERIODS = ['2026-01B', '2026-03B', '2026-05B', '2026-07B', '2026-09B', '2026-11B'] as const;
const JAN = { bulletin: 'bimonthly', period: '2026-01B' };

/** Answers every request for figures that has not been answered. */
function gathered(campaign: Campaign, with_: Figures = ON_TIME) {
  for (const { type, key, at, payload } of [...campaign.decisions]) {
    if (type !== 'gather') continue;
    const { bulletin, period, draft } = payload as {
      bulletin: string;
      period: string;
      draft: number;
    };
    const found = campaign.state().bulletins[`${bulletin}/${period}`];
    if (found?.phase !== 'gathering' || found.draft !== draft) continue;
    const message = { kind: 'gathered' as const, id: key, receivedAt: at, by: 'office' };
    campaign.tell({ ...message, bulletin, period, draft, figures: with_ });
  }
}

describe('periods', () => {
  test('each opens once, on its first day; the deadlines and the first period at the start', () => {
    const campaign = started();
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
    const campaign = started();
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
    const campaign = started();
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
  function drafted(regime: Over = {}, with_: Figures = ON_TIME) {
    const campaign = started(regime);
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
    const campaign = started();
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
    const campaign = started();
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

describe('pause, resume, close', () => {
  const pause = (at: string) => toCampaign('pause', at, { reason: '防汛', by: 'office' });
  const resume = (at: string) => toCampaign('resume', at, { by: 'office' });

  test('are told to every task, under ids that make a repetition harmless', () => {
    const campaign = started();
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
    const campaign = started();
    const message = toCampaign(kind, '2026-03-20 12:00', { ...rest, by: 'office' });
    expect(campaign.tell(message).fault?.code).toBe('reason-missing');
  });

  test('twice, and a resumption of nothing, are refused', () => {
    const campaign = started();
    expect(campaign.tell(resume('2026-03-20 11:00')).fault?.code).toBe('not-suspended');
    campaign.tell(pause('2026-03-20 12:00'));
    expect(campaign.tell(pause('2026-03-20 13:00')).fault?.code).toBe('already-suspended');
  });

  test('a campaign does not end while it is paused, and its end moves with the pause', () => {
    const campaign = started({ bulletins: [] });
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
    const campaign = started();
    expect(campaign.tell(pause(before)).fault?.code).toBe('campaign-not-started');
    campaign.to('2026-01-01 00:00');
    expect(campaign.heard(/start/)).toHaveLength(2);
    const closed = started();
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
    const campaign = started();
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
    const campaign = started({ bulletins: [] });
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
    const campaign = started({ bulletins: [earlier] }, { horizon, calendar });
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
    const campaign = started(
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
    const campaign = started({ bulletins: [earlier] }, { horizon, calendar: known });
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
