import type { FoundDuty } from '../domain/plan.ts';
import type { z } from 'zod';

export type What = z.infer<typeof FoundDuty>['what'];

/** An act of supervision that a phrase names, and where. */
export interface Act {
  readonly what: What;
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

const MEETING =
  '(?:(?<!人大|政协)常委|领导小组|工作专班|指挥部|联席|调度|推进|工作|协调|专题|例行|办公|视频|现场|会商|分析|研判|碰头|交账|攻坚|联络员|常务|党组|全体|成员)(?:会议?|例会)|例会|联席会议?';

/** Words of supervision, in the order in which they are tried at one place. */
const ACTS: readonly (readonly [string, What])[] = [
  [MEETING, 'meeting'],
  [
    '(?<=(?:召开|举行)(?:[^,。]{0,4}[一二两三四1-4]次)?(?:全体|专门|专项|领导)?)(?:会议|会)(?![员计商办展诊])',
    'meeting',
  ],
  ['听取.{0,14}?(?:汇报|报告)|(?:专题)?研究(?:部署|调度|解决)?(?=[一1两2]次)|调度|会商', 'meeting'],
  ['简报|专报|快报', 'briefing'],
  ['通报晾晒|晾晒通报', 'bulletin'],
  ['排名|排位|排序|晾晒|红黑榜|比拼|打擂', 'ranking'],
  ['通报(?!表扬|表彰|批评|嘉奖)', 'bulletin'],
  ['讲评|点评|评议|复盘|盘点', 'review'],
  ['(?:总结|小结)(?!表彰|推广|提炼|经验|成绩)', 'summary'],
  ['考评(?!办公室|组)|考核(?!办公室|组|委)|评比(?!表彰)', 'assessment'],
  [
    '(?:督查|督导|督察|巡查|检查)(?![室组局员院站队]|办公室|专员)|督办(?!函|单|局)|暗访|抽查',
    'inspection',
  ],
  [
    '(?<!调研|研究|评估|分析|检测|监测|体检|审计|验收|咨询|鉴定|述职|可研)报告(?!会|厅|文学|人|单)|报送|上报|汇报|填报|反馈|报表',
    'report',
  ],
  [
    '报(?=(?:至|给|到|回)?(?:区|县|市|省|州|镇|领导小组|办公室|专班|指挥部|总指挥|督查室|牵头|(?![名考刊警废表道销批备])[^,。;]{1,8}(?:办公室|督查室|专班|指挥部|领导小组|党委|党组|党工委|管委会|董事会|经理层)))',
    'report',
  ],
];

/** Short forms that are acts only straight after a cadence: 季推进, 月报. */
const SHORT_ACTS: readonly (readonly [string, What])[] = [
  ['推进|研判|会办|分析|碰头', 'meeting'],
  ['亮灯|晒比|赛马', 'ranking'],
  ['报(?=制度|告|表|送|[、,”"]|$)|反馈', 'report'],
  ['评(?=制度|[、,”"]|$)', 'review'],
  ['评估|总评|考(?=制度|[、,”"]|$)', 'assessment'],
  ['结(?=制度|[、,”"]|$)', 'summary'],
];

const ACT = new RegExp(ACTS.map(([words]) => `(${words})`).join('|'), 'g');
const SHORT = new RegExp(
  `^(?:${[...ACTS, ...SHORT_ACTS].map(([words]) => `(${words})`).join('|')})(?:会议|会(?!商|办))?`,
);
/** All words that may end an item of a chain, for looking back. */
export const CHAIN_END =
  '通报|调度|讲评|点评|总结|小结|简报|专报|排名|晾晒|考评|考核|督查|督导|推进|报告|报送|会商|研判|评比|例会';

/** The acts that a phrase names, in order, overlapping ones dropped. */
export function actsIn(words: string): readonly Act[] {
  return [...words.matchAll(ACT)].map((match) => {
    const [word] = match;
    const found = ACTS[match.slice(1).findIndex((group) => group !== undefined)];
    return { what: found?.[1] ?? 'report', word, from: match.index, to: match.index + word.length };
  });
}

/** The act with which the words begin, where they follow a cadence at once. */
export function shortAct(words: string): Act | undefined {
  const match = SHORT.exec(words);
  if (match === null) return undefined;
  const all = [...ACTS, ...SHORT_ACTS];
  const what = all[match.slice(1).findIndex((group) => group !== undefined)]?.[1] ?? 'report';
  return { what, word: match[0], from: 0, to: match[0].length };
}

const NOT_A_UNIT =
  '用人|施工|建设|生产经营|经营|监理|设计|运营|供水|供电|业主|中介|服务|检测|参建|参保|排污|用水|用能|违法|养护|管护|物业|使用';
const UNIT = new RegExp(
  `(?<!${NOT_A_UNIT})单位|部门|镇街|各镇|各乡|乡镇|各街道|(?<!企业|公司|店|厂|机构|企业的?主要)负责(?:人|同志)|责任人|干部|领导班子|专班|成员单位|区直|县直|市直|领导小组|指挥部|工作人员|公职人员|直属机构|办局|分管领导|各地(?!块)|各县区|各区县|县市区`,
);
const OTHERS =
  '企业|商户|商家|店铺|门店|经营户|经营者|业主|施工方|工地|用人单位|施工单位|建设单位|生产经营单位|用电户|学校|学生|教师|医院|医疗机构|患者|群众|居民|村民|农户|游客|市场主体|经营主体|网点|平台公司|中介机构|物业|车辆|驾驶员|司机|从业人员|供应商|承包商|开发商|纳税人|债务人|被执行人|投资商|客商|河道|水质|项目业主|违法行为人|当事人|作品|选手|志愿者|老人|儿童';
const THEIR_HEAD = new RegExp(
  `(?:的|对|约谈|通报|曝光|问责|检查|督查|督导|巡查|暗访|抽查|表扬|表彰|奖励|考核|考评|提醒|排名|评比|点评|召开|追究)[^的,;。]{0,10}(?:${OTHERS})|(?:${OTHERS})(?:每|定期|按|逐)`,
);

/** 企业“第一责任人”每月带队检查, 施工单位负责人每周巡查: a duty of those acted on. */
const THEIR_DUTY = new RegExp(
  `(?:${OTHERS})(?:[“"][^”"]{1,10}[”"]|(?:主要|法定)?(?:负责人|代表人|责任人))(?:每|定期|逐)`,
);

/** True where units, posts or offices are named: those who owe a task. */
export function namesUnits(words: string): boolean {
  return UNIT.test(words);
}

/** True where the one acted on is the object of a task (an enterprise, a shop, a school) and no unit stands beside it. */
export function concernsOthers(words: string): boolean {
  return THEIR_DUTY.test(words) || (THEIR_HEAD.test(words) && !UNIT.test(words));
}

const LAGGARD =
  /不力|不实|存在(?:突出|严重)?问题|连续[\d一两二三四五]|累计|情节(?:严重|较重|恶劣)|后[\d一二三]位|滞后|缓慢|未完成|未按|未达|逾期|超期|不按时|不按要求|不及时|迟报|漏报|瞒报|不报|拒报|虚报|靠后|末位|倒数|不落实|不作为|慢作为|乱作为|弄虚作假|敷衍|推诿|不佳|不到位|走过场|形式主义|庸懒|懒政|怠政|失职|渎职|走样|变形|打折扣|偏差|不达标|拖延|拖沓|较差|落后|责任不|久拖不|发生[^,;。]{0,8}事故|整改不|不配合|不重视|不担当|影响(?:工作|整体|全区|全县|全市)|造成(?:严重|不良|重大)?(?:后果|影响|损失)/;
const MERIT =
  /成效(?:明显|显著|突出)|(?:成绩|表现|工作|业绩|贡献|效果)(?:突出|优秀|优异|显著|明显|较好|出色)|突出贡献|靠前|前列|前\d|前[一二三四五]名|先进|优秀|真抓实干|推进有力|落实到位|完成较好|完成情况好|积极主动|担当作为|提前完成/;
const MEANS = /机制|制度|办法|措施|方式|手段|形式|等处理|强化|加大|加强|纳入|健全|督查|通报|考核/;

/** Where work was not done, or badly. */
export function namesLaggards(words: string): boolean {
  return LAGGARD.test(words);
}

export function namesMerit(words: string): boolean {
  return MERIT.test(words);
}

/** Where steps are listed as means of supervision: 综合运用督查、通报、约谈等方式. */
export function namesMeans(words: string): boolean {
  return MEANS.test(words);
}
