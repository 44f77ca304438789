import { describe, expect, test } from '@jest/globals';
import { findClauses } from '../../importers/clauses.ts';

/** `month bulletin 月通报`, with the day where the clause names one. */
function duties(text: string): string[] {
  return findClauses(text).duties.map(
    ({ every, what, quote, due, time }) =>
      `${every} ${what} ${quote}${due ? ` ${JSON.stringify(due)}` : ''}${time ? ` ${time}` : ''}`,
  );
}

function steps(text: string): string[] {
  return findClauses(text).steps.map(({ step, quote }) => `${step} ${quote}`);
}

describe('chains', () => {
  test.each([
    [
      '实行“一月一调度、两月一通报、半年一讲评、一年一总结”，及时掌握情况。',
      [
        'month meeting 一月一调度',
        'two-months bulletin 两月一通报',
        'half-year review 半年一讲评',
        'year summary 一年一总结',
      ],
    ],
    [
      '执行“旬简报·月通报·季总结”机制',
      ['ten-days briefing 旬简报', 'month bulletin 月通报', 'quarter summary 季总结'],
    ],
    [
      '严格执行“旬简报、月通报、季总结”制度',
      ['ten-days briefing 旬简报', 'month bulletin 月通报', 'quarter summary 季总结'],
    ],
    [
      '建立周调度、月通报、季推进、年考评机制',
      [
        'week meeting 周调度',
        'month bulletin 月通报',
        'quarter meeting 季推进',
        'year assessment 年考评',
      ],
    ],
    [
      '落实“周调度 月通报 季推进 年考评”',
      [
        'week meeting 周调度',
        'month bulletin 月通报',
        'quarter meeting 季推进',
        'year assessment 年考评',
      ],
    ],
    [
      '一月一考核、一月一排名、一月一通报',
      ['month assessment 一月一考核', 'month ranking 一月一排名', 'month bulletin 一月一通报'],
    ],
    [
      '一月一考核一月一排名一月一通报',
      ['month assessment 一月一考核', 'month ranking 一月一排名', 'month bulletin 一月一通报'],
    ],
    [
      '推行“一周一会商、一旬一督查、一季一评比”',
      [
        'week meeting 一周一会商',
        'ten-days inspection 一旬一督查',
        'quarter assessment 一季一评比',
      ],
    ],
    [
      '实行月调度、双月通报、半年总结',
      ['month meeting 月调度', 'two-months bulletin 双月通报', 'half-year summary 半年总结'],
    ],
    ['健全月调度通报制度', ['month meeting 月调度', 'month bulletin 月调度通报']],
    ['坚持周例会、月报告制度', ['week meeting 周例会', 'month report 月报告']],
  ])('%s', (text, expected) => {
    expect(duties(text)).toEqual(expected);
  });
});

describe('cadences of a sentence', () => {
  test.each([
    ['每一季度全面通报晾晒', 'quarter bulletin'],
    ['每季度通报一次', 'quarter bulletin'],
    ['每个季度召开一次领导小组会议', 'quarter meeting'],
    ['每两个月通报一次进展', 'two-months bulletin'],
    ['每2个月印发一期督查通报', 'two-months bulletin'],
    ['每三个月开展一次督查', 'quarter inspection'],
    ['每半年讲评一次', 'half-year review'],
    ['每年对各单位考核一次', 'year assessment'],
    ['逐月通报', 'month bulletin'],
    ['按月调度', 'month meeting'],
    ['按季度通报排名情况', 'quarter bulletin'],
    ['每周报送工作进展', 'week report'],
    ['每旬报送简报', 'ten-days briefing'],
    ['双月调度一次', 'two-months meeting'],
    ['隔月通报各单位进度', 'two-months bulletin'],
    ['月度通报制度', 'month bulletin'],
    ['季度讲评会由区长主持', 'quarter review'],
    ['年终考核', 'year assessment'],
    ['制定年度专项考评办法', 'year assessment'],
    ['每一季度开展督导', 'quarter inspection'],
    ['每季度排名', 'quarter ranking'],
    ['每年通报两次', 'half-year bulletin'],
    ['全区通报每年不少于4次，每年通报四次', 'quarter bulletin'],
    ['每月将考核结果通报全区', 'month bulletin'],
    ['每月编发工作简报', 'month briefing'],
    ['每月召开调度会，研究问题', 'month meeting'],
    ['领导小组每季度听取一次工作汇报', 'quarter meeting'],
    ['调度会每月召开一次', 'month meeting'],
    ['实行例会制度，每两周通气，每月召开一次', ''],
    ['建立联席会议制度，每季度召开一次', 'quarter meeting'],
    ['每季度对各镇、各街道、区直各部门，组织一次督查', 'quarter inspection'],
    ['年底前报送总结', ''],
    ['三年总结，四周年讲评', ''],
    ['二季度全面通报', ''],
    ['2026年考核', ''],
    ['本月通报，上季度总结', ''],
  ])('%s: %s', (text, expected) => {
    const found = findClauses(text).duties.map(({ every, what }) => `${every} ${what}`);
    expect(found.join(' + ')).toBe(expected);
  });

  test.each([
    ['每月督查通报', ['month inspection', 'month bulletin']],
    ['每季度开展督查，并通报', ['quarter inspection', 'quarter bulletin']],
    ['每月考核、排名、通报', ['month assessment', 'month ranking', 'month bulletin']],
    ['每周调度、每月通报、每季度讲评', ['week meeting', 'month bulletin', 'quarter review']],
    ['区委每半年、区政府每季度听取一次汇报', ['half-year meeting', 'quarter meeting']],
    ['一季度一督查，全年一总结、每年一考核', ['quarter inspection', 'year assessment']],
  ])('%s', (text, expected) => {
    expect(findClauses(text).duties.map(({ every, what }) => `${every} ${what}`)).toEqual(expected);
  });
});

