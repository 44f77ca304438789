import { regimeOn } from './amendedContext.ts';
import { presentContext, type CampaignView } from './campaignState.ts';
import { addresses, type Address } from './escalation.ts';
import { dayOf, type Instant } from './instant.ts';
import type { Decision, Notice } from './machine.ts';
import type { Recipient } from './regime.ts';
import type { Unit } from './unit.ts';

/**
 * A notice of the campaign to every inbox of these roles, over all its units and leaders. An empty recipient never waits
 * in silence: the fallback gets its notice, and the office is told that there is nobody.
 */
export function campaignNotices(
  view: CampaignView,
  now: Instant,
  type: string,
  roles: readonly Recipient[],
  payload: Record<string, unknown>,
  units: readonly Unit[] = view.input.units,
): readonly Decision[] {
  const { leaders } = view.input;
  const context = presentContext(view);
  const regime = regimeOn(context, dayOf(now, context.calendar.zone));
  const members = units.map((unit) => unit.id);
  const found = roles
    .filter((role) => role !== 'leader' || leaders.length > 0)
    .flatMap((role) =>
      addresses(role, regime, { leaders: [...leaders], units: [...units] }, { members }),
    );
  const subject = `${view.process}:${String(payload['subject'])}:${type}`;
  return noticesTo(found, { at: now, type, subject, payload });
}

/** One notice for each inbox, and one to the office for each role that nobody holds. */
export function noticesTo(
  addresses: readonly Address[],
  notice: {
    readonly at: Instant;
    readonly type: string;
    readonly subject: string;
    readonly payload: Record<string, unknown>;
  },
): readonly Decision[] {
  const { at, type, subject, payload } = notice;
  const seen = new Set<string>();
  return addresses.flatMap(({ recipient, insteadOf }): Decision[] => {
    const decisions: Decision[] = [];
    const tell = (tag: string, made: Omit<Notice, 'kind' | 'at' | 'key'>) => {
      const key = `${subject}:${tag}`;
      if (!seen.has(key)) decisions.push({ kind: 'notice', at, key, ...made });
      seen.add(key);
    };
    const instead = insteadOf === undefined ? {} : { insteadOf };
    tell(recipient, { type, recipient, payload: { ...payload, ...instead } });
    if (insteadOf !== undefined) {
      const missing = { ...payload, step: type, insteadOf };
      tell(`missing:${insteadOf}`, {
        type: 'recipient-missing',
        recipient: 'office',
        payload: missing,
      });
    }
    return decisions;
  });
}
