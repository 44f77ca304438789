import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Identity 进程标识: a pid with its start, so that another process with the same pid is never taken for it. */
export interface Identity {
  readonly pid: number;
  readonly started: string;
}

/** A child process that serves until it is stopped or dies. */
export interface Running {
  readonly pid: number;
  /** Resolves when the process is gone, with how it went in Chinese; never rejects. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

/** The identity of a living process; a zombie counts as dead, since some containers never reap it. */
export function identify(pid: number): Identity | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const started = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return started === undefined ? undefined : { pid, started };
}

export function living(identity: Identity): boolean {
  return identify(identity.pid)?.started === identity.started;
}

/** The identity written in a JSON value, or nothing where the value is of another shape. */
export function asIdentity(value: unknown): Identity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, started } = value as Partial<Record<keyof Identity, unknown>>;
  return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
}

/** Ends a process by its pid: the signal, then SIGKILL after `graceMs`. A dead one is left alone. */
export async function endProcess(
  identity: Identity,
  signal: NodeJS.Signals = 'SIGTERM',
  graceMs = 10_000,
): Promise<void> {
  if (!send(identity, signal) || (await goneWithin(identity, graceMs))) return;
  if (!send(identity, 'SIGKILL') || (await goneWithin(identity, 10_000))) return;
  throw new Error(
    `进程 ${identity.pid} 无法结束。请手动结束它（kill -9 ${identity.pid}）后重新启动。`,
  );
}

/** Sends a signal to exactly that process; false where it is gone already. */
function send(identity: Identity, signal: NodeJS.Signals): boolean {
  if (!living(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw new Error(
      `没有权限结束进程 ${identity.pid}。请用启动它的用户结束它（kill ${identity.pid}）后重新启动。`,
      { cause: error },
    );
  }
}

async function goneWithin(identity: Identity, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (living(identity)) {
    if (Date.now() > deadline) return false;
    await sleep(30);
  }
  return true;
}

const GUARD = `while read -r line; do :; done
if [ -r "/proc/$1/stat" ]; then
  start=$(sed 's/.*) //' "/proc/$1/stat" | cut -d' ' -f20)
  [ "$2" = "$start" ] || exit 0
fi
kill -s "$3" "$1" 2>/dev/null`;

/**
 * Ends a server that knows nothing of its parent when this process dies, even by SIGKILL: a shell holds the
 * other end of a pipe, and the end of the pipe is the parent's death.
 */
export function guard(server: Identity, signal: 'INT' | 'TERM' = 'INT'): { release(): void } {
  if (process.platform === 'win32') return { release: () => undefined };
  const ticks = server.started.split('/').at(-1) ?? '';
  const watcher = spawn('/bin/sh', ['-c', GUARD, 'guard', `${server.pid}`, ticks, signal], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as Socket).unref();
  return {
    release: () => {
      watcher.kill('SIGKILL');
      watcher.stdin.destroy();
    },
  };
}

/** How a child went, for people: 「退出码 1」 or 「被信号 SIGKILL 结束」. */
export function saidOf(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `退出码 ${code ?? '不明'}` : `被信号 ${signal} 结束`;
}

let boot: string | undefined;

/** Boot and start in clock ticks since boot: field 22 of the stat line, counted after the command's name. */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot}/${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const out = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', `${pid}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return out === '' || out.startsWith('Z') ? undefined : out.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}
