import { describe, expect, test } from '@jest/globals';
import { canonicalText } from '../../importers/canonical.ts';
import { linesOf } from '../../importers/proseLines.ts';
import { wrapOf } from '../../importers/proseWrap.ts';

function paragraphsOf(text: string): readonly string[] {
  const blocks = text.split('\n').map((line) => ({ kind: 'paragraph' as const, text: line }));
  return linesOf(blocks, canonicalText(blocks)).lines.map(({ words }) => words.text);
}

/** Five lines of 30 letters, so that the width is plain. */
const BROKEN = `为加强全县水环境治理工作，根据上级部署和全县实际情况，特制定本
方案，请各镇各部门结合自身职责认真组织实施，工作中遇到的重大问
题及时向领导小组办公室报告，由办公室汇总之后提请领导小组会议研
究决定，各单位要明确专人负责日常联络和信息报送，确保各项任务按
期完成。`;

describe('lines broken by force', () => {
  test('a paragraph is whole again, and one that begins with an indent stands alone', () => {
    const text = `　　一、完成河道治理任务。年内清淤河道三十二公里，新建护岸十
二公里，力争十月底前通过市级初验，由青溪县水务局牵头，各镇人
民政府配合，相关费用由财政列支并按照进度分期拨付到位不得挪用
于其他支出。
　　二、加快公路建设。新改建县乡公路六十公里，改造危桥三座并同
步完善安全设施和标志标线，让群众出行条件得到明显的改善提升。
资金由县财政统筹，具体项目清单由青溪县交通运输局另行下达执行
三年滚动。`;
    expect(paragraphsOf(text).map((line) => [line.slice(0, 2), line.slice(-5)])).toEqual([
      ['一、', '其他支出。'],
      ['二、', '三年滚动。'],
    ]);
    expect(paragraphsOf(text)[0]).toContain('各镇人民政府配合');
    expect(paragraphsOf(text)[1]).toContain('改善提升。资金由县财政');
  });

  test('without indents a stop at the end of a full line ends the paragraph, a number in order begins one', () => {
    const text = `1.完善路网。新建农村公路六十公里，改造危桥三座，同步完善安全
设施和标志标线并落实管护责任，建成后由所在的镇负责日常的养护
和巡查。
2.改善供水。扩建水厂两座，铺设管网一百公里，惠及群众三万余人
3.治理污水。新建处理站五座，日处理能力达到三千吨，确保全县排名前
三、力争第二，出水稳定达到规定标准，建立专人值守和定期的检测
制度。`;
    expect(paragraphsOf(text).map((line) => line.slice(0, 6))).toEqual([
      '1.完善路网',
      '2.改善供水',
      '3.治理污水',
    ]);
  });

  test('a list inside a paragraph goes on over the break; a label begins a line', () => {
    const text = `${BROKEN}
整改措施：①完成老城区十二公里管网改造并验收；②排查整治错接点
位一百余处，逐一建立台账限期销号并安排专人每日跟踪进度和质量；
③建立管网一张图并动态更新，实现问题早发现早处置，整改立行立改
责任单位：青溪县住建局
整改时限：立即整改，并长期坚持到底，作为对各镇年度考核内容之一
责任领导：分管副县长`;
    expect(paragraphsOf(text).map((line) => line.slice(0, 4))).toEqual([
      '为加强全',
      '整改措施',
      '责任单位',
      '整改时限',
      '责任领导',
    ]);
  });

  test('short lines, and long paragraphs of their own, are not broken lines', () => {
    const line = (text: string) => ({ text, indent: 0, apart: false });
    const items = ['新建公路六十公里', '改造危桥三座', '扩建水厂两座', '绿化荒山五百亩'];
    expect(wrapOf(items.map(line))).toBeUndefined();
    const long = items.map((text) => `${text}，${'并按期完成各项收尾工作'.repeat(text.length)}`);
    expect(wrapOf(long.map(line))).toBeUndefined();
    expect(wrapOf([])).toBeUndefined();
  });
});
