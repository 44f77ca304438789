import { describe, expect, test } from '@jest/globals';
import type { Calendar } from '../../domain/calendar.ts';
import { calendarChange, type Change, type Standing } from '../../domain/calendarChange.ts';
import { causeWords, changeWords, pointWords } from '../../domain/calendarChangeWords.ts';
import { initialCampaign, type CampaignState } from '../../domain/campaign.ts';
import type { OwedTask } from '../../domain/context.ts';
import { changeLines, unitsTouched } from '../../domain/pointChange.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import {
  BULLETIN,
  contextOf,
  LADDER,
  MONTHLY,
  partyOf,
  PLAIN,
  regimeOf,
  taskOf,
} from '../harness/cast.ts';
import { announced, report, told } from '../harness/messages.ts';
import { minute, play, when } from '../harness/played.ts';

/** Announced through 2026; the campaign goes on to the end of February 2027. */
const KNOWN = { ...PLAIN, announcedThrough: '2026-12-31' };
const HORIZON = { from: '2026-11-01', to: '2027-03-01' };
/** In 2027 Monday the 25th and Tuesday the 26th of January are rest days. */
const ANNOUNCED = announced(KNOWN, '2027-12-31', ['2027-01-25', '2027-01-26']);

interface Given {
  readonly now?: string;
  readonly regime?: Record<string, unknown>;
  readonly tasks?: readonly OwedTask[];
  readonly told?: readonly TaskMessage[];
  readonly calendar?: Calendar;
  readonly campaign?: Partial<CampaignState>;
}

/** The campaign as it stands at an instant, every task having heard the same. */
function standing(given: Given = {}): Standing {
  const { now = '2026-11-20 10:00', tasks = [taskOf()], calendar = KNOWN } = given;
  const regime = regimeOf({ bulletins: [], ...given.regime });
  const context = contextOf({ horizon: HORIZON, calendar, regime });
  const states = tasks.map((task) => {
    const input = { context, task };
    const played = play(taskMachine(input), initialTask(input));
    for (const message of given.told ?? []) {
      played.to(minute(message.receivedAt));
      played.tell(message);
    }
    played.to(now);
    return { task, state: played.state() };
  });
  const campaign = {
    ...initialCampaign({ context, units: [], leaders: [] }),
    ...given.campaign,
    started: true,
  };
  return { context, campaign, tasks: states, now: when(now) };
}

function changesOf(given: Given, next: Calendar = ANNOUNCED, from = '2026-11-20') {
  const { calendar = KNOWN } = given;
  return calendarChange(standing(given), calendar, next, from);
}

/** `移动并确定 2027年1月“月调度” 到期 2027-01-25 17:00 → 2027-01-22 17:00` */
function lineOf(change: Change, regime = regimeOf()): string {
  const [line] = changeLines([change]);
  const words = line === undefined ? '' : pointWords(line, regime);
  const moment = (at: string | null) => (at === null ? '无' : minute(at));
  const to = change.change === 'confirmed' ? '' : ` → ${moment(change.to)}`;
  return `${changeWords(change)} ${words} ${moment(change.from)}${to}${change.atOnce ? ' 即行' : ''}`;
}
const linesOf = (found: { readonly changes: readonly Change[] }) =>
  found.changes.map((change) => lineOf(change));

const JANUARY = [
  '移动并确定 2027年1月“月调度” 到期 2027-01-25 17:00 → 2027-01-22 17:00',
  '移动并确定 2027年1月“月调度” 宽限期满 2027-01-26 17:00 → 2027-01-27 17:00',
  '移动并确定 2027年1月“月调度” 催办 2027-01-26 17:00 → 2027-01-27 17:00',
  '移动并确定 2027年1月“月调度” 督办函 2027-01-29 17:00 → 2027-02-01 17:00',
  '移动并确定 2027年1月“月调度” 约谈 2027-01-29 17:00 → 2027-02-01 17:00',
];
const FEBRUARY = [
  '确定 2027年2月“月调度” 提醒 2027-02-22 09:00',
  '确定 2027年2月“月调度” 到期 2027-02-25 17:00',
  '确定 2027年2月“月调度” 宽限期满 2027-02-26 17:00',
  '确定 2027年2月“月调度” 催办 2027-02-26 17:00',
  '确定 2027年2月“月调度” 督办函 2027-03-03 17:00',
  '确定 2027年2月“月调度” 约谈 2027-03-03 17:00',
  '确定 2027年2月“月调度” 截止填报 2027-03-04 17:00',
];

