import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addressOf, endLeftovers, openRun, readRun, takeLock } from '../../client/runFile.ts';
import type { Identity } from '../../store/process.ts';
import { endProcess, identify, living } from '../../store/process.ts';

let folder: string;
let started: Identity[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-run-'));
  started = [];
});
afterEach(async () => {
  for (const identity of started) await endProcess(identity, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function sleeper(): Identity {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const identity = identify(child.pid ?? 0);
  if (identity === undefined) throw new Error('no child');
  started.push(identity);
  return identity;
}

describe('identity', () => {
  test('a living process is known by pid and start; another start of the same pid is not it', () => {
    const self = identify(process.pid);
    expect(self?.pid).toBe(process.pid);
    expect(self !== undefined && living(self)).toBe(true);
    expect(living({ pid: process.pid, started: 'another boot/1' })).toBe(false);
  });

  test('a pid that no process can have is nobody', () => {
    expect(identify(0)).toBeUndefined();
    expect(identify(-1)).toBeUndefined();
    expect(identify(2 ** 30)).toBeUndefined();
  });

  test('ending spares a process that only has the same pid', async () => {
    const other = sleeper();
    await endProcess({ pid: other.pid, started: 'another boot/1' }, 'SIGKILL');
    expect(living(other)).toBe(true);
    await endProcess(other, 'SIGTERM');
    expect(living(other)).toBe(false);
  });

  test('a process that ignores SIGTERM is ended by SIGKILL after its grace', async () => {
    const script =
      "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const identity = identify(child.pid ?? 0);
    if (identity === undefined) throw new Error('no child');
    const gone = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    await endProcess(identity, 'SIGTERM', 100);
    expect(await gone).toBe('SIGKILL');
  });
});

describe('lock', () => {
  test('a second start of the living says who holds the lock', () => {
    const lock = takeLock(folder);
    expect(() => takeLock(folder)).toThrow(`督办已在运行（进程 ${process.pid}`);
    lock.release();
    takeLock(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['a dead pid', JSON.stringify({ pid: 2 ** 30, started: 'x/1' })],
    ['the same pid of an earlier boot', JSON.stringify({ pid: process.pid, started: 'x/1' })],
    ['half a file', '{"pid": 12'],
    ['nothing', ''],
  ])('a lock left by %s is taken over', (_, text) => {
    writeFileSync(join(folder, 'lock'), text);
    const lock = takeLock(folder);
    expect(() => takeLock(folder)).toThrow('督办已在运行');
    lock.release();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('a release leaves the lock of another start alone', () => {
    const lock = takeLock(folder);
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 1, started: 'x/1' }));
    lock.release();
    expect(existsSync(join(folder, 'lock'))).toBe(true);
  });
});

describe('run', () => {
  test('children and addresses are kept, and a child without a process is forgotten', () => {
    const run = openRun(folder);
    run.child('数据库', { pid: 11, started: 'x/1' });
    run.child('工作进程', { pid: 12, started: 'x/2' });
    run.child('数据库', { pid: 13, started: 'x/3' });
    run.address('api', 'http://127.0.0.1:1');
    expect(readRun(folder).children.map(({ what, pid }) => [what, pid])).toEqual([
      ['工作进程', 12],
      ['数据库', 13],
    ]);
    run.child('数据库', undefined);
    expect(readRun(folder).children.map(({ what }) => what)).toEqual(['工作进程']);
    expect(addressOf(folder, 'api')).toBe('http://127.0.0.1:1');
    expect(addressOf(folder, 'ui')).toBeUndefined();
    run.remove();
    expect(addressOf(folder, 'api')).toBeUndefined();
  });

  test('an address is not given when its start is dead', () => {
    const text = { starter: { pid: 2 ** 30, started: 'x/1' }, addresses: { api: 'http://x' } };
    writeFileSync(join(folder, 'run.json'), JSON.stringify(text));
    expect(addressOf(folder, 'api')).toBeUndefined();
  });

  test('children of a killed start are ended, a stranger with the pid of one is not', async () => {
    const left = sleeper();
    const stranger = sleeper();
    const children = [
      { ...left, what: '工作进程' },
      { pid: stranger.pid, started: 'x/1', what: '数据库' },
      { pid: 'no number' },
    ];
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ children }));
    const said: string[] = [];
    await endLeftovers(folder, (line) => said.push(line));
    expect(living(left)).toBe(false);
    expect(living(stranger)).toBe(true);
    expect(said).toEqual([`结束上次遗留的进程：工作进程（${left.pid}）`]);
    expect(existsSync(join(folder, 'run.json'))).toBe(false);
  });

  test('a run file cut short by a crash counts as none', async () => {
    writeFileSync(join(folder, 'run.json'), '{"children": [{"pid"');
    expect(readRun(folder).children).toEqual([]);
    await endLeftovers(folder, () => undefined);
  });
});
