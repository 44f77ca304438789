import { existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, replaceFile } from '../store/file.ts';
import type { Identity } from '../store/process.ts';
import { asIdentity, endProcess, identify, living } from '../store/process.ts';

/** A child of a start, and what it is in Chinese (「数据库」). */
export interface Child extends Identity {
  readonly what: string;
}

/** Run 运行记录: what the living (or the last, killed) start has started, and where it answers. */
export interface Run {
  readonly starter: Identity | undefined;
  readonly children: readonly Child[];
  /** Addresses by name, for the command line: `api`, `database`, `temporal`, `ui`. */
  readonly addresses: Readonly<Record<string, string>>;
}

export const RUN_FILE = 'run.json';
const LOCK_FILE = 'lock';

/** The run kept in the folder; empty where none was kept. */
export function readRun(folder: string): Run {
  const kept = (readJson(join(folder, RUN_FILE)) ?? {}) as Partial<Record<keyof Run, unknown>>;
  const children = Array.isArray(kept.children) ? kept.children : [];
  return {
    starter: asIdentity(kept.starter),
    children: children.flatMap((child: unknown) => {
      const identity = asIdentity(child);
      const { what } = child as { what?: unknown };
      return identity === undefined
        ? []
        : [{ ...identity, what: typeof what === 'string' ? what : '' }];
    }),
    addresses: (kept.addresses ?? {}) as Record<string, string>,
  };
}

/** Where a name answers now: nothing unless the start that wrote it still lives. */
export function addressOf(folder: string, name: string): string | undefined {
  const run = readRun(folder);
  return run.starter !== undefined && living(run.starter) ? run.addresses[name] : undefined;
}

/** The record that a start keeps of itself; each change is on disk before the call returns. */
export interface RunRecord {
  /** Notes the present process of a child, or that it has none. */
  child(what: string, identity: Identity | undefined): void;
  address(name: string, value: string): void;
  remove(): void;
}

export function openRun(folder: string): RunRecord {
  let run: Run = { starter: identify(process.pid), children: [], addresses: {} };
  const write = (next: Run) => {
    run = next;
    replaceFile(join(folder, RUN_FILE), `${JSON.stringify(run, undefined, 2)}\n`, 0o600);
  };
  write(run);
  return {
    child: (what, identity) => {
      const others = run.children.filter((child) => child.what !== what);
      write({
        ...run,
        children: identity === undefined ? others : [...others, { ...identity, what }],
      });
    },
    address: (name, value) => write({ ...run, addresses: { ...run.addresses, [name]: value } }),
    remove: () => rmSync(join(folder, RUN_FILE), { force: true }),
  };
}

/** Ends the children of a killed start, the last started first; call it only while holding the lock. */
export async function endLeftovers(folder: string, log: (line: string) => void): Promise<void> {
  for (const child of readRun(folder).children.toReversed()) {
    if (!living(child)) continue;
    log(`结束上次遗留的进程：${child.what}（${child.pid}）`);
    await endProcess(child, 'SIGTERM', 15_000);
  }
  rmSync(join(folder, RUN_FILE), { force: true });
}

/** Lock 启动锁: one living start per folder. */
export interface Lock {
  release(): void;
}

/**
 * Takes the folder's lock, or throws one Chinese sentence naming the living start that holds it. The lock is a
 * hard link to a finished file, so that it never exists half-written, and two starts cannot both make it.
 */
export function takeLock(folder: string): Lock {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, LOCK_FILE);
  const mine = `${lock}.${process.pid}`;
  const self = identify(process.pid);
  if (self === undefined)
    throw new Error('无法读取本进程的启动时间。请确认系统有 /proc 或 ps 命令。');
  replaceFile(mine, JSON.stringify(self), 0o600);
  try {
    for (let round = 0; round < 50; round += 1) {
      if (linked(mine, lock)) return { release: () => release(lock, self) };
      const holder = holderOf(lock);
      if (holder !== undefined && living(holder)) throw new Error(alreadyRunning(folder, holder));
      setAside(lock, holder);
    }
    throw new Error(`无法取得启动锁 ${lock}。请删除该文件后重新启动。`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function alreadyRunning(folder: string, holder: Identity): string {
  return `督办已在运行（进程 ${holder.pid}，文件夹 ${folder}）。要重新启动，请先停止它（在其窗口按 Ctrl-C，或运行 kill ${holder.pid}）。`;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(lock: string): Identity | undefined {
  return asIdentity(readJson(lock));
}

/** Moves a dead start's lock away; one that another start has just made in its place is put back. */
function setAside(lock: string, dead: Identity | undefined): void {
  const aside = `${lock}.${process.pid}.old`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = holderOf(aside);
  if (JSON.stringify(moved) !== JSON.stringify(dead)) linked(aside, lock);
  rmSync(aside, { force: true });
}

function release(lock: string, self: Identity): void {
  const holder = existsSync(lock) ? holderOf(lock) : undefined;
  if (holder?.pid === self.pid && holder.started === self.started) rmSync(lock, { force: true });
}
