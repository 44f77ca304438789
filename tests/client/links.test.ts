import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linkIn, linkKeyOf, linkToken, newLinkId } from '../../client/identity/links.ts';

describe('the token of a link', () => {
  const key = 'a key';

  test('names its link to whoever has the key', () => {
    const id = newLinkId();
    expect(linkIn(key, linkToken(key, id))).toBe(id);
    expect(linkIn(key, ` ${linkToken(key, id).toUpperCase()}\n`)).toBe(id);
  });

  test('fits into the local part of an address and into a fragment', () => {
    const token = linkToken(key, newLinkId());
    expect(`duban+${token}`.length).toBeLessThanOrEqual(64);
    expect(encodeURIComponent(token)).toBe(token);
  });

  test('no other key, no other id and no other letter opens it', () => {
    const id = newLinkId();
    const token = linkToken(key, id);
    expect(linkIn('another key', token)).toBeUndefined();
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.constantFrom(...'0123456789abcdef-'),
        (at, letter) => {
          fc.pre(token[at] !== letter);
          expect(linkIn(key, token.slice(0, at) + letter + token.slice(at + 1))).toBeUndefined();
        },
      ),
    );
  });

  test('anything at all is no token', () => {
    fc.assert(fc.property(fc.string(), (text) => linkIn(key, text) === undefined));
  });
});

test('the key is made once and is its owner’s only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-link-'));
  const key = linkKeyOf({ folder });
  expect(linkKeyOf({ folder })).toBe(key);
  expect(readFileSync(join(folder, 'link-key'), 'utf8').trim()).toBe(key);
  expect(statSync(join(folder, 'link-key')).mode & 0o077).toBe(0);
  rmSync(folder, { recursive: true });
});
