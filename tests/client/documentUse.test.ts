import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { runCli } from '../../client/commands/program.ts';
import { diagnosticsWords } from '../../client/commands/words.ts';
import { otherKind } from '../../client/documentKind.ts';
import { unwritable } from '../../client/unwritable.ts';
import type { Diagnostic } from '../../domain/plan.ts';
import { workbook, type Rows } from '../fixtures/import/build.ts';

const plans = join(import.meta.dirname, '..', '..', 'plans');
const sample = (name: string) => join(plans, name);
const PARK = ['--regime', sample('park.regime.yaml'), '--units', sample('park.units.yaml')];
const YEAR = ['--from', '2026-01-01', '--to', '2026-12-31'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-use-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function duban(argv: readonly string[], width = 80) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width,
    env: { DUBAN_HOME: join(folder, 'home') },
    now: () => Date.parse('2026-03-02T09:00:00+08:00'),
    progress: { write: () => undefined },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('another document than the one that is asked for', () => {
  const [plan, regime] = [sample('park.plan.yaml'), sample('park.regime.yaml')];
  const [units, calendar] = [sample('park.units.yaml'), sample('calendar-cn.json')];
  test.each([
    [['import', regime], '是制度，不是方案'],
    [['import', calendar], '是工作日历，不是方案'],
    [['rehearse', plan, '--regime', plan], '是方案，不是制度'],
    [['rehearse', plan, '--regime', regime, '--units', regime], '是制度，不是单位名录'],
    [['rehearse', plan, '--regime', regime, '--calendar', units], '是单位名录，不是工作日历'],
  ])('%j is told in one sentence', async (argv, words) => {
    const { code, out, err } = await duban(argv);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(words);
    expect(err).toMatch(/请.+。$/);
    expect(err).not.toContain('\n');
  });

  test('a workbook in place of a regime', async () => {
    const book = file('方案.xlsx', workbook([['序号', '任务', '牵头单位']]));
    const { err } = await duban(['rehearse', plan, '--regime', book]);
    expect(err).toContain('不是制度的 YAML 文字');
  });

  test('what may be the one is left to its own reader', () => {
    expect(otherKind('制度', 'id: 甲\nladder: []\n')).toBeUndefined();
    expect(otherKind('方案', '甲: 1\n')).toBeUndefined();
    expect(otherKind('方案', '{ 坏的')).toBeUndefined();
  });
});

describe('what cannot be written', () => {
  const plan = sample('park.plan.yaml');
  test.each([
    ['import', plan, '--out', 'none/a.yaml'],
    ['import', plan, '--regime', 'none/a.yaml'],
  ])('%s %s %s %s', async (...argv) => {
    const path = join(folder, argv.pop() ?? '');
    const { code, err } = await duban([...argv, path]);
    expect(code).toBe(1);
    expect(err).toBe(`无法写入 ${path}（所在的文件夹不存在），什么都没有写。请核对文件夹和权限。`);
    expect(existsSync(path)).toBe(false);
  });

  test('the words of the system are never shown', () => {
    const error = (code?: string) => Object.assign(new Error('no such file'), { code });
    expect(unwritable('甲', error('EACCES'))).toContain('没有权限');
    expect(unwritable('甲', error())).toContain('原因不明');
    expect(unwritable('甲', error('ENOSPC'))).not.toContain('no such');
  });
});

describe('the table of tasks', () => {
  const HEAD = ['类别', '序号', '工作任务', '牵头单位', '完成时限'];
  const row = (heading: string, no: string) => [heading, no, '做事', '区甲局', '持续推进'];

  test('leaves out a column without words, and names the heading where numbers repeat', async () => {
    const rows: Rows = [HEAD, row('产业', '1'), row('产业', '2'), row('民生', '1')];
    const { out } = await duban(['import', file('分类.xlsx', workbook(rows))]);
    expect(out).not.toContain('牵头领导');
    expect(out).toMatch(/序号 +│ 类别 +│ 任务/);
    expect(out.match(/产业/g)).toHaveLength(1);
    const lines = out.split('\n').filter((line) => !line.startsWith('  duban'));
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test('has no column of headings where numbers tell the tasks apart', async () => {
    const rows: Rows = [HEAD, row('产业', '1'), row('民生', '2')];
    const { out } = await duban(['import', file('不重.xlsx', workbook(rows))]);
    expect(out).not.toMatch(/│ 类别/);
  });
});

test('of a very long plan the first rows and doubts are listed, with how many more there are', async () => {
  const rows = Array.from({ length: 310 }, (_, i) => [
    `${i + 1}`,
    '做事',
    '区甲局',
    '2025年6月底前',
  ]);
  const plan = file('长.xlsx', workbook([['序号', '工作任务', '牵头单位', '完成时限'], ...rows]));
  const { out } = await duban(['import', plan]);
  expect(out).toContain('另有 10 项任务没有列出');
  expect(out).toContain('│ 300 ');
  expect(out).not.toContain('│ 301 ');
  expect((await duban(['review', plan])).out).toContain('同类还有 110 处没有列出');
});

describe('import --units', () => {
  const DIRECTORY = `version: 1
units:
  - { name: 区甲局, aliases: [甲局] }
  - { name: 东镇 }
groups:
  - { name: 各镇, members: [东镇] }
`;
  const ROWS: Rows = [
    ['序号', '工作任务', '牵头单位', '配合单位'],
    ['1', '修路', '甲局', '各镇'],
    ['2', '架桥', '区丙中心', '东镇'],
  ];

  test('says which names the directory knows, and what is still to be done', async () => {
    const plan = file('名录用.xlsx', workbook(ROWS));
    const units = file('名录.yaml', DIRECTORY);
    const { out } = await duban(['import', plan, '--units', units], 160);
    expect(out).toContain('方案中 4 个名称，3 个对得上，1 个对不上。');
    expect(out).toMatch(/对不上的（1）\n· “区丙中心”不在名录中/);
    expect(out).toContain('· “甲局”即“区甲局”。');
    expect(out).toContain('· “各镇”：东镇。');
    expect(out).not.toContain('“各镇”（');
    const { out: json } = await duban(['import', plan, '--units', units, '--json']);
    const { names } = JSON.parse(json) as { names: { kind: string; printed: string }[] };
    expect(names.map(({ kind }) => kind)).toEqual(['unit', 'group', 'unknown', 'unit']);
  });

  test('a directory that is none is refused before anything is printed', async () => {
    const plan = file('名录用.xlsx', workbook(ROWS));
    const { code, out } = await duban(['import', plan, '--units', join(folder, '没有.yaml')]);
    expect([code, out]).toEqual([1, '']);
  });
});

describe('rehearse', () => {
  const PLAN = sample('park.plan.yaml');

  test('what is not ready is not rehearsed; programs get every diagnostic', async () => {
    const argv = ['rehearse', PLAN, ...PARK, ...YEAR, '--several', '99'];
    const { code, err } = await duban(argv);
    expect(code).toBe(1);
    expect(err).toMatch(/没有推演：\n· 没有任务“99”/);
    const { out } = await duban([...argv, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      code: 'plan-not-ready',
      blocking: [{ code: 'leadership-task', severity: 'blocking' }],
    });
  });

  test('no key of our own stands before a sentence', async () => {
    const argv = ['rehearse', PLAN, ...PARK, '--from', '2026-01-01', '--to', '2040-12-31'];
    expect((await duban(argv)).err).toMatch(/\n· 期限 2026-01-01 至 2040-12-31 超过六年/);
  });

  test('a file that cannot be read says so, and nothing that follows from it', async () => {
    const plan = file('说明.txt', '关于某事的说明\n没有任务。\n');
    const { code, err } = await duban(['rehearse', plan, ...PARK]);
    expect(code).toBe(1);
    expect(err).toContain('没有找到任务表');
    expect(err).not.toContain('标题');
  });

  test('several for a task with one lead is remarked on', async () => {
    const argv = ['rehearse', PLAN, ...PARK, ...YEAR, '--several', '2'];
    expect((await duban(argv)).out).toContain('任务“2”没有并列的牵头单位');
    expect((await duban([...argv.slice(0, -1), '1'])).out).not.toContain('没有并列');
  });

  test('a behaviour that is neither a name nor a file', async () => {
    const { code, err } = await duban(['rehearse', PLAN, ...PARK, '--behaviour', 'nice']);
    expect(code).toBe(2);
    expect(err).toContain('silent、on-time、mixed');
  });

  test('what the import saw is counted, not repeated', async () => {
    const regime = join(folder, '拟.yaml');
    const plan = file(
      '任务.xlsx',
      workbook([
        ['青溪区任务分工表'],
        ['序号', '工作任务', '牵头单位'],
        ['1', '修订园区规划', '区甲局'],
      ]),
    );
    await duban(['import', plan, '--regime', regime, '--force']);
    const { out } = await duban(['rehearse', plan, '--regime', regime, ...YEAR]);
    expect(out).toMatch(/导入时另有 \d+ 条提示：duban import/);
    expect(out).not.toContain('没有发文机关');
  });
});

test('many diagnostics of one code are shown in part, one more than the limit is shown', () => {
  const of = (count: number, code: string) =>
    Array.from({ length: count }, (_, i): Diagnostic => ({
      code,
      severity: 'warning',
      message: `${code}${i}。`,
    }));
  const text = diagnosticsWords([...of(12, '甲'), ...of(3, '乙')], 80, 2);
  expect(text).toContain('请核对（15）');
  expect(text).toContain('与上一条同类的还有 10 处');
  expect(text.match(/乙\d/g)).toHaveLength(3);
  expect(diagnosticsWords(of(9, '甲'), 80)).not.toContain('同类');
});
