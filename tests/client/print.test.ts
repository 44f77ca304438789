import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { instantWords, progress, table, wrap } from '../../client/print.ts';

const LONG = '修订园区总体规划，划定产业、配套和防护三类用地边界，报区政府审定后实施。';

describe('table', () => {
  test('every line of a table with Chinese is equally wide', () => {
    const text = table(
      ['序号', 'Task'],
      [
        [1, '甲乙丙'],
        [12, 'abc'],
        [null, '“引用”（一）'],
      ],
      { width: 80 },
    );
    expect(new Set(text.split('\n').map((line) => stringWidth(line))).size).toBe(1);
    expect(text).toContain('│ 1    │ 甲乙丙');
  });

  test.each([100, 60, 40, 30])('long cells wrap inside %i columns and lose nothing', (width) => {
    const text = table(['序号', '任务', '单位'], [[1, LONG, '区自然资源局']], { width });
    const lines = text.split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
    const cells = lines.map((line) => line.split('│')[2]?.trim() ?? '').join('');
    expect(cells.replaceAll(' ', '')).toContain(LONG);
  });

  test('a table that fits is not widened, and short columns keep their width', () => {
    const text = table(['序号', '任务'], [[1, LONG]], { width: 40 });
    expect(stringWidth(table(['甲'], [['乙']], { width: 80 }).split('\n')[0] ?? '')).toBe(6);
    expect(text).toContain('│ 序号 │');
  });

  test('control characters and escape sequences are dropped', () => {
    const text = table(['名称'], [['甲\u001b[31m乙\u0007\u202e丙\r']], { width: 40 });
    expect(text).toContain('│ 甲乙丙 │');
  });

  test('no rows', () => {
    expect(table(['甲', '乙'], [], { width: 40 })).toContain('│ 甲 │ 乙 │');
  });
});

describe('wrap', () => {
  test('between words, and not before closing or after opening punctuation', () => {
    expect(wrap('alpha beta', 7)).toEqual(['alpha', 'beta']);
    expect(wrap('甲乙丙，丁', 6)).toEqual(['甲乙', '丙，丁']);
    expect(wrap('甲乙（丙）', 6)).toEqual(['甲乙', '（丙）']);
  });

  test('a word longer than the line is broken', () => {
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  });

  test('line breaks stay', () => {
    expect(wrap('甲\n\n乙', 10)).toEqual(['甲', '', '乙']);
  });
});

describe('progress', () => {
  function run(isTTY: boolean, total: number): string[] {
    const written: string[] = [];
    const stream = { isTTY, write: (text: string) => written.push(text) };
    const { step, done } = progress('启动任务', total, stream);
    for (let i = 0; i < total; i++) step();
    done();
    return written;
  }

  test('one line on a terminal', () => {
    const written = run(true, 4);
    expect(written.slice(0, -1).every((text) => text.startsWith('\r'))).toBe(true);
    expect(written.join('')).toContain('启动任务 4/4（100%）');
    expect(written.at(-1)).toBe('\n');
  });

  test('sparse lines elsewhere, the first and the last among them', () => {
    const written = run(false, 1000);
    expect(written).toHaveLength(11);
    expect(written[0]).toBe('启动任务 0/1000（0%）\n');
    expect(written.at(-1)).toBe('启动任务 1000/1000（100%）\n');
  });

  test('nothing to do is done', () => {
    expect(run(false, 0)).toEqual(['启动任务 0/0（100%）\n']);
  });
});

test('instants, with the year where it is not the given one', () => {
  const zone = 'Asia/Shanghai';
  expect(instantWords('2026-11-25T17:00:00+08:00', zone)).toBe('11月25日（周三）17:00');
  expect(instantWords('2026-11-25T17:00:00+08:00', zone, 2026)).toBe('11月25日（周三）17:00');
  expect(instantWords('2026-12-31T16:30:00Z', zone, 2026)).toBe('2027年1月1日（周五）00:30');
});