describe('the day that a clause names', () => {
  test.each([
    [
      '每月25日前将进展情况报区政府督查室',
      'month report 每月25日前将进展情况报区政府督查室 {"day":25}',
    ],
    ['各牵头单位于每月25日17:30前，将本月进展、存在问题，报区专班办公室', '{"day":25} 17:30'],
    ['每月5日前报送上月工作情况', '{"next":{"day":5}}'],
    ['每月5日前报送', '{"day":5}'],
    ['每季度末报送工作总结', 'quarter summary 每季度末报送工作总结 {"lastDay":true}'],
    ['每季度末月25日前报送进展情况', '{"day":25}'],
    ['每季度结束后5个工作日内报送情况', '{"next":{"workday":5}}'],
    ['每月倒数第五个工作日前报送进度', '{"workday":-5}'],
    ['每月最后一个工作日报送进度', '{"workday":-1}'],
    ['每周五下班前报送进展情况', 'week report 每周五下班前报送进展情况 {"day":5}'],
    ['每年12月20日前报送年度工作总结', 'year summary 每年12月20日前报送年度工作总结 {"day":20}'],
    ['每年1月10日前报送上年度工作情况', '{"next":{"day":10}}'],
    ['每月１０日、２０日、３０日前报送进展情况', 'ten-days report'],
    ['每月月底前，向区领导小组办公室报告', '{"lastDay":true}'],
    ['每月二十五日前报送台账', '{"day":25}'],
    ['每周下午5点前报送进展情况', '17:00'],
  ])('%s', (text, expected) => {
    expect(duties(text).join(' + ')).toContain(expected);
    expect(duties(text)).toHaveLength(1);
  });
});

test.each([
  ['定期报告工作落实情况', '定期报告工作落实情况'],
  ['（三）建立定期调度通报机制，形成合力。', '建立定期调度通报机制'],
  ['每半月调度一次', '每半月调度一次'],
  ['实行半月调度', '半月调度'],
  ['坚持日报告制度', '日报告'],
  ['每两周通报一次', '每两周通报一次'],
])('no such cadence: %s', (text, expected) => {
  expect(findClauses(text)).toEqual({ duties: [], steps: [], periodless: [expected] });
});

describe('what a task does to its own object is no duty', () => {
  test.each([
    '每季度检查企业',
    '每季度检查、全年四次',
    '每年开展一次企业质效评估',
    '每年开展排名评选活动',
    '召开年度总结表彰大会',
    '每周至少1天半到现场办公',
    '每月对沿街商户开展评比',
    '每半年对辖区学校食堂督查一次',
    '每年新增项目5个以上，强化督查考核',
    '河长每月巡查河道一次',
    '不定期督查',
    '每年编制城市体检报告',
    '百强企业每年排名前进两位',
    '己项目3月中交、二季度全面投产',
    '鼓励企业每月报送用电数据',
  ])('%s', (text) => {
    expect(findClauses(text)).toMatchObject({ duties: [], periodless: [] });
  });
});

