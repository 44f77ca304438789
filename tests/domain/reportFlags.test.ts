import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { comparableText } from '../../domain/reportFlags.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { factWords, namesOf, noticeWords } from '../../domain/words.ts';
import { contextOf, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import { report, told } from '../harness/messages.ts';
import { play } from '../harness/played.ts';

function life(flags: object | undefined = { nil: 3, sameText: 3, to: 'office' }) {
  const context = contextOf({ regime: regimeOf({ ladder: [], flags }) });
  const input = { context, task: taskOf() };
  const played = play(taskMachine(input), initialTask(input));
  const send = (month: number, textDigest: string | null, day = 20, late?: string) => {
    const [at, period] = [`2026-${two(month)}-${two(day)} 10:00`, `2026-${two(month)}`];
    const said = textDigest === null ? { nil: '没有进展' } : { textDigest };
    return played.tell(report(at, period, { id: `${period} ${day}`, ...said }), late);
  };
  const raised = () =>
    played.decisions
      .filter(({ type }) => type === 'nil-run' || type === 'same-text')
      .map(({ kind, type, payload, at }) => {
        const periods = (payload['because'] as string[]).map((key) => key.slice(8, 15));
        return `${at.slice(5, 10)} ${kind} ${type} ${periods.join(' ')}`;
      });
  return { ...played, context, send, raised };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

describe('连续零报告', () => {
  test('the third in a row is told to whoever checks; verdicts stay on time', () => {
    const { send, raised, decisions } = life();
    for (const month of [1, 2, 3]) send(month, null);
    expect(raised()).toEqual([
      '03-20 fact nil-run 2026-01 2026-02 2026-03',
      '03-20 notice nil-run 2026-01 2026-02 2026-03',
    ]);
    const verdicts = decisions.filter(({ type }) => type === 'judged');
    expect(verdicts.map(({ payload }) => payload['verdict'])).toEqual(Array(3).fill('on-time'));
  });

  test('the fourth and fifth tell nothing new, the sixth does', () => {
    const { send, raised } = life();
    for (const month of [1, 2, 3, 4, 5]) send(month, null);
    expect(raised()).toHaveLength(2);
    send(6, null);
    expect(raised().slice(2)).toEqual([
      '06-20 fact nil-run 2026-04 2026-05 2026-06',
      '06-20 notice nil-run 2026-04 2026-05 2026-06',
    ]);
  });

  test('a report with news between them breaks the run, and so does a period without any', () => {
    const news = life();
    news.send(1, null);
    news.send(2, 'x');
    news.send(3, null);
    news.send(4, null);
    expect(news.raised()).toEqual([]);
    const gap = life();
    for (const month of [1, 3, 4]) gap.send(month, null);
    expect(gap.raised()).toEqual([]);
  });

  test('a nil report that news replaces counts no longer', () => {
    const { send, raised } = life();
    send(1, null);
    send(2, null, 18);
    send(2, 'x', 20);
    send(3, null);
    send(4, null);
    expect(raised()).toEqual([]);
  });

  test('a late one that fills the gap completes the run', () => {
    const { send, raised } = life();
    send(1, null);
    send(3, null, 1);
    send(2, null, 24, '2026-03-02 09:00');
    expect(raised()).toHaveLength(2);
  });

  test('exempt periods are passed over', () => {
    const { send, tell, raised } = life();
    send(1, null);
    tell(
      told('exempt', '2026-02-10 10:00', { obligation: 'monthly/2026-02/u001', reason: '停工' }),
    );
    send(3, null);
    expect(raised()).toEqual([]);
    send(4, null);
    expect(raised()[0]).toBe('04-20 fact nil-run 2026-01 2026-03 2026-04');
  });
});

describe('疑似敷衍', () => {
  test('the same text three periods running is a hint, and nothing else', () => {
    const { send, raised, decisions, context } = life();
    for (const month of [1, 2, 3]) send(month, 'same');
    send(4, 'other');
    expect(raised()).toEqual([
      '03-20 fact same-text 2026-01 2026-02 2026-03',
      '03-20 notice same-text 2026-01 2026-02 2026-03',
    ]);
    const names = namesOf({ ...context, year: 2026 }, [], UNITS);
    const process = 'task/c2026-001/t0001';
    const [fact, notice] = decisions.filter(({ type }) => type === 'same-text');
    if (fact === undefined || notice?.kind !== 'notice') throw new Error('nothing was raised');
    expect(factWords({ ...fact, process }, names)).toEqual({
      what: '提示：t0001 2026年3月“月调度”连续3期内容相同，疑似敷衍（甲局）',
      why: '制度 small 第1版的提示：2026年1月“月调度”、2026年2月“月调度”、2026年3月“月调度”；只供核实参考，不影响判定',
    });
    const words = noticeWords({ ...notice, process }, names);
    expect(words.title).toBe('【提示】甲局 2026年3月“月调度”：连续3期所报内容相同');
    expect(words.body).toContain('这只是提示，各期判定不变');
    expect(words.ifNothing).toContain('不影响单位');
  });

  test('a report without text ends the run', () => {
    const { send, tell, raised } = life();
    send(1, 'same');
    tell(report('2026-02-20 10:00', '2026-02'));
    send(3, 'same');
    send(4, 'same');
    expect(raised()).toEqual([]);
  });
});

test('a regime without flags remembers no text', () => {
  const input = { context: contextOf(), task: taskOf() };
  const { tell, state } = play(taskMachine(input), initialTask(input));
  tell(report('2026-01-20 10:00', '2026-01', { textDigest: 'x' }));
  expect(state().entries['monthly/2026-01/u001']?.version).toBe(1);
  expect(JSON.stringify(state())).not.toContain('"said"');
});

describe('texts are compared', () => {
  test('without blanks, punctuation, width and case', () => {
    expect(comparableText('一、 本月完成２.1公里，ＯＫ。')).toBe(
      comparableText('一本月完成 2.1 公里 ok'),
    );
    expect(comparableText('完成2公里')).not.toBe(comparableText('完成3公里'));
    expect(comparableText('。，！ …')).toBe('');
  });

  test('once and twice gives the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(comparableText(comparableText(text))).toBe(comparableText(text));
      }),
    );
  });
});

describe('the rule', () => {
  test.each([
    [{ to: 'office' }, ['flags'], '没有写明提示什么'],
    [{ nil: 3, to: 'reporter' }, ['flags', 'to'], '不能发给单位自己'],
    [{ nil: 3, to: 'cooperating' }, ['flags', 'to'], '只能作为升级步骤的抄送对象'],
  ])('%j', (flags, path, words) => {
    const [found] = checkRegime(regimeOf({ flags }));
    expect(found?.path).toEqual(path);
    expect(found?.message).toContain(words);
  });
});
