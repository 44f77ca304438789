import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bytesOf, textOf } from '../../client/commands/documents.ts';
import { LIMITS } from '../../importers/archive.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-documents-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a file of the largest size is read whole, a larger one is refused by its name', () => {
  const path = join(folder, '方案.docx');
  writeFileSync(path, '甲');
  expect(textOf(path)).toBe('甲');
  truncateSync(path, LIMITS.file);
  expect(bytesOf(path)).toHaveLength(LIMITS.file);
  truncateSync(path, LIMITS.file + 1);
  expect(() => bytesOf(path)).toThrow('“方案.docx”超过 50 MB');
  truncateSync(path, 100_000_000_000);
  expect(() => bytesOf(path)).toThrow('“方案.docx”超过 50 MB');
});

test.each(['没有.docx', '.'])('what is no file is refused with what to do: %s', (name) => {
  expect(() => bytesOf(join(folder, name))).toThrow(/请.+。$/);
});
