import { describe, expect, test } from '@jest/globals';
import { Directory } from '../../domain/unit.ts';
import { alike, proposals, SURELY_ALIKE } from '../../domain/unitMatch.ts';
import { partsOf } from '../../domain/unitNameParts.ts';

const ONE =
  `区应急局/区应急管理局 区商粮局/区商务粮食局 区交通局/区交通运输局 区住建局/区住房和城乡建设局
区卫健局/区卫生健康局 区行政审批服务局/区行政审批局 区发改局/区发展和改革局 区人社局/区人力资源和社会保障局
区科工局/区科学技术和工业信息化局 区市监局/区市场监督管理局 市市场监管局/市市场监督管理局 区城管局/区城市管理和综合执法局
区文旅局/区文旅广电局 区发改局/区发改委 县发改局/发改局 区委办/区委办公室 区委组织部/组织部 区政法委/区委政法委
区编办/区委编办 区消防救援大队/青溪消防救援大队 生态环境分局/区生态环境分局 公安分局/市公安局青溪分局
市生态环境局青溪分局/区生态环境分局 青溪区应急局/区应急管理局 市水务集团青溪自来水公司/明州水务集团青溪自来水公司
明州水务集团青溪自来水公司/青溪自来水公司 明州顺达燃气公司青溪分公司/顺达燃气青溪分公司 顺达燃气青溪分公司/顺达燃气公司
国网明州电力青溪分公司/区供电分公司 精细化工园/精细化工高新区 区纪委监委/区纪委 “两办”督查室/区委督查室
“两办”督查室/区政府督查室 团区委/共青团青溪区委员会 区住建局（区人防办）/区住建局 市政府办/市人民政府办公室
东塘街道/东塘街道办事处 区优化办/区优化营商环境办公室 区检察院/区人民检察院`.split(/\s+/);

const TWO =
  `区委办/区委编办 区委督查室/区政府督查室 区委办/区政府办 区财政局/区民政局 区委组织部/区委宣传部 东塘街道/南浦街道
市应急局/区应急管理局 区公安分局/区公安局交警大队 区水利局/区林业局 区商务局/区税务局 东塘街道/东塘镇 区科协/区科工局
青溪区财政局/白河县财政局 区第一中学/区第二中学 区人民法院/区人民检察院 区政府/区政府办 区委/区委办 甲局/乙局
精细化工园公安分局/公安分局 国网明州供电公司/国网青溪供电公司 第1督导组/第12督导组`.split(/\s+/);

describe('two names', () => {
  test.each(ONE)('%s may be one unit', (pair) => {
    const [a = '', b = ''] = pair.split('/');
    expect(alike(a, b)?.score).toBeGreaterThanOrEqual(SURELY_ALIKE);
    expect(alike(b, a)?.score).toBe(alike(a, b)?.score);
  });

  test.each(TWO)('%s are not told as one', (pair) => {
    const [a = '', b = ''] = pair.split('/');
    expect(alike(a, b)?.score ?? 0).toBeLessThan(SURELY_ALIKE);
    expect(alike(b, a)?.score).toBe(alike(a, b)?.score);
  });

  test('that differ in brackets and blanks are the same name', () => {
    expect(alike('区住建局（人防办）', '区住建局 (人防办)')).toEqual({
      score: 1,
      why: '只差标点或写法',
    });
  });
});

test.each([
  ['市场监管局', '', undefined],
  ['市政府', '市', 2],
  ['市民政局', '市', 2],
  ['市容环境中心', '', undefined],
  ['高新区管委会', '', undefined],
  ['青溪区财政局', '区', 3],
  ['省发展改革委', '省', 1],
  ['社区建设股', '', undefined],
])('%s: its level is “%s”', (name, mark, level) => {
  expect(partsOf(name)).toMatchObject({ mark, level });
});

describe('proposals', () => {
  const directory = Directory.parse({
    units: [
      { id: 'u001', name: '区应急管理局' },
      { id: 'u002', name: '区消防救援大队' },
      { id: 'u003', name: '市应急管理局' },
      { id: 'u004', name: '区金融事务中心' },
      { id: 'u005', name: '区财政局', aliases: ['区财政金融局'] },
    ],
  });
  const proposed = (name: string) => proposals(directory, name).map(({ unit }) => unit.name);

  test('the likeliest first; another level comes after and says so', () => {
    expect(proposed('区应急局')).toEqual(['区应急管理局', '市应急管理局']);
    expect(proposals(directory, '区应急局')[1]?.why).toContain('层级不同');
  });

  test.each([
    ['青溪消防救援大队', ['区消防救援大队']],
    ['区金融办', ['区金融事务中心']],
    ['区医保局', []],
  ])('%s', (name, expected) => {
    expect(proposed(name)).toEqual(expected);
  });
});
