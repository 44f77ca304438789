import { describe, expect, test } from '@jest/globals';
import { countWords } from '../../client/reviewKinds.ts';

type Counted = Parameters<typeof countWords>[0];
type Doubt = Counted['open'][number];

const doubt = (required: boolean) => ({ required }) as Doubt;
const counted = (open: readonly Doubt[], closed: number) =>
  ({ open, closed: Array.from({ length: closed }, () => doubt(false)) }) as unknown as Counted;

describe('how much of a plan is still to be reviewed', () => {
  test.each([
    [counted([], 0), '没有需要核对的地方。'],
    [counted([], 2), '全部核对完毕，共 2 处。'],
    [
      counted([doubt(true), doubt(false)], 1),
      '待核对 2 处，其中 1 处启动前必须核对；已核对 1 处，请示中 0 处。',
    ],
  ])('%#', (one, words) => {
    expect(countWords(one)).toBe(words);
  });

  test('nothing is promised of the start: groups without members still stop it', () => {
    const words = countWords(counted([doubt(false)], 0));
    expect(words).toBe('待核对 1 处，没有必须逐处核对的；已核对 0 处，请示中 0 处。');
    expect(words).not.toContain('启动');
  });
});
