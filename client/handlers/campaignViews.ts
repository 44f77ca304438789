import type { BulletinState } from '../../domain/campaign.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { Context } from '../../domain/context.ts';
import { epoch, instantOf, type Instant } from '../../domain/instant.ts';
import {
  deadlineSlots,
  DEADLINES,
  dutySlots,
  suspended,
  type Slot,
} from '../../domain/obligation.ts';
import { periodWords, term } from '../../domain/terms.ts';
import type { Unit } from '../../domain/unit.ts';
import { tasksOf, unitsOf, type TaskRow } from '../../store/campaigns.ts';
import { campaignCounts, campaignStates, type Counts } from '../../store/standings.ts';
import {
  interviewsOf,
  timelineOf,
  type InterviewRow,
  type TimelineRow,
} from '../../store/timeline.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { campaignFor, campaignNow, type CampaignNow } from './find.ts';

type View = OutputOf<'showCampaign'>;
const UPCOMING = 10;

export async function listCampaigns(service: Service): Promise<OutputOf<'listCampaigns'>> {
  const rows = await campaignStates(service.pool);
  return { campaigns: rows.map(lineOfCampaign) };
}

type State = Awaited<ReturnType<typeof campaignStates>>[number];

function lineOfCampaign({
  createdAt,
  ...row
}: State): OutputOf<'listCampaigns'>['campaigns'][number] {
  return { ...row, createdAt: createdAt.toISOString() };
}

/** A campaign: its counts, what falls due next, the gates that wait for somebody, its bulletins. */
export async function showCampaign(
  service: Service,
  input: TakenOf<'showCampaign'>,
): Promise<View> {
  const { pool } = service;
  const wanted = input.campaign === 'current' ? undefined : input.campaign;
  const { id, context } = await campaignFor(pool, wanted);
  const row = (await campaignStates(pool)).find((one) => one.id === id);
  if (row === undefined) throw new Error(`campaign ${id} was not found`);
  const { zone } = context.calendar;
  const now = await nowOf(service, pool, zone);
  const process = await campaignNow(pool, id);
  const [tasks, units, interviews, history] = await Promise.all([
    tasksOf(pool, id),
    unitsOf(pool, id),
    interviewsOf(pool, id),
    timelineOf(pool, `campaign/${id}`),
  ]);
  const calendar = process?.state.calendar ?? context.calendar;
  return {
    ...lineOfCampaign(row),
    regime: context.regime.title,
    zone,
    startedAt: context.startedAt,
    firstNoticesAt: context.firstNoticesAt,
    announcedThrough: calendar.announcedThrough,
    counts: await campaignCounts(pool, id),
    upcoming: row.state === 'ended' ? [] : upcoming({ ...context, calendar }, process, tasks, now),
    gates: [...bulletinGates(context, process), ...interviewGates(interviews, units)],
    bulletins: bulletinsOf(context, process, history, units),
    interviews: interviews.length,
  };
}

/** The next due instants: of the duties, and of the dated deadlines of the tasks. */
function upcoming(
  context: Context,
  process: CampaignNow | undefined,
  tasks: readonly TaskRow[],
  now: Instant,
): View['upcoming'] {
  const found = new Map<string, View['upcoming'][number]>();
  const add = (slot: Slot, expected: number) => {
    const moved = moveBy(slot, process, context.calendar);
    if (moved === undefined || expected === 0 || epoch(moved.instants.due) <= epoch(now)) return;
    const { duty, period, instants, provisional } = moved;
    const key = `${instants.due}/${duty}`;
    const before = found.get(key)?.expected ?? 0;
    const title = titleOfDuty(context, duty);
    const due = { due: instants.due, duty, title, period: periodOf(context, duty, period) };
    found.set(key, { ...due, provisional, expected: before + expected });
  };
  const parties = (duty: string) =>
    tasks.reduce((sum, { owed }) => sum + (owed.parties[duty]?.length ?? 0), 0);
  for (const slot of dutySlots(context)) add(slot, parties(slot.duty));
  for (const { owed } of tasks) {
    const owing = owed.parties[DEADLINES]?.length ?? 0;
    for (const slot of deadlineSlots(context, owed)) add(slot, owing);
  }
  return [...found.values()].sort((a, b) => epoch(a.due) - epoch(b.due)).slice(0, UPCOMING);
}

function moveBy(
  slot: Slot,
  process: CampaignNow | undefined,
  calendar: Calendar,
): Slot | undefined {
  const suspensions = process?.state.suspensions ?? [];
  const moved = suspended(slot, suspensions, calendar);
  return moved.exempt || moved.slot.instants.due.startsWith('9999') ? undefined : moved.slot;
}

export function titleOfDuty({ regime }: Pick<Context, 'regime'>, duty: string): string {
  if (duty === DEADLINES) return regime.deadlines.title;
  return regime.duties.find(({ id }) => id === duty)?.title ?? duty;
}

export function periodOf(
  { regime }: Pick<Context, 'regime'>,
  duty: string,
  period: string,
): string {
  const every = regime.duties.find(({ id }) => id === duty)?.every;
  return periodWords(every ?? 'deadlines', period);
}

function bulletinGates(context: Context, process: CampaignNow | undefined): View['gates'] {
  return entriesOf(process).flatMap(([key, bulletin]) => {
    const [id = '', period = ''] = key.split('/');
    const rule = context.regime.bulletins.find((one) => one.id === id);
    if (bulletin.phase !== 'drafted' || rule === undefined) return [];
    return [
      {
        process: `campaign/${context.campaign}`,
        kind: 'bulletin' as const,
        what: `${rule.title}（${periodWords(rule.every, period)}）待签发`,
        approver: term(rule.sign.by),
        limitAt: bulletin.limitAt ?? null,
        command: `duban decide sign --bulletin ${id} --period ${period} --as ${rule.sign.by}`,
      },
    ];
  });
}

function interviewGates(
  interviews: readonly InterviewRow[],
  units: readonly Unit[],
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
        what: `约谈${name}（事由 ${grounds} 项）${words}`,
        approver: as.startsWith('unit:') ? name : term(as),
        limitAt,
        command: `duban decide ${act} ${process} --as ${as}`,
      },
    ];
  });
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
    const rule = context.regime.bulletins.find((one) => one.id === bulletin);
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
      figures: state.figures === undefined ? null : countsOf(state.figures),
      criticised: names(issued?.['criticised']),
      commended: names(issued?.['commended']),
    };
  });
}

function entriesOf(process: CampaignNow | undefined): readonly [string, BulletinState][] {
  return Object.entries(process?.state.bulletins ?? {});
}

function countsOf({ expected, onTime, late, missing, exempt, pending }: Counts): Counts {
  return { expected, onTime, late, missing, exempt, pending };
}

export function nameOf(units: readonly Unit[], id: string): string {
  return units.find((unit) => unit.id === id)?.name ?? id;
}

export function written(date: Date, zone: string): Instant {
  return instantOf(date.getTime(), zone);
}
