import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stringify } from 'yaml';
import { runCli } from '../../client/commands/program.ts';
import { previewWords } from '../../client/commands/regime.ts';
import type { OutputOf } from '../../client/operations.ts';
import { MONTHLY, regimeOf } from '../harness/cast.ts';

const OLD = regimeOf();
const NEXT = regimeOf({ version: 2, duties: [{ ...MONTHLY, every: 'two-months' }] });
const [AT, BACK] = ['2026-06-10T10:00:00+08:00', '2026-06-12T10:00:00+08:00'];
const HASH = 'a'.repeat(64);

const VIEW: OutputOf<'showRegime'> = {
  ...{ campaign: 'c2026-001', zone: 'Asia/Shanghai', today: '2026-06-20', regime: OLD },
  pending: { regime: { ...NEXT, version: 3 }, from: '2026-08-01' },
  versions: [
    {
      ...{
        id: 'small',
        version: 1,
        title: '小制度',
        at: '2026-01-01T00:00:00+08:00',
        by: 'office',
      },
      ...{ reason: null, from: null, state: 'in-force', withdrawn: null, hash: HASH },
    },
    {
      ...{ id: 'small', version: 2, title: '小制度', at: AT, by: 'office', reason: '减负' },
      ...{ from: '2026-07-01', state: 'withdrawn', hash: HASH },
      withdrawn: { at: BACK, by: 'office', reason: '误发' },
    },
  ],
};
const PREVIEW: OutputOf<'previewRegime'> = {
  ...{ campaign: 'c2026-001', zone: 'Asia/Shanghai', today: '2026-06-20', from: '2026-07-01' },
  old: { id: 'small', version: 1 },
  next: { id: 'small', version: 2 },
  digest: '0123456789abcdef',
  differences: [
    { of: 'duty', id: 'monthly', field: 'every', words: '报送要求“月调度”的周期：每月→每两个月' },
  ],
  counts: { moved: 0, appears: 1, vanishes: 0, confirmed: 0 },
  tasks: 1,
  units: [{ unit: 'u001', name: '甲局', changes: 1 }],
  ...{ joining: [], suspended: [], notes: ['“月调度”：按旧制度的最后一期是2026年6月'] },
  lines: [
    {
      ...{ change: 'appears', kind: 'due', duty: 'monthly', period: '2026-07B', from: null },
      ...{ to: '2026-08-25T17:00:00+08:00', provisional: { before: null, after: false } },
      ...{ cause: [0], tasks: [{ task: 't0001', units: ['u001'] }] },
      words: { change: '新增', point: '2026年7—8月“月调度” 到期', cause: '周期：每月→每两个月' },
    },
  ],
};
const DONE = {
  ...{ campaign: 'c2026-001', regime: { id: 'small', version: 2 }, from: '2026-07-01' },
  ...{ digest: null, hash: HASH, requestId: 'r', repeated: false, changes: 7 },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-regime-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  jest.restoreAllMocks();
});

function file(regime: unknown): string {
  const path = join(folder, 'next.yaml');
  writeFileSync(path, typeof regime === 'string' ? regime : stringify(regime));
  return path;
}

interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** Runs a command line; the API answers from a table of paths, and what it was asked is kept. */
async function duban(argv: readonly string[]) {
  const asked: Asked[] = [];
  const table: Record<string, unknown> = {
    '/campaigns/c2026-001/regime': VIEW,
    'POST /campaigns/c2026-001/regime': DONE,
    '/campaigns/c2026-001/regime/preview': PREVIEW,
    '/campaigns/c2026-001/regime/withdraw': { ...DONE, from: null, hash: null },
  };
  jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    const { pathname } = new URL(url);
    const body = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as Asked['body'];
    asked.push({ path: pathname, body });
    const own = init?.method === 'POST' ? table[`POST ${pathname}`] : undefined;
    const found = own ?? table[pathname];
    return Promise.resolve(new Response(JSON.stringify(found), { status: 200 }));
  });
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width: 160,
    env: { DUBAN_HOME: folder, DUBAN_API: 'http://127.0.0.1:9', DUBAN_TOKEN: 'x' },
    now: () => Date.parse('2026-06-20T09:00:00+08:00'),
    progress: { write: () => undefined },
  });
  return { code, out: out.join('\n'), err: err.join('\n'), asked };
}

