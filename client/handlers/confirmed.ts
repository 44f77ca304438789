import { canonicalJson } from '../../domain/canonical.ts';
import type { Fault } from '../../domain/faults.ts';
import type { MessageBase } from '../../domain/machine.ts';
import { sha256 } from '../../store/ledger.ts';
import type { Db } from '../../store/pool.ts';
import { takenMessage } from '../../store/timeline.ts';
import { FaultError, refuse } from '../faultError.ts';

/** 清单校验码 of a list that a person confirms: enough of a SHA-256 to tell two apart, and short enough to be typed. */
export function listDigest(value: unknown): string {
  return sha256(canonicalJson(value)).slice(0, 16);
}

/**
 * What a process took under a request, if it did: the same request is answered as it was then, also with the fault that it
 * had; with another content it is refused.
 */
export async function takenBefore<Message extends MessageBase>(
  db: Db,
  process: string,
  requestId: string,
  isSame: (message: Message) => boolean | Promise<boolean>,
): Promise<Message | undefined> {
  const earlier = await takenMessage(db, process, requestId);
  if (earlier === undefined) return undefined;
  const message = earlier.message as Message;
  if (!(await isSame(message))) refuse('request-reused', { request: requestId });
  if (earlier.answer['fault'] !== undefined) throw new FaultError(earlier.answer['fault'] as Fault);
  return message;
}
