import type { Instant } from './instant.ts';
import type { Fact, MessageBase } from './machine.ts';
import type { RegimeAmended, RegimeParties, RegimeWithdrawn } from './regimeMessages.ts';

/** The fact that periods from a day on come from another regime: what has begun keeps its own. */
export function regimeFact(message: RegimeAmended, at: Instant): Fact {
  const { regime, hash, from, by, reason } = message;
  return {
    kind: 'fact',
    at,
    type: 'regime-amended',
    key: `regime:${regime.id}:${regime.version}`,
    payload: { regime: regime.id, version: regime.version, hash, from, by, reason },
  };
}

/** The fact that a regime was taken back before its day: everything is as if it had not been published. */
export function regimeWithdrawnFact(message: RegimeWithdrawn, at: Instant): Fact {
  const { withdraws, by, reason } = message;
  return {
    kind: 'fact',
    at,
    type: 'regime-withdrawn',
    key: `regime-withdrawn:${withdraws.id}:${withdraws.version}`,
    payload: { regime: withdraws.id, version: withdraws.version, by, reason },
  };
}

/** Who owes under a regime that is published in flight, by its hash and the task; absent: as before. */
export type OwedUnder = (hash: string, task: string) => RegimeParties | undefined;

/** What one task is told of a regime: the register knows who owes under it. */
export function regimeTold<Message extends MessageBase>(
  message: Message,
  task: string,
  owed: OwedUnder | undefined,
): Message {
  const { kind, hash } = message as Message & { readonly kind?: string; readonly hash?: string };
  if (kind !== 'regime' || hash === undefined) return message;
  const found = owed?.(hash, task);
  return found === undefined ? message : { ...message, owed: found };
}
