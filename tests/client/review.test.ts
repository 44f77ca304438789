import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { readCorrections, recalled, rememberCorrections } from '../../client/corrections.ts';
import { runCli } from '../../client/commands/program.ts';
import type { OpenDoubt } from '../../importers/review.ts';
import { workbook, type Rows } from '../fixtures/import/build.ts';

const REGIME = join(import.meta.dirname, '..', '..', 'plans', 'park.regime.yaml');
const HEAD = ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'];
const ROWS: Rows = [
  ['青溪区园区建设任务分工表'],
  HEAD,
  ['1', '修订园区规划，划定用地边界', '区甲局', '区乙局等', '2027年6月底前'],
  ['2', '整治主干道路，定期督查整治进展', '各镇、街道', '相关部门单位', '抓紧办理'],
  ['3', '盘活低效用地，建立底数清册', '各镇、街道', '/', '2026年1月底前'],
];

let folder: string;
let plan: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-review-'));
  plan = write('方案.xlsx', ROWS);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, rows: Rows): string {
  const path = join(folder, name);
  writeFileSync(path, workbook(rows, ['A1:E1']));
  return path;
}

/** Runs a command line without a server, at a fixed day; `lines` are what a person types at the terminal. */
async function duban(argv: readonly string[], lines?: readonly string[], width = 80) {
  const out: string[] = [];
  const err: string[] = [];
  const typed = [...(lines ?? [])];
  const ask = (question: string) => {
    out.push(question);
    return Promise.resolve(typed.shift());
  };
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width,
    env: { DUBAN_HOME: join(folder, 'home') },
    now: () => Date.parse('2026-03-02T09:00:00+08:00'),
    progress: { write: () => undefined },
    ...(lines === undefined ? {} : { ask }),
  });
  return { code, out: out.join('\n'), err: err.join('\n'), untyped: typed };
}

interface View {
  readonly required: number;
  readonly open: readonly (OpenDoubt & { readonly remembered?: string })[];
}

async function view(path = plan): Promise<View> {
  return JSON.parse((await duban(['review', path, '--json'])).out) as View;
}

async function ids(kind: string, path = plan): Promise<readonly string[]> {
  return (await view(path)).open.filter((doubt) => doubt.kind === kind).map(({ id }) => id);
}

async function first(kind: string, path = plan): Promise<string> {
  return (await ids(kind, path))[0] ?? '';
}

describe('the list', () => {
  test('names code, place, words and reading, and writes nothing', async () => {
    const { code, out } = await duban(['review', plan], undefined, 160);
    expect(code).toBe(0);
    expect(out).toContain('待核对 10 处，其中 3 处启动前必须核对');
    expect(out).toContain('【抓紧办理】');
    expect(out).toContain('时限不明（deadline-unknown）　1 处');
    expect(out).toContain('第2项（E4）　时限　启动前必须核对');
    expect(existsSync(`${plan}.review.yaml`)).toBe(false);
  });

  test.each([60, 80, 120])('fits %d columns', async (width) => {
    const { out } = await duban(['review', plan, '--list'], undefined, width);
    const lines = out.split('\n').filter((line) => !line.includes('duban review'));
    expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
  });

  test('a plan in YAML has none; a file that is no plan is refused', async () => {
    const yaml = join(folder, '甲.yaml');
    writeFileSync(yaml, 'title: 甲\ntasks:\n  - content: 清淤\n');
    expect((await duban(['review', yaml])).out).toContain('没有需要核对的地方');
    const none = write('无.xlsx', [['今天开会']]);
    expect(await duban(['review', none])).toMatchObject({ code: 1 });
  });
});

