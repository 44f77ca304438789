import { regimeOn } from '../../domain/amendedContext.ts';
import type { BulletinState } from '../../domain/campaign.ts';
import { reviewedFigures, reviewsOf } from '../../domain/campaignReviews.ts';
import type { Figures } from '../../domain/campaignMessages.ts';
import { commendable } from '../../domain/campaignSigned.ts';
import type { Context } from '../../domain/context.ts';
import { ruleNamed } from '../../domain/firsts.ts';
import { dayOf, instantOf, type Instant } from '../../domain/instant.ts';
import { DEADLINES } from '../../domain/obligation.ts';
import type { BulletinRule } from '../../domain/regime.ts';
import { withComing } from '../../domain/regimeNames.ts';
import { bulletinRuleOf } from '../../domain/regimePeriods.ts';
import { periodWords, term } from '../../domain/terms.ts';
import type { Unit } from '../../domain/unit.ts';
import { owingGroups, tasksOf, type CampaignRow, type OwingGroup } from '../../store/campaigns.ts';
import type { Db } from '../../store/pool.ts';
import { withRegimeParties } from '../../store/regimes.ts';
import { openObjections } from '../../store/objections.ts';
import { tasksSeenBy } from '../../store/sight.ts';
import { campaignCounts, campaignStates } from '../../store/standings.ts';
import {
  interviewsOf,
  timelineOf,
  type InterviewRow,
  type TimelineRow,
} from '../../store/timeline.ts';
import { wentLive } from '../../store/trials.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { campaignBefore } from './beginningViews.ts';
import { lineOfCampaign } from './campaignLines.ts';
import { campaignFor, campaignNow, unitsNow, type CampaignNow } from './find.ts';
import { itemGates } from './itemGates.ts';
import { bulletinsSeen, gatesSeen, interviewsSeen, sightIn } from './seen.ts';
import { sharedRead } from './shareReads.ts';
import { upcoming } from './upcoming.ts';

type View = OutputOf<'showCampaign'>;

/** A campaign as the actor reads it: its counts, what falls due next, the gates that wait for somebody, its bulletins. */
export async function showCampaign(
  service: Service,
  input: TakenOf<'showCampaign'>,
  actor: string,
): Promise<View> {
  const row = await campaignFor(service.pool, input.campaign);
  const key = `campaign/${row.id}/${actor}`;
  return sharedRead(service.pool, key, () => campaignSeenBy(service, row, actor));
}

async function campaignSeenBy(
  service: Service,
  { id, context }: Pick<CampaignRow, 'id' | 'context'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const row = (await campaignStates(pool, [id]))[0];
  if (row === undefined) throw new Error(`campaign ${id} was not found`);
  const { zone } = context.calendar;
  const now = await nowOf(service, pool, zone);
  const process = await campaignNow(pool, id);
  const sight = await sightIn(pool, id, actor);
  const seen = await tasksSeenBy(pool, id, sight);
  const [tasks, units, interviews, history, objections, live] = await Promise.all([
    owingIn(pool, context, seen),
    unitsNow(pool, id),
    interviewsOf(pool, id).then((all) => interviewsSeen(pool, id, actor, all)),
    timelineOf(pool, `campaign/${id}`, ['bulletin-issued']),
    openObjections(pool, id),
    sight.kind === 'all' ? wentLive(pool, id) : undefined,
  ]);
  const calendar = process?.state.calendar ?? context.calendar;
  const next = row.state === 'ended' ? [] : upcoming({ ...context, calendar }, process, tasks, now);
  return {
    ...lineOfCampaign(row),
    ...(seen === undefined ? {} : { tasks: seen.size }),
    regime: regimeOn(context, dayOf(now, zone)).title,
    zone,
    startedAt: context.startedAt,
    firstNoticesAt: context.firstNoticesAt,
    announcedThrough: calendar.announcedThrough,
    counts: await campaignCounts(pool, id, sight.kind === 'unit' ? sight.unit : undefined),
    upcoming: next.map((one) => ({
      ...one,
      title: titleOfDuty(context, one.duty),
      period: periodOf(context, one.duty, one.period),
    })),
    gates: gatesSeen(sight, units, [
      ...bulletinGates(context, process, units),
      ...interviewGates(interviews, units, objections),
      ...itemGates(context, process),
    ]),
    bulletins: bulletinsSeen(sight, bulletinsOf(context, process, history, units)),
    interviews: interviews.length,
    wentLive: live ?? null,
    before: campaignBefore(
      context,
      tasks.filter(({ joined }) => !joined),
    ),
  };
}

/** The tasks by what they owe; where a regime in flight asks others, each by itself. */
async function owingIn(
  db: Db,
  context: Context,
  seen: ReadonlySet<string> | undefined,
): Promise<readonly OwingGroup[]> {
  if ((context.later ?? []).length === 0) return owingGroups(db, context.campaign, seen);
  const rows = await tasksOf(db, context.campaign);
  const own = rows.filter(({ key }) => seen?.has(key) ?? true);
  const now = await withRegimeParties(db, context, own);
  return now.map(({ owed, since }) => ({ owed, joined: since !== undefined, count: 1 }));
}

export function titleOfDuty(
  { regime, later = [] }: Pick<Context, 'regime' | 'later'>,
  duty: string,
): string {
  if (duty === DEADLINES) return regime.deadlines.title;
  return ruleNamed(withComing(regime, later), duty)?.title ?? duty;
}

