import { describe, expect, test } from '@jest/globals';
import type { Assignment } from '../../domain/plan.ts';
import { unitFindings, type UnitTask } from '../../importers/unitFindings.ts';

function task(no: string | null, units: string, content = '推进某项工作'): UnitTask {
  const assignments = units.split(' ').map((unit): Assignment => ({ unit, role: 'lead' }));
  return { no, title: null, content, assignments };
}

const told = (tasks: readonly UnitTask[], text?: string) =>
  unitFindings(tasks, text === undefined ? {} : { text }).map(
    ({ code, severity, message }) => `${code} ${severity} ${message}`,
  );
const DISTRICT = '区财政局 区审计局 区司法局';

describe('two names of one unit', () => {
  test('are told once for the pair, with all places', () => {
    expect(
      told([
        task('1', '区应急局'),
        task('2', '区应急管理局 区应急局'),
        task('附件1三', '区应急局'),
      ]),
    ).toEqual([
      'unit-alias warning “区应急局”（第1项、第2项、附件1三）与“区应急管理局”（第2项）可能是同一单位（简称）。是同一单位的，请在单位名录中列为别名；不会自动合并。',
    ]);
  });

  test('stand with the cell where there is one', () => {
    const cells = { spans: { 'assignments.0': { from: 0, to: 4, cell: 'E7' } } };
    const source = { from: 0, to: 9, cell: '第8行' };
    const found = unitFindings([
      { ...task('1', '区消防救援大队'), ...cells, source },
      { ...task(null, '青溪消防救援大队'), source },
    ]);
    expect(found[0]?.message).toContain('（E7）与“青溪消防救援大队”（第8行）');
    expect(found[0]?.where).toBe('E7');
  });

  test('are not looked for among groups and among plainly different names', () => {
    expect(
      told([task('1', `${DISTRICT} 各镇、街道 镇（街道） 相关部门单位 有关部门单位`)]),
    ).toEqual([]);
  });
});

describe('a unit of another level', () => {
  test('among those of a district', () => {
    expect(told([task('1', DISTRICT), task('2', '市科技局')])).toEqual([
      'unit-outside warning 第2项 的“市科技局”不是本区的单位，名录中不会自动新建。请核对是否误写或沿用了上级文件。',
    ]);
  });

  test('that only a sentence names', () => {
    expect(told([task('1', DISTRICT, '每月将进展情况报市科技局，并抄送区委办')])).toEqual([
      'unit-outside warning 第1项 的“市科技局”只在句中出现，不是本区的单位，未记作承担单位。请核对是否误写或沿用了上级文件。',
    ]);
  });

  test('in the text around the tasks, told with its clause', () => {
    const [line] = told([task('1', DISTRICT)], '建立机制。各成员单位及时将情况报市科技局。');
    expect(line).toContain('正文“各成员单位及时将情况报市科技局” 的“市科技局”只在句中出现');
  });

  test.each([
    ['a city plan, where the districts are its own', '市财政局 市审计局 市司法局 区应急局'],
    ['too few units to tell', '区财政局 区审计局 市科技局'],
    ['a branch in the district', `${DISTRICT} 市公安局青溪分局`],
    ['市场监管局, which begins like a city', `${DISTRICT} 市场监管局`],
  ])('is not told of %s', (_, units) => {
    expect(told([task('1', units)]).filter((line) => line.startsWith('unit-outside'))).toEqual([]);
  });

  test('is not the party and the government of the city', () => {
    expect(told([task('1', DISTRICT, '重大事项报市委、市政府批准')])).toEqual([]);
  });

  test('a county in the plan of a district was left over as well', () => {
    expect(told([task('1', `${DISTRICT} 县发改局`)])[0]).toContain('“县发改局”不是本区的单位');
  });
});
