import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { fault } from '../../domain/faults.ts';
import { FaultError } from '../faultError.ts';

const AWAY = new Set([4, 8, 14]);

/** Whether an error means that Temporal cannot be reached at present: deadline, exhausted, unavailable. */
export function isTemporalAway(error: unknown): boolean {
  if (isGrpcServiceError(error)) return AWAY.has(error.code);
  if (error instanceof ServiceError && error.cause !== undefined) {
    return isTemporalAway(error.cause);
  }
  return /Failed to connect|UNAVAILABLE|ECONNREFUSED/.test(String((error as Error).message));
}

/** The fault of a call that did not reach Temporal; any other error as it is. */
export function temporalFault(error: unknown): unknown {
  return isTemporalAway(error) ? new FaultError(fault('temporal-away')) : error;
}
