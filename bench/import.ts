/**
 * Import on one machine: `npx tsx bench/import.ts [words of a case]`. Each file is made in a temporary folder and
 * imported by the command line in a process of its own: seconds from start to exit, seconds that it computed, highest
 * memory of the process, and how many times those of an empty process they are.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../client/print.ts';
import { BENCH_FILES } from './importFiles.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/**
 * At its end a process says on a pipe of its own its highest memory (KiB; what a process is told of itself elsewhere
 * begins with its parent's) and the microseconds that it computed.
 */
const MEASURED = `data:text/javascript,${encodeURIComponent(
  `import { readFileSync, writeSync } from 'node:fs';
   process.on('exit', () => {
     const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
     let memory = maxRSS;
     try {
       memory = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
     } catch {}
     writeSync(3, memory + ' ' + (userCPUTime + systemCPUTime));
   });`,
)}`;

interface Measured {
  readonly seconds: number;
  readonly computed: number;
  readonly megabytes: number;
  readonly out: string;
}

function measured(args: readonly string[]): Promise<Measured> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', MEASURED, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const said = ['', '', '', ''];
  child.stdio.forEach((stream, i) =>
    stream?.on('data', (part: Buffer) => (said[i] += part.toString())),
  );
  return new Promise((resolve) => {
    child.once('close', () => {
      const seconds = (performance.now() - began) / 1000;
      const [memory, computed] = (said[3] ?? '').split(' ').map(Number);
      const megabytes = (memory ?? 0) / 1024;
      resolve({ seconds, computed: (computed ?? 0) / 1e6, megabytes, out: `${said[1]}${said[2]}` });
    });
  });
}

function outcome(out: string): string {
  try {
    const { tasks, diagnostics, detail } = JSON.parse(out) as {
      tasks?: readonly unknown[];
      diagnostics?: readonly { severity: string; message: string }[];
      detail?: string;
    };
    const blocking = diagnostics?.find(({ severity }) => severity === 'blocking');
    const why = blocking?.message ?? detail;
    return why === undefined ? `${tasks?.length ?? 0} tasks` : (why.split('。')[0] ?? why);
  } catch {
    return out.trim().slice(0, 60);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
const wanted = process.argv[2] ?? '';
const empty = await measured(['--eval', '']);
const lines: string[][] = [];
const line = (what: string, run: Measured, within?: number) => {
  const { seconds, computed, megabytes, out } = run;
  return [
    what,
    seconds.toFixed(2),
    `${(seconds / empty.seconds).toFixed(0)}×`,
    computed.toFixed(2),
    megabytes.toFixed(0),
    `${(megabytes / empty.megabytes).toFixed(1)}×`,
    within === undefined ? '' : `${seconds < within ? 'held' : 'MISSED'} (${within} s)`,
    out,
  ];
};
lines.push(line('an empty process', { ...empty, out: '' }));
try {
  for (const { name, what, bytes, within } of BENCH_FILES) {
    if (!`${name} ${what}`.includes(wanted)) continue;
    const path = join(folder, name);
    writeFileSync(path, bytes());
    const run = await measured([join(ROOT, 'bin', 'duban.mjs'), 'import', path, '--json']);
    if (within !== undefined && run.seconds >= within) process.exitCode = 1;
    lines.push(line(what, { ...run, out: outcome(run.out) }, within));
    rmSync(path);
  }
} finally {
  rmSync(folder, { recursive: true });
}
const head = ['file', 's', 'of empty', 'CPU s', 'MB', 'of empty', 'limit', 'outcome'];
console.log(table(head, lines, { width: 160 }));
