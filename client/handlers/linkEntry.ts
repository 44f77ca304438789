import { workdaysBetween, type Calendar } from '../../domain/calendar.ts';
import { ruleNamed } from '../../domain/firsts.ts';
import { formIn } from '../../domain/form.ts';
import { dayOf, epoch, type Instant } from '../../domain/instant.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { measureStanding } from '../../domain/measureState.ts';
import { standingWords } from '../../domain/wordsContent.ts';
import { acceptedFault, resubmitOf } from '../../domain/verifyState.ts';
import type { Unit } from '../../domain/unit.ts';
import type { TaskRow } from '../../store/campaigns.ts';
import { findDraft } from '../../store/drafts.ts';
import { reportVersions, type ReportVersion } from '../../store/reportVersions.ts';
import { timelineOf, type TimelineRow } from '../../store/timeline.ts';
import type { Db } from '../../store/pool.ts';
import type { Entry } from '../linkAnswers.ts';
import { instantWords } from '../print.ts';
import { FILES_KEPT } from '../evidenceAsk.ts';
import { nameOf } from './campaignViews.ts';
import { evidenceIn } from './evidenceShown.ts';
import { lineNow, type campaignFor, type TaskNow } from './find.ts';
import { namesIn } from './history.ts';
import { consequences } from './linkNext.ts';
import { occasionWords } from './occasion.ts';

/** A task as it stands, and who looks at it. */
export interface Seen {
  readonly context: Awaited<ReturnType<typeof campaignFor>>['context'];
  readonly task: TaskRow;
  readonly now: TaskNow;
  readonly unit: Unit;
  readonly units: readonly Unit[];
  readonly at: Instant;
}

/**
 * Whether a unit may report or correct an obligation now: it stands for its party, the entry is open or the report was
 * returned, and nothing has ended it. This is how long a link opens it.
 */
export function isEnterable(
  { now, unit, at }: Pick<Seen, 'now' | 'at'> & { readonly unit: Pick<Unit, 'id'> },
  { key, slot, party }: Obligation,
): boolean {
  const { state } = now;
  if (!now.started || state.ended || state.closed || !party.members.includes(unit.id)) return false;
  if (state.entries[key]?.verdict === 'exempt') return false;
  if (resubmitOf(state, key) !== undefined) return true;
  const { opens, closes } = slot.instants;
  return epoch(opens) <= epoch(at) && epoch(at) <= epoch(closes);
}

export function obligationsIn(seen: Seen): readonly Obligation[] {
  return lineNow(seen.now).obligations.filter((one) => isEnterable(seen, one));
}

/** The entries of one task, of the obligations that are asked for. */
export async function entriesOfTask(
  db: Db,
  seen: Seen,
  obligations: readonly Obligation[],
): Promise<readonly Entry[]> {
  if (obligations.length === 0) return [];
  const { context, task, now, units, at } = seen;
  const names = namesIn(context, [task.plan], units, at);
  const [versions, rows] = await Promise.all([
    reportVersions(db, now.process),
    timelineOf(db, now.process),
  ]);
  const owed = obligations.filter(({ key }) => !isSent(now, key));
  const next = consequences(
    now,
    owed.map(({ key }) => key),
    names,
    context.calendar.zone,
  );
  const entries = await Promise.all(
    obligations.map(async (obligation) => {
      const draft = await draftOf(db, seen, obligation);
      const parts = { versions, rows, ifNothing: next.get(obligation.key) ?? null };
      return { ...entryOf(seen, obligation, parts), draft };
    }),
  );
  const named = entries.map(({ draft, sent }) => ({
    unit: seen.unit.id,
    evidence: [...(draft?.content.evidence ?? []), ...(sent?.evidence ?? [])],
  }));
  const shown = await evidenceIn(db, context.campaign, named);
  return entries.map((entry, i) => ({ ...entry, files: named.slice(i, i + 1).flatMap(shown) }));
}

interface Parts {
  readonly versions: readonly ReportVersion[];
  readonly rows: readonly TimelineRow[];
  readonly ifNothing: string | null;
}

function entryOf(seen: Seen, obligation: Obligation, parts: Parts): Omit<Entry, 'draft' | 'files'> {
  const { context, task, now, units, at } = seen;
  const { key, slot, party } = obligation;
  const { duty, period, instants } = slot;
  const calendar = now.state.calendar ?? context.calendar;
  const state = stateOf(now, obligation, at);
  return {
    ...{ campaign: context.campaign, task: task.key, no: task.plan.no },
    title: task.plan.title ?? task.plan.content,
    content: task.plan.content,
    ...{ obligation: key, duty, period },
    occasion: occasionWords(context, { duty, period }),
    units: party.members.map((member) => nameOf(units, member)),
    due: { at: instants.due, words: dueWords(calendar, at, instants.due, state) },
    closes: { at: instants.closes, words: instantWords(instants.closes, calendar.zone) },
    mark: markOf(calendar, at, instants.due, state),
    state,
    stateWords: STATES[state],
    returned: returnedOf(now, key, parts.rows, calendar, at),
    ifNothing: parts.ifNothing,
    form: formOf(seen, obligation, calendar),
    sent: sentOf(obligation, parts.versions, units, calendar.zone),
  };
}

const STATES = {
  owed: '待报',
  returned: '已退回，待补报',
  sent: '已报，截止前可更正',
  accepted: '已核实通过',
} as const;

function isSent({ state }: TaskNow, key: string): boolean {
  return (state.entries[key]?.version ?? 0) > 0 && resubmitOf(state, key) === undefined;
}

