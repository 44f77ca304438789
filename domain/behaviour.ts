import { z } from 'zod';
import { regimesOf } from './amendedContext.ts';
import {
  lateInstant,
  recordedOf,
  UnitRecord,
  type Lateness,
  type Recorded,
} from './behaviourRecord.ts';
import { addWorkdays } from './calendar.ts';
import type { Context, OwedTask } from './context.ts';
import { campaignProcess, taskProcess } from './ids.ts';
import { at, clockOf, dayOf, epoch, Instant, instantOf, minInstant } from './instant.ts';
import type { MessageBase, Notice } from './machine.ts';
import { obligationsOf, type Obligation } from './obligation.ts';
import { bulletinRuleOf } from './regimePeriods.ts';
import { lineOf } from './taskTicks.ts';
import { respondToMatter } from './behaviourMatters.ts';
import { respondToTalk, Talks, type TalkAct, type Ways } from './behaviourTalks.ts';

/**
 * Manner 报送习惯 of one unit in one period: `early` before the first reminder, `on-time` on the working day before due,
 * `late` two working days after the end of grace, `silent` never; `nil` on time without news; `duplicate` on time and
 * sent again with the same request number; `lost` on time, but its signal arrives only after it was judged missing.
 */
export const Manner = z.enum(['early', 'on-time', 'late', 'silent', 'nil', 'duplicate', 'lost']);
export type Manner = z.infer<typeof Manner>;

const GateAnswer = z.enum(['approve', 'reject', 'lapse']);

/** Behaviour 假设的行为: who reports how, and how the people behind gates decide; the same seed is the same year. */
export const Behaviour = z.strictObject({
  seed: z.int().default(1),
  /** One manner for all, or a weighted mix drawn for each obligation. */
  reports: z.union([Manner, z.partialRecord(Manner, z.number().min(0))]).default('on-time'),
  /** By task key or unit id, over `reports`. */
  tasks: z.record(z.string(), Manner).default({}),
  units: z.record(z.string(), Manner).default({}),
  /** 按去年情况: by unit id, what was judged of it before, instead of `reports`; see `laid`. */
  records: z.record(z.string(), UnitRecord).optional(),
  /** Answers of the interview gates, one drawn for each interview; absent: every proposal is approved. */
  gates: z.array(GateAnswer).min(1).default(['approve']),
  /** How interviews go on; absent: by the principal, in time, and verified; `none`: nobody does anything. */
  talks: z.union([z.literal('none'), Talks]).optional(),
  /** What is asked about tasks 办理事项; absent: it is done in time; `none`: nobody does anything. */
  matters: z.literal('none').optional(),
  /** Working days after which a bulletin is signed at 10:00; `never` leaves it unsigned. */
  signs: z.union([z.int().min(0).max(60), z.literal('never')]).default(1),
  pauses: z.array(z.strictObject({ from: Instant, to: Instant })).default([]),
});
export type Behaviour = z.infer<typeof Behaviour>;

/** Delivery of a message to a process; `at` may lie after the message's own receipt (a lost signal sent again). */
export interface Delivery {
  readonly at: Instant;
  readonly process: string;
  readonly message: MessageBase & { readonly kind: string };
}

/** Every message that people send of their own accord over the horizon, in order. */
export function script(
  behaviour: Behaviour,
  context: Context,
  tasks: readonly OwedTask[],
): readonly Delivery[] {
  const { records } = behaviour;
  const recorded = records === undefined ? undefined : recordedOf(records, context, tasks);
  const reports = tasks.flatMap((task) =>
    askedOf(behaviour, context, task).flatMap((obligation) => {
      const before = recorded?.get(`${task.key}/${obligation.key}`);
      return reportsOf(behaviour, context, task, obligation, before);
    }),
  );
  const process = campaignProcess(context.campaign);
  const pauses = behaviour.pauses.flatMap((pause, n): Delivery[] => [
    {
      at: pause.from,
      process,
      message: {
        kind: 'pause',
        id: `sim:pause:${n}`,
        receivedAt: pause.from,
        by: 'office',
        ...{ reason: '推演：暂停' },
      },
    },
    {
      at: pause.to,
      process,
      message: { kind: 'resume', id: `sim:resume:${n}`, receivedAt: pause.to, by: 'office' },
    },
  ]);
  return [...reports, ...pauses].sort((a, b) => epoch(a.at) - epoch(b.at));
}

