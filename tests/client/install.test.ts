import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const BIN = join(import.meta.dirname, '..', '..', 'bin');
let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'duban-clone-'));
  cpSync(BIN, join(clone, 'bin'), { recursive: true });
  mkdirSync(join(clone, 'tools'));
  lock('1.0.0');
  npm('mkdir -p node_modules/one; echo noise; echo more noise >&2');
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

function lock(version: string) {
  const packages = { '': {}, 'node_modules/one': { version } };
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ packages }));
}

/** A stand-in for npm that counts its calls. */
function npm(does: string) {
  const path = join(clone, 'tools', 'npm');
  writeFileSync(path, `#!/bin/sh\necho "$@" >> calls\n${does}\n`);
  chmodSync(path, 0o755);
}

function install() {
  const text = `import { ensureInstalled } from '${join(clone, 'bin', 'install.mjs')}';
    await ensureInstalled(); console.log('installed')`;
  const path = [join(clone, 'tools'), dirname(process.execPath), '/usr/bin', '/bin'].join(
    delimiter,
  );
  const args = ['--input-type=module', '-e', text];
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: { PATH: path } });
}

function calls(): string[] {
  const file = join(clone, 'calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

test('installs once, again when the lock changes, and never writes to standard output', () => {
  expect(install()).toMatchObject({ status: 0, stdout: 'installed\n' });
  expect(install()).toMatchObject({ status: 0, stdout: 'installed\n', stderr: '' });
  expect(calls()).toEqual(['ci --no-audit --no-fund --loglevel=error']);
  lock('1.0.1');
  expect(install().status).toBe(0);
  expect(calls()).toHaveLength(2);
});

test('what npm ci has put there by hand is taken as it is, another version is not', () => {
  mkdirSync(join(clone, 'node_modules'));
  const record = { packages: { 'node_modules/one': { version: '1.0.0' } } };
  writeFileSync(join(clone, 'node_modules', '.package-lock.json'), JSON.stringify(record));
  expect(install().status).toBe(0);
  expect(calls()).toEqual([]);
  lock('1.0.1');
  expect(install().status).toBe(0);
  expect(calls()).toHaveLength(1);
});

test('a failed install is one sentence with the reason of npm, and is tried again', () => {
  npm("echo 'npm error code ENOTFOUND' >&2; exit 1");
  const failed = install();
  expect(failed).toMatchObject({ status: 1, stdout: '' });
  expect(failed.stderr).toMatch(/依赖包没有装好（npm error code ENOTFOUND）。请检查网络.*\n$/);
  expect(install().status).toBe(1);
  expect(calls()).toHaveLength(2);
});
