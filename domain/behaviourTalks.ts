import { z } from 'zod';
import { addWorkdays } from './calendar.ts';
import type { Context } from './context.ts';
import { readProcess } from './ids.ts';
import { at, dayOf, epoch, instantOf, minInstant, type Instant } from './instant.ts';
import { Attendance } from './interviewMessages.ts';
import { talkRule } from './interview2Rule.ts';
import type { Notice } from './machine.ts';

/**
 * Talks 约谈以后的行为: how people act on an approved interview; of each list one is drawn for each occasion. `holds`
 * and `minutes` are working days after they were asked. Absent: held by the principal, rectified in time, verified.
 */
export const Talks = z.strictObject({
  /** 先听单位说明 before the decision; the unit then states its case. */
  hears: z.array(z.boolean()).min(1).default([false]),
  /** A lapsed proposal is proposed again. */
  again: z.array(z.boolean()).min(1).default([false]),
  holds: z.union([z.int().min(1).max(60), z.literal('never')]).default(3),
  attends: z.array(Attendance).min(1).default(['principal']),
  minutes: z.union([z.int().min(1).max(60), z.literal('never')]).default(1),
  rectifies: z
    .array(z.enum(['in-time', 'late', 'silent']))
    .min(1)
    .default(['in-time']),
  verifies: z
    .array(z.enum(['passed', 'failed', 'never']))
    .min(1)
    .default(['passed']),
  /** What the approver says where rectification has failed. */
  then: z
    .array(z.enum(['second', 'refer', 'nothing']))
    .min(1)
    .default(['second']),
  refers: z
    .array(z.enum(['approve', 'reject', 'lapse']))
    .min(1)
    .default(['approve']),
});
export type Talks = z.infer<typeof Talks>;

/** What somebody does, and when. */
export interface TalkAct {
  readonly at: Instant;
  readonly kind: string;
  readonly by: string;
  readonly [field: string]: unknown;
}

type Asked = Pick<Notice, 'at' | 'type' | 'payload'>;

/** The ways of one behaviour: a list is drawn from, and a moment of a later working day is chosen. */
export interface Ways {
  readonly talks: Talks;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly after: (workdays: number) => Instant;
}

/** What is done about a notice of an interview to its end; nothing where nobody acts. */
export function respondToTalk(
  ways: Ways,
  context: Context,
  process: string,
  notice: Asked,
): TalkAct | undefined {
  const { talks, pick, after } = ways;
  const rule = context.regime.interview;
  const found = readProcess(process);
  if (rule === undefined || found?.kind !== 'interview') return undefined;
  const talk = talkRule(rule);
  const unit = `unit:${found.unit}`;
  const { calendar } = context;
  switch (notice.type) {
    case 'interview-sent-back':
      if (!pick(talks.again)) return undefined;
      return { kind: 'propose', at: after(1), by: 'office', reason: '推演：再次提请' };
    case 'state-case':
      return { kind: 'statement', at: after(1), by: unit, text: '推演：单位说明' };
    case 'schedule-interview':
      return schedule(ways, context, notice);
    case 'record-interview': {
      const { at: heldAt } = notice.payload['meeting'] as { at: Instant };
      const entered = instantOf(epoch(heldAt) + TWO_HOURS, calendar.zone);
      return { kind: 'held', at: entered, by: 'office', attendance: pick(talks.attends) };
    }
    case 'write-minutes':
      if (talks.minutes === 'never') return undefined;
      return { kind: 'minutes', at: after(talks.minutes), by: 'office', record: RECORD };
    case 'rectify':
      return rectified(ways, context, notice, unit);
    case 'verify-rectification': {
      const result = pick(talks.verifies);
      if (result === 'never') return undefined;
      const reason = '推演：核实情况';
      return { kind: 'verify', at: after(2), by: talk.verify.by, result, reason };
    }
    case 'decide-unmet': {
      const kind = pick(talks.then);
      if (kind === 'nothing') return undefined;
      const second = notice.payload['sitting'] === undefined ? kind : 'refer';
      return { kind: second, at: after(2), by: talk.gate.by, reason: '推演：整改不到位' };
    }
    case 'decide-referral': {
      const answer = pick(talks.refers);
      if (answer === 'lapse') return undefined;
      const reason = answer === 'reject' ? { reason: '推演：不予移送' } : {};
      return { kind: answer, at: after(2), by: talk.refer, ...reason };
    }
    default:
      return undefined;
  }
}

const TWO_HOURS = 2 * 3_600_000;

const RECORD = {
  problems: '推演：事由和问题',
  explanation: '推演：说明和措施',
  demands: '推演：要求和时限',
  commitment: '推演：表态',
};

/** The office gives time and place on the next working day, for 15:00 of a day within the limit. */
function schedule(
  { talks, after }: Ways,
  { calendar }: Context,
  notice: Asked,
): TalkAct | undefined {
  const { holds } = talks;
  if (holds === 'never') return undefined;
  const { zone } = calendar;
  const limitAt = String(notice.payload['limitAt']);
  const wanted = at(
    addWorkdays(calendar, dayOf(notice.at, zone), Math.max(2, holds)),
    '15:00',
    zone,
  );
  const latest = at(dayOf(limitAt, zone), '15:00', zone);
  const meeting = { at: minInstant(wanted, latest), place: '推演：会议室' };
  return { kind: 'schedule', at: after(1), by: 'office', meeting };
}

/** In time: on the working day before the limit; late: two working days after it. */
function rectified(
  { talks, pick, after }: Ways,
  { calendar }: Context,
  notice: Asked,
  unit: string,
): TalkAct | undefined {
  const manner = pick(talks.rectifies);
  if (manner === 'silent') return undefined;
  const { zone } = calendar;
  const limit = dayOf(String(notice.payload['limitAt']), zone);
  const day = addWorkdays(calendar, limit, manner === 'late' ? 2 : -1);
  const found = at(day, '10:00', zone);
  const when = epoch(found) > epoch(notice.at) ? found : after(1);
  return { kind: 'rectified', at: when, by: unit, text: '推演：整改情况' };
}
