import { readFileSync } from 'node:fs';
import { Calendar } from '../../domain/calendar.ts';
import { Context, OwedTask, type Party } from '../../domain/context.ts';
import { Regime } from '../../domain/regime.ts';
import { Unit } from '../../domain/unit.ts';

/** The fixed cast: three bureaus and a town; the last has no head. */
export const UNITS = [
  { id: 'u001', name: '甲局' },
  { id: 'u002', name: '乙局' },
  { id: 'u003', name: '丙镇' },
  { id: 'u004', name: '丁办', head: null },
].map((unit) => Unit.parse(unit));

/** The working calendar of the repository, announced through 2026. */
export const CALENDAR = Calendar.parse(
  JSON.parse(readFileSync(new URL('../../plans/calendar-cn.json', import.meta.url), 'utf8')),
);

/** Mondays to Fridays and nothing else: for instants that are counted on fingers. */
export const PLAIN = Calendar.parse({
  id: 'plain',
  version: 1,
  announcedThrough: '2030-12-31',
  rest: [],
  work: [],
});

type Input = Record<string, unknown>;

/** 月报 due on the 25th at 17:00, one working day of grace, closed five working days after due. */
export const MONTHLY = {
  id: 'monthly',
  title: '月调度',
  by: ['lead'],
  every: 'month',
  due: { day: 25 },
  grace: { workdays: 1 },
  closes: { workdays: 5 },
};

export const LADDER = [
  {
    id: 'remind',
    step: 'remind',
    at: { before: 'due', offset: { workdays: 3 } },
    to: ['reporter'],
  },
  {
    id: 'urge',
    step: 'urge',
    at: { after: 'grace', offset: { workdays: 0 } },
    to: ['reporter', 'head'],
  },
  {
    id: 'letter',
    step: 'letter',
    at: { after: 'grace', offset: { workdays: 3 } },
    to: ['head', 'leader'],
  },
  {
    id: 'interview',
    step: 'interview',
    on: ['monthly'],
    at: { after: 'grace', offset: { workdays: 3 } },
    when: [
      { consecutive: 'missing', atLeast: 2 },
      { cumulative: 'missing-or-late', atLeast: 4, within: 'year' },
    ],
    while: 'any',
    to: ['office'],
  },
];

export const BULLETIN = {
  id: 'bimonthly',
  title: '双月通报',
  every: 'two-months',
  cutOff: { lastDay: true },
  criticise: { missing: 1, to: ['head', 'leader'] },
  commend: { allOnTime: true, atLeast: 2 },
  sign: { by: 'post:分管领导', limit: { workdays: 3 } },
  to: ['reporter', 'principal'],
};

export const INTERVIEW = {
  gate: { by: 'post:分管领导', limit: { workdays: 5 } },
  to: ['head', 'office'],
};

export function regimeOf(over: Input = {}): Regime {
  return Regime.parse({
    id: 'small',
    title: '小制度',
    duties: [MONTHLY],
    ladder: LADDER,
    bulletins: [BULLETIN],
    interview: INTERVIEW,
    ...over,
  });
}

/** A campaign over 2026 on the plain calendar, started on 1 January. */
export function contextOf(over: Input = {}): Context {
  const from = (over['horizon'] as { from?: string } | undefined)?.from ?? '2026-01-01';
  return Context.parse({
    campaign: 'c2026-001',
    regime: regimeOf(),
    calendar: PLAIN,
    horizon: { from, to: '2027-01-01' },
    startedAt: `${from}T00:00:00+08:00`,
    firstNoticesAt: `${from}T00:30:00+08:00`,
    ...over,
  });
}

export function partyOf(...members: readonly string[]): Party {
  return { id: members.join('+'), members: [...members] };
}

/** A task that u001 owes under 牵头领导 甲; `parties` stand for every duty and for the deadlines. */
export function taskOf(over: Input & { owes?: readonly Party[] } = {}): OwedTask {
  const { owes = [partyOf('u001')], ...rest } = over;
  return OwedTask.parse({
    key: 't0001',
    deadlines: [],
    leaders: ['分管领导甲'],
    parties: { monthly: owes, deadlines: owes },
    units: UNITS,
    ...rest,
  });
}
