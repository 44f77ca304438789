import { describe, expect, test } from '@jest/globals';
import { markIn, secrecyMark, secrecyMarkOfName } from '../../domain/secrecy.ts';

const LONG = `${'会议要求各单位抓好落实。\n'.repeat(40)}`;

/** What stands as a mark, and the words that are said of it. */
const MARKED: readonly (readonly [text: string, words: string])[] = [
  ['秘密★1年', '秘密★1年'],
  ['机密★', '机密★'],
  ['机密★20年\n特急\n关于下达任务的通知', '机密★20年'],
  ['绝密★启用前', '绝密★启用前'],
  ['绝密★启用前长期', '绝密★启用前长期'],
  ['绝密★长期', '绝密★长期'],
  ['秘密 ★ 十年', '秘密★十年'],
  ['秘密★6个月', '秘密★6个月'],
  ['机密★2030年12月31日前', '机密★2030年12月31日前'],
  ['秘　密　★　５年', '秘密★5年'],
  ['秘\u200b密\u2060★\ufeff1年', '秘密★1年'],
  ['機密★10年', '机密★10年'],
  ['絕密☆', '绝密★'],
  ['机密*10年', '机密★10年'],
  [`${LONG}附件三（机密★1年）的分工见下表`, '机密★1年'],
  [`本件标有机密★，请妥善保管`, '机密★'],
  ['机密★某项目任务分解', '机密★'],
  ['秘密', '秘密'],
  ['机 密', '机密'],
  ['机　　　密', '机密'],
  ['机\u00a0密', '机密'],
  ['  绝密  ', '绝密'],
  ['【机密】', '机密'],
  ['【 机密 】关于任务分工的通知', '机密'],
  ['[秘密]任务分工表', '秘密'],
  ['〔绝密〕', '绝密'],
  ['（秘密）', '秘密'],
  ['机密级', '机密'],
  ['机密文件', '机密'],
  ['机密 特急', '机密'],
  ['000017　　机密', '机密'],
  ['特急　绝密　注意保存', '绝密'],
  ['机密 10年', '机密'],
  ['“机密”', '机密'],
  ['*** 机密 ***', '机密'],
  ['密级：秘密', '秘密'],
  ['密级:机密级', '机密'],
  ['密 级：机 密', '机密'],
  ['文件密级 绝密', '绝密'],
  ['秘密等级：机密', '机密'],
  ['保密级别：秘密　保密期限：5年', '秘密'],
  ['密级及保密期限：机密 10年', '机密'],
  ['本方案密级为机密。', '机密'],
  ['密级：□绝密 ☑机密 □秘密', '机密'],
  ['密级\t机密\t份数\t3', '机密'],
  [`${LONG}1\t机密\t甲局`, '机密'],
  ['某专项任务分工方案（秘密）', '秘密'],
  ['关于印发某方案（机密）的通知', '机密'],
  ['（绝密）专项任务', '绝密'],
  ['机密　关于下达任务的通知', '机密'],
  ['机密-任务分工表', '机密'],
  ['任务分工表-机密', '机密'],
  ['某县人民政府文件　　　机密', '机密'],
  ['机\n密', '机密'],
  ['序号\t机\n密\n★\n十\n年\t甲局', '机密★'],
  ['绝\r\n密\r\n特急', '绝密'],
  [`${LONG}\n秘密\n${LONG}`, '秘密'],
];

