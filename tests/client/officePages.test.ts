import { describe, expect, test } from '@jest/globals';
import { countWords, parentsOf } from '../../client/handlers/branch.ts';
import { unnamedIn, unnamedWords } from '../../client/handlers/deskPlans.ts';
import { foundWords } from '../../client/handlers/sampleOutcomes.ts';
import { personWords, postsOf } from '../../client/handlers/unitPersons.ts';
import type { TreeTask } from '../../domain/parentState.ts';

function task(key: string, no: string | null, category: string[], state: TreeTask['state']) {
  return { key, no, category, state, title: `任务${key}`, milestones: [] };
}

describe('上下级', () => {
  const own = task('t1', '1', ['规划', '用地'], 'open');
  const nodes = [
    own,
    task('t2', '1', ['规划', '用地'], 'done'),
    task('t3', '2', ['规划', '道路'], 'overdue'),
  ];

  test('each category is as bad as the worst task within it', () => {
    expect(parentsOf(own, nodes).map(({ label, stateWords }) => [label, stateWords])).toEqual([
      ['规划', '逾期'],
      ['用地', '推进中'],
      ['第1项', '推进中'],
    ]);
  });

  test('an item names the other tasks of its number, and is none where there is only one', () => {
    const item = parentsOf(own, nodes).at(-1);
    expect(item?.others.map(({ key, state }) => [key, state])).toEqual([['t2', 'done']]);
    const alone = nodes[2] as TreeTask;
    expect(parentsOf(alone, nodes).map(({ level }) => level)).toEqual(['category', 'category']);
    expect(parentsOf(task('t9', null, [], 'open'), [task('t9', null, [], 'open')])).toEqual([]);
  });

  test('the counts are told worst first', () => {
    expect(countWords(['done', 'overdue', 'done'])).toBe('共 3 项：逾期 1 项，完成 2 项');
  });
});

describe('抽查结果', () => {
  test('says how many were checked and what was found', () => {
    expect(foundWords([undefined, undefined])).toBe('抽中 2 份，还没有登记核查结果。');
    expect(foundWords(['true', 'false', undefined, 'true'])).toBe(
      '已核查 3 份，还有 1 份：属实 2 份，不属实 1 份。',
    );
    expect(foundWords(['partly'])).toBe('已核查 1 份：部分属实 1 份。');
  });
});

describe('单位待定', () => {
  const named = (...units: string[]) => ({
    assignments: units.map((unit) => ({ unit, role: 'lead' as const })),
  });

  test('a name is counted once a task, the most frequent first', () => {
    const tasks = [named('甲局', '相关部门'), named('相关部门', '相关部门'), named('各镇街')];
    expect(unnamedIn(tasks, ['各镇街', '相关部门'])).toEqual([
      { printed: '相关部门', tasks: 2 },
      { printed: '各镇街', tasks: 1 },
    ]);
  });

  test('three are named, the others are counted', () => {
    const names = ['甲', '乙', '丙', '丁'].map((printed) => ({ printed, tasks: 9 }));
    expect(unnamedWords(names.slice(0, 1))).toBe('“甲”9处');
    expect(unnamedWords(names)).toBe('“甲”9处、“乙”9处、“丙”9处等 4 个名称');
  });
});

describe('单位人员', () => {
  test('a post that is vacant, one that nobody sits at, one that is filled', () => {
    const posts = postsOf({ reporter: '综合股联络员', head: null }, [{ roles: ['head'] }]);
    expect(posts.map(({ post, words }) => [post, words])).toEqual([
      ['综合股联络员', '还没有人登录承担'],
      [null, '岗位空缺，按制度改送代收人'],
    ]);
    const [reporter] = postsOf({ reporter: '联络员', head: '局长' }, [{ roles: ['reporter'] }]);
    expect(reporter?.words).toBe('有人承担');
  });

  test('a person without a login is a contact only', () => {
    const roles = ['reporter'] as const;
    expect(personWords({ login: null, activated: false, roles: [] })).toContain('只作联系人');
    expect(personWords({ login: 'a', activated: true, roles: [] })).toBe('还没有授权');
    expect(personWords({ login: 'a', activated: false, roles })).toBe('账号还没有启用');
    expect(personWords({ login: 'a', activated: true, roles })).toBe('可以登录报送');
  });
});
