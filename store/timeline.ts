import type { Instant } from '../domain/instant.ts';
import type { MessageBase } from '../domain/machine.ts';
import { keptRows } from './kept.ts';
import type { Db } from './pool.ts';

/** One line of a process's history: a fact of the ledger, or a notice that was sent. */
export interface TimelineRow {
  readonly kind: 'fact' | 'notice';
  readonly type: string;
  readonly key: string;
  readonly at: Instant;
  /** When the turn that decided it was made. */
  readonly madeAt: Date;
  readonly recipient: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Every fact and notice of a process, or those of some types, in the order in which they were decided. */
export async function timelineOf(
  db: Db,
  process: string,
  types?: readonly string[],
): Promise<readonly TimelineRow[]> {
  const { rows } = await db.query<TimelineRow>(
    `select r.kind, r.type, r.key, r.at, t.made_at as "madeAt", r.recipient, r.payload
       from (select process, seq, n, kind, type, key, at_text as at, null as recipient, payload
               from ledger where process = $1 and kind = 'fact' and ($2::text[] is null or type = any ($2))
              union all
             select process, seq, n, 'notice', type, key, at_text, recipient, payload
               from notice where process = $1 and ($2::text[] is null or type = any ($2))) r
       join turn t on t.process = r.process and t.seq = r.seq
      order by r.seq, r.n`,
    [process, types ?? null],
  );
  return rows;
}

/** An interview with its newest fact. */
export interface InterviewRow {
  readonly process: string;
  readonly unit: string;
  readonly window: string;
  /** How it stands: a phase of the interview, `ground` before the proposal. */
  readonly phase: string;
  readonly at: Instant;
  readonly limitAt: Instant | null;
  /** With whom it lies. */
  readonly approver: string | null;
  readonly grounds: number;
}

/** Interviews of a campaign; with `task` only those of which that task is a ground. */
export async function interviewsOf(
  db: Db,
  campaign: string,
  task?: string,
): Promise<readonly InterviewRow[]> {
  const rows = await keptRows<InterviewRow>(
    db,
    `select p.id as process, split_part(p.id, '/', 3) as unit, split_part(p.id, '/', 4) as window,
            coalesce(l.payload ->> 'phase', l.type) as phase, l.at_text as at,
            l.payload ->> 'limitAt' as "limitAt",
            coalesce(l.payload ->> 'desk', l.payload ->> 'approver') as approver,
            (select count(*)::int from ledger g where g.process = p.id and g.type = 'ground') as grounds
       from process p
       join lateral (select type, at_text, payload from ledger
                      where process = p.id and kind = 'fact'
                      order by (type <> 'ground') desc, seq desc, n desc limit 1) l on true
      where p.campaign = $1 and p.kind = 'interview'
        and ($2::text is null or exists (
              select 1 from ledger g where g.process = p.id and g.type = 'ground'
                 and g.payload ->> 'task' = $2))
      order by l.at_text, p.id`,
    [campaign, task ?? null],
  );
  return rows;
}

/** A message that a process has already taken, by its id. */
export async function takenMessage(
  db: Db,
  process: string,
  id: string,
): Promise<{ message: MessageBase; answer: Record<string, unknown> } | undefined> {
  const { rows } = await db.query<{
    taken: { message?: MessageBase; answer?: Record<string, unknown> }[];
  }>(
    `select taken from turn where process = $1
        and taken @> jsonb_build_array(jsonb_build_object('message', jsonb_build_object('id', $2::text)))
      order by seq limit 1`,
    [process, id],
  );
  const step = rows[0]?.taken.find(({ message }) => message?.id === id);
  return step?.message && { message: step.message, answer: step.answer ?? {} };
}

/** When and why a process ended, if it has. */
export async function endOfProcess(
  db: Db,
  process: string,
): Promise<{ readonly at: Instant; readonly reason: string } | undefined> {
  const { rows } = await db.query<{ at: Instant; reason: string | null }>(
    `select at_text as at, payload ->> 'reason' as reason from ledger
      where process = $1 and kind = 'fact'
        and (type = 'ended' or process like 'interview/%')
      order by seq desc, n desc limit 1`,
    [process],
  );
  return rows[0] && { at: rows[0].at, reason: rows[0].reason ?? '已有决定' };
}
