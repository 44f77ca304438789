import { regimeOn } from './amendedContext.ts';
import { presentContext, type CampaignView } from './campaignState.ts';
import { addresses } from './escalation.ts';
import { dayOf, type Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import { noticesTo } from './noticesTo.ts';
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
