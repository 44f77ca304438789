import { describe, expect, test } from '@jest/globals';
import { attachmentNamed } from '../../client/server/fileAnswer.ts';
import { evidenceMegabytes } from '../../client/evidenceLimit.ts';
import { settingsOf } from '../../client/server/settings.ts';

describe('the name under which a browser saves a file', () => {
  test.each([
    ['台账.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.pdf`],
    ['a b.png', `attachment; filename="a_b.png"; filename*=UTF-8''a%20b.png`],
    [
      `x"; filename=evil.html;'(1)*.txt`,
      `attachment; filename="x_filename_evil.html_1_.txt"; filename*=UTF-8''x%22%3B%20filename%3Devil.html%3B%27%281%29%2A.txt`,
    ],
  ])('%s', (name, header) => expect(attachmentNamed(name)).toBe(header));

  test('is one line of ASCII, whatever it is', () => {
    for (const name of ['台\u2028账.pdf', '甲'.repeat(200), '√.txt']) {
      expect(attachmentNamed(name)).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});

describe('the limit of a file', () => {
  test.each([
    [undefined, 20],
    ['50', 50],
    ['0', 20],
    ['101', 20],
    ['1.5', 20],
    ['很多', 20],
  ])('%s', (given, megabytes) => {
    expect(evidenceMegabytes(given === undefined ? {} : { DUBAN_EVIDENCE_MB: given })).toBe(
      megabytes,
    );
  });

  test('a setting that is none keeps the server from starting', () => {
    expect(() => settingsOf({ DUBAN_EVIDENCE_MB: '很多' })).toThrow('DUBAN_EVIDENCE_MB=很多');
    expect(() => settingsOf({ DUBAN_EVIDENCE_MB: '50' })).not.toThrow();
  });
});
