import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCli } from '../../client/commands/program.ts';
import { mustBeNew, writeNew } from '../../client/commands/newFile.ts';
import { findLedgerKey, ledgerKey, readerOf } from '../../client/keys.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const SAMPLE = fixture('proof.json');
const PUBLIC = fixture('proof.public.pem');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function duban(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(argv, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    width: 100,
    env: { DUBAN_HOME: folder },
    now: () => Date.parse('2026-04-02T09:00:00+08:00'),
    progress: { isTTY: false, write: () => true },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function changed(from: string | RegExp, to: string): string {
  const path = join(folder, 'changed.json');
  writeFileSync(path, readFileSync(SAMPLE, 'utf8').replace(from, to));
  return path;
}

describe('duban verify', () => {
  test('needs no server: the sample holds, its origin unproven without a key', async () => {
    const { code, out, err } = await duban('verify', SAMPLE);
    expect([code, err]).toEqual([0, '']);
    expect(out.replace(/\s+/g, '')).toContain('自身成立，但来源未经证实');
    expect(out).toContain('数到的工作日为');
    expect(out.match(/^[1-5] /gm)).toHaveLength(5);
  });

  test('the public key proves the origin; another key does not', async () => {
    const proven = await duban('verify', SAMPLE, '--key', PUBLIC, '--json');
    expect([proven.code, (JSON.parse(proven.out) as { origin: string }).origin]).toEqual([
      0,
      'proven',
    ]);
    const path = join(folder, 'other.pem');
    writeFileSync(path, ledgerKey(join(folder, 'other')).publicPem);
    const other = await duban('verify', SAMPLE, '--key', path);
    expect(other.code).toBe(1);
    expect(other.err).toContain('不是用这把密钥签的');
  });

  test('a change is named with its line, and ends with code 1', async () => {
    const text = readFileSync(SAMPLE, 'utf8');
    const line = text.slice(0, text.indexOf('"verdict":"missing"')).split('\n').length;
    const { code, err } = await duban(
      'verify',
      changed('"verdict":"missing"', '"verdict":"on-time"'),
    );
    expect(code).toBe(1);
    expect(err).toContain(`第 ${line} 行（台账记录`);
    const json = await duban('verify', changed('2026-01-29', '2026-01-28'), '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ holds: false });
  });

  test('a file that is none, and a key that is none, are said so', async () => {
    expect((await duban('verify', join(folder, 'nothing.json'))).err).toContain('没有文件');
    const { code, err } = await duban('verify', SAMPLE, '--key', SAMPLE);
    expect([code, /不是公钥/.test(err)]).toEqual([1, true]);
  });
});

describe('the ledger key', () => {
  test('is made once, readable by its owner only, and shown by its public half', async () => {
    expect((await duban('key')).code).toBe(1);
    expect(findLedgerKey(folder)).toBeUndefined();
    const key = ledgerKey(folder);
    expect(ledgerKey(folder).id).toBe(key.id);
    expect(statSync(join(folder, 'keys', 'ledger.ed25519')).mode & 0o777).toBe(0o600);
    const shown = await duban('key');
    expect(shown.out).toBe(key.publicPem.trimEnd());
    expect(shown.out).not.toContain('PRIVATE');
    const reader = readerOf(shown.out);
    expect(reader.id).toBe(key.id);
    expect(reader.signed('日签', key.sign('日签'))).toBe(true);
    expect(reader.signed('日签 ', key.sign('日签'))).toBe(false);
  });

  test('that cannot be read stops, and is never replaced', () => {
    const home = join(folder, 'broken');
    ledgerKey(home);
    writeFileSync(join(home, 'keys', 'ledger.ed25519'), '不是密钥');
    expect(() => ledgerKey(home)).toThrow(/无法读取/);
  });
});

test('evidence that is there already is never written over', () => {
  const path = join(folder, 'evidence.json');
  writeNew(path, 'first');
  expect(() => mustBeNew(path)).toThrow(/已经存在/);
  expect(() => writeNew(path, 'second')).toThrow(/已经存在/);
  expect(readFileSync(path, 'utf8')).toBe('first');
});
