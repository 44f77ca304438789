import { Secret, TOTP } from 'otpauth';

/** Second factor 动态口令: TOTP (RFC 6238) as every authenticator knows it: SHA-1, six digits, thirty seconds. */
const PERIOD_S = 30;
const DIGITS = 6;
const ISSUER = '督办';
/** A step before and after, for clocks that differ and for slow fingers. */
const WINDOW = 1;

export function newFactor(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the authenticator scans. */
export function factorUri(secret: string, login: string): string {
  return totpOf(secret, login).toString();
}

/** Whether a text is a secret of at least 160 bits in base32. */
export function isFactor(secret: string): boolean {
  return /^[A-Z2-7]{32,64}$/.test(secret);
}

/** The step, counted from the epoch, of which this is the code at `now` (milliseconds); undefined where it is none. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const delta = totpOf(secret).validate({ token: digits, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_S) + delta;
}

/** The code at `now`: for tests, and for nobody else. */
export function codeAt(secret: string, now: number): string {
  return totpOf(secret).generate({ timestamp: now });
}

function totpOf(secret: string, login = ''): TOTP {
  return new TOTP({
    ...{ issuer: ISSUER, label: login, algorithm: 'SHA1', digits: DIGITS, period: PERIOD_S },
    secret: Secret.fromBase32(secret),
  });
}
