import type { CampaignView } from './campaign.ts';
import { addresses } from './escalation.ts';
import type { Instant } from './instant.ts';
import type { Decision } from './machine.ts';
import type { Recipient } from './regime.ts';
import type { Unit } from './unit.ts';

/** A notice of the campaign to every inbox of these roles, over all its units and leaders. */
export function campaignNotices(
  view: CampaignView,
  now: Instant,
  type: string,
  roles: readonly Recipient[],
  payload: Record<string, unknown>,
  units: readonly Unit[] = view.input.units,
): readonly Decision[] {
  const { context, leaders } = view.input;
  const members = units.map((unit) => unit.id);
  const found = roles
    .filter((role) => role !== 'leader' || leaders.length > 0)
    .flatMap((role) =>
      addresses(role, context.regime, { leaders: [...leaders], units: [...units] }, { members }),
    );
  const unique = new Map(found.map((address) => [address.recipient, address]));
  const subject = String(payload['subject']);
  return [...unique.values()].map(({ recipient, insteadOf }) => ({
    kind: 'notice',
    at: now,
    type,
    key: `${view.process}:${subject}:${type}:${recipient}`,
    recipient,
    payload: { ...payload, ...(insteadOf === undefined ? {} : { insteadOf }) },
  }));
}
