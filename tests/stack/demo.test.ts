import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { identify, living, type Identity } from '../../store/process.ts';
import { ROOT } from './world.ts';

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'duban-demo-test-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** What it had started when it was interrupted. */
  readonly children: readonly Identity[];
}

const running = new Set<ChildProcess>();
afterEach(() => running.forEach((child) => child.kill('SIGKILL')));

/** Runs the demonstration in a temporary folder of its own; `signalAt` is what it must have said when it is interrupted. */
function demo(args: readonly string[], signalAt?: RegExp): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'client/demo.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, NODE_OPTIONS: '', TMPDIR: scratch, COLUMNS: '100' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let [out, err] = ['', ''];
    let children: readonly Identity[] = [];
    let signalled = false;
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      if (signalled || signalAt === undefined || !signalAt.test(err)) return;
      signalled = true;
      children = descendants(child.pid ?? 0);
      child.kill('SIGINT');
    });
    child.once('exit', (code) => {
      running.delete(child);
      resolve({ code, out, err, children });
    });
  });
}

/** Every process below this one, as `ps` sees it. */
function descendants(root: number): readonly Identity[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const below = (pid: number): number[] =>
    pairs.flatMap(([own = 0, parent]) => (parent === pid ? [own, ...below(own)] : []));
  return below(root).flatMap((pid) => identify(pid) ?? []);
}

test('two months are lived through, printed, and equal their rehearsal', async () => {
  const { code, out, err } = await demo(['--to', '2026-02-28']);
  expect(`${err}\n${out}`).toContain('推演与实际运行逐条一致：');
  expect(code).toBe(0);
  expect(err).toContain('过到 2026-02');
  expect(out).toContain('━━ 2026年1月 ━━');
  expect(out).toMatch(/ {2}09:00 提醒（2026年1月“月调度报送”）/);
  expect(out).toContain('因为：');
  const row = out.split('\n').find((_, i, lines) => lines[i - 2]?.startsWith('│ 应报')) ?? '';
  const [expected = 0, ...verdicts] = (row.match(/\d+/g) ?? []).map(Number);
  const sum = verdicts.slice(0, -1).reduce((total, count) => total + count, 0);
  expect(expected).toBeGreaterThan(20);
  expect(sum).toBe(expected);
  expect(readdirSync(scratch).filter((name) => name.startsWith('duban-'))).toEqual([]);
}, 180_000);

test('an interrupt ends every process and leaves nothing behind', async () => {
  const { code, out, err, children } = await demo([], /过到 2026-01/);
  expect(err).toContain('正在停止');
  expect(code).toBe(130);
  expect(out).toBe('');
  expect(children.length).toBeGreaterThan(3);
  expect(children.filter(living)).toEqual([]);
  expect(readdirSync(scratch).filter((name) => name.startsWith('duban-'))).toEqual([]);
}, 120_000);

test('a faulty call ends with one sentence before anything starts', async () => {
  const missing = join(scratch, 'no-such.yaml');
  expect(existsSync(missing)).toBe(false);
  const file = await demo(['--plan', missing]);
  expect(file.code).toBe(1);
  expect(file.err).toContain('找不到文件');
  const option = await demo(['--behavior', 'silent']);
  expect(option.code).toBe(2);
  expect(option.err).toContain('没有选项 --behavior');
}, 120_000);
