/** Lock 锁定: after `failures` within `withinMs` nothing is tried for `lockMs` (等保 8.1.4.1 登录失败处理). */
export interface SignInLimit {
  readonly failures: number;
  readonly withinMs: number;
  readonly lockMs: number;
}

const MINUTE = 60_000;

/** For one login, whether or not it exists: 5 failures in 15 minutes lock it for 30. */
export const LOGIN_LIMIT: SignInLimit = {
  failures: 5,
  withinMs: 15 * MINUTE,
  lockMs: 30 * MINUTE,
};

/** For one address, behind which a whole office may sit. */
export const ADDRESS_LIMIT: SignInLimit = {
  failures: 50,
  withinMs: 15 * MINUTE,
  lockMs: 30 * MINUTE,
};

/** Failures that are older than this cannot lock anything any more. */
export const FAILURES_COUNT_MS = 45 * MINUTE;

/**
 * Until when it is locked at `now`, by failures in their order (milliseconds); undefined where it is not. A lock uses up
 * the failures that made it.
 */
export function lockedUntil(
  failures: readonly number[],
  { failures: most, withinMs, lockMs }: SignInLimit,
  now: number,
): number | undefined {
  let counted: number[] = [];
  let until: number | undefined;
  for (const at of failures) {
    if (until !== undefined && at < until) continue;
    counted = [...counted.filter((earlier) => at - earlier < withinMs), at];
    if (counted.length < most) continue;
    until = at + lockMs;
    counted = [];
  }
  return until !== undefined && until > now ? until : undefined;
}
