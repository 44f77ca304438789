import { isAnnounced } from '../../domain/calendar.ts';
import { campaignTicks } from '../../domain/campaignTicks.ts';
import {
  at,
  clockOf,
  dayOf,
  epoch,
  instantOf,
  plusDays,
  type Day,
  type Instant,
} from '../../domain/instant.ts';
import { unitActing } from '../../domain/machine.ts';
import {
  DEADLINES,
  dutySlots,
  suspended,
  type Slot,
  type Suspension,
} from '../../domain/obligation.ts';
import { bulletinRuleOf } from '../../domain/regimePeriods.ts';
import { cutOffWords, periodWords, stepWords, term } from '../../domain/terms.ts';
import { dayWords } from '../../domain/timeWords.ts';
import { monthDues, monthSteps, owingByDuty } from '../../store/deskMonth.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn } from './actor.ts';
import { campaignNow } from './find.ts';
import { dueRuleOf } from './deskDuties.ts';
import { deskCampaign, type DeskCampaign } from './deskWorld.ts';
import { occasionWords } from './occasion.ts';
import { sharedRead } from './shareReads.ts';

type View = OutputOf<'showCalendarMonth'>;
type Entry = View['days'][number]['list'][number];

/** 月历: what falls due, reminds, escalates and is issued on each day of a month, as it was and as it is foreseen. */
export async function showCalendarMonth(
  service: Service,
  input: TakenOf<'showCalendarMonth'>,
  actor: string,
): Promise<View> {
  const world = await deskCampaign(service, input.campaign);
  const { id, calendar, now } = world;
  const month = input.month ?? dayOf(now, calendar.zone).slice(0, 7);
  const unit = unitActing(await actorIn(service.pool, id, actor));
  const key = `month/${id}/${month}/${unit ?? ''}`;
  return sharedRead(service.pool, key, () => monthOf(service, world, month, unit));
}

async function monthOf(
  service: Service,
  world: DeskCampaign,
  month: string,
  unit: string | undefined,
): Promise<View> {
  const { pool } = service;
  const { id, title, calendar, context, now } = world;
  const { zone } = calendar;
  const first: Day = `${month}-01`;
  const next: Day = `${plusDays(first, 31).slice(0, 7)}-01`;
  const [from, to] = [at(first, '00:00', zone), at(next, '00:00', zone)];
  const [dues, steps, owing, process] = await Promise.all([
    monthDues(pool, id, from, to, unit),
    monthSteps(pool, id, from, to, unit),
    owingByDuty(pool, id, unit),
    campaignNow(pool, id),
  ]);
  const slots = slotsIn(world, process?.state.suspensions ?? []);
  const within = (instant: Instant) => epoch(instant) >= epoch(from) && epoch(instant) < epoch(to);
  const entries = [
    ...dues.map((row) => dueEntry(world, row)),
    ...foreseenDues(
      world,
      slots.filter(({ instants }) => within(instants.due)),
      dues,
      owing,
    ),
    ...steps.map((row) => takenEntry(world, row)),
    ...foreseenSteps(world, slots, within, dues, owing),
    ...(unit === undefined ? bulletinEntries(world, within) : []),
  ].filter(({ count }) => count > 0);
  const { from: begins, to: ends } = context.horizon;
  return {
    ...{ now, zone, campaign: id, title, month },
    announcedThrough: calendar.announcedThrough,
    from: begins.slice(0, 7),
    to: plusDays(ends, -1).slice(0, 7),
    days: daysOf(first, next).map((day) => {
      const list = entries
        .filter((entry) => dayOf(entry.at, zone) === day)
        .sort((a, b) => epoch(a.at) - epoch(b.at));
      const sum = (...kinds: readonly Entry['kind'][]) =>
        list.filter(({ kind }) => kinds.includes(kind)).reduce((n, { count }) => n + count, 0);
      return {
        ...dayWords(day, calendar, dayOf(now, zone)),
        dues: sum('due'),
        reminders: sum('reminder'),
        steps: sum('step'),
        bulletins: sum('bulletin'),
        others: sum('opens', 'other'),
        list,
      };
    }),
  };
}

function daysOf(first: Day, next: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day < next; day = plusDays(day, 1)) days.push(day);
  return days;
}

function slotsIn({ context, calendar }: DeskCampaign, suspensions: readonly Suspension[]): Slot[] {
  return dutySlots(context).flatMap((slot) => {
    const moved = suspended(slot, suspensions, calendar);
    return moved.exempt || moved.slot.instants.due.startsWith('9999') ? [] : [moved.slot];
  });
}

