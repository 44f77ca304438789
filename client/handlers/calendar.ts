import { withinYears, type Calendar } from '../../domain/calendar.ts';
import type { CalendarChange, Change } from '../../domain/calendarChange.ts';
import { bareYears, checkCalendar, daysThatDiffer } from '../../domain/calendarChangeCheck.ts';
import { causeWords, changeWords, pointWords } from '../../domain/calendarChangeWords.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { dayOf, plusDays, type Day } from '../../domain/instant.ts';
import { changeLines, unitsTouched } from '../../domain/pointChange.ts';
import { regimeOfPeriod } from '../../domain/regimePeriods.ts';
import type { CalendarAmended } from '../../domain/taskMessages.ts';
import { insertAudit } from '../../store/audit.ts';
import { insertCalendar } from '../../store/calendars.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { refuse } from '../faultError.ts';
import { refuseFaulty } from '../faultyDocument.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt } from './actor.ts';
import { nameOf } from './campaignViews.ts';
import { listDigest, takenBefore } from './confirmed.ts';
import { put } from './put.ts';
import { campaignFor } from './find.ts';
import { calendarNow, changeOf, standingOf, type CalendarNow } from './standing.ts';

type Preview = OutputOf<'previewCalendar'>;
type Done = OutputOf<'publishCalendar'>;
type Version = Pick<Calendar, 'id' | 'version'>;

/** Days before the horizon that a campaign's calendar keeps: see `withinYears`. */
const KEPT_BEFORE = 40;

/** The calendar in force, and every one before it. */
export async function showCalendar(
  service: Service,
  { campaign }: TakenOf<'showCalendar'>,
): Promise<OutputOf<'showCalendar'>> {
  const { id, context, calendar, now, taken } = await calendarNow(service, campaign);
  const { zone } = context.calendar;
  const started = { ...versionOf(context.calendar), at: context.startedAt, by: 'office' };
  return {
    ...{ campaign: id, zone, today: dayOf(now, zone), calendar },
    first: plusDays(context.horizon.from, -KEPT_BEFORE),
    versions: [
      { ...started, reason: null, from: null, withdraws: null },
      ...taken.map(({ calendar: own, receivedAt, by, reason, from, withdraws }) => ({
        ...{ ...versionOf(own), at: receivedAt, by, reason: reason ?? null, from: from ?? null },
        withdraws: withdraws ?? null,
      })),
    ],
  };
}

function versionOf({ id, version }: Version): Version {
  return { id, version };
}

/** What a new calendar would change, to the instant; nothing is written. */
export async function previewCalendar(
  service: Service,
  input: TakenOf<'previewCalendar'>,
): Promise<Preview> {
  return (await previewed(service, input)).preview;
}

interface Previewed {
  readonly present: CalendarNow;
  readonly change: CalendarChange;
  readonly preview: Preview;
}

