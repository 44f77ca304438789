import { unitActing } from '../../domain/machine.ts';
import type { Context } from '../../domain/context.ts';
import { ruleNamed } from '../../domain/firsts.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { withComing } from '../../domain/regimeNames.ts';
import { term } from '../../domain/terms.ts';
import { momentShort } from '../../domain/timeWords.ts';
import type { Names } from '../../domain/words.ts';
import { resubmitOf, verifyOf, verifyRule } from '../../domain/verifyState.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { reportVersions, type ReportVersion } from '../../store/reportVersions.ts';
import { timelineOf, type TimelineRow } from '../../store/timeline.ts';
import { returnLimit } from '../acts/verify.ts';
import { obligationAsked } from '../acts/obligationAsked.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, nowOf } from './actor.ts';
import { nameOf } from './campaignViews.ts';
import { evidenceIn } from './evidenceShown.ts';
import { campaignFor, lineNow, taskNow, unitFor, type TaskNow } from './find.ts';
import { whenOf } from './deskWords.ts';
import { historyLine, namesIn } from './history.ts';
import { occasionWords } from './occasion.ts';
import { taskSeen } from './seen.ts';

type View = OutputOf<'showReports'>;

/** What happened to a report after it came, in the order of its life. */
const EVENTS = [
  ...['judged', 'report-checked', 'report-accepted', 'report-returned', 'report-withdrawn'],
  ...['resubmit-missed', 'resubmit-step', 'check-overdue'],
  ...['arrival-claimed', 'arrival-confirmed', 'arrival-refused', 'arrival-lapsed'],
];

/**
 * Every version of what a task's units reported, with its text, and how each obligation stands. A unit reads its own, and
 * those of the units with which it owes jointly.
 */
export async function showReports(
  service: Service,
  input: TakenOf<'showReports'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const task = await taskSeen(pool, id, input.task, actor);
  const units = await unitsOf(pool, id);
  const unit = input.unit === undefined ? undefined : (await unitFor(pool, id, input.unit)).id;
  const now = await taskNow(pool, context, task);
  const { zone } = context.calendar;
  const names = namesIn(context, [task.plan], units, await nowOf(service, pool, zone));
  const [versions, rows] = await Promise.all([
    reportVersions(pool, now.process),
    timelineOf(pool, now.process),
  ]);
  const own = unitActing(await actorIn(pool, id, actor));
  const parties = partiesWith(own, now);
  const wanted = ({ slot, party }: Obligation) =>
    (own === undefined || party.members.includes(own)) &&
    (input.duty === undefined || slot.duty === input.duty) &&
    (input.period === undefined || slot.period === input.period) &&
    (unit === undefined || party.members.includes(unit));
  const owed = lineNow(now).obligations.filter(
    (obligation) => wanted(obligation) && isReported(now, obligation),
  );
  const words = (duty: string, period: string) => occasionWords(context, { duty, period });
  const shown = versions.filter(
    ({ message }) =>
      (own === undefined || parties(message.duty, message.period).has(message.unit)) &&
      (input.duty === undefined || message.duty === input.duty) &&
      (input.period === undefined || message.period === input.period) &&
      (unit === undefined || message.unit === unit),
  );
  const named = ({ message: { unit: by, evidence = [] } }: ReportVersion) => ({
    unit: by,
    evidence,
  });
  const files = await evidenceIn(pool, id, shown.map(named), own);
  return {
    ...{ campaign: id, task: task.key, zone },
    versions: shown.map((version) => ({
      ...versionOf(version),
      evidence: files(named(version)),
      occasion: words(version.message.duty, version.message.period),
      unit: nameOf(units, version.message.unit),
      labels: labelsIn(context, version.message.duty),
    })),
    standing: owed.map((obligation) => ({
      ...standingOf(now, obligation, rows, names),
      occasion: words(obligation.slot.duty, obligation.slot.period),
      units: obligation.party.members.map((member) => nameOf(units, member)),
    })),
  };
}