function entryOf({ calendar }: DeskCampaign, own: Omit<Entry, 'time' | 'provisional'>): Entry {
  const day = dayOf(own.at, calendar.zone);
  return { ...own, time: clockOf(own.at, calendar.zone), provisional: !isAnnounced(calendar, day) };
}

type Due = Awaited<ReturnType<typeof monthDues>>[number];

function dueEntry(world: DeskCampaign, { at: due, duty, period, count, unreported }: Due): Entry {
  const { context, calendar } = world;
  const open = unreported === 0 ? '已全部报送或判定' : `未报 ${unreported} 项`;
  return entryOf(world, {
    at: instantOf(due.getTime(), calendar.zone),
    kind: 'due',
    words: `${occasionWords(context, { duty, period })}到期 ${count} 项，${open}`,
    count,
    rule: dueRuleOf(world, duty, period),
    source: {
      duty,
      dueFrom: due.toISOString(),
      dueTo: new Date(due.getTime() + 1000).toISOString(),
    },
  });
}

/** Periods that have not been opened yet: as many as owe today. */
function foreseenDues(
  world: DeskCampaign,
  slots: readonly Slot[],
  dues: readonly Due[],
  owing: ReadonlyMap<string, number>,
): Entry[] {
  return slots
    .filter((slot) => !isOpened(slot, dues))
    .filter(({ instants }) => epoch(instants.due) > epoch(world.now))
    .map(({ duty, period, instants }) => {
      const count = owing.get(duty) ?? 0;
      const words = `${occasionWords(world.context, { duty, period })}将到期 ${count} 项`;
      const rule = dueRuleOf(world, duty, period);
      return entryOf(world, { at: instants.due, kind: 'due', words, count, rule, source: null });
    });
}

function isOpened({ duty, period }: Slot, dues: readonly Due[]): boolean {
  return dues.some((row) => row.duty === duty && row.period === period);
}

type Taken = Awaited<ReturnType<typeof monthSteps>>[number];

function takenEntry(world: DeskCampaign, { at: taken, step, count }: Taken): Entry {
  const rule = world.regime.ladder.find(({ id }) => id === step);
  const words = rule === undefined ? step : (rule.title ?? term(rule.step));
  return entryOf(world, {
    at: taken,
    kind: rule?.step === 'remind' ? 'reminder' : 'step',
    words: `${words} ${count} 项（已发出）`,
    count,
    rule: rule === undefined ? '' : stepWords(rule),
    source: null,
  });
}

/** Steps that come if nothing is sent; those with conditions are not counted, since other periods decide about them. */
function foreseenSteps(
  world: DeskCampaign,
  slots: readonly Slot[],
  within: (at: Instant) => boolean,
  dues: readonly Due[],
  owing: ReadonlyMap<string, number>,
): Entry[] {
  const { context, now } = world;
  return slots.flatMap((slot) =>
    slot.steps
      .filter(
        ({ step, at: when }) => step.when === undefined && within(when) && epoch(when) > epoch(now),
      )
      .map(({ step, at: when }) => {
        const { duty, period } = slot;
        const known = dues.filter((row) => row.duty === duty && row.period === period);
        const count =
          known.length === 0
            ? (owing.get(duty) ?? 0)
            : known.reduce((sum, { unreported }) => sum + unreported, 0);
        const remind = step.step === 'remind';
        const title = step.title ?? term(step.step);
        const what = occasionWords(context, { duty, period });
        return entryOf(world, {
          at: when,
          kind: remind ? 'reminder' : 'step',
          words: `${title}：${what}，${remind ? '' : '若仍未报送，'}最多 ${count} 项`,
          count,
          rule: stepWords(step),
          source: duty === DEADLINES ? { duty } : { duty, period, verdict: 'pending' },
        });
      }),
  );
}

function bulletinEntries(world: DeskCampaign, within: (at: Instant) => boolean): Entry[] {
  const { context } = world;
  return campaignTicks(context).flatMap((tick): Entry[] => {
    if (tick.kind !== 'cut-off' || !within(tick.at)) return [];
    const rule = bulletinRuleOf(context, tick.bulletin, tick.period);
    if (rule === undefined) return [];
    return [
      entryOf(world, {
        at: tick.at,
        kind: 'bulletin',
        words: `${periodWords(rule.every, tick.period)}“${rule.title}”截止，汇总送${term(rule.sign.by)}签发`,
        count: 1,
        rule: cutOffWords(rule),
        source: null,
      }),
    ];
  });
}