function stateOf(now: TaskNow, { key }: Obligation, at: Instant): Entry['state'] {
  if (resubmitOf(now.state, key) !== undefined) return 'returned';
  if (acceptedFault(now.state, key, at, '更正') !== undefined) return 'accepted';
  return isSent(now, key) ? 'sent' : 'owed';
}

/** What has been sent is not late any more: its due day stands there and nothing else. */
function dueWords(calendar: Calendar, now: Instant, due: Instant, state: Entry['state']): string {
  if (state === 'owed' || state === 'returned') return leftWords(calendar, now, due);
  return `到期日 ${instantWords(due, calendar.zone, Number(dayOf(now, calendar.zone).slice(0, 4)))}`;
}

/** `还有 2 个工作日（11月25日（周三）17:00）`, `今天到期（…）`, `逾期 1 个工作日（…）`. */
export function leftWords(calendar: Calendar, now: Instant, due: Instant): string {
  const { zone } = calendar;
  const when = `（${instantWords(due, zone, Number(dayOf(now, zone).slice(0, 4)))}）`;
  const [today, day] = [dayOf(now, zone), dayOf(due, zone)];
  if (epoch(now) > epoch(due)) {
    const late = workdaysBetween(calendar, day, today);
    return late === 0 ? `已过到期时间${when}` : `逾期 ${late} 个工作日${when}`;
  }
  if (today === day) return `今天到期${when}`;
  const left = workdaysBetween(calendar, today, day);
  return left === 0 ? `下一个工作日之前到期${when}` : `还有 ${left} 个工作日${when}`;
}

const NEAR_WORKDAYS = 2;
const MARKS = {
  normal: { level: 'normal', word: '正常', shape: '●' },
  near: { level: 'near', word: '临期', shape: '◐' },
  late: { level: 'late', word: '逾期', shape: '▲' },
} as const;

function markOf(
  calendar: Calendar,
  now: Instant,
  due: Instant,
  state: Entry['state'],
): Entry['mark'] {
  if (state === 'sent' || state === 'accepted') return MARKS.normal;
  if (epoch(now) > epoch(due)) return MARKS.late;
  const { zone } = calendar;
  const left = workdaysBetween(calendar, dayOf(now, zone), dayOf(due, zone));
  return left <= NEAR_WORKDAYS || state === 'returned' ? MARKS.near : MARKS.normal;
}

function returnedOf(
  { state }: TaskNow,
  key: string,
  rows: readonly TimelineRow[],
  calendar: Calendar,
  now: Instant,
): Entry['returned'] {
  const resubmit = resubmitOf(state, key);
  if (resubmit === undefined) return null;
  const fact = rows.findLast(
    ({ kind, type, payload }) =>
      kind === 'fact' &&
      type === 'report-returned' &&
      (payload['obligation'] === key ||
        (Array.isArray(payload['with']) && payload['with'].includes(key))),
  );
  const reason = fact?.payload['reason'];
  const { limitAt } = resubmit;
  return {
    reason: typeof reason === 'string' ? reason : '',
    limit: limitAt ? { at: limitAt, words: leftWords(calendar, now, limitAt) } : null,
  };
}

function formOf(
  { context, now, at, task }: Seen,
  { slot, party }: Obligation,
  calendar: Calendar,
): Entry['form'] {
  const rule = ruleNamed(slot.under ?? context.regime, slot.duty);
  const { form, stage } = formIn(rule ?? {}, slot.instants.opens, at, calendar);
  const evidence = rule !== undefined && 'evidence' in rule && rule.evidence === 'required';
  const target = task.owed.targets?.[slot.duty];
  const on = dayOf(at, calendar.zone);
  return {
    stage: stage?.title ?? null,
    fields: [...(form?.fields ?? [])],
    evidence: {
      required: evidence,
      words: evidence ? '本项须附佐证材料' : '本项不要求佐证材料',
      ...FILES_KEPT,
    },
    value: target === undefined ? null : { words: `本期应完成 ${target.value}${target.unit}` },
    measures: (now.input.task.measures ?? []).map((measure) => {
      const { id, title, kind } = measure;
      const unit = measure.kind === 'cumulative' ? measure.unit : '名';
      const { aim, told } = standingWords(measureStanding(now, now.state, measure, party.id, on));
      return { id, title, kind, unit, aim, told };
    }),
  };
}

function sentOf(
  { slot, party }: Obligation,
  versions: readonly ReportVersion[],
  units: readonly Unit[],
  zone: string,
): Entry['sent'] {
  const found = versions.findLast(
    ({ message }) =>
      message.duty === slot.duty &&
      message.period === slot.period &&
      party.members.includes(message.unit),
  );
  if (found === undefined) return null;
  const { body, message, fact, receivedAt } = found;
  const { sentBy, text, nil, value, fields } = body;
  const counted = fact?.['version'];
  const by = typeof sentBy === 'string' ? sentBy : nameOf(units, message.unit);
  return {
    version: typeof counted === 'number' ? counted : null,
    at: receivedAt,
    words: `${instantWords(receivedAt, zone)} ${by}报送`,
    by,
    text: typeof text === 'string' ? text : '',
    nil: typeof nil === 'string' ? nil : null,
    value: typeof value === 'number' ? value : null,
    fields: typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : {},
    evidence: [...(message.evidence ?? [])],
    obstacle: message.obstacle ?? null,
  };
}

async function draftOf(
  db: Db,
  { context, task, unit }: Seen,
  { key }: Obligation,
): Promise<Entry['draft']> {
  const { zone } = context.calendar;
  const own = { campaign: context.campaign, task: task.key, obligation: key, unit: unit.id };
  const found = await findDraft(db, own, zone);
  if (found === undefined) return null;
  return {
    content: found.content,
    at: found.at,
    words: `草稿已于 ${instantWords(found.at, zone)} 保存`,
  };
}