/** What the person behind a gate does about this notice, if anything. */
export function respond(
  behaviour: Behaviour,
  context: Context,
  process: string,
  notice: Pick<Notice, 'at' | 'type' | 'payload'>,
): Delivery | undefined {
  const { calendar } = context;
  const answer = (workdays: number, salt: string) => {
    const day = addWorkdays(calendar, dayOf(notice.at, calendar.zone), Math.max(1, workdays));
    const minute = String(Math.floor(draw(behaviour.seed, salt) * 60)).padStart(2, '0');
    return at(day, `10:${minute}`, calendar.zone);
  };
  if (notice.type === 'sign-bulletin' && behaviour.signs !== 'never') {
    const bulletin = String(notice.payload['bulletin']);
    const period = String(notice.payload['period']);
    const by = bulletinRuleOf(context, bulletin, period)?.sign.by ?? 'office';
    const when = answer(behaviour.signs, `${bulletin}/${period}`);
    const id = `sim:sign:${bulletin}/${period}:${String(notice.payload['draft'])}`;
    const message = { kind: 'sign', id, receivedAt: when, by, bulletin, period };
    return { at: when, process, message };
  }
  const ways = waysOf(behaviour, process, notice, answer);
  const act =
    gateAct(behaviour, context, process, notice, ways, answer) ??
    (behaviour.talks === 'none' ? undefined : respondToTalk(ways, context, process, notice)) ??
    (behaviour.matters === 'none' ? undefined : respondToMatter(process, notice, ways.after));
  if (act === undefined) return undefined;
  const { at: receivedAt, id = `${act.kind}:${process}:${notice.at}`, ...rest } = act;
  return { at: receivedAt, process, message: { ...rest, id: `sim:${String(id)}`, receivedAt } };
}

/** What the approver of an interview does: hears the unit first, or decides; after a statement he decides. */
function gateAct(
  { seed, gates }: Behaviour,
  { regime }: Context,
  process: string,
  notice: Pick<Notice, 'at' | 'type' | 'payload'>,
  { pick, talks }: Ways,
  answer: (workdays: number, salt: string) => Instant,
): TalkAct | undefined {
  if (notice.type !== 'decide-interview' && notice.type !== 'interview-statement') return undefined;
  const by = regime.interview?.gate.by ?? 'office';
  if (notice.type === 'decide-interview' && pick(talks.hears)) {
    return { kind: 'hear', at: answer(1, process), by };
  }
  const salt = notice.payload['by'] === undefined ? process : `${process}:${notice.at}`;
  const kind = gates[Math.floor(draw(seed, salt) * gates.length)] ?? 'approve';
  if (kind === 'lapse') return undefined;
  const reason = kind === 'reject' ? { reason: '推演：事由不足' } : {};
  return { kind, at: answer(2, process), by, id: `${kind}:${salt}`, ...reason };
}

/** The same occasion is drawn the same: by the process, what was asked, and when. */
function waysOf(
  { seed, talks }: Behaviour,
  process: string,
  { type, at: asked }: Pick<Notice, 'at' | 'type'>,
  answer: (workdays: number, salt: string) => Instant,
): Ways {
  const salt = `${process}#${type}#${asked}`;
  return {
    talks: talks === undefined || talks === 'none' ? Talks.parse({}) : talks,
    pick: (list) => list[Math.floor(draw(seed, salt) * list.length)] ?? (list[0] as never),
    after: (workdays) => answer(workdays, salt),
  };
}

/**
 * The submissions that a task asks for: one for each obligation; of those that fall due together one, which names the
 * shortest cadence, since its period is the last to open.
 */
function askedOf({ pauses }: Behaviour, context: Context, task: OwedTask): readonly Obligation[] {
  const all = obligationsOf(context, task);
  if (regimesOf(context).every(({ together }) => together === undefined)) return all;
  const { together } = lineOf(context, task, context.calendar, pauses);
  return all.filter(({ key }) => (together.get(key)?.members[0]?.key ?? key) === key);
}

