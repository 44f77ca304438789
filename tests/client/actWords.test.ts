import { describe, expect, test } from '@jest/globals';
import { fieldWords, meanings } from '../../client/acts/actFields.ts';
import { TASK_ACTS, taskAct } from '../../client/acts/acts.ts';
import type { TaskAct } from '../../client/acts/act.ts';
import { runCli } from '../../client/commands/program.ts';
import { reportsWords } from '../../client/commands/reports.ts';
import { z } from 'zod';

async function duban(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    width: 100,
    env: {},
    now: () => 0,
    progress: { write: () => undefined },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function named(act: string): TaskAct {
  const found = taskAct(act);
  if (found === undefined) throw new Error(`no act ${act}`);
  return found;
}

describe('办理动作 in words', () => {
  test.each([
    [
      'look-back',
      { result: '好', reason: '现场' },
      '--result 不能写“好”，可写 合格（passed）、不合格（failed）',
    ],
    ['publish-listing', {}, '请写明 --text <何处>：在何处公布'],
    [
      'extend',
      { until: '明天', reason: 'x', progress: 'x' },
      '--until 所写的“明天”不合要求：延到哪一天，如 2026-04-15',
    ],
    ['sign', { unit: '甲', colour: '红' }, '有不认识的内容'],
  ])('%s with %j is refused in Chinese, by its option', (act, given, sentence) => {
    const spec = named(act);
    const { error } = z.strictObject(spec.fields.shape).safeParse(given);
    expect(error?.issues.map((issue) => fieldWords(spec, issue, given))).toEqual([sentence]);
  });

  test('every value of every choice has a Chinese word of its own', () => {
    for (const act of TASK_ACTS) {
      for (const [name, field] of Object.entries<unknown>(act.fields.shape)) {
        const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
        if (!(inner instanceof z.ZodEnum)) continue;
        const words = meanings(act, name, inner.options.map(String)).map(([, word]) => word);
        expect([act.act, words.filter((word) => !/^\p{Script=Han}+$/u.test(word))]).toEqual([
          act.act,
          [],
        ]);
        expect(new Set(words).size).toBe(words.length);
      }
    }
  });

  test('what must be said is asked for before anything is sent', async () => {
    const { code, err } = await duban('act', 'publish-listing', '3');
    expect([code, err]).toEqual([2, '必须写明 --text <何处>。加 --help 可看用法和示例。']);
  });

  test('the help lists the acts by topic, with who does them', async () => {
    const { out } = await duban('act', '--help');
    expect(out).toContain('延期：\n  extend <任务>                    申请延期（单位）');
    expect(out).toMatch(/销号、回头看：\n {2}apply-closure/);
    const examples = await duban('unit', 'merge', '--help');
    expect(examples.out).toContain('示例：\n  duban unit merge --from');
  });
});

test('what was filled in is shown under the names and in the order of the form', () => {
  const version = {
    ...{ requestId: 'r1', occasion: '2026年3月“月调度”', duty: 'monthly', period: '2026-03' },
    ...{ unit: '甲局', version: 1, receivedAt: '2026-03-24T09:00:00+08:00', by: 'unit:u001' },
    ...{ digest: 'a'.repeat(64), text: '', nil: null, value: null, evidence: [], obstacle: null },
    fields: { other: '三', share: '80', progress: '已开工' },
    labels: [
      { id: 'progress', label: '进展' },
      { id: 'share', label: '完成比例（%）' },
    ],
    claimedAt: null,
  };
  const words = reportsWords({
    ...{ campaign: 'c2026-001', task: 't0001', zone: 'Asia/Shanghai' },
    ...{ versions: [version], standing: [] },
  });
  const lines = words.split('\n').map((line) => line.trim());
  expect(lines.slice(1, 4)).toEqual(['进展：已开工', '完成比例（%）：80', 'other：三']);
});
