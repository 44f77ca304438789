import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
}

/** Runs the demonstration in a temporary folder of its own; `signalAt` is what it must have said when it is interrupted. */
function demo(args: readonly string[], signalAt?: RegExp): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'client/demo.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, NODE_OPTIONS: '', TMPDIR: scratch, COLUMNS: '100' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    let signalled = false;
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      if (signalled || signalAt === undefined || !signalAt.test(err)) return;
      signalled = true;
      child.kill('SIGINT');
    });
    child.once('exit', (code) => resolve({ code, out, err }));
  });
}

/** Processes whose command line or environment names the scratch folder. */
function leftovers(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => {
      try {
        const seen = ['cmdline', 'environ'].map((file) =>
          readFileSync(`/proc/${pid}/${file}`, 'latin1'),
        );
        return seen.some((text) => text.includes(scratch));
      } catch {
        return false;
      }
    });
}

test('two months are lived through, printed, and equal their rehearsal', async () => {
  const { code, out, err } = await demo(['--to', '2026-02-28']);
  expect(`${err}\n${out}`).toContain('推演与实际运行逐条一致：');
  expect(code).toBe(0);
  expect(err).toContain('过到 2026-02');
  expect(out).toContain('━━ 2026年1月 ━━');
  expect(out).toMatch(/ {2}09:00 提醒（2026年1月“月调度报送”）/);
  expect(out).toContain('因为：');
  const row = out.split('\n').find((line, i, lines) => lines[i - 2]?.includes('应报')) ?? '';
  const [expected = 0, ...verdicts] = (row.match(/\d+/g) ?? []).map(Number);
  const sum = verdicts.slice(0, -1).reduce((total, count) => total + count, 0);
  expect(expected).toBeGreaterThan(20);
  expect(sum).toBe(expected);
  expect(readdirSync(scratch).filter((name) => name.startsWith('duban-'))).toEqual([]);
}, 180_000);

test('an interrupt ends every process and leaves nothing behind', async () => {
  const { code, out, err } = await demo([], /过到 2026-01/);
  expect(err).toContain('正在停止');
  expect(code).toBe(130);
  expect(out).toBe('');
  expect(leftovers()).toEqual([]);
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