describe('a new year is announced', () => {
  test('every instant that moves or is confirmed, and no other', () => {
    expect(linesOf(changesOf({}))).toEqual([
      '确定 2026年12月“月调度” 截止填报 2027-01-01 17:00',
      '移动并确定 2027年1月“月调度” 提醒 2027-01-20 09:00 → 2027-01-19 09:00',
      ...JANUARY,
      '移动并确定 2027年1月“月调度” 截止填报 2027-02-01 17:00 → 2027-02-02 17:00',
      ...FEBRUARY,
    ]);
  });

  test('late: what waited is taken at once, a reminder that is out stays out', () => {
    const found = changesOf({ now: '2027-02-05 10:00' }, ANNOUNCED, '2027-02-05');
    expect(linesOf(found)).toEqual([...JANUARY.map((words) => `${words} 即行`), ...FEBRUARY]);
  });

  test('announced for half of it only: the rest stays 暂定 and is not named', () => {
    const half = { ...ANNOUNCED, announcedThrough: '2027-01-31' };
    expect(linesOf(changesOf({}, half)).filter((words) => words.includes('2月“月调度” '))).toEqual([
      '确定 2026年12月“月调度” 截止填报 2027-01-01 17:00',
    ]);
    expect(linesOf(changesOf({}, half))).toContain(
      '移动 2027年1月“月调度” 督办函 2027-01-29 17:00 → 2027-02-01 17:00',
    );
  });

  test('the same calendar changes nothing, and so does one that differs in its name only', () => {
    expect(changesOf({}, KNOWN).changes).toEqual([]);
    expect(changesOf({}, { ...KNOWN, id: 'other', version: 9 }).changes).toEqual([]);
  });
});

describe('the cause', () => {
  const causes = (next: Calendar, given: Given = {}) =>
    changesOf({ calendar: { ...PLAIN }, ...given }, next).changes.map(
      (change) => `${lineOf(change).split(' ')[2] ?? ''} ${causeWords(change)}`,
    );

  test('is the day that has changed, by its kind', () => {
    const holiday = { ...PLAIN, version: 2, rest: ['2026-12-25'] };
    expect(causes(holiday)[1]).toBe('到期 2026年12月25日放假');
    const makeup = { ...PLAIN, version: 2, work: ['2026-12-26'] };
    expect(causes(makeup)).toContain('宽限期满 2026年12月26日调休上班');
    const closures = [{ from: '2026-12-28', to: '2026-12-29', name: '台风' }];
    expect(causes({ ...PLAIN, version: 2, closures })).toContain(
      '宽限期满 2026年12月28日至12月29日停办',
    );
    const back = { ...PLAIN, rest: ['2026-12-25'] };
    expect(causes({ ...PLAIN, version: 2 }, { calendar: back })).toContain(
      '到期 2026年12月25日改为上班',
    );
  });

  test('of a day counted from the edge of the month is a day near that edge', () => {
    const duties = [{ ...MONTHLY, due: { workday: 3 }, grace: { workdays: 0 } }];
    const regime = { duties, ladder: [{ ...LADDER[1] }] };
    const next = { ...PLAIN, version: 2, rest: ['2026-12-01', '2026-12-30'] };
    expect(causes(next, { regime }).slice(0, 3)).toEqual([
      '到期 2026年12月1日放假',
      '宽限期满 2026年12月1日放假',
      '催办 2026年12月1日放假',
    ]);
  });
});

