import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { statusWords } from '../../client/ledgerStatus.ts';
import { exportLedger } from '../../client/ledgerExport.ts';
import { runCli } from '../../client/commands/program.ts';
import { readPlan } from '../../importers/read.ts';
import { TODAY, workbook } from '../fixtures/import/build.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLAN = workbook([
  ['序号', '工作任务', '牵头单位', '完成时限'],
  ['1', '修订规划', '甲局', '2026年6月底前'],
  ['2', '=整治道路', '乙局', '持续推进'],
]);

const at = (name: string) => join(folder, name);
function plan(name = '方案.xlsx'): string {
  writeFileSync(at(name), PLAN);
  return at(name);
}

async function duban(argv: readonly string[], api = '') {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width: 100,
    env: { DUBAN_HOME: folder, ...(api === '' ? {} : { DUBAN_API: api, DUBAN_TOKEN: 'x' }) },
    now: () => Date.parse(`${TODAY}T09:00:00+08:00`),
    progress: { write: () => undefined },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function textOf(file: string): Promise<string> {
  const { draft } = await readPlan({ name: file, bytes: readFileSync(file) }, { today: TODAY });
  return draft.text;
}

describe('duban export', () => {
  test('writes both kinds of file and says so', async () => {
    const [xlsx, docx] = [at('甲.xlsx'), at('甲.docx')];
    const run = await duban(['export', plan(), '--xlsx', xlsx, '--docx', docx]);
    expect(run).toEqual({
      code: 0,
      err: '',
      out: `已导出 2 项任务：${xlsx}\n已导出 2 项任务：${docx}`,
    });
    for (const file of [xlsx, docx]) {
      const text = await textOf(file);
      expect(text).toContain('=整治道路');
      expect(text).toContain('序号\t工作任务\t牵头单位\t完成时限\t办理状态');
    }
  });

  test('a number that several tasks bear is said with the heading or the cell', async () => {
    const task = (content: string, category: string) => ({
      ...{ no: '1', category: [category], title: null, content, leaders: [], openEnded: false },
      assignments: [{ unit: '区甲局', role: 'lead' as const }],
      deadlines: [{ kind: 'unknown' as const, text: '\u3000' }],
      source: { from: 0, to: 0 },
    });
    const head = { title: '任务清单', issuer: null, documentNumber: null, issuedOn: null };
    const regime = { duties: [], steps: [] };
    const tasks = [task('修路', '产业'), task('架桥', '民生'), task('清河', '民生')];
    const { different } = await exportLedger(
      { draft: { ...head, tasks, regime, text: '' } },
      'xlsx',
      TODAY,
    );
    expect(different).toEqual([
      '产业 第1项（完成时限）',
      '民生 第1项（第2个任务）（完成时限）',
      '民生 第1项（第3个任务）（完成时限）',
    ]);
  });

  test('answers programs in JSON', async () => {
    const file = at('乙.xlsx');
    const run = await duban(['export', plan(), '--xlsx', file, '--json']);
    expect(JSON.parse(run.out)).toEqual({
      written: [{ file, format: 'xlsx', tasks: 2, different: [] }],
      unmatched: [],
    });
  });

  test('writes over a file only when told to, and never over the plan', async () => {
    const file = at('已有.xlsx');
    writeFileSync(file, 'old');
    const refused = await duban(['export', plan(), '--xlsx', file]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('已存在，没有导出')]);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect((await duban(['export', plan(), '--xlsx', file, '--force'])).code).toBe(0);
    expect(await textOf(file)).toContain('修订规划');
    const own = await duban(['export', plan(), '--xlsx', plan(), '--force']);
    expect([own.code, own.err]).toEqual([1, expect.stringContaining('就是方案原件')]);
    expect(readFileSync(plan()).equals(PLAN)).toBe(true);
  });

  test.each<[string, () => string[], number, string]>([
    ['no file is named', () => [], 2, '请用 --xlsx 或 --docx'],
    ['the ending is another', () => ['--xlsx', at('台账.docx')], 2, '应以 .xlsx 结尾'],
    ['the folder is missing', () => ['--xlsx', at('没有/台账.xlsx')], 1, '不存在，没有导出'],
    ['the file is a folder', () => ['--xlsx', at('夹.xlsx')], 1, '是文件夹'],
    [
      'one of two cannot be',
      () => ['--xlsx', at('丙.xlsx'), '--docx', at('无/丙.docx')],
      1,
      '不存在',
    ],
  ])('says what to do where %s', async (_, options, code, sentence) => {
    mkdirSync(at('夹.xlsx'), { recursive: true });
    const run = await duban(['export', plan(), ...options()]);
    expect([run.code, run.out, run.err]).toEqual([code, '', expect.stringContaining(sentence)]);
    expect(() => readFileSync(at('丙.xlsx'))).toThrow();
  });

  test('a plan without tasks gives no file, and the reason', async () => {
    writeFileSync(at('空.xlsx'), workbook([['一张', '别的表']]));
    const run = await duban(['export', at('空.xlsx'), '--xlsx', at('空台账.xlsx')]);
    expect([run.code, run.err]).toEqual([1, expect.stringContaining('没有找到')]);
    expect(() => readFileSync(at('空台账.xlsx'))).toThrow();
  });

  test('a cell too long for Excel is refused, and Word takes it', async () => {
    const long = `title: 方案\ntasks:\n  - { content: ${'长'.repeat(32_768)}, lead: 甲局 }\n`;
    writeFileSync(at('长.yaml'), long);
    const run = await duban(['export', at('长.yaml'), '--xlsx', at('长.xlsx')]);
    expect([run.code, run.err]).toEqual([1, expect.stringContaining('请改用 --docx')]);
    expect((await duban(['export', at('长.yaml'), '--docx', at('长.docx')])).code).toBe(0);
  });

  test('needs the server only for the standing of a campaign', async () => {
    const run = await duban(['export', plan(), '--xlsx', at('丁.xlsx'), '--campaign', 'c2026-001']);
    expect([run.code, run.err]).toEqual([3, expect.stringContaining('没有在运行')]);
    expect(() => readFileSync(at('丁.xlsx'))).toThrow();
  });
});

