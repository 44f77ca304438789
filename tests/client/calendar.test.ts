import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stringify } from 'yaml';
import { previewWords } from '../../client/commands/calendar.ts';
import { runCli } from '../../client/commands/program.ts';
import { changeOf } from '../../client/handlers/standing.ts';
import type { OutputOf } from '../../client/operations.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { calendarChange } from '../../domain/calendarChange.ts';
import { initialCampaign } from '../../domain/campaign.ts';
import { plusDays } from '../../domain/instant.ts';
import { initialTask } from '../../domain/task.ts';
import { contextOf, PLAIN, taskOf } from '../harness/cast.ts';

const OLD: Calendar = { ...PLAIN, announcedThrough: '2026-12-31', rest: ['2026-10-01'] };
const NEXT: Calendar = {
  ...OLD,
  version: 2,
  announcedThrough: '2027-12-31',
  rest: ['2026-10-01', '2027-01-25'],
};
const VIEW: OutputOf<'showCalendar'> = {
  ...{ campaign: 'c2026-001', zone: 'Asia/Shanghai', today: '2026-11-20', first: '2026-01-01' },
  calendar: OLD,
  versions: [
    {
      ...{ id: 'plain', version: 1, at: '2026-01-01T00:00:00+08:00', by: 'office' },
      ...{ reason: null, from: null, withdraws: null },
    },
  ],
};
const LINE: OutputOf<'previewCalendar'>['lines'][number] = {
  ...{ change: 'moved', kind: 'due', duty: 'monthly', period: '2027-01', atOnce: false },
  ...{ from: '2027-01-25T17:00:00+08:00', to: '2027-01-22T17:00:00+08:00' },
  provisional: { before: true, after: false },
  cause: [{ day: '2027-01-25', kind: 'holiday' }],
  tasks: [{ task: 't0001', units: ['u001'] }],
  words: { change: '移动并确定', point: '2027年1月“月调度” 到期', cause: '2027年1月25日放假' },
};
const PREVIEW: OutputOf<'previewCalendar'> = {
  ...{ campaign: 'c2026-001', zone: 'Asia/Shanghai', today: '2026-11-20', from: '2026-11-20' },
  old: { id: 'plain', version: 1, announcedThrough: '2026-12-31' },
  next: { id: 'plain', version: 2, announcedThrough: '2027-12-31' },
  digest: '0123456789abcdef',
  counts: { moved: 1, appears: 0, vanishes: 0, confirmed: 0, unconfirmed: 0, atOnce: 0 },
  tasks: 1,
  units: [{ unit: 'u001', name: '甲局', changes: 1 }],
  ...{ suspended: [], notes: [], lines: [LINE] },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-calendar-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  jest.restoreAllMocks();
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const json = (calendar: unknown) => file('next.json', JSON.stringify(calendar, undefined, 2));

interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** Runs a command line; the API answers from a table of paths, and what it was asked is kept. */
async function duban(argv: readonly string[], answers: Readonly<Record<string, unknown>> = {}) {
  const asked: Asked[] = [];
  const table: Record<string, unknown> = {
    '/campaigns/c2026-001/calendar': VIEW,
    '/campaigns/c2026-001/calendar/preview': PREVIEW,
    ...answers,
  };
  jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    const { pathname } = new URL(url);
    const key = init?.method === 'POST' ? `POST ${pathname}` : pathname;
    const body = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as Asked['body'];
    asked.push({ path: key, body });
    const found = table[key] ?? table[pathname];
    return Promise.resolve(new Response(JSON.stringify(found), { status: 200 }));
  });
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width: 160,
    env: { DUBAN_HOME: folder, DUBAN_API: 'http://127.0.0.1:9', DUBAN_TOKEN: 'x' },
    now: () => Date.parse('2026-11-20T09:00:00+08:00'),
    progress: { write: () => undefined },
  });
  return { code, out: out.join('\n'), err: err.join('\n'), asked };
}

describe('wrong use', () => {
  test.each([
    [['calendar', 'preview', 'c2026-001'], '必须写明 --calendar <文件>'],
    [['calendar', 'publish', 'c2026-001', '--calendar', 'x'], '必须写明 --confirm <校验码>'],
    [['calendar', 'withdraw', 'c2026-001'], '必须写明 --reason <理由>'],
    [['calendar', 'preview', 'c2026-001', '--calendar', 'x', '--from', '明天'], '不是日期'],
    [['calendar', 'forget'], 'forget'],
  ])('%j', async (argv, sentence) => {
    const run = await duban(argv);
    expect([run.code, run.out, run.asked]).toEqual([2, '', []]);
    expect(run.err).toContain(sentence);
  });
});

