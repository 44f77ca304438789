import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A token of 256 bits that nobody can guess; `prefix` says what it is. */
export function newToken(prefix = ''): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a token. It has 256 bits of chance, so a plain hash is enough. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The name of a row that people may see in an address. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}

export function sameSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

/** CSRF token: bound to the session by a key that only the server knows. */
export function csrfOf(key: Buffer, session: string): string {
  return createHmac('sha256', key).update(`duban csrf ${session}`).digest('base64url');
}
