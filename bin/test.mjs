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
let present;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    present?.kill('SIGTERM');
    rmSync(scratch, { recursive: true, force: true });
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

await check('类型 types', [
  ['typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['typescript/bin/tsc', '-p', 'domain'],
  ['typescript/bin/tsc', '-p', 'workflows'],
  ['typescript/bin/tsc', '-p', 'web'],
]);
await check('规范 lint', [['eslint/bin/eslint.js', '.']]);
await check('格式 format', [['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']]);
await check('网页 build', [], () => ensureWebBuilt());
await jest('quick', ['--maxWorkers=2']);
await jest('stack', ['--maxWorkers=2']);
rmSync(scratch, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);

/** One check is one test, however many commands it takes; all of them run, so that all complaints are seen. */
async function check(title, commands, work = () => true) {
  heading(title);
  let good = await work();
  for (const [script, ...args] of commands) good = (await node([], script, args)) === 0 && good;
  total[good ? 'passed' : 'failed'] += 1;
  console.log(good ? '通过' : '没有通过');
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
function node(flags, script, args) {
  return new Promise((resolve) => {
    const out = args.includes('--json') ? 'ignore' : 'inherit';
    present = spawn(process.execPath, [...flags, join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      stdio: ['ignore', out, 'inherit'],
    });
    present.once('error', () => resolve(1));
    present.once('exit', (code) => resolve(code ?? 1));
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
