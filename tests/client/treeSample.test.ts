import { expect, test } from '@jest/globals';
import { checkedWords, sampleWords } from '../../client/commands/sample.ts';
import { treeWords } from '../../client/commands/tree.ts';

test('the tree is printed with the state of each level', () => {
  const node = (
    depth: number,
    level: 'plan' | 'task' | 'milestone',
    label: string,
    state: 'open' | 'done',
  ) => ({
    ...{ depth, level, label, state, key: level === 'task' ? 't0001' : null },
  });
  const nodes = [
    node(0, 'plan', '方案', 'open'),
    node(1, 'task', '修路', 'open'),
    node(2, 'milestone', '2026年6月30日 完工', 'open'),
    node(1, 'task', '通水', 'done'),
  ];
  expect(treeWords({ campaign: 'c2026-001', title: '方案', nodes }).split('\n')).toEqual([
    '[推进中] 方案',
    '  [推进中] 修路（t0001）',
    '    [推进中] 2026年6月30日 完工',
    '  [完成] 通水（t0001）',
    'c2026-001 共 2 项任务：推进中 1，完成 1。上级的状态取下级中最差的；全部完成才算完成，持续推进的不影响。',
  ]);
});

const VIEW = {
  ...{ draw: 's0123456789ab', campaign: 'c2026-001', zone: 'Asia/Shanghai', period: '2026-03' },
  ...{ duty: 'monthly', scope: '2026年3月“月调度”', seed: '3157', count: 3, by: '督查室' },
  ...{ drawnAt: '2026-04-10T10:00:00+08:00', setHash: 'f'.repeat(64), repeated: false },
  of: ['t0001/monthly/2026-03/u001', 't0002/monthly/2026-03/u002'],
  drawn: [
    {
      ...{ key: 't0002/monthly/2026-03/u002', task: 't0002', no: '2', title: '通水' },
      ...{ units: ['乙局'], occasion: '2026年3月“月调度”' },
    },
  ],
  others: [{ draw: 's9', seed: '1', drawnAt: '2026-04-09T10:00:00+08:00' }],
};

test('a sample says what it was drawn from, how to draw it again, and what else was drawn', () => {
  const words = sampleWords(VIEW, 100);
  expect(words).toContain('已收到 2 份，抽 1 份（范围内只有 2 份，全部抽中）');
  expect(words).toContain('SHA-256（“duban-sample/1”、种子、编号各占一行）');
  expect(words).toContain('同一范围此外还抽过 1 次：s9（种子 1）');
});

test('a sample made again holds, or says what does not', () => {
  const whole = { ...VIEW, others: [], holds: true, flaws: [], since: 0 };
  expect(checkedWords(whole, 100)).toMatch(/重做结果相同，抽查成立。$/);
  const broken = { ...whole, holds: false, flaws: ['结果不同'], since: 2 };
  expect(checkedWords(broken, 100)).toMatch(
    /抽查不成立：结果不同。此后又收到 2 份，不在当时的范围内。$/,
  );
});
