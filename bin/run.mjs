// Runs a program of ours in TypeScript as a child, passes signals on, and leaves with its exit code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

/** npm and the terminal may each deliver the same Ctrl-C: what comes within this time is one. */
const SAME_MS = 1_000;
const ORPHAN_MS = 500;

/**
 * The child has a process group of its own, so that Ctrl-C reaches it once, through us; and its standard input
 * is a pipe from us, so that it leaves even when we are killed. The third signal ends it by force.
 */
export function run(program, args) {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(ROOT, program), ...args],
    {
      cwd: ROOT,
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { ...process.env, DUBAN_PARENT: `${process.pid}` },
    },
  );
  child.stdin.on('error', () => undefined);
  let last = 0;
  let times = 0;
  const pass = (signal) => {
    if (Date.now() - last < SAME_MS) return;
    last = Date.now();
    times += 1;
    child.kill(times >= 3 ? 'SIGKILL' : signal);
  };
  process.on('SIGINT', () => pass('SIGINT'));
  process.on('SIGTERM', () => pass('SIGTERM'));
  process.on('SIGHUP', () => {
    // a closed terminal stops what was started in it, but not what was sent to the background with nohup
    if (process.stdin.isTTY || process.stdout.isTTY) pass('SIGTERM');
  });
  if (process.env.npm_lifecycle_event !== undefined) {
    // npm hands a signal to its shell, which dies of it without telling us
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      pass('SIGTERM');
    }, ORPHAN_MS).unref();
  }
  child.once('error', (error) => {
    process.stderr.write(
      `无法启动 ${program}（${error.message}）。请确认 Node.js 安装完好后重试。\n`,
    );
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}
