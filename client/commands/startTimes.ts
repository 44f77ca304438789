import type { Instant } from '../../domain/instant.ts';
import { localInstant } from '../localTime.ts';
import { ZONE } from './documents.ts';
import { usage } from './io.ts';

export interface StartTimes {
  readonly start?: string;
  readonly firstNotices?: string;
}

/** 超限批准: asked for where the burden is above the limit. */
export function burdenReason({ burdenReason: reason }: { readonly burdenReason?: string }): {
  readonly burdenReason?: string;
} {
  return reason === undefined ? {} : { burdenReason: reason };
}

/** The times of a start as they were typed; what is not written is left to the server. */
export function startTimes(
  { start, firstNotices }: StartTimes,
  zone: string = ZONE,
): { readonly startedAt?: Instant; readonly firstNoticesAt?: Instant } {
  return {
    ...(start === undefined ? {} : { startedAt: timeOf('--start', start, zone) }),
    ...(firstNotices === undefined
      ? {}
      : { firstNoticesAt: timeOf('--first-notices', firstNotices, zone) }),
  };
}

function timeOf(option: string, written: string, zone: string): Instant {
  const found = localInstant(written, zone);
  return found ?? usage(`${option} ${written} 不是时刻，应写作 "2026-03-02 09:00"。`);
}