describe('steps', () => {
  test.each([
    [
      '对工作成效突出的单位，予以通报表扬；对推进不力、进度滞后的单位和个人，给予通报批评、约谈等处理。',
      [
        'commend 对工作成效突出的单位，予以通报表扬',
        'interview 对推进不力、进度滞后的单位和个人，给予通报批评、约谈等处理',
        'criticise 对推进不力、进度滞后的单位和个人，给予通报批评、约谈等处理',
      ],
    ],
    ['对执行走样的，将进行通报并督促整改', ['criticise 对执行走样的，将进行通报并督促整改']],
    ['对逾期未报的，发函提醒', ['remind 对逾期未报的，发函提醒']],
    ['对进展缓慢的单位下发督办函', ['remind 对进展缓慢的单位下发督办函']],
    [
      '连续两次排名末位的，向区委区政府主要领导汇报，必要时提请约谈',
      [
        'report-up 连续两次排名末位的，向区委区政府主要领导汇报',
        'interview 连续两次排名末位的，向区委区政府主要领导汇报，必要时提请约谈',
      ],
    ],
    [
      '对落实不到位的部门，专报区政府主要领导',
      ['report-up 对落实不到位的部门，专报区政府主要领导'],
    ],
    ['发生较大以上事故的，严肃追责', ['accountability 发生较大以上事故的，严肃追责']],
    ['对推进缓慢的单位发《督查通知书》', ['remind 对推进缓慢的单位发《督查通知书》']],
    ['对重大隐患实行挂牌督办', ['hang-listing 对重大隐患实行挂牌督办']],
    [
      '造成严重后果的，依规依纪追究相关人员责任',
      ['accountability 造成严重后果的，依规依纪追究相关人员责任'],
    ],
    ['对弄虚作假的，移交纪检监察机关', ['accountability 对弄虚作假的，移交纪检监察机关']],
    ['对庸懒散慢拖的干部依规依纪处理', ['accountability 对庸懒散慢拖的干部依规依纪处理']],
    [
      '综合运用督查、通报、约谈、问责等方式，推动落实',
      ['interview', 'criticise', 'accountability'],
    ],
    ['对未按时完成任务的镇街点名曝光', ['criticise 对未按时完成任务的镇街点名曝光']],
    ['对成绩突出的集体和个人给予奖励', ['commend 对成绩突出的集体和个人给予奖励']],
    ['每月对进度滞后的单位进行通报', ['criticise 每月对进度滞后的单位进行通报']],
    [
      '一月一通报，对连续三次末位的单位负责人进行约谈',
      ['interview 对连续三次末位的单位负责人进行约谈'],
    ],
  ])('%s', (text, expected) => {
    const found = steps(text);
    expect(found).toHaveLength(expected.length);
    expected.forEach((words, i) => expect(found[i]).toContain(words));
  });

  test.each([
    '组织约谈非法经营企业',
    '约谈违规企业并责令整改',
    '对存在隐患的企业负责人进行约谈',
    '召开年度总结表彰大会',
    '开展排名评选活动，积极参与评选表彰',
    '对新上市的企业进行一定额度的奖励',
    '落实好首台套产品奖励政策',
    '及时向成员单位通报信息',
    '每月通报各镇进展',
    '提醒游客注意安全',
    '对违法排污企业依法追究法律责任',
    '严肃督查问责',
    '方案报区政府主要领导审定后实施',
    '主要领导要亲自调度',
    '加大投诉受理办理和督办力度',
    '充分发挥奖励资金作用，对企业给予奖励',
  ])('none: %s', (text) => {
    expect(steps(text)).toEqual([]);
  });
});

describe('quotes', () => {
  test('stand word for word in the text, over line breaks and blanks, with their sentence', () => {
    const text =
      '三、保障措施。实行“一 月一\n调度、两月一通报”。对工作不力的单位,\n予以约谈。(区甲局牵头)';
    const { duties: found, steps: taken } = findClauses(text);
    expect(found.map(({ quote }) => quote)).toEqual(['一 月一\n调度', '两月一通报']);
    for (const { quote, at, sentenceAt } of [...found, ...taken]) {
      expect(text.slice(at.from, at.to)).toBe(quote);
      expect(sentenceAt.from).toBeLessThanOrEqual(at.from);
      expect(sentenceAt.to).toBeGreaterThanOrEqual(at.to);
    }
    expect(text.slice(found[0]?.sentenceAt.from, found[0]?.sentenceAt.to)).toBe(
      '实行“一 月一\n调度、两月一通报”',
    );
  });

  test('a number and an attribution are no part of a quote', () => {
    const text = '2.每月25日前报送进展情况（区甲局负责，各单位配合）\n3.每季度通报一次(区乙局牵头)';
    expect(findClauses(text).duties.map(({ quote }) => quote)).toEqual([
      '每月25日前报送进展情况',
      '每季度通报一次',
    ]);
  });

  test('以旬保月、以月保季、以季保年 are lifted as assessments of the shorter period', () => {
    expect(duties('突出“以旬保月、以月保季、以季保年”，确保完成全年收入')).toEqual([
      'ten-days assessment 以旬保月',
      'month assessment 以月保季',
      'quarter assessment 以季保年',
    ]);
  });

  test('a text without an end is searched in pieces', () => {
    const endless = '甲，'.repeat(20_000);
    expect(duties(`${endless}。每月通报一次`)).toEqual(['month bulletin 每月通报一次']);
    expect(duties('每月通报，'.repeat(5_000)).length).toBeGreaterThan(1);
  });
});