const COUNTS = { expected: 3, onTime: 1, late: 1, missing: 0, exempt: 0, pending: 1 };
const LINE = {
  key: 't0001',
  no: '1',
  ordinal: 0,
  category: [],
  title: '修订规划',
  units: ['甲局'],
  counts: COUNTS,
  due: '2026-03-25T17:00:00.000+08:00',
  ended: false,
  reportedAt: '2026-02-24T16:30:00.000+08:00',
  step: '催办',
};

describe('the status of a task', () => {
  test('is said in words', () => {
    expect(statusWords(LINE, 'Asia/Shanghai')).toEqual({
      state: '待报',
      lastReport: expect.stringContaining('2月24日'),
      nextDue: expect.stringContaining('3月25日'),
      counts: '1/1/0',
      step: '催办',
    });
  });

  test('an ended task owes nothing more', () => {
    const { state, nextDue, step } = statusWords({ ...LINE, ended: true }, 'Asia/Shanghai');
    expect([state, nextDue, step]).toEqual(['已结束', '', '']);
  });
});

describe('with a campaign', () => {
  const asked: string[] = [];
  beforeAll(() => {
    jest.spyOn(globalThis, 'fetch').mockImplementation((address) => {
      const url = address instanceof Request ? address.url : String(address);
      asked.push(url);
      const second = { ...LINE, key: 't0002', no: '2', ordinal: 1, title: '另一项', step: null };
      const first = url.includes('after=-1');
      const page = { campaign: 'c2026-001', zone: 'Asia/Shanghai', total: 2 };
      const tasks = first ? [LINE] : [second];
      return Promise.resolve(Response.json({ ...page, next: first ? 0 : null, tasks }));
    });
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  test('asks page by page, fills the columns, and names tasks that are not in it', async () => {
    const file = at('戊.xlsx');
    const argv = ['export', plan(), '--xlsx', file, '--campaign', 'c2026-001'];
    const run = await duban(argv, 'http://duban.test');
    expect(asked.map((url) => /after=-?\d+/.exec(url)?.[0])).toEqual(['after=-1', 'after=0']);
    expect(run.code).toBe(0);
    expect(run.out).toContain('1 项在该专项行动中没有对应的任务，办理情况留空：2');
    const text = await textOf(file);
    expect(text).toContain('催办');
    expect(text).toContain('1/1/0');
  });
});
