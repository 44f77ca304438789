import { z } from 'zod';
import type { Party } from './context.ts';
import type { Entry } from './taskTicks.ts';

/**
 * OwnPart 本单位在合报中的作为: a joint miss stands against each member, and each is proposed and decided by itself; so a
 * ground says who else was in the party and what this member itself did.
 */
export const OwnPart = z.strictObject({
  /** The other members of the joint party. */
  with: z.array(z.string()).min(1),
  /** How many periods the ground counts. */
  counted: z.int().min(1),
  /** Those of them for which this member itself sent a report, by obligation. */
  reported: z.array(z.string()),
  /** For how many periods of the duty it has sent one in all. */
  reports: z.int().min(0),
  /** Some reports came before senders were remembered: who sent them stands in the register. */
  partly: z.literal(true).optional(),
});
export type OwnPart = z.infer<typeof OwnPart>;

type Entries = Readonly<Record<string, Entry>>;

/** The part of one member of a joint party in what a ground counts; nothing for a party of one. */
export function ownPart(
  party: Party,
  unit: string,
  counted: readonly string[],
  entries: Entries,
): OwnPart | undefined {
  const others = party.members.filter((member) => member !== unit);
  const [first] = counted;
  if (others.length === 0 || first === undefined) return undefined;
  const sent = (key: string) => entries[key]?.sent?.includes(unit) === true;
  const duty = first.split('/')[0] ?? '';
  const own = Object.entries(entries).filter(
    ([key]) => key.startsWith(`${duty}/`) && key.endsWith(`/${party.id}`),
  );
  const partly = own.some(([, entry]) => entry.version > 0 && entry.sent === undefined);
  return {
    with: others,
    counted: counted.length,
    reported: counted.filter(sent),
    reports: own.filter(([key]) => sent(key)).length,
    ...(partly ? { partly } : {}),
  };
}

/** Who has reported for an obligation; remembered only where several might have. */
export function withSender(entry: Entry, party: Party, unit: string): Entry {
  if (party.members.length < 2 || entry.sent?.includes(unit) === true) return entry;
  // What was reported before senders were remembered stays unsaid.
  if (entry.sent === undefined && entry.version > 1) return entry;
  return { ...entry, sent: [...(entry.sent ?? []), unit] };
}
