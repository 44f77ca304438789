import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Identity, Running } from '../store/process.ts';
import { endProcess, identify, saidOf } from '../store/process.ts';
import { PARENT } from '../store/parent.ts';

/** A process kept alive until it is told to stop. */
export interface Supervised<R extends Running = Running> {
  /** The present process; undefined while it is being started again. */
  current(): R | undefined;
  /** Stops for good: the present process, and any start that was coming. */
  stop(): Promise<void>;
}

/** Waits between starts: doubling from `firstMs` to `longestMs`, and from the first again after `calmMs` alive. */
export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
  readonly calmMs: number;
}

export const BACK_OFF: BackOff = { firstMs: 500, longestMs: 30_000, calmMs: 60_000 };

export interface KeepOptions<R extends Running> {
  /** What it is, in Chinese (「数据库」). */
  readonly name: string;
  /** Starts it and resolves when it serves; a rejection carries a Chinese sentence. */
  readonly start: () => Promise<R>;
  readonly log: (line: string) => void;
  /** Told of each new process, and of none when it has gone. */
  readonly note?: (identity: Identity | undefined) => void;
  readonly backOff?: BackOff;
}

/**
 * Keeps something running. The first start must succeed, else the promise rejects with its reason; from then on
 * a death is followed by a new start, however often that fails.
 */
export async function keep<R extends Running>(options: KeepOptions<R>): Promise<Supervised<R>> {
  const { name, start, log, note = () => undefined, backOff = BACK_OFF } = options;
  const stopping = new AbortController();
  let running: R | undefined = await start();
  note(identify(running.pid));

  /** The reason why it did not start, if it did not. */
  const startAgain = async (): Promise<string | undefined> => {
    try {
      running = await start();
    } catch (error) {
      return `${name}没有启动：${(error as Error).message}`;
    }
    if (stopping.signal.aborted) {
      await running.stop();
    } else {
      note(identify(running.pid));
      log(`${name}已重新启动（进程 ${running.pid}）`);
    }
    return undefined;
  };
  const watch = async () => {
    let failures = 0;
    let trouble: string | undefined;
    while (!stopping.signal.aborted) {
      if (running !== undefined) {
        const began = Date.now();
        const how = await running.exited;
        running = undefined;
        if (stopping.signal.aborted) return;
        note(undefined);
        if (Date.now() - began > backOff.calmMs) failures = 0;
        trouble = `${name}意外退出（${how}）`;
      }
      const waitMs = Math.min(backOff.longestMs, backOff.firstMs * 2 ** failures);
      failures += 1;
      log(`${trouble ?? name}，${waitMs / 1000} 秒后重新启动（第 ${failures} 次）`);
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) trouble = await startAgain();
    }
  };
  const watched = watch();
  return {
    current: () => running,
    stop: async () => {
      stopping.abort();
      await running?.stop();
      await watched;
    },
  };
}

export interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly log: (line: string) => void;
  /** The whole environment of the child; that of this process where it is left out. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** A line of its output that says it serves, or a probe asked four times a second; ready at once without it. */
  readonly readyWhen?: RegExp | (() => Promise<boolean>);
  readonly readyLimitMs?: number;
  /** How long it may take to leave after SIGTERM before it gets SIGKILL. */
  readonly graceMs?: number;
}

/** Starts a command in a process group of its own, so that Ctrl-C reaches only the supervisor. */
export async function startChild(options: ChildOptions): Promise<Running> {
  const { name, command, args, log, readyLimitMs = 60_000, graceMs = 15_000 } = options;
  const child = spawn(command, args, {
    env: { ...(options.env ?? process.env), [PARENT]: `${process.pid}` },
    cwd: options.cwd,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(saidOf(code, signal)));
  });
  child.stdin.on('error', () => undefined);
  const seen = new Promise<void>((resolve) => {
    const read = (line: string) => {
      log(`[${name}] ${line}`);
      if (options.readyWhen instanceof RegExp && options.readyWhen.test(line)) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) eachLine(stream, read);
  });
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity === undefined)
    throw new Error(`${name}没有启动（${await exited}）。请查看上面的输出。`);
  const stop = async () => {
    await endProcess(identity, 'SIGTERM', graceMs);
    await exited;
  };
  const limit = new AbortController();
  const outcome = await Promise.race([
    ready(options.readyWhen, seen, limit.signal),
    exited.then((how) => `已退出（${how}）`),
    sleep(readyLimitMs, `${readyLimitMs / 1000} 秒内没有就绪`, {
      signal: limit.signal,
      ref: false,
    }),
  ]).finally(() => limit.abort());
  if (outcome === undefined) return { pid: identity.pid, exited, stop };
  await stop();
  throw new Error(`${name}没有启动：${outcome}。请查看上面的输出。`);
}

/** Starts a command and keeps it running. */
export function supervise(
  options: ChildOptions & Pick<KeepOptions<Running>, 'note' | 'backOff'>,
): Promise<Supervised> {
  return keep({ ...options, start: () => startChild(options) });
}

function eachLine(stream: Readable, read: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', read);
}

async function ready(
  when: ChildOptions['readyWhen'],
  seen: Promise<void>,
  over: AbortSignal,
): Promise<undefined> {
  if (when instanceof RegExp) {
    await seen;
  } else if (when !== undefined) {
    while (!over.aborted && !(await when().catch(() => false))) await sleep(250);
  }
  return undefined;
}
