import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { runCli } from '../../client/commands/program.ts';
import { workbook, type Rows } from '../fixtures/import/build.ts';

const HEAD = ['序号', '工作任务', '牵头单位', '完成时限'];
const TITLE = ['青溪区任务分工表'];
const FIRST: Rows = [
  TITLE,
  HEAD,
  ['1', '修订园区规划，划定用地边界', '区甲局', '2027年6月底前'],
  ['2', '建设雨污管网十二公里', '区丙局', '持续推进'],
  ['3', '盘活低效用地，建立底数清册', '区乙局', '2027年9月底前'],
];
const SECOND: Rows = [
  TITLE,
  HEAD,
  ['1', '建设雨污管网十五公里', '区丙局', '持续推进'],
  ['2', '修订园区规划，划定用地边界', '区甲局', '2027年9月底前'],
  ['3', '组织专场招聘会，服务企业用工', '区丁局', '每季度'],
];

let folder: string;
let first: string;
let second: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-diff-'));
  first = write('一.xlsx', FIRST);
  second = write('二.xlsx', SECOND);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, rows: Rows): string {
  const path = join(folder, name);
  writeFileSync(path, workbook(rows, ['A1:D1']));
  return path;
}

async function duban(argv: readonly string[], width = 100) {
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

test('added, changed and removed, each with its key and place', async () => {
  const { code, out } = await duban(['diff', first, second]);
  expect(code).toBe(0);
  expect(out).toContain('新增 1 项，变更 2 项（其中仅序号变化 0 项），删除 1 项，不变 0 项。');
  expect(out).toMatch(/新增 │ t0004 │ 组织专场招聘会/);
  expect(out).toContain('时限：2027-06-30 → 2027-09-30');
  expect(out).toContain('任务内容：建设雨污管网十二公里 → 建设雨污管网十五公里');
  expect(out).toMatch(/删除 │ t0003 │ 盘活低效用地/);
  expect(out).toContain('第3项（第5行）');
});

test.each([60, 80, 120])('fits %d columns', async (width) => {
  const { out } = await duban(['diff', first, second], width);
  expect(out.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
});

test('for programs', async () => {
  const { out } = await duban(['diff', first, second, '--json']);
  const view = JSON.parse(out) as { counts: unknown; plan: { version: number; lastKey: string } };
  expect(view.counts).toEqual({ same: 0, changed: 2, added: 1, removed: 1 });
  expect(view.plan).toMatchObject({ version: 2, lastKey: 't0004' });
});

test('a version that is written out keeps the keys through the next one', async () => {
  const [one, two, three] = ['一', '二', '三'].map((name) => join(folder, `${name}.yaml`));
  await duban(['import', first, '--out', `${one}`]);
  expect((await duban(['diff', `${one}`, second, '--out', `${two}`])).code).toBe(0);
  expect(readFileSync(`${two}`, 'utf8')).toContain('lastKey: t0004');
  const third = write('三.xlsx', [...SECOND.slice(0, 4), ['3', '治理裸露土地', '区乙局', '每月']]);
  await duban(['diff', `${two}`, third, '--out', `${three}`]);
  const { out } = await duban(['import', `${three}`, '--json']);
  const { tasks, version } = JSON.parse(out) as { tasks: { key: string }[]; version: number };
  expect(tasks.map(({ key }) => key)).toEqual(['t0002', 't0001', 't0005']);
  expect(version).toBe(3);
});

test('with itself nothing changed', async () => {
  const { out } = await duban(['diff', first, first]);
  expect(out).toContain('新增 0 项，变更 0 项（其中仅序号变化 0 项），删除 0 项，不变 3 项。');
});

test('only new numbers are one line', async () => {
  const moved = [...FIRST.slice(0, 2), ['1', ...(FIRST[4] ?? []).slice(1)]];
  const { out } = await duban(['diff', first, write('移.xlsx', moved)]);
  expect(out).toContain('仅序号变化：t0003 3→1');
  expect(out).toContain('2 项在新版中找不到，超过一半');
});

test('the wrong file is refused', async () => {
  const none = write('无.xlsx', [['今天开会']]);
  const run = await duban(['diff', first, none]);
  expect(run).toMatchObject({ code: 1, out: '' });
  expect(run.err).toContain('无法对照');
});

test('a new version is written only when nothing required is open', async () => {
  const open = write('开.xlsx', [...SECOND.slice(0, 4), ['3', '治理裸露土地', '/', '每月']]);
  const run = await duban(['diff', first, open, '--out', join(folder, '新.yaml')]);
  expect(run.code).toBe(1);
  expect(run.err).toContain('新版没有写出');
});
