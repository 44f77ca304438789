import { isGrpcServiceError, ServiceError, type Client } from '@temporalio/client';
import { fault } from '../../domain/faults.ts';
import { FaultError } from '../faultError.ts';

/** Cancelled, unknown, deadline, exhausted, aborted, internal, unavailable: the line or the server, never what was asked. */
const AWAY = new Set([1, 2, 4, 8, 10, 13, 14]);

/** Whether an error means that Temporal cannot be reached at present, or has not done what it was asked. */
export function isTemporalAway(error: unknown): boolean {
  if (isGrpcServiceError(error)) return AWAY.has(error.code);
  if (error instanceof ServiceError && error.cause !== undefined) {
    return isTemporalAway(error.cause);
  }
  return /Failed to connect|UNAVAILABLE|ECONNREFUSED/.test(String((error as Error).message));
}

const REACH_LIMIT_MS = 2_000;

/**
 * Throws the fault at once where Temporal cannot be reached, so that a call that is made after it and gets no answer
 * means another thing.
 */
export async function mustReach(client: Client, otherwise = fault('temporal-away')): Promise<void> {
  try {
    await client.withDeadline(Date.now() + REACH_LIMIT_MS, () =>
      client.workflowService.getSystemInfo({}),
    );
  } catch (error) {
    throw isTemporalAway(error) ? new FaultError(otherwise) : error;
  }
}
