#!/usr/bin/env node
// Everything that must hold: types, lint, format, the quick tests, the tests against real servers.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, ensureInstalled } from './install.mjs';
import { ensureWebBuilt } from './web.mjs';

await ensureInstalled();
const extra = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'duban-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    rmSync(scratch, { recursive: true, force: true });
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

// each of the two lanes needs about as long as the other
const types = run([
  ['typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['typescript/bin/tsc', '-p', 'domain'],
  ['typescript/bin/tsc', '-p', 'workflows'],
  ['typescript/bin/tsc', '-p', 'web'],
]);
const lint = run([['eslint/bin/eslint.js', '.']]);
const format = lint.then(() =>
  run([['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']]),
);
await check('类型 types', types);
await check('规范 lint', lint);
await check('格式 format', format);
heading('网页 build');
verdict(await ensureWebBuilt());
await jest('quick', ['--maxWorkers=2']);
await jest('stack', ['--maxWorkers=2']);
rmSync(scratch, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);

/** One check is one test, however many commands it takes; what they say is told when it is done. */
async function check(title, outcome) {
  heading(title);
  const { good, said } = await outcome;
  process.stdout.write(said);
  verdict(good);
}

function verdict(good) {
  total[good ? 'passed' : 'failed'] += 1;
  console.log(good ? '通过' : '没有通过');
}

/** Runs commands one after the other, all of them, so that all complaints are seen. */
async function run(commands) {
  let [good, said] = [true, ''];
  for (const [script, ...args] of commands) {
    const hear = (chunk) => (said += chunk);
    good = (await node([], script, args, hear)) === 0 && good;
  }
  return { good, said };
}

/** A project of jest; a test file that did not even load counts as one failed test. */
async function jest(project, options) {
  heading(`jest ${project}`);
  const report = join(scratch, `${project}.json`);
  // some two hundred files in one process
  const flags = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    '--max-old-space-size=8192',
  ];
  const code = await node(flags, 'jest/bin/jest.js', [
    '--selectProjects',
    project,
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
    ...options,
    ...extra,
  ]);
  const seen = read(report);
  total.passed += seen?.numPassedTests ?? 0;
  total.skipped += (seen?.numPendingTests ?? 0) + (seen?.numTodoTests ?? 0);
  const failed = (seen?.numFailedTests ?? 0) + (seen?.numRuntimeErrorTestSuites ?? 0);
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
}

/** Runs a program of node_modules. Standard output of `--json` goes nowhere: the report is in its file. */
function node(flags, script, args, hear) {
  return new Promise((resolve) => {
    const out = hear ? 'pipe' : args.includes('--json') ? 'ignore' : 'inherit';
    const child = spawn(process.execPath, [...flags, join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      stdio: ['ignore', out, hear ? 'pipe' : 'inherit'],
    });
    running.add(child);
    for (const stream of hear ? [child.stdout, child.stderr] : []) {
      stream.setEncoding('utf8').on('data', hear);
    }
    const ended = (code) => {
      running.delete(child);
      resolve(code ?? 1);
    };
    child.once('error', () => ended(1));
    child.once('close', ended);
  });
}

function heading(title) {
  console.log(`\n== ${title}`);
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