async function previewed(service: Service, input: TakenOf<'previewCalendar'>): Promise<Previewed> {
  const now = await calendarNow(service, input.campaign);
  const { id, context, calendar: old, taken } = now;
  const { horizon } = context;
  const today = dayOf(now.now, context.calendar.zone);
  const from = input.from ?? today;
  if (from < today) refuse('calendar-boundary', { from, today });
  const published = [context.calendar, ...taken.map(({ calendar }) => calendar)].map(versionOf);
  const first = plusDays(horizon.from, -KEPT_BEFORE);
  refuseFaulty('工作日历', checkCalendar(input.calendar, { old, today, first, published }));
  const standing = await standingOf(service, now);
  const next = withinYears(input.calendar, horizon.from, horizon.to);
  const change = await changeOf(standing, old, next, from);
  const lines = changeLines(change.changes);
  const touched = unitsTouched(change.changes);
  const units = await unitsOf(service.pool, id);
  const preview: Preview = {
    ...{ campaign: id, zone: context.calendar.zone, today, from },
    old: { ...versionOf(old), announcedThrough: old.announcedThrough },
    next: { ...versionOf(next), announcedThrough: next.announcedThrough },
    digest: listDigest([id, versionOf(old), change.calendar, lines]),
    counts: countsOf(change.changes),
    tasks: new Set(change.changes.flatMap(({ task }) => task ?? [])).size,
    units: Object.entries(touched).map(([unit, changes]) => ({
      ...{ unit, changes, name: nameOf(units, unit) },
    })),
    suspended: [...change.suspended],
    notes: bareYears(old, next).map(
      (year) =>
        `新日历写明公布至 ${next.announcedThrough}，但 ${year} 年没有列出任何放假日，请核对`,
    ),
    lines: lines.map((line) => ({
      ...line,
      cause: [...line.cause],
      tasks: line.tasks.map(({ task, units: owing }) => ({ task, units: [...owing] })),
      words: {
        change: changeWords(line),
        point: pointWords(line, regimeOfPeriod(context, line.duty, line.period)),
        cause: causeWords(line),
      },
    })),
  };
  return { present: now, change, preview };
}

function countsOf(changes: readonly Change[]): Preview['counts'] {
  const count = (kind: Change['change']) => changes.filter(({ change }) => change === kind).length;
  return {
    moved: count('moved'),
    appears: count('appears'),
    vanishes: count('vanishes'),
    confirmed: count('confirmed'),
    unconfirmed: count('unconfirmed'),
    atOnce: changes.filter(({ atOnce }) => atOnce).length,
  };
}

/** Puts a calendar in force: as it was previewed, or not at all. */
export async function publishCalendar(
  service: Service,
  input: TakenOf<'publishCalendar'>,
  actor: string,
): Promise<Done> {
  const what = { actor, act: 'publishCalendar', subject: input.campaign };
  return attempt(service, what, async () => {
    if (input.reason.trim() === '') refuse('reason-missing', { act: '发布工作日历' });
    const earlier = await repeatedOf(service, input, (message) => {
      const { calendar, reason, withdraws } = message;
      return (
        withdraws === undefined &&
        reason === input.reason &&
        canonicalJson(versionOf(calendar)) === canonicalJson(versionOf(input.calendar))
      );
    });
    if (earlier) return earlier;
    const { present, change, preview } = await previewed(service, input);
    const { confirm } = input;
    if (confirm !== preview.digest) {
      refuse('calendar-unseen', { confirm, campaign: preview.campaign });
    }
    if (isSame(present.calendar, change.calendar, preview)) refuse('calendar-same');
    const hash = await insertCalendar(service.pool, input.calendar);
    const boundary = preview.from > preview.today ? { from: preview.from } : {};
    const done = await amend(service, present, input.requestId, {
      ...{ calendar: change.calendar, by: actor, reason: input.reason, ...boundary },
      touched: unitsTouched(change.changes),
    });
    return { ...done, digest: preview.digest, hash, changes: change.changes.length };
  });
}

function isSame(old: Calendar, next: Calendar, { lines }: Preview): boolean {
  const plain = (calendar: Calendar) => canonicalJson({ ...calendar, id: '', version: 0 });
  return lines.length === 0 && plain(old) === plain(next);
}

/** Takes back the calendar published last, before any of its days has come. */
export async function withdrawCalendar(
  service: Service,
  input: TakenOf<'withdrawCalendar'>,
  actor: string,
): Promise<Done> {
  const what = { actor, act: 'withdrawCalendar', subject: input.campaign };
  return attempt(service, what, async () => {
    if (input.reason.trim() === '') refuse('reason-missing', { act: '撤回工作日历' });
    const earlier = await repeatedOf(
      service,
      input,
      ({ reason, withdraws }) => withdraws !== undefined && reason === input.reason,
    );
    if (earlier) return earlier;
    const now = await calendarNow(service, input.campaign);
    const today = dayOf(now.now, now.context.calendar.zone);
    const { last, previous } = lastOf(now);
    mustBeAhead(now, last, previous, today);
    const standing = await standingOf(service, now);
    const { changes } = await changeOf(standing, now.calendar, previous, today);
    const done = await amend(service, now, input.requestId, {
      ...{ calendar: previous, by: actor, reason: input.reason },
      withdraws: versionOf(last),
      touched: unitsTouched(changes),
    });
    return { ...done, digest: null, hash: null, changes: changes.length };
  });
}

