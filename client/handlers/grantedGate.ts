import type { Gate } from '../deskAnswers.ts';
import type { OperationName } from '../operations.ts';
import type { Service } from '../service.ts';
import { isGranted } from './offeredActs.ts';

/** What its reporter may not do, the head of a unit does: it is told without the acts. */
export function grantedActs<T extends Pick<Gate, 'campaign' | 'acts'>>(
  service: Service,
  gate: T,
  actor: string,
): T {
  const about = { actor, campaign: gate.campaign };
  const acts = gate.acts.filter(({ operation, act }) =>
    isGranted(service, operation as OperationName, act ?? '', about),
  );
  return { ...gate, acts };
}
