import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Draft } from '../../domain/plan.ts';
import { readDirectory } from '../../importers/directory.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';

const plans = new URL('../../plans/', import.meta.url);
const SAMPLE = readFileSync(new URL('park.plan.yaml', plans), 'utf8');
const UNITS = readFileSync(new URL('park.units.yaml', plans), 'utf8');
const today = '2026-01-12';

function read(tasks: string, head = 'title: 甲方案\n') {
  return readPlanYaml('甲.yaml', `${head}tasks:\n${tasks}`, { today });
}

function blocking(tasks: string): string[] {
  return read(tasks).diagnostics.map(({ where, message }) => `${where} ${message}`);
}

describe('the sample plan', () => {
  const { draft, diagnostics } = readPlanYaml('park.plan.yaml', SAMPLE, { today });

  test('reads as a draft without any diagnostic', () => {
    expect(diagnostics).toEqual([]);
    expect(Draft.parse(draft)).toEqual(draft);
    expect(draft.tasks).toHaveLength(12);
    expect(new Set(draft.tasks.map(({ category }) => category[0])).size).toBe(4);
  });

  test('names only units and groups of the sample directory', () => {
    const directory = readDirectory(UNITS).directory;
    const known = new Set([
      ...(directory?.units ?? []).flatMap(({ name, aliases }) => [name, ...aliases]),
      ...(directory?.groups ?? []).map(({ name }) => name),
    ]);
    const named = draft.tasks.flatMap(({ assignments }) => assignments.map(({ unit }) => unit));
    expect(named.filter((unit) => !known.has(unit))).toEqual([]);
  });

  test('has joint leads, milestones in 2027 and every task a lead', () => {
    const leads = draft.tasks.map(
      ({ assignments }) => assignments.filter(({ role }) => role === 'lead').length,
    );
    expect(Math.min(...leads)).toBe(1);
    expect(Math.max(...leads)).toBe(2);
    const dates = draft.tasks.flatMap(({ deadlines }) =>
      deadlines.flatMap((deadline) => (deadline.kind === 'date' ? [deadline.on] : [])),
    );
    expect(dates.some((day) => day.startsWith('2027'))).toBe(true);
  });

  test('spans lead back to the words', () => {
    for (const task of draft.tasks) {
      const span = task.spans?.['content'];
      expect([...draft.text].slice(span?.from, span?.to).join('')).toBe(task.content);
      expect(task.source.from).toBeLessThan(task.source.to);
    }
  });
});

describe('readPlanYaml', () => {
  test('every way to write a deadline', () => {
    const { draft, diagnostics } = read(`  - content: 甲
    lead: 甲局
    deadlines:
      - { kind: date, on: 2026-06-30, tentative: true }
      - { date: 2026-07-01, what: 开工 }
      - 'date: 2026-07-02'
      - 2026-07-03
      - start-now
      - { kind: continuous }
      - horizon
      - every: quarter
      - 'every: month'
      - unknown: 适时
`);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(draft.tasks[0]?.deadlines).toEqual([
      { kind: 'date', on: '2026-06-30', tentative: true },
      { kind: 'date', on: '2026-07-01', what: '开工' },
      { kind: 'date', on: '2026-07-02' },
      { kind: 'date', on: '2026-07-03' },
      { kind: 'start-now' },
      { kind: 'continuous' },
      { kind: 'horizon' },
      { kind: 'recurring', every: 'quarter' },
      { kind: 'recurring', every: 'month' },
      { kind: 'unknown', text: '适时' },
    ]);
  });

  test('units by role or as assignments; a printed number as it is written', () => {
    const { draft } = read(
      '  - {no: 01, content: 甲, lead: [甲局, 乙局], assignments: [{unit: 丙局, role: cooperating}]}\n',
    );
    expect(draft.tasks[0]).toMatchObject({
      no: '01',
      assignments: [
        { unit: '甲局', role: 'lead' },
        { unit: '乙局', role: 'lead' },
        { unit: '丙局', role: 'cooperating' },
      ],
    });
  });

  test('faults are blocking and say where', () => {
    const { draft, diagnostics } = read('  - {no: 1, contnet: 甲}\n  - {no: 1}\n');
    expect(draft.tasks).toEqual([]);
    expect(diagnostics.map(({ severity, where }) => `${severity} ${where}`)).toEqual([
      'blocking 第3行第13列',
      'blocking 第4行第5列',
    ]);
  });

  test.each([
    [
      'a day that does not exist',
      '  - {content: 甲, deadlines: [2026-02-30]}',
      /^第3行第30列 .*没有 2026-02-30/,
    ],
    ['the same, typed', '  - {content: 甲, deadlines: [{date: 2026-02-30}]}', /^第3行第37列 /],
    ['a deadline of no kind', '  - {content: 甲, deadlines: [尽快]}', /^第3行第30列 .*时限应写作/],
    [
      'a number twice',
      '  - {no: 1, content: 甲}\n  - {no: 1, content: 乙}',
      /^第4行第10列 .*第1项/,
    ],
    ['a unit twice', '  - {content: 甲, lead: 甲局, cooperating: [甲局]}', /^第3行第42列 .*两次/],
    ['no task', '  []', /^第3行第3列 .*至少要有 1 项/],
  ])('%s', (_, tasks, says) => {
    expect(blocking(tasks)[0]).toMatch(says);
  });

  test('what a human eye should see is no fault', () => {
    const { draft, diagnostics } = read('  - {content: 甲, deadlines: [2025-12-31]}\n');
    expect(draft.tasks).toHaveLength(1);
    expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'header-missing info',
      'task-without-unit warning',
      'deadline-past warning',
    ]);
  });
});

describe('a large plan', () => {
  const task = `  - content: ${'推进重点工作，'.repeat(20)}\n    lead: 区甲局\n    cooperating: [区乙局, 区丙局]\n`;
  const told = (text: string) =>
    readPlanYaml('方案.yaml', text, { today }).diagnostics.flatMap(
      ({ severity, where, message }) => (severity === 'blocking' ? [`${where} ${message}`] : []),
    );
  const large = (more = '') => `title: 示例区方案\n${more}tasks:\n${task.repeat(2_500)}`;

  test('is read beyond the megabyte that other documents may have', () => {
    const text = large();
    expect(Buffer.byteLength(text)).toBeGreaterThan(1_048_576);
    const { draft } = readPlanYaml('方案.yaml', text, { today });
    expect(draft.tasks).toHaveLength(2_500);
    expect(told(large('regime: 1\n'))).toEqual([
      '第2行第1列 方案.yaml：不认识的键“regime”，请删去或改正',
    ]);
  });

  test.each([
    ['larger than any plan', `title: ${'方'.repeat(5_600_000)}`, /文件超过 16 MB/],
    ['of too many items', `tasks:\n${'  - a\n'.repeat(520_000)}`, /内容项过多/],
    [
      'of too many aliases',
      large(`issuer: &a 区政府\nleft: [${'*a, '.repeat(101)}]\n`),
      /超过 100 处/,
    ],
    [
      'of aliases that spread',
      large(
        ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
          .map((name, i, all) => {
            const inner = i === 0 ? 'x' : `*${all[i - 1] ?? ''}`;
            return `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(', ')}]\n`;
          })
          .join(''),
      ),
      /展开后内容过多/,
    ],
  ])('%s is refused', (_, text, says) => {
    const faults = told(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(says);
  });
});
