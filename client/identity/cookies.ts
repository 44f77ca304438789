import type { Instant } from '../../domain/instant.ts';

/** What a handler asks the door to do with the caller's cookie. */
export type CookieChange =
  { readonly set: string; readonly expiresAt: Instant } | { readonly clear: true };

/** Whether the public address is https: only then may a cookie be `Secure` and bear the prefix that browsers guard. */
export interface CookieManner {
  readonly secure: boolean;
}

/** `__Host-duban` where the public address is https, else `duban` (loopback). */
export function cookieName({ secure }: CookieManner): string {
  return secure ? '__Host-duban' : 'duban';
}

/** The whole value of a `Set-Cookie` header. */
export function cookieHeader(change: CookieChange, manner: CookieManner): string {
  const value = 'set' in change ? change.set : '';
  const end = 'set' in change ? `Expires=${new Date(change.expiresAt).toUTCString()}` : 'Max-Age=0';
  const secure = manner.secure ? ['Secure'] : [];
  const parts = [`${cookieName(manner)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', end];
  return [...parts, ...secure].join('; ');
}

/** The session's token in a `Cookie` header; of two with the same name the first counts. */
export function cookieIn(header: string | undefined, manner: CookieManner): string | undefined {
  const name = cookieName(manner);
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