describe('answers on the command line', () => {
  test('accept several, by number or by code', async () => {
    const groups = await ids('group-unresolved');
    const done = await duban(['review', plan, '--accept', ...groups, '--by', '督查室甲岗']);
    expect(done.out).toContain('已接受 3 处');
    await duban(['review', plan, '--accept-all', 'deadline-past,list-open']);
    const left = (await view()).open.map(({ kind }) => kind);
    expect(left).not.toContain('group-unresolved');
    expect(left).not.toContain('deadline-past');
    expect(readFileSync(`${plan}.review.yaml`, 'utf8')).toContain('by: 督查室甲岗');
  });

  test('correct, and the import shows it', async () => {
    const id = await first('deadline-unknown');
    const done = await duban(['review', plan, '--correct', id, '--to', '2027年9月底前']);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('第2项（E4）　时限现读作　2027-09-30');
    const { out } = await duban(['import', plan]);
    expect(out).toContain('2027-09-30');
    expect(out).toMatch(/待核对 9 处，其中 2 处启动前必须核对：\s*duban review/);
  });

  test('ask keeps it open, and shows who is asked', async () => {
    const id = await first('list-open');
    await duban(['review', plan, '--ask', id, '--of', '区乙局', '--note', '还有谁']);
    const { out } = await duban(['review', plan, '--list']);
    expect(out).toContain('请示中 1 处');
    expect(out).toContain('已请示　区乙局　还有谁（督查室）');
  });

  test.each([
    [['--to', '甲'], 2, '--to 要与 --correct 同用'],
    [['--of', '甲'], 2, '--of 要与 --ask 同用'],
    [['--accept', 'zzzz'], 2, '没有编号为 zzzz 的疑点'],
    [['--accept-all', '别的'], 2, '没有待核对的 别的'],
  ])('%j is refused', async (options, code, sentence) => {
    const run = await duban(['review', plan, ...options]);
    expect(run.code).toBe(code);
    expect(run.err).toContain(sentence);
    expect(existsSync(`${plan}.review.yaml`)).toBe(false);
  });

  test('one that cannot be leaves the others unwritten too', async () => {
    const [group] = await ids('group-unresolved');
    const unknown = await first('deadline-unknown');
    const argv = ['review', plan, '--accept', `${group}`, '--correct', unknown, '--to', '尽快'];
    const run = await duban(argv);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('什么都没有改动：“尽快”无法确定为日期或周期');
    expect(existsSync(`${plan}.review.yaml`)).toBe(false);
  });

  test('a classified mark is refused and kept nowhere', async () => {
    const id = await first('deadline-unknown');
    const run = await duban(['review', plan, '--ask', id, '--note', '机密★1年']);
    expect(run.code).toBe(1);
    expect(existsSync(`${plan}.review.yaml`)).toBe(false);
  });
});

describe('at a terminal', () => {
  test('one after the other: skip, accept, correct, ask, quit', async () => {
    const lines = ['s', 's', 's', '', 'c', '东塘街道、南浦镇', 'a', '区府办', '哪些部门', 'q'];
    const { out, untyped } = await duban(['review', plan], lines);
    expect(untyped).toEqual([]);
    expect(out).toContain('1/10　文首　发文机关');
    expect(out).toContain('改为 > ');
    expect(out).toContain('待核对 8 处，其中 2 处启动前必须核对；已核对 2 处，请示中 1 处。');
  });

  test('what cannot be is said, and asked again', async () => {
    const unknown = 6;
    const skips = Array.from({ length: unknown }, () => 's');
    const { out } = await duban(['review', plan], [...skips, 'c', '尽快', 'c', '每季度', 'q']);
    expect(out).toContain('“尽快”无法确定为日期或周期');
    expect(await ids('deadline-unknown')).toEqual([]);
  });

  test('what was written last time is offered, and only taken when told', async () => {
    const skips = ['s', 's', 's', 's'];
    await duban(['review', plan], [...skips, 'c', '东塘街道、南浦镇', 'q']);
    const offered = (await view()).open.filter(({ remembered }) => remembered !== undefined);
    expect(offered.map(({ where, remembered }) => [where, remembered])).toEqual([
      ['第3项（C5）', '东塘街道、南浦镇'],
    ]);
    const { out } = await duban(['review', plan], [...skips, 's', 's', 'u', 'q']);
    expect(out).toContain('上次改为　东塘街道、南浦镇');
    const draft = JSON.parse((await duban(['import', plan, '--json'])).out) as {
      tasks: { assignments: { unit: string }[] }[];
    };
    expect(draft.tasks[2]?.assignments.map(({ unit }) => unit)).toEqual(['东塘街道', '南浦镇']);
  });
});