describe('wrong use', () => {
  test.each([
    [['regime', 'preview', 'c2026-001', '--from', '2026-07-01'], '必须写明 --file <文件>'],
    [['regime', 'preview', 'c2026-001', '--file', 'x'], '必须写明 --from <日期>'],
    [['regime', 'publish', '--file', 'x', '--from', '2026-07-01'], '必须写明 --confirm <校验码>'],
    [['regime', 'withdraw', 'c2026-001'], '必须写明 --reason <理由>'],
    [['regime', 'preview', 'c2026-001', '--file', 'x', '--from', '明天'], '不是日期'],
  ])('%j', async (argv, sentence) => {
    const run = await duban(argv);
    expect([run.code, run.out, run.asked]).toEqual([2, '', []]);
    expect(run.err).toContain(sentence);
  });
});

const preview = (path: string, ...more: readonly string[]) =>
  duban(['regime', 'preview', 'c2026-001', '--file', path, '--from', '2026-07-01', ...more]);

test('a regime with faults is refused at the line of each, and never sent', async () => {
  const text = stringify(NEXT).replace('17:00', '27:00').replace('to:', 'too:');
  const run = await preview(file(text));
  expect([run.code, run.asked]).toEqual([1, []]);
  expect(run.err).toMatch(/制度（.*next\.yaml）/);
  expect(run.err).toMatch(/第\d+行第\d+列/);
});

test('the preview lists each instant with the rule that makes it, and says how to confirm', async () => {
  const path = file(NEXT);
  const run = await preview(path);
  expect([run.code, run.err]).toEqual([0, '']);
  expect(run.out).toContain('制度 small 第1版 → 第2版，2026-07-01 及以后开始的报告期按新制度');
  expect(run.out).toContain('1. 报送要求“月调度”的周期：每月→每两个月');
  expect(run.out).toContain('“月调度”：按旧制度的最后一期是2026年6月');
  const flat = run.out.replace(/[│┌┐└┘├┤┬┴┼─\s]+/g, ' ');
  expect(flat).toContain('新增 2026年7—8月“月调度” 到期 无 8月25日（周二）17:00 1 项 1');
  expect(run.out).toContain('清单校验码：0123456789abcdef');
  expect(run.out).toContain('--from 2026-07-01 --confirm 0123456789abcdef');
  expect(run.asked.at(-1)?.body).toEqual({ regime: NEXT, from: '2026-07-01' });
  expect(JSON.parse((await preview(path, '--json')).out)).toEqual(PREVIEW);
});

test('what is suspended, who comes in, and that nothing moves', () => {
  const words = previewWords(
    {
      ...{ ...PREVIEW, suspended: ['t0002'], joining: ['乙局'], lines: [] },
      counts: { moved: 0, appears: 0, vanishes: 0, confirmed: 0 },
    },
    { file: 'n.yaml', from: '2026-07-01' },
    110,
  );
  for (const part of ['没有时点变动', '暂停中的任务 1 项', '新增应报单位：乙局']) {
    expect(words).toContain(part);
  }
});

test('publication, withdrawal and the versions in words', async () => {
  const path = file(NEXT);
  const confirmed = ['--from', '2026-07-01', '--confirm', 'x', '--reason', '减负'];
  const run = await duban(['regime', 'publish', 'c2026-001', '--file', path, ...confirmed]);
  expect(run.out).toContain('自 2026-07-01 起的报告期改用制度 small 第2版，时点变动 7 个');
  expect(run.asked.at(-1)?.body).toMatchObject({ confirm: 'x', reason: '减负', regime: NEXT });
  const back = await duban(['regime', 'withdraw', 'c2026-001', '--reason', '误发']);
  expect(back.out).toContain('制度 small 第2版不再生效，各时点恢复原样');
  const { out } = await duban(['regime', 'show', 'c2026-001']);
  expect(out).toContain('现行制度 small 第1版“小制度”；第3版自 2026-08-01 起的报告期生效');
  expect(out).toContain('2026年7月1日起开始的报告期（已撤回），理由：减负');
  expect(out).toContain('撤回（误发）');
});
