/**
 * The grammar of unit names: which words end a complete organ, which only continue one. A line break in
 * a cell either parts two units or breaks one; only the suffix can tell.
 */
const ENDINGS = [
  '(?<!格|布|结|(?<!安)全|大)局',
  '办|办公室|督查室|研究室|督察室|政研室|(?<!科|股)室',
  '委|委会|委员会|监委|编办|人大|政协|政府|法院|检察院',
  '(?<!内|外|干|全|一)部|厅|院|所|(?<!好|各)处|科|股|站|(?<!农)村|社区|(?<!合作)社',
  '(?<!家)园|园区|(?:开发|高新|新|经开|管理|示范|景|保税|试验|合作|产业|工业|度假|集中)区',
  '中心|公司|集团|企业|厂|矿|(?<!市|农|立)场|港',
  '街道|街道办|办事处|(?<!(?:^|[区市县])城)镇|(?<!城|下|入)乡',
  '大队|支队|中队|总队|(?<!人|军)队|分局|分公司|分行|支行|银行|(?:商|人|农|工|建|中|交)行|信用社|联社',
  '(?<!社|机|协商)会|协|联|团委|党校|(?<!高)校|学院|大学|医院|馆|台|报社|气象局|海关|库|(?:公路|机务|工务)段',
  '专班|小组|工作组|指挥部|单位|部门|机构|组',
].join('|');
const COMPLETE = new RegExp(`(?:${ENDINGS})(?:[（(][^（）()]*[）)])?$`);

/** An inner organ that is nobody's without the one before it: 区委⏎组织部, 区政府⏎办公室. */
const INNER =
  /^(?:办|办公室|督查室|研究室|政研室|组织部|宣传部|统战部|政法委|编办|网信办|党校|老干局|老干部局|社会工作部|人民武装部|监委)$/;
const BARE =
  /^(?:局|办|委|部|厅|院|所|处|室|站|园|镇|乡|街道|员会|委员会|中心|公司|分局|分公司|大队|支队|集团|部门|单位)$/;

/** 青溪分公司, 青溪分局: a place and a branch; only its mother organ makes it a unit. */
const BRANCH = /^[\u4e00-\u9fff]{2,4}?(?:区|县|市)?分(?:局|公司|行|中心|站)$/;
const FUNCTIONS =
  /公安|交警|生态|环境|环保|自然资源|国土|规划|税务|工商|消防|城管|执法|水务|供电|电力|燃气|邮政|烟草|盐业|移动|电信|联通|银行|保险|石油|石化|通信|铁塔|广电|网络|水利|路政/;

/** True where the words are a whole organ's name, as far as the ending can say. */
export function isComplete(name: string): boolean {
  return COMPLETE.test(name);
}

/** True where `next` belongs to the unit that `line` began. */
export function continues(line: string, next: string): boolean {
  if (BARE.test(next)) return !/^(?:部门|单位)$/.test(next) || !isComplete(line);
  if (INNER.test(next)) return /(?:委|纪委|党委|政府|人大|政协|人大常委会)$/.test(line);
  if (BRANCH.test(next) && !FUNCTIONS.test(next)) return !/(?:园|园区|街道|镇|乡|办)$/.test(line);
  if (ENTERPRISE.test(line) && /^(?:[省市区县]|中国|国网|国家)/.test(next)) return false;
  return !isComplete(line);
}

/** Enterprises go by names without a suffix (中国移动); a line that starts with a level is the next unit. */
const ENTERPRISE =
  /(?:移动|电信|联通|铁塔|邮政|电力|石化|炼化|烟草|燃气|水务|人寿|财险|热电|华能)$/;

/** 街道, 乡镇, 园区 alone: the second half of a group that 、 cut in two (各镇、街道). */
export function isBareKind(name: string): boolean {
  return /^(?:街道|街道办|街道办事处|办事处|乡|镇|乡镇|园区|开发区|场|农场|部门|单位|企业|社区|村|各?[（(][^）)]*[）)])$/.test(
    name,
  );
}

/** A body whose members are meant when 相关成员单位 follows the next one: 区安委会、区减灾委相关成员单位. */
export function isBody(name: string): boolean {
  return /(?:委会|委员会|安委会|减灾委|减灾委员会|领导小组|指挥部|联席会议|工作组|专委会)$/.test(
    name,
  );
}

const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀甄曲封储靳段焦牧侯全班仰仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶司黎薄印宿白蒲从鄂索赖卓蔺屠蒙池乔阴胥闻党翟谭贡姬申扶冉桑桂牛边扈燕尚温庄晏柴瞿阎慕连习艾向古易廖居衡步耿满匡文寇广东欧沃利蔚越师巩聂晁敖冷辛阚那简饶曾沙关丰查后荆游权盖益桓公岳帅涂闫付代';

/** Looks like a person's name: a surname and one or two characters, and no organ's ending. */
export function isPersonName(text: string): boolean {
  const bare = text.replace(/[（(].*$/, '').replace(/\s/g, '');
  if (!/^[\u4e00-\u9fff·]{2,4}$/.test(bare) || isComplete(bare)) return false;
  if (/^(?:欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒)/.test(bare)) return bare.length <= 4;
  return bare.length <= 3 && SURNAMES.includes(bare.charAt(0));
}