describe('another edition', () => {
  const edited = ROWS.map((row) => row.map((cell) => (cell === '抓紧办理' ? '尽快办理' : cell)));

  test('is refused until the answers are carried over', async () => {
    await duban(['review', plan, '--accept-all', 'group-unresolved', 'deadline-unknown']);
    write('方案.xlsx', edited);
    for (const argv of [
      ['import', plan],
      ['review', plan],
      ['rehearse', plan, '--regime', REGIME],
      ['campaign', 'start', plan, '--regime', REGIME],
    ]) {
      const run = await duban(argv);
      expect(run.code).toBe(1);
      expect(run.err).toContain('方案文件已有改动，未采用');
      expect(run.err).toContain('--rebase');
    }
    const { out } = await duban(['review', plan, '--rebase']);
    expect(out).toContain('已核对 3 处');
    expect(out).toContain('1 条意见所指的文字已不在文件中');
    expect((await duban(['import', plan])).code).toBe(0);
  });

  test('a review file with a fault is told at its place', async () => {
    writeFileSync(`${plan}.review.yaml`, 'plan: 甲\n');
    const run = await duban(['import', plan]);
    expect(run.code).toBe(1);
    expect(run.err).toContain('第1行');
  });
});

describe('a start', () => {
  const start = () => duban(['campaign', 'start', plan, '--regime', REGIME]);

  test('waits for every required doubt, and names the first three and the command', async () => {
    const run = await start();
    expect(run.code).toBe(1);
    expect(run.err).toContain('方案还有 3 处必须先核对，专项行动没有启动');
    expect(run.err.match(/^· /gm)).toHaveLength(3);
    expect(run.err).toContain('duban review 方案');
  });

  test('goes on to the server once they are answered', async () => {
    await duban(['review', plan, '--accept-all', 'group-unresolved', 'deadline-unknown']);
    expect((await start()).code).toBe(3);
  });

  test('a directory may resolve a group', async () => {
    const units = join(folder, '名录.yaml');
    const members = 'units:\n  - {id: u001, name: 东塘街道}\n';
    writeFileSync(
      units,
      `version: 1\n${members}groups:\n  - {name: 各镇、街道, members: [东塘街道]}\n`,
    );
    await duban(['review', plan, '--accept-all', 'deadline-unknown']);
    const run = await duban(['campaign', 'start', plan, '--regime', REGIME, '--units', units]);
    expect([run.code, run.err]).toEqual([3, expect.stringContaining('没有在运行')]);
  });
});

describe('writing the plan out', () => {
  test('waits for the same doubts, keeps what is there, and reads back', async () => {
    const out = join(folder, '已定.yaml');
    expect((await duban(['import', plan, '--out', out])).err).toContain('没有写出');
    await duban(['review', plan, '--accept-all', 'group-unresolved', 'deadline-unknown']);
    const done = await duban(['import', plan, '--out', out]);
    expect([done.code, done.out.includes(`已写出 ${out}`)]).toEqual([0, true]);
    const [before, after] = await Promise.all(
      [plan, out].map(async (path) => {
        const { tasks } = JSON.parse((await duban(['import', path, '--json'])).out) as {
          tasks: Record<string, unknown>[];
        };
        return tasks.map(({ content, assignments, deadlines, no, openEnded }) => ({
          ...{ content, assignments, deadlines, no, openEnded },
        }));
      }),
    );
    expect(after).toEqual(before);
    expect((await duban(['import', plan, '--out', out])).err).toContain('已经存在');
  });
});

describe('corrections', () => {
  const correction = {
    kind: 'list-open',
    printed: '区乙局\n等',
    by: '甲',
    at: '2026-03-02T09:00:00+08:00',
  };

  test('the last about the same words counts; another kind or other words teach nothing', () => {
    const path = join(folder, 'deep', 'corrections.yaml');
    expect(readCorrections(path)).toEqual([]);
    rememberCorrections(path, [{ ...correction, value: '一' }]);
    rememberCorrections(path, [{ ...correction, value: '二', at: '2026-03-03T09:00:00+08:00' }]);
    const known = readCorrections(path);
    expect(known).toHaveLength(1);
    expect(recalled(known, { kind: 'list-open', printed: '区乙局等' })?.value).toBe('二');
    expect(recalled(known, { kind: 'list-open', printed: '区丙局等' })).toBeUndefined();
    expect(recalled(known, { kind: 'group-unresolved', printed: '区乙局等' })).toBeUndefined();
  });

  test('words that were not printed are not remembered, and a broken file is not overwritten', () => {
    const path = join(folder, 'corrections.yaml');
    rememberCorrections(path, [{ ...correction, printed: '', value: '一' }]);
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, 'corrections: 甲\n');
    expect(() => rememberCorrections(path, [{ ...correction, value: '一' }])).toThrow('更正记录');
    expect(readFileSync(path, 'utf8')).toBe('corrections: 甲\n');
  });
});