describe('a calendar with faults', () => {
  const preview = (path: string) => duban(['calendar', 'preview', 'c2026-001', '--calendar', path]);

  test('is refused at the line of each, in JSON and in YAML, and never sent', async () => {
    const wrong = { ...NEXT, announcedThrough: '2026-06-30', rest: ['2027-01-25', '2026-10-01'] };
    const own = await preview(json(wrong));
    expect(own.code).toBe(1);
    expect(own.err).toContain('工作日历（');
    expect(own.err).toContain('第5行第23列：公布截止日不能早于现行日历的 2026-12-31');
    expect(own.err).toContain('第8行第5列：2026-10-01 排在 2027-01-25 之后，请按日期先后排列');
    expect(own.asked.map(({ path }) => path)).toEqual(['/campaigns/c2026-001/calendar']);
    const yaml = await preview(file('next.yaml', stringify({ ...NEXT, rest: ['2027-01-25'] })));
    expect(yaml.err).toMatch(/第\d+行第\d+列：2026-10-01 已经过去，现行日历为休息，新日历为上班/);
  });

  test('is refused where it is no calendar at all', async () => {
    const run = await preview(json({ ...NEXT, announcedThrough: '2027年底', holidays: [] }));
    expect([run.code, run.err]).toEqual([1, expect.stringMatching(/第\d+行第\d+列/)]);
  });

  test('of an old version is refused before a preview; a publication may be a repetition', async () => {
    const path = json({ ...NEXT, version: 1 });
    expect((await preview(path)).err).toContain('请改为 2');
    const done = {
      ...{ campaign: 'c2026-001', calendar: { id: 'plain', version: 1 }, digest: null, hash: null },
      ...{ requestId: 'r', repeated: true, changes: 0 },
    };
    const run = await duban(
      ['calendar', 'publish', 'c2026-001', '--calendar', path, '--confirm', 'x', '--reason', 'y'],
      { 'POST /campaigns/c2026-001/calendar': done },
    );
    expect([run.code, run.out]).toEqual([0, expect.stringContaining('没有重复')]);
  });
});

describe('the preview', () => {
  test('lists each instant old and new with its cause, and says how to confirm', async () => {
    const path = json(NEXT);
    const run = await duban(['calendar', 'preview', 'c2026-001', '--calendar', path]);
    expect([run.code, run.err]).toEqual([0, '']);
    const flat = run.out.replace(/[│┌┐└┘├┤┬┴┼─\s]+/g, ' ');
    expect(flat).toContain('移动并确定 2027年1月“月调度” 到期');
    expect(flat).toContain('2027年1月25日（周一）17:00（暂定）');
    expect(flat).toContain('2027年1月22日（周五）17:00 1 项 2027年1月25日放假');
    expect(run.out).toContain('时点移动 1 个；涉及任务 1 项，时点有变动的单位 1 家。');
    expect(run.out).toContain('清单校验码：0123456789abcdef');
    expect(run.asked.at(-1)?.body).toEqual({ calendar: NEXT });
  });

  test('as JSON is the answer itself', async () => {
    const run = await duban([
      'calendar',
      'preview',
      'c2026-001',
      '--calendar',
      json(NEXT),
      '--from',
      '2026-12-01',
      '--json',
    ]);
    expect(JSON.parse(run.out)).toEqual(PREVIEW);
    expect(run.asked.at(-1)?.body['from']).toBe('2026-12-01');
  });

  test('says what is decided at once, what is suspended, and what looks forgotten', () => {
    const words = previewWords(
      {
        ...PREVIEW,
        from: '2026-12-01',
        counts: { ...PREVIEW.counts, atOnce: 2, confirmed: 3 },
        suspended: ['t0002'],
        notes: ['2028 年没有列出任何放假日'],
      },
      { calendar: 'n.json', from: '2026-12-01' },
      110,
    );
    for (const part of [
      '2026-12-01 起的日子按新日历',
      '移动 1 个、由暂定转为确定 3 个',
      '其中 2 个时点按新日历已到',
      '暂停中的任务 1 项',
      '2028 年没有列出任何放假日',
      '--from 2026-12-01 --confirm 0123456789abcdef',
    ]) {
      expect(words).toContain(part);
    }
  });

  test('of nothing says so', () => {
    const counts = { ...PREVIEW.counts, moved: 0 };
    const words = previewWords(
      { ...PREVIEW, counts, lines: [], units: [] },
      { calendar: 'n' },
      110,
    );
    expect(words).toContain('没有时点变动。');
  });
});

test('published and withdrawn, it says what is in force', async () => {
  const done = {
    ...{ campaign: 'c2026-001', calendar: { id: 'plain', version: 2 }, hash: 'h', digest: 'd' },
    ...{ requestId: 'r', repeated: false, changes: 7 },
  };
  const run = await duban(
    [
      ...['calendar', 'publish', 'c2026-001', '--calendar', json(NEXT), '--confirm', 'd'],
      ...['--reason', '公布', '--request-id', 'r'],
    ],
    { 'POST /campaigns/c2026-001/calendar': done },
  );
  expect(run.out).toContain('改用工作日历 plain 第2版，时点变动 7 个');
  expect(run.asked.at(-1)?.body).toEqual({
    ...{ calendar: NEXT, confirm: 'd', reason: '公布', requestId: 'r' },
  });
  const back = await duban(['calendar', 'withdraw', 'c2026-001', '--reason', '误发'], {
    '/campaigns/c2026-001/calendar/withdraw': { ...done, calendar: { id: 'plain', version: 1 } },
  });
  expect(back.out).toContain('恢复工作日历 plain 第1版');
});

test('a list made some tasks at a time is the list of them all', async () => {
  const context = contextOf({ calendar: OLD, horizon: { from: '2026-11-01', to: '2027-03-01' } });
  const tasks = Array.from({ length: 230 }, (_, i) => {
    const deadlines = [{ kind: 'date', on: plusDays('2026-12-01', i % 80) }];
    const task = taskOf({ key: `t${String(i).padStart(4, '0')}`, deadlines });
    const held = i === 7 ? [{ from: '2026-11-02T09:00:00+08:00' }] : [];
    return { task, state: { ...initialTask({ context, task }), suspensions: held } };
  });
  const campaign = initialCampaign({ context, units: [], leaders: [] });
  const standing = { context, campaign, tasks, now: '2026-11-20T10:00:00+08:00' };
  const whole = calendarChange(standing, OLD, NEXT, '2026-11-20');
  expect(whole.suspended).toEqual(['t0007']);
  expect(whole.changes.length).toBeGreaterThan(1000);
  expect(await changeOf(standing, OLD, NEXT, '2026-11-20')).toEqual(whole);
});