describe('what is not among them', () => {
  test('a judgement that has been made, and the steps of what was reported', () => {
    const given = { told: [report('2026-11-20 09:00', '2026-11')], calendar: { ...PLAIN } };
    const next = { ...PLAIN, version: 2, rest: ['2026-11-25', '2026-11-26', '2026-11-27'] };
    expect(changesOf(given, next).changes).toEqual([]);
    expect(changesOf({ calendar: { ...PLAIN } }, next).changes).not.toEqual([]);
  });

  test('a task that has ended, and a campaign that has', () => {
    const closed = { told: [told('close', '2026-11-19 10:00', { reason: '办结' })] };
    expect(changesOf(closed).changes).toEqual([]);
  });

  test('a suspended task; it is named, and its instants are found when it resumes', () => {
    const suspended = { told: [told('suspend', '2026-11-10 10:00', { reason: '防汛' })] };
    const found = changesOf(suspended);
    expect([found.changes, found.suspended]).toEqual([[], ['t0001']]);
    const resumed = [...suspended.told, told('resume', '2026-11-12 10:00', {})];
    expect(linesOf(changesOf({ told: resumed }))).toContain(JANUARY[0]);
  });

  test('of a missing report the due instant; its steps and its closing still move', () => {
    const given = { now: '2026-11-27 10:00', calendar: { ...PLAIN } };
    const next = { ...PLAIN, version: 2, rest: ['2026-11-30'] };
    expect(linesOf(changesOf(given, next, '2026-11-27'))).toEqual([
      '移动 2026年11月“月调度” 督办函 2026-12-01 17:00 → 2026-12-02 17:00',
      '移动 2026年11月“月调度” 约谈 2026-12-01 17:00 → 2026-12-02 17:00',
      '移动 2026年11月“月调度” 截止填报 2026-12-02 17:00 → 2026-12-03 17:00',
    ]);
  });
});

describe('besides the months', () => {
  test('dated deadlines, with what they are about', () => {
    const deadlines = [{ kind: 'date', on: '2027-01-26', what: '投产' }];
    const found = changesOf({ tasks: [taskOf({ deadlines })], regime: { ladder: [] } });
    expect(linesOf(found).filter((words) => words.includes('投产'))[0]).toMatch(
      /^移动并确定 .*“投产” 到期 2027-01-26 .* → 2027-01-22 /,
    );
  });

  test('cut-offs of bulletins; one that has been taken stays', () => {
    const regime = { bulletins: [{ ...BULLETIN, cutOff: { day: 26 }, shift: 'earlier' }] };
    const next = announced(KNOWN, '2027-12-31', ['2026-12-25', '2027-02-26']);
    const given = { regime, tasks: [] };
    const first = '移动 2026年11—12月“双月通报” 截止 2026-12-25 18:00 → 2026-12-24 18:00';
    expect(linesOf(changesOf(given, next))).toEqual([
      first,
      '移动并确定 2027年1—2月“双月通报” 截止 2027-02-26 18:00 → 2027-02-25 18:00',
    ]);
    const taken = { phase: 'issued', draft: 1, since: '', cutOff: '' } as const;
    const campaign = { bulletins: { 'bimonthly/2027-01B': taken } };
    expect(linesOf(changesOf({ ...given, campaign }, next))).toEqual([first]);
  });
});

test('a unit hears of its own instants only, and not of those that are merely confirmed', () => {
  const tasks = [taskOf(), taskOf({ key: 't0002', owes: [partyOf('u002', 'u003')] })];
  const { changes } = changesOf({ tasks });
  expect(unitsTouched(changes)).toEqual({ u001: 7, u002: 7, u003: 7 });
  const lines = changeLines(changes);
  expect(lines).toHaveLength(changes.length / 2);
  expect(lines[1]?.tasks).toEqual([
    { task: 't0001', units: ['u001'] },
    { task: 't0002', units: ['u002', 'u003'] },
  ]);
});

test('a later boundary leaves the announced days before it as they were', () => {
  const calendar = { ...PLAIN };
  const next = { ...PLAIN, version: 2, rest: ['2026-11-25', '2026-12-25'] };
  const found = changesOf({ calendar }, next, '2026-12-01');
  expect(found.calendar.rest).toEqual(['2026-12-25']);
  expect(linesOf(found).some((words) => words.includes('2026年11月'))).toBe(false);
  expect(linesOf(found)).toContain(
    '移动 2026年12月“月调度” 到期 2026-12-25 17:00 → 2026-12-24 17:00',
  );
});
