import { canonicalJson } from '../domain/canonical.ts';
import type { Instant } from '../domain/instant.ts';
import { CalendarAmended } from '../domain/taskMessages.ts';
import { sha256 } from './ledger.ts';
import { kept } from './kept.ts';
import type { Db } from './pool.ts';
import type { TakenStep } from './processes.ts';

/** Keeps a calendar as it was published, by its content hash; the hash. */
export async function insertCalendar(db: Db, calendar: unknown): Promise<string> {
  const hash = sha256(canonicalJson(calendar));
  await db.query(
    `insert into document (kind, hash, body) values ('calendar', $1, $2) on conflict do nothing`,
    [hash, JSON.stringify(calendar)],
  );
  return hash;
}

/** The calendars that a campaign has taken after the one it started with, in order. */
export function calendarsTaken(db: Db, campaign: string): Promise<readonly CalendarAmended[]> {
  return kept(db, ['calendars', campaign], () => calendarsRead(db, campaign));
}

async function calendarsRead(db: Db, campaign: string): Promise<readonly CalendarAmended[]> {
  const { rows } = await db.query<{
    taken: { message?: unknown; answer?: { fault?: unknown; value?: { repeated?: boolean } } }[];
  }>(
    `select taken from turn where process = 'campaign/' || $1::text
        and taken @> '[{"message": {"kind": "calendar"}}]' order by seq`,
    [campaign],
  );
  return rows.flatMap(({ taken }) =>
    taken.flatMap(({ message, answer }) => {
      if (answer?.fault !== undefined || answer?.value?.repeated === true) return [];
      const parsed = CalendarAmended.safeParse(message);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

/** The steps of every task of a campaign, by process id: one read for all, and one object for a calendar told to all. */
export async function taskSteps(
  db: Db,
  campaign: string,
): Promise<ReadonlyMap<string, readonly TakenStep[]>> {
  const { rows } = await db.query<{
    process: string;
    engine: number;
    taken: { upTo: Instant; message?: NonNullable<TakenStep['message']> }[];
  }>(
    `select t.process, t.engine, t.taken from process p join turn t on t.process = p.id
      where p.campaign = $1 and p.kind = 'task' order by t.process, t.seq`,
    [campaign],
  );
  const steps = new Map<string, TakenStep[]>();
  const calendars = new Map<string, NonNullable<TakenStep['message']>>();
  const regimes = new Map<string, unknown>();
  const shared = (message: NonNullable<TakenStep['message']>) => {
    const { kind } = message as { kind?: string };
    if (kind === 'regime') return withSharedRegime(message, regimes);
    if (kind !== 'calendar') return message;
    const known = calendars.get(message.id) ?? message;
    calendars.set(message.id, known);
    return known;
  };
  for (const { process, engine, taken } of rows) {
    const own = steps.get(process) ?? [];
    steps.set(process, own);
    for (const { upTo, message } of taken) {
      own.push(message ? { engine, upTo, message: shared(message) } : { engine, upTo });
    }
  }
  return steps;
}

/** What a task is told of a regime is its own, but the regime is one for all. */
function withSharedRegime<Message extends { readonly id: string }>(
  message: Message,
  regimes: Map<string, unknown>,
): Message {
  const { id, regime } = message as Message & { readonly regime?: unknown };
  const known = regimes.get(id) ?? regime;
  regimes.set(id, known);
  return { ...message, regime: known };
}