/** The calendar published last, and the one before it; a withdrawal leaves neither. */
function lastOf({ context, taken }: CalendarNow): {
  readonly last: Calendar;
  readonly previous: Calendar;
} {
  const stack = taken.reduce<readonly Calendar[]>(
    (all, { calendar, withdraws }) =>
      withdraws === undefined ? [...all, calendar] : all.slice(0, -1),
    [context.calendar],
  );
  const [previous, last] = stack.slice(-2);
  if (last === undefined || previous === undefined) {
    return refuse('calendar-not-withdrawn', { reason: '没有可以撤回的新日历' });
  }
  return { last, previous };
}

function mustBeAhead(
  { context }: CalendarNow,
  last: Calendar,
  previous: Calendar,
  today: Day,
): void {
  const { from, to } = context.horizon;
  const [first] = daysThatDiffer(previous, last, plusDays(from, -KEPT_BEFORE), plusDays(to, 400));
  const boundary = first ?? plusDays(previous.announcedThrough, 1);
  if (first !== undefined && first <= today) {
    const reason = `${first} 已按新日历办理，此后的变更请另行发布新版`;
    refuse('calendar-not-withdrawn', { reason });
  }
  if (today > previous.announcedThrough && previous.announcedThrough < last.announcedThrough) {
    const reason = `原日历只公布到 ${previous.announcedThrough}，${boundary} 以后的判定已按新日历作出`;
    refuse('calendar-not-withdrawn', { reason });
  }
}

type Amendment = Pick<
  CalendarAmended,
  'calendar' | 'by' | 'reason' | 'from' | 'withdraws' | 'touched'
>;

/** The decision of the campaign, at the very instant for which the list was made. */
async function amend(
  service: Service,
  { id, calendar, now }: CalendarNow,
  requestId: string,
  amendment: Amendment,
): Promise<Omit<Done, 'digest' | 'hash' | 'changes'>> {
  const process = campaignProcess(id);
  const message = {
    ...{ kind: 'calendar', id: requestId, receivedAt: now, over: versionOf(calendar) },
    ...amendment,
  };
  const { value } = await put(service, process, message);
  const { by, reason = '', withdraws = null, touched = {} } = amendment;
  await insertAudit(service.pool, {
    ...{ at: now, actor: by, subject: process, outcome: 'done' },
    act: withdraws === null ? 'publishCalendar' : 'withdrawCalendar',
    detail: {
      ...versionOf(amendment.calendar),
      before: versionOf(calendar),
      ...{ withdraws, reason, touched, requestId },
    },
  });
  const repeated = value?.['repeated'] === true;
  return { campaign: id, calendar: versionOf(amendment.calendar), requestId, repeated };
}

/** A request that has been taken before is the same one only with the same content. */
async function repeatedOf(
  service: Service,
  { campaign, requestId }: { readonly campaign: string; readonly requestId: string },
  same: (message: CalendarAmended) => boolean,
): Promise<Done | undefined> {
  const { id } = await campaignFor(service.pool, campaign);
  const message = await takenBefore<CalendarAmended>(
    ...([service.pool, campaignProcess(id), requestId] as const),
    (earlier) => earlier.kind === 'calendar' && same(earlier),
  );
  if (message === undefined) return undefined;
  return {
    ...{ campaign: id, calendar: versionOf(message.calendar), requestId, repeated: true },
    ...{ digest: null, hash: null, changes: 0 },
  };
}