function reportsOf(
  behaviour: Behaviour,
  context: Context,
  task: OwedTask,
  obligation: Obligation,
  before?: Recorded,
): readonly Delivery[] {
  const unit = obligation.party.members[0] ?? '';
  const salt = `${task.key}/${obligation.key}`;
  const manner = mannerOf(behaviour, task.key, unit, salt, before);
  const late = before === 'l' ? behaviour.records?.[unit]?.late : undefined;
  const when = instantFor(manner, context, obligation, {
    chance: draw(behaviour.seed, `${salt}#minute`),
    ...(late === undefined ? {} : { late }),
  });
  if (when === undefined) return [];
  const { duty, period } = obligation.slot;
  const target = task.targets?.[duty];
  const message = {
    kind: 'report',
    id: `sim:${salt}`,
    receivedAt: when,
    by: `unit:${unit}`,
    unit,
    duty,
    period,
    digest: 'rehearsed',
    ...(manner === 'nil' ? { nil: '本期无新进展' } : {}),
    ...(target === undefined ? {} : { value: manner === 'nil' ? 0 : target.value }),
  };
  const process = taskProcess(context.campaign, task.key);
  const first: Delivery = { at: when, process, message };
  if (manner === 'duplicate') {
    return [first, { ...first, at: instantOf(epoch(when) + 3_600_000, context.calendar.zone) }];
  }
  if (manner !== 'lost') return [first];
  const { graceEnd } = obligation.slot.instants;
  return [{ ...first, at: instantOf(epoch(graceEnd) + 2 * 3_600_000, context.calendar.zone) }];
}

function instantFor(
  manner: Manner,
  context: Context,
  obligation: Obligation,
  { chance, late: lateness }: { readonly chance: number; readonly late?: Lateness },
): Instant | undefined {
  if (manner === 'silent') return undefined;
  const { calendar } = context;
  const { opens, due, graceEnd, closes } = obligation.slot.instants;
  const minute = String(Math.floor(chance * 60)).padStart(2, '0');
  const time = `${String(9 + Math.floor(chance * 7)).padStart(2, '0')}:${minute}`;
  const on = (base: Instant, workdays: number) =>
    at(addWorkdays(calendar, dayOf(base, calendar.zone), workdays), time, calendar.zone);
  const latest = (instant: Instant) => {
    if (epoch(instant) > epoch(opens)) return instant;
    const opening = at(dayOf(due, calendar.zone), clockOf(opens, calendar.zone), calendar.zone);
    return epoch(opening) > epoch(opens) ? minInstant(opening, due) : due;
  };
  if (manner === 'late' && lateness !== undefined) {
    return lateInstant(context, obligation, lateness, time);
  }
  if (manner === 'late') {
    const late = on(graceEnd, 2);
    return epoch(late) <= epoch(closes) ? late : closes;
  }
  if (manner === 'early') {
    const first = obligation.slot.steps.find(({ step }) => 'before' in step.at)?.at ?? due;
    return latest(on(first, -2));
  }
  return latest(on(due, -1));
}

const MANNER_OF = { o: 'on-time', l: 'late', m: 'silent' } as const;

function mannerOf(
  behaviour: Behaviour,
  task: string,
  unit: string,
  salt: string,
  before?: Recorded,
): Manner {
  const fixed = behaviour.tasks[task] ?? behaviour.units[unit];
  if (fixed) return fixed;
  if (before !== undefined) return MANNER_OF[before];
  if (typeof behaviour.reports === 'string') return behaviour.reports;
  const weights = Object.entries(behaviour.reports) as [Manner, number][];
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  let left = draw(behaviour.seed, salt) * total;
  for (const [manner, weight] of weights) {
    left -= weight;
    if (left < 0) return manner;
  }
  return weights.at(-1)?.[0] ?? 'on-time';
}

/** A number in [0, 1) that depends on nothing but the seed and the text (FNV-1a with a final mix). */
export function draw(seed: number, text: string): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  return (h >>> 0) / 4_294_967_296;
}
