import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cookieHeader, cookieIn } from '../../../client/identity/cookies.ts';
import { hashPassword, isPassword } from '../../../client/identity/passwords.ts';
import { personKey, seal, unseal } from '../../../client/identity/secretBox.ts';
import { csrfOf, newToken, sameSecret } from '../../../client/identity/secretToken.ts';
import { identityIn } from '../../../client/identity/settings.ts';
import { codeAt, factorUri, isFactor, newFactor, stepOf } from '../../../client/identity/totp.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a sealed text', () => {
  const key = randomBytes(32);

  test('is read with its key, at its place, and nowhere else', () => {
    const sealed = seal(key, '13800001234', 'account a0001 phone');
    expect(sealed).not.toContain('1380');
    expect(seal(key, '13800001234', 'account a0001 phone')).not.toBe(sealed);
    expect(unseal(key, sealed, 'account a0001 phone')).toBe('13800001234');
    expect(unseal(key, sealed, 'account a0002 phone')).toBeUndefined();
    expect(unseal(randomBytes(32), sealed, 'account a0001 phone')).toBeUndefined();
    for (const wrong of [
      '',
      'v1.',
      '13800001234',
      `${sealed}xxxx`,
      sealed.replace(/.{4}$/, 'AAAA'),
    ]) {
      expect(unseal(key, wrong, 'account a0001 phone')).toBeUndefined();
    }
  });

  test('its key is made once, for its owner only; a spoilt one is a sentence', () => {
    const made = personKey(folder);
    expect(made).toHaveLength(32);
    expect(personKey(folder)).toEqual(made);
    expect(statSync(join(folder, 'keys', 'persons.aes')).mode & 0o777).toBe(0o600);
    writeFileSync(join(folder, 'keys', 'persons.aes'), 'spoilt');
    expect(() => personKey(folder)).toThrow('人员信息密钥');
  });
});

describe('a password', () => {
  test('is kept as argon2id at the cost that OWASP names', async () => {
    const kept = await hashPassword('Kite-7-lamp');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword(kept, 'Kite-7-lamp')).toBe(true);
    expect(await isPassword(kept, 'kite-7-lamp')).toBe(false);
    expect(await isPassword(null, 'nobody has this password')).toBe(false);
  });

  test('is the same in both forms of Unicode', async () => {
    expect(await isPassword(await hashPassword('é７'), 'e\u03017')).toBe(true);
  });
});

describe('a second factor', () => {
  /** RFC 6238, appendix B: SHA-1, the last six of its eight digits. */
  const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i s is %s', (seconds, code) => {
    expect(codeAt(SEED, seconds * 1000)).toBe(code);
    expect(stepOf(SEED, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  test('holds for a step before and after, and names its own step', () => {
    const code = codeAt(SEED, 3_000_000);
    expect(stepOf(SEED, ` ${code.slice(0, 3)} ${code.slice(3)}`, 3_000_000)).toBe(100);
    expect(stepOf(SEED, code, 3_030_000)).toBe(100);
    expect(stepOf(SEED, code, 2_970_000)).toBe(100);
    expect(stepOf(SEED, code, 3_060_000)).toBeUndefined();
    expect(stepOf(SEED, '12345', 3_000_000)).toBeUndefined();
    expect(stepOf(SEED, 'abcdef', 3_000_000)).toBeUndefined();
  });

  test('has 160 bits of chance, and an address that authenticators know', () => {
    const secret = newFactor();
    expect([isFactor(secret), isFactor('AAAA'), isFactor(`${secret}=`)]).toEqual([
      true,
      false,
      false,
    ]);
    const uri = new URL(factorUri(secret, 'ducha-1'));
    expect([uri.protocol, uri.host, uri.searchParams.get('secret')]).toEqual([
      'otpauth:',
      'totp',
      secret,
    ]);
  });
});

test('a CSRF token is bound to the session and to the key', () => {
  const [key, other] = [randomBytes(32), randomBytes(32)];
  const own = csrfOf(key, 's1');
  expect(sameSecret(own, csrfOf(key, 's1'))).toBe(true);
  for (const wrong of [csrfOf(key, 's2'), csrfOf(other, 's1'), '', `${own}=`]) {
    expect(sameSecret(wrong, own)).toBe(false);
  }
  expect(Buffer.from(newToken(), 'base64url')).toHaveLength(32);
});

test('a cookie is found by its name among others, and bears the prefix only under https', () => {
  const change = { set: 'abc', expiresAt: '2026-03-05T17:00:00+08:00' };
  expect(cookieHeader(change, { secure: true })).toBe(
    '__Host-duban=abc; Path=/; HttpOnly; SameSite=Strict; Expires=Thu, 05 Mar 2026 09:00:00 GMT; Secure',
  );
  expect(cookieHeader({ clear: true }, { secure: false })).toBe(
    'duban=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
  );
  expect(cookieIn('a=1; duban=abc; duban=evil', { secure: false })).toBe('abc');
  expect(cookieIn('a=1; duban=abc', { secure: true })).toBeUndefined();
  expect(cookieIn(undefined, { secure: true })).toBeUndefined();
});

describe('settings', () => {
  const key = randomBytes(32);

  test('are those of the environment', () => {
    expect(identityIn({}, key)).toEqual({
      ...{ key, profile: 'dengbao', publicUrl: undefined, secure: false, oidc: undefined },
    });
    const given = identityIn(
      {
        DUBAN_PUBLIC_URL: 'https://duban.example/',
        DUBAN_PASSWORD_PROFILE: 'asvs',
        DUBAN_OIDC_ISSUER: 'https://sso.example',
        DUBAN_OIDC_CLIENT_ID: 'duban',
      },
      key,
    );
    expect(given).toMatchObject({
      ...{ profile: 'asvs', publicUrl: 'https://duban.example', secure: true },
      oidc: { issuer: 'https://sso.example', claim: 'sub', scope: 'openid' },
    });
  });

  test.each([
    [{ DUBAN_PASSWORD_PROFILE: 'none' }, 'DUBAN_PASSWORD_PROFILE'],
    [{ DUBAN_PUBLIC_URL: 'duban.example' }, 'DUBAN_PUBLIC_URL'],
    [{ DUBAN_OIDC_ISSUER: 'https://sso.example' }, 'DUBAN_OIDC_CLIENT_ID'],
  ])('%j is faulty', (env, name) => {
    expect(() => identityIn(env, key)).toThrow(name);
  });
});
