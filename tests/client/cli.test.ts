import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { runCli } from '../../client/commands/program.ts';
import { workbook, type Rows } from '../fixtures/import/build.ts';

const project = join(import.meta.dirname, '..', '..');
const PLAN = join(project, 'plans', 'park.plan.yaml');
const REGIME = join(project, 'plans', 'park.regime.yaml');
const UNITS = join(project, 'plans', 'park.units.yaml');
const YEAR = ['--from', '2026-01-01', '--to', '2026-12-31'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line without a server, at a fixed day. */
async function duban(argv: readonly string[], width = 80): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width,
    env: { DUBAN_HOME: folder },
    now: () => Date.parse('2026-03-02T09:00:00+08:00'),
    progress: { write: () => undefined },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const HEAD = ['序号', '工作任务', '牵头单位', '完成时限'];
const SOUND: Rows = [
  HEAD,
  ['1', '修订规划，划定边界', '甲局', '2026年6月底前'],
  ['2', '整治道路', '乙局', '持续推进'],
];

function table(name: string, rows: Rows): string {
  return file(name, workbook(rows));
}

describe('use', () => {
  test.each([
    [['nothing'], '没有命令 nothing'],
    [['report'], '缺少“任务”'],
    [['report', '3'], '请用 --text 写明报送内容'],
    [['report', '3', '--text', 'a', '--file', 'b'], '只能写一个'],
    [['tasks', '--verdict', '好'], '不能写“好”，只能写 待报'],
    [['tasks', '--color'], '没有选项 --color'],
    [['tasks', '--late', '--missing'], '只能写一个'],
    [['campaign', 'start', 'x'], '必须写明 --regime <文件>'],
    [['inbox', 'a', 'b'], '多写了内容'],
    [['rehearse', PLAN, '--regime', REGIME, '--from', '2026-02-30'], '--from 2026-02-30 不是日期'],
    [['rehearse', PLAN, '--regime', REGIME, '--from', '2026-05-01', '--to', '2026-04-30'], '早于'],
  ])('%j is wrong use', async (argv, sentence) => {
    const run = await duban(argv);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(sentence);
  });

  test.each([
    [[]],
    [['--help']],
    [['campaign', 'start', '--help']],
    [['report', '--help']],
    [['decide', 'exempt', '--help']],
    [['rehearse', '--help']],
  ])('help of %j is Chinese and fits 80 columns', async (argv) => {
    const { code, out } = await duban(argv);
    expect(code).toBe(0);
    expect(out).toContain('用法：');
    expect(out).not.toMatch(/Usage|Options|display help|default:|choices:/);
    const lines = out.split('\n').filter((line) => !line.startsWith('  duban '));
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
  });

  test.each([
    [['tasks']],
    [['campaign', 'list']],
    [['report', '3', '--text', 'x', '--as', 'unit:甲局']],
    [['inbox', 'office']],
    [['campaign', 'start', PLAN, '--regime', REGIME, '--units', UNITS]],
  ])('without a server %j says to start it', async (argv) => {
    const run = await duban(argv);
    expect(run.code).toBe(3);
    expect(run.err).toContain('督办没有在运行。请先运行 npm start。');
  });

  test('a request that did not arrive names its number, so that it can be repeated', async () => {
    const run = await duban(['report', '3', '--text', 'x', '--as', 'unit:甲局']);
    expect(run.err).toMatch(/请求编号：[0-9a-f-]{36}/);
  });

  test('--json prints the failure for programs', async () => {
    const { code, out } = await duban(['tasks', '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([3, { code: 'away' }]);
  });

  test('a text of ten megabytes is refused here', async () => {
    const path = file('long.txt', 'a'.repeat(10_000_000));
    const run = await duban(['report', '3', '--file', path, '--as', 'unit:甲局']);
    expect(run.code).toBe(1);
    expect(run.err).toContain('内容过长（上限 20000 字）');
  });
});

describe('import', () => {
  test('a sound table: its tasks for people, the draft for programs', async () => {
    const path = table('sound.xlsx', SOUND);
    const people = await duban(['import', path]);
    expect(people).toMatchObject({ code: 0, err: '' });
    expect(people.out).toContain('任务 2 项');
    expect(people.out).toContain('2026-06-30');
    const programs = await duban(['import', path, '--json']);
    const draft = JSON.parse(programs.out) as { tasks: unknown[]; diagnostics: unknown[] };
    expect(draft.tasks).toHaveLength(2);
    expect(Array.isArray(draft.diagnostics)).toBe(true);
  });

  test.each([80, 120])('its table fits %d columns', async (width) => {
    const { out } = await duban(['import', PLAN], width);
    expect(out.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
  });

  test.each<[string, () => string, string]>([
    ['an empty file', () => file('empty.xlsx', ''), '是空文件'],
    ['no table', () => table('none.xlsx', [['今天开会'], ['没有表格']]), '没有找到任务表'],
    [
      'a missing column',
      () =>
        table('column.xlsx', [
          ['序号', '工作任务'],
          ['1', '修订规划'],
        ]),
      '单位',
    ],
    ['another kind of file', () => file('a.pdf', '%PDF-1.4 …'), 'PDF'],
    [
      'a day that does not exist',
      () =>
        file(
          'day.yaml',
          'title: 方案\ntasks:\n  - content: 修订\n    lead: 甲局\n    deadlines: [{ date: 2026-02-30 }]\n',
        ),
      '第5行',
    ],
  ])('%s is refused with its place', async (_, make, sentence) => {
    const path = make();
    const run = await duban(['import', path]);
    expect(run.code).toBe(1);
    expect(run.out).toContain('必须先处理（1）');
    expect(run.out).toContain(sentence);
    const { code, out } = await duban(['import', path, '--json']);
    const { diagnostics } = JSON.parse(out) as { diagnostics: { severity: string }[] };
    expect(code).toBe(1);
    expect(diagnostics.map(({ severity }) => severity)).toContain('blocking');
  });

  test('an unreadable date is kept in its own words, with its cell', async () => {
    const path = table('date.xlsx', [HEAD, ['1', '修订规划，划定边界', '甲局', '择机尽快']]);
    const { code, out } = await duban(['import', path]);
    expect(code).toBe(0);
    expect(out).toMatch(/D2.*择机尽快.*无法确定/s);
  });

  describe('--regime', () => {
    const PRESCRIBED: Rows = [
      HEAD,
      ['1', '修订规划，划定边界', '甲局', '2026年9月底前'],
      ['2', '每月25日前报送进展情况，对推进不力的单位予以约谈', '乙局', '持续推进'],
    ];

    test('writes what the text prescribes, asks what it leaves open, and can be rehearsed', async () => {
      const plan = table('prescribed.xlsx', PRESCRIBED);
      const regime = join(folder, 'proposed.yaml');
      const run = await duban(['import', plan, '--regime', regime]);
      expect(run).toMatchObject({ code: 0, err: '' });
      expect(run.out).toMatch(/请确认的有 \d+ 项/);
      expect(run.out).toMatch(/^1\. 由谁报送？默认：牵头单位/m);
      expect(run.out).toContain('什么情形提请约谈？');
      expect(readFileSync(regime, 'utf8')).toContain('# 原文：每月25日前报送进展情况');
      const year = ['--title', '方案', ...YEAR, '--behaviour', 'silent'];
      const dry = await duban(['rehearse', plan, '--regime', regime, ...year]);
      expect(dry).toMatchObject({ code: 0, err: '' });
      expect(dry.out).toContain('约谈');
    });

    test('keeps a file that is there, unless told otherwise, and the plan always', async () => {
      const plan = table('kept.xlsx', PRESCRIBED);
      const regime = file('kept.yaml', 'id: mine\n');
      const refused = await duban(['import', plan, '--regime', regime]);
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toContain('已经存在');
      expect(readFileSync(regime, 'utf8')).toBe('id: mine\n');
      expect(await duban(['import', plan, '--regime', regime, '--force'])).toMatchObject({
        code: 0,
      });
      expect(readFileSync(regime, 'utf8')).toContain('id: proposed');
      const own = file('own.yaml', readFileSync(PLAN));
      const itself = await duban(['import', own, '--regime', own, '--force']);
      expect(itself.err).toContain('方案原件');
      expect(await duban(['import', plan, '--regime', 'a.txt'])).toMatchObject({ code: 2 });
    });

    test('writes nothing where nothing was read; --json carries the questions', async () => {
      const regime = join(folder, 'none.yaml');
      const broken = file('broken.xlsx', '');
      expect(await duban(['import', broken, '--regime', regime])).toMatchObject({ code: 1 });
      expect(existsSync(regime)).toBe(false);
      const plan = table('asked.xlsx', PRESCRIBED);
      const { out } = await duban(['import', plan, '--regime', regime, '--json']);
      const { proposal } = JSON.parse(out) as { proposal: { file: string; asks: object[] } };
      expect(proposal.file).toBe(regime);
      expect(proposal.asks[0]).toMatchObject({ id: 'month-report.by', path: 'duties[0].by' });
    });
  });

  test('a file that is not there', async () => {
    const run = await duban(['import', join(folder, 'absent.xlsx')]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('找不到文件');
  });
});

describe('rehearse', () => {
  test('needs no server and tells what the year would bring', async () => {
    const argv = ['rehearse', PLAN, '--regime', REGIME, '--units', UNITS, ...YEAR];
    const run = await duban([...argv, '--behaviour', 'silent']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('按时 0');
    const programs = await duban([...argv, '--behaviour', 'on-time', '--json']);
    expect(programs.code).toBe(0);
    expect(() => JSON.parse(programs.out) as unknown).not.toThrow();
  });

  test('a unit that the directory does not know is named once, with its tasks', async () => {
    const path = table('stranger.xlsx', [
      ['行动方案任务分工表'],
      HEAD,
      ['1', '修订规划，划定边界', '天外局', '持续推进'],
      ['2', '整治道路和雨水管网', '天外局', '持续推进'],
    ]);
    const run = await duban([
      'rehearse',
      path,
      '--regime',
      REGIME,
      '--units',
      UNITS,
      '--title',
      '方案',
    ]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('· 第 1、2 项：单位“天外局”不在单位名录中');
  });

  test('a step that nobody receives is refused at its line', async () => {
    const regime = file(
      'nobody.yaml',
      `id: x
title: 制度
duties:
  - { id: monthly, title: 月报, by: [lead], every: month, due: { day: 25 } }
ladder:
  - id: remind
    step: remind
    at: { before: due, offset: { workdays: 3 } }
    to: []
`,
    );
    const run = await duban(['rehearse', PLAN, '--regime', regime, '--units', UNITS]);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/第9行.*这一步没有任何接收人/);
  });

  test('a behaviour may be a file, and a faulty one is refused', async () => {
    const argv = ['rehearse', PLAN, '--regime', REGIME, '--units', UNITS, ...YEAR, '--behaviour'];
    const good = file('b.json', '{"reports": {"late": 1}, "seed": 3}');
    expect(await duban([...argv, good])).toMatchObject({ code: 0 });
    const bad = await duban([...argv, file('c.json', '{"reports": "sometimes"}')]);
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('行为假设');
  });
});

test('the glossary needs no server', async () => {
  const { code, out } = await duban(['glossary']);
  expect(code).toBe(0);
  expect(out).toContain('报送义务');
});