export function periodOf(
  { regime, later = [] }: Pick<Context, 'regime' | 'later'>,
  duty: string,
  period: string,
): string {
  const { duties } = withComing(regime, later);
  const own = duties.find(({ id }) => id === duty)?.every;
  // Of a duty that another regime asks for otherwise the key itself says 旬.
  const every = own !== undefined && /\d[abc]$/.test(period) ? 'ten-days' : own;
  return periodWords(every ?? 'deadlines', period);
}

function bulletinGates(
  context: Context,
  process: CampaignNow | undefined,
  units: readonly Unit[],
): View['gates'] {
  return entriesOf(process).flatMap(([key, bulletin]) => {
    const [id = '', period = ''] = key.split('/');
    const rule = bulletinRuleOf(context, id, period);
    if (bulletin.phase !== 'drafted' || rule === undefined) return [];
    return [
      {
        process: `campaign/${context.campaign}`,
        kind: 'bulletin' as const,
        what: `${rule.title}（${periodWords(rule.every, period)}）待签发${choiceWords(process, rule, bulletin, units)}`,
        approver: term(rule.sign.by),
        limitAt: bulletin.limitAt ?? null,
        command: `duban decide sign --bulletin ${id} --period ${period} --as ${rule.sign.by}`,
      },
    ];
  });
}

/** Whom the rule proposes to praise, and how much of the paper is under review: what the signer must know. */
function choiceWords(
  process: CampaignNow | undefined,
  rule: BulletinRule,
  { figures, since, cutOff }: BulletinState,
  units: readonly Unit[],
): string {
  if (process === undefined || figures === undefined) return '';
  const reviews = reviewsOf(process.state);
  const seen = reviewedFigures(figures, rule, { since, cutOff }, reviews);
  const praised = commendable(rule, seen).map((unit) => nameOf(units, unit));
  const parts = [
    ...(praised.length === 0 ? [] : [`拟表扬${praised.join('、')}`]),
    ...(seen.underReview === undefined ? [] : [`复核中 ${seen.underReview} 项`]),
  ];
  return parts.length === 0 ? '' : `（${parts.join('；')}）`;
}

function interviewGates(
  interviews: readonly InterviewRow[],
  units: readonly Unit[],
  objections: ReadonlyMap<string, number>,
): View['gates'] {
  return interviews.flatMap(({ process, unit, phase, limitAt, approver, grounds }) => {
    const next = NEXT_ACT[phase];
    if (next === undefined) return [];
    const name = nameOf(units, unit);
    const [act, words] = next;
    const as = (approver ?? '').replace(/^unit:.*/, `unit:${name}`);
    return [
      {
        process,
        kind: 'interview' as const,
        what: `约谈${name}（事由 ${grounds} 项${objectionWords(objections.get(unit))}）${words}`,
        approver: as.startsWith('unit:') ? name : term(as),
        limitAt,
        command: `duban decide ${act} ${process} --as ${as}`,
      },
    ];
  });
}

function objectionWords(open: number | undefined): string {
  return open === undefined ? '' : `，该单位有 ${open} 项异议复核中`;
}

/** What an interview waits for in each phase. */
const NEXT_ACT: Readonly<Record<string, readonly [act: string, words: string]>> = {
  proposed: ['approve', '待批'],
  'sent-back': ['propose', '提请失效，待再提请或撤回'],
  approved: ['schedule', '待定时间地点'],
  scheduled: ['held', '待登记到场情况'],
  held: ['minutes', '待送纪要'],
  rectifying: ['rectified', '整改中'],
  verifying: ['verify', '整改待核实'],
  unmet: ['second', '整改不到位，待决定'],
  referring: ['approve', '移送待决定'],
};

function bulletinsOf(
  context: Context,
  process: CampaignNow | undefined,
  history: readonly TimelineRow[],
  units: readonly Unit[],
): View['bulletins'] {
  return entriesOf(process).map(([key, state]) => {
    const [bulletin = '', period = ''] = key.split('/');
    const rule = bulletinRuleOf(context, bulletin, period);
    const issued = history.find((row) => row.key === `bulletin-issued:${key}`)?.payload;
    const names = (list: unknown) => ((list ?? []) as string[]).map((id) => nameOf(units, id));
    return {
      bulletin,
      title: rule?.title ?? bulletin,
      period: rule === undefined ? period : periodWords(rule.every, period),
      phase: state.phase,
      draft: state.draft,
      cutOff: state.cutOff,
      limitAt: state.limitAt ?? null,
      number: (issued?.['number'] as number | undefined) ?? null,
      figures: figuresOf(process, rule, state, issued?.['figures'] as Figures | undefined),
      criticised: names(issued?.['criticised']),
      commended: names(issued?.['commended']),
    };
  });
}

function entriesOf(process: CampaignNow | undefined): readonly [string, BulletinState][] {
  return Object.entries(process?.state.bulletins ?? {});
}

/** As it was printed; before that, with what is under review by now. */
function figuresOf(
  process: CampaignNow | undefined,
  rule: BulletinRule | undefined,
  bulletin: BulletinState,
  issued: Figures | undefined,
): View['bulletins'][number]['figures'] {
  const { figures } = bulletin;
  if (process === undefined || figures === undefined) return null;
  const reviews = reviewsOf(process.state);
  const now = rule === undefined ? figures : reviewedFigures(figures, rule, bulletin, reviews);
  const { expected, onTime, late, missing, exempt, pending, underReview } = issued ?? now;
  const counts = { expected, onTime, late, missing, exempt, pending };
  return underReview === undefined ? counts : { ...counts, underReview };
}

export function nameOf(units: readonly Unit[], id: string): string {
  return units.find((unit) => unit.id === id)?.name ?? id;
}

export function written(date: Date, zone: string): Instant {
  return instantOf(date.getTime(), zone);
}