/** What only speaks of secrets. */
const PASSING: readonly string[] = [
  '保护商业秘密和个人隐私',
  '商业秘密',
  '国家秘密',
  '加强保密工作',
  '保密工作',
  '保守国家秘密，维护国家安全',
  '对泄露秘密的，依法追究责任',
  '泄露国家秘密、工作秘密、商业秘密、个人隐私的',
  '提高数据的机密性、完整性、可用性',
  '机密性',
  '技术秘密',
  '个人秘密',
  '秘密警察',
  '秘密花园主题展览',
  '以秘密投票的方式进行表决',
  '采用无记名（秘密）投票方式',
  '会议采用无记名投票（秘密）',
  '秘密侦查',
  '机密级以上涉密人员实行备案管理',
  '涉及机密级、秘密级国家秘密的文件由专人保管',
  '国家秘密的密级分为绝密、机密、秘密三级',
  '绝密、机密、秘密',
  '秘密/机密/绝密',
  '密级（绝密、机密、秘密）',
  '密级：绝密、机密、秘密',
  '密级：□绝密 □机密 □秘密',
  '密级为秘密的档案应单独存放',
  '密级：无',
  '密级：内部',
  '密级：公开',
  '机密文件管理规定',
  '绝密文件须当面清点',
  '销毁秘密文件、资料',
  '★加强保密工作',
  '★★★★★',
  '★保守秘密★严守纪律★服务大局',
  '保守秘密★严守纪律',
  '★机密性★完整性',
  '保\n守\n秘\n密',
  '商\n业\n秘\n密',
  '一、保密\n二、机要',
  '甲局机要科、保密局',
  '密切配合，压实责任',
  '1. 机密',
  '修订《机密计算平台建设规范》',
  '',
  '密',
  '机械密封件改造',
  '随机\n密度监测',
  '随机密钥\n管理',
];

describe('a classification mark', () => {
  test.each(MARKED)('%j is one', (text, words) => {
    expect(secrecyMark(text)).toEqual({ mark: words.slice(0, 2), words });
  });

  test.each(PASSING)('%j is none', (text) => {
    expect(secrecyMark(text)).toBeUndefined();
  });

  test('the answer holds nothing of what stands around it', () => {
    const text = '某地某事的细节\n机密★10年\n更多细节';
    expect(JSON.stringify(secrecyMark(text))).not.toMatch(/细节|某/);
    expect(secrecyMark('机密★内部代号甲')?.words).toBe('机密★');
  });

  test('a long text without one costs little: no pattern goes back and forth', () => {
    for (const unit of ['秘 ', '密级', '机密、', '（秘密', '★机密', '密级：'.repeat(3)]) {
      const text = unit.repeat(40_000);
      expect(() => secrecyMark(text)).not.toThrow();
    }
  });
});

describe('a file name', () => {
  test.each([
    ['方案(秘密).docx', '秘密'],
    ['方案（秘密）.docx', '秘密'],
    ['机密-方案.docx', '机密'],
    ['方案_机密.xlsx', '机密'],
    ['方案 绝密 定稿.docx', '绝密'],
    ['【机密】任务分工表.xlsx', '机密'],
    ['机密★10年任务分工表.xlsx', '机密'],
    ['机密.xlsx', '机密'],
    ['绝密\\方案.docx', '绝密'],
    ['收文/机密/方案.docx', '机密'],
    ['方案.秘密.docx', '秘密'],
    ['方案（秘密）2026版.docx', '秘密'],
  ])('%s bears a mark', (name, mark) => {
    expect(secrecyMarkOfName(name)?.mark).toBe(mark);
  });

  test.each([
    '保密工作要点.docx',
    '商业秘密保护方案.docx',
    '商业秘密.xlsx',
    '国家秘密载体管理（征求意见稿）.docx',
    '机密计算-任务表.xlsx',
    '任务分工表.xlsx',
  ])('%s bears none', (name) => {
    expect(secrecyMarkOfName(name)).toBeUndefined();
  });
});

describe('a value', () => {
  test('is searched in keys and values, however deep', () => {
    expect(markIn({ a: [{ b: ['x', { c: '秘密★1年' }] }] })?.mark).toBe('秘密');
    expect(markIn({ a: { 机密: true } })?.mark).toBe('机密');
    expect(markIn(['绝密'])?.mark).toBe('绝密');
    expect(markIn({ a: '商业秘密', b: 3, c: null, d: true })).toBeUndefined();
  });

  test('may be nested very deep, and may hold itself', () => {
    let deep: unknown = '机密';
    for (let i = 0; i < 50_000; i += 1) deep = [deep];
    expect(markIn(deep)?.mark).toBe('机密');
    const round: Record<string, unknown> = { text: '甲' };
    round['self'] = round;
    expect(markIn(round)).toBeUndefined();
  });
});
