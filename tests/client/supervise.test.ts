import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { keep, startChild, supervise } from '../../client/supervise.ts';
import type { Identity, Running } from '../../store/process.ts';
import { endProcess, identify, living } from '../../store/process.ts';

const FAST = { firstMs: 1, longestMs: 4, calmMs: 60_000 };
const STAY = "console.log('ready'); setInterval(() => {}, 1000)";

function script(text: string) {
  return { name: '工作进程', command: process.execPath, args: ['-e', text] };
}

/** A stand-in for a server, killed by calling `die`. */
function toy(pid: number) {
  let die: (how: string) => void = () => undefined;
  const exited = new Promise<string>((resolve) => (die = resolve));
  const running: Running = { pid, exited, stop: () => Promise.resolve(die('停止')) };
  return { running, die };
}

/** Resolves when a log line holds the words. */
function waiting() {
  const lines: string[] = [];
  const waiters: { words: string; found: () => void }[] = [];
  const log = (line: string) => {
    lines.push(line);
    for (const { words, found } of waiters) if (line.includes(words)) found();
  };
  const until = (words: string) =>
    lines.some((line) => line.includes(words))
      ? Promise.resolve()
      : new Promise<void>((found) => waiters.push({ words, found }));
  return { lines, log, until };
}

describe('keep', () => {
  test('a death is followed by a new start, a failing start by another, with growing waits', async () => {
    const { lines, log, until } = waiting();
    const toys = [toy(1), toy(2)];
    let starts = 0;
    const kept = await keep({
      name: '数据库',
      log,
      backOff: FAST,
      start: () => {
        starts += 1;
        if (starts === 2 || starts === 3) return Promise.reject(new Error('端口被占用'));
        const next = starts === 1 ? toys[0] : toys[1];
        if (next === undefined) throw new Error('no toy');
        return Promise.resolve(next.running);
      },
    });
    toys[0]?.die('被信号 SIGKILL 结束');
    await until('数据库已重新启动');
    expect(lines).toEqual([
      '数据库意外退出（被信号 SIGKILL 结束），0.001 秒后重新启动（第 1 次）',
      '数据库没有启动：端口被占用，0.002 秒后重新启动（第 2 次）',
      '数据库没有启动：端口被占用，0.004 秒后重新启动（第 3 次）',
      '数据库已重新启动（进程 2）',
    ]);
    expect(kept.current()?.pid).toBe(2);
    await kept.stop();
    expect(starts).toBe(4);
  });

  test('the first start must succeed', async () => {
    const start = () => Promise.reject(new Error('数据库文件夹已损坏。'));
    await expect(keep({ name: '数据库', start, log: () => undefined })).rejects.toThrow('已损坏');
  });

  test('a stop while it is being started again stops what comes', async () => {
    const { log, until } = waiting();
    const [first, second] = [toy(1), toy(2)];
    let release: (running: Running) => void = () => undefined;
    let starts = 0;
    const kept = await keep({
      name: '数据库',
      log,
      backOff: FAST,
      start: () => {
        starts += 1;
        if (starts === 1) return Promise.resolve(first.running);
        log('正在启动');
        return new Promise<Running>((resolve) => (release = resolve));
      },
    });
    first.die('退出码 1');
    await until('正在启动');
    const stopped = kept.stop();
    release(second.running);
    await stopped;
    expect(await second.running.exited).toBe('停止');
  });
});

describe('a supervised command', () => {
  test('starts again after kill -9 and is stopped for good', async () => {
    const { log, until } = waiting();
    const seen: (Identity | undefined)[] = [];
    const kept = await supervise({
      ...script(STAY),
      log,
      readyWhen: /ready/,
      backOff: FAST,
      note: (identity) => seen.push(identity),
    });
    const first = kept.current()?.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until('工作进程已重新启动');
    const second = identify(kept.current()?.pid ?? 0);
    expect(second?.pid).not.toBe(first);
    await kept.stop();
    expect(second !== undefined && living(second)).toBe(false);
    expect(seen.map((identity) => identity?.pid)).toEqual([first, undefined, second?.pid]);
  });

  test('a child that leaves before it is ready is a failed start', async () => {
    const child = startChild({
      ...script("console.log('坏了'); process.exit(3)"),
      log: () => undefined,
      readyWhen: /ready/,
    });
    await expect(child).rejects.toThrow('工作进程没有启动：已退出（退出码 3）');
  });

  test('a child that is never ready is ended', async () => {
    const { log, until } = waiting();
    const child = startChild({
      ...script('console.log(process.pid); setInterval(() => {}, 1000)'),
      log,
      readyWhen: () => Promise.resolve(false),
      readyLimitMs: 300,
    });
    await expect(child).rejects.toThrow('0.3 秒内没有就绪');
    await until('[工作进程]');
  });

  test('a command that does not exist is a failed start', async () => {
    const child = startChild({
      name: '工作进程',
      command: '/no/such/program',
      args: [],
      log: () => undefined,
    });
    await expect(child).rejects.toThrow('工作进程没有启动');
  });

  test('its children leave when the supervisor is killed by SIGKILL', async () => {
    const module = pathToFileURL(join(import.meta.dirname, '../../client/supervise.ts')).href;
    const leaving = pathToFileURL(join(import.meta.dirname, '../../store/parent.ts')).href;
    const child = `import { leaveWithParent } from '${leaving}'; leaveWithParent();
      console.log('ready'); setInterval(() => {}, 1000)`;
    const parent = `import { startChild } from '${module}';
      const args = ['--import', 'tsx', '--input-type=module', '-e', ${JSON.stringify(child)}];
      const { pid } = await startChild({ name: 'c', command: process.execPath, args,
        log: () => undefined, readyWhen: /ready/ });
      console.log(pid)`;
    const supervisor = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', parent],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const line = await new Promise<string>((resolve) =>
      createInterface({ input: supervisor.stdout }).once('line', resolve),
    );
    const identity = identify(Number(line));
    if (identity === undefined) throw new Error(`no child: ${line}`);
    supervisor.kill('SIGKILL');
    while (living(identity)) await new Promise((resolve) => setTimeout(resolve, 20));
    await endProcess(identity, 'SIGKILL');
  }, 30_000);
});