/** With whom a unit owes what in a task: itself, and the other members of its party. */
function partiesWith(unit: string | undefined, now: TaskNow) {
  const own = lineNow(now).obligations.filter(({ party }) => party.members.includes(unit ?? ''));
  return (duty: string, period: string): ReadonlySet<string | undefined> => {
    const fits = own.filter(({ slot }) => slot.duty === duty && slot.period === period);
    return new Set([unit, ...fits.flatMap(({ party }) => party.members)]);
  };
}

function labelsIn({ regime, later = [] }: Context, duty: string) {
  const rule = ruleNamed(withComing(regime, later), duty);
  const stages = rule !== undefined && 'stages' in rule ? (rule.stages ?? []) : [];
  const forms = [rule?.form, ...stages.map(({ form }) => form)];
  return forms.flatMap((form) => (form?.fields ?? []).map(({ id, label }) => ({ id, label })));
}

function isReported({ state }: TaskNow, { key }: Obligation): boolean {
  return (state.entries[key]?.version ?? 0) > 0;
}

function versionOf(
  version: ReportVersion,
): Omit<View['versions'][number], 'occasion' | 'unit' | 'evidence'> {
  const { requestId, receivedAt, actor, digest, body, message, fact } = version;
  const { duty, period, obstacle = null, claimed } = message;
  const counted = fact?.['version'];
  const { text, nil, value, fields } = body;
  return {
    ...{
      requestId,
      duty,
      period,
      receivedAt,
      by: actor,
      digest,
      obstacle,
    },
    version: typeof counted === 'number' ? counted : null,
    text: typeof text === 'string' ? text : '',
    nil: typeof nil === 'string' ? nil : null,
    value: typeof value === 'number' ? value : null,
    fields: typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : {},
    claimedAt: claimed?.at ?? null,
  };
}

function standingOf(
  now: TaskNow,
  obligation: Obligation,
  rows: readonly TimelineRow[],
  names: Names,
): Omit<View['standing'][number], 'occasion' | 'units'> {
  const { key } = obligation;
  const { state, process } = now;
  const verify = verifyOf(state, key);
  const resubmit = resubmitOf(state, key);
  const rule = verifyRule(now, obligation);
  const verifier = verify?.phase === 'leader' ? rule?.then?.by : rule?.by;
  const lies = verify?.phase === 'clerk' || verify?.phase === 'leader';
  const own = rows.filter(({ kind, type, payload }) => {
    const others = Array.isArray(payload['with']) ? payload['with'] : [];
    return (
      kind === 'fact' &&
      EVENTS.includes(type) &&
      (payload['obligation'] === key || (type !== 'judged' && others.includes(key)))
    );
  });
  return {
    obligation: key,
    verdict: state.entries[key]?.verdict ?? 'pending',
    verification: resubmit?.phase === 'missed' ? 'missed' : (verify?.phase ?? null),
    verifier: lies && verifier !== undefined ? term(verifier) : null,
    limitAt: (lies ? verify.limitAt : resubmit?.phase === 'waiting' && resubmit.limitAt) || null,
    events: own.map((row) => historyLine({ ...row, process }, names)),
  };
}

/** 退回补报 until when, before anybody returns anything. */
export async function previewReturn(
  service: Service,
  input: TakenOf<'previewReturn'>,
  actor: string,
): Promise<OutputOf<'previewReturn'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const task = await taskSeen(pool, id, input.task, actor);
  const now = await taskNow(pool, context, task);
  const at = await nowOf(service, pool, context.calendar.zone);
  const asking = { service, context, now, actor: await actorIn(pool, id, actor), at };
  const lies = (key: string) => ['clerk', 'leader'].includes(verifyOf(now.state, key)?.phase ?? '');
  const obligation = await obligationAsked(input, asking, lies);
  const limit = returnLimit(asking, obligation, input.until);
  if (limit === undefined) refuse('verify-nothing', { task: task.key, obligation });
  const calendar = now.state.calendar ?? now.input.context.calendar;
  const shown = whenOf(limit.limitAt, { now: at, calendar }, `退回后补报的时限：${limit.rule}`);
  const words = momentShort(limit.limitAt, at, calendar.zone);
  return { obligation, ...limit, limit: { ...shown, words } };
}
