import { nameKey } from './unit.ts';

/** What a printed unit name is made of: 云溪区 应急管理 局. */
export interface NameParts {
  /** Without what only typography and fixed abbreviations change. */
  readonly body: string;
  /** 1 省, 2 市, 3 区县, 4 镇街; undefined where the name does not say. */
  readonly level: number | undefined;
  /** The level's own character: 区, 市. */
  readonly mark: string;
  /** The place that stands before the level: 云溪 of 云溪区应急局. */
  readonly place: string;
  /** The class of organ at the end: 局, 委, 公司. */
  readonly tail: string;
  /** The body without its tail. */
  readonly core: string;
  /** 一中 and 二中 are two. */
  readonly numbers: string;
}

const LEVELS: Readonly<Record<string, number>> = {
  ...{ 国家: 0, 中央: 0, 省: 1, 自治区: 1, 市: 2, 州: 2 },
  ...{ 区: 3, 县: 3, 旗: 3, 镇: 4, 乡: 4 },
};

/** 市场, 市政公司, 区域, 县域, 省会 begin no organ of that level; 市政府 and 市民政局 do. */
const MARK =
  '(?:国家|中央|自治区|省(?!会|际|道)|市(?!场|容|值|区|郊|政(?!府|协|法)|民(?!政|宗|族|营|革|盟|建|进))|州|区(?!域|划|块|间|位|县)|县(?!域|区|级)|旗|镇(?!区|域|街)|乡(?!村|镇|土))';
const AT_START = new RegExp(`^(${MARK})(?=.)`, 'u');
const AFTER_PLACE = new RegExp(`^([\\u4e00-\\u9fff]{2,3}?)(${MARK})(?=.)`, 'u');
/** 高新区, 园区, 社区, 示范区 are no levels of government. */
const NO_PLACE =
  /(?:高新|经开|开发|新|园|社|示范|试验|保税|景|旅游|度假|管理|合作|工业|产业|化工|库|矿|林|灌|片|小|国网|集团|公司|城|超|门|夜|菜|股|街|乡)$/u;

const REWRITTEN: readonly (readonly [RegExp, string])[] = [
  [/管理委员会/gu, '管委会'],
  [/委员会/gu, '委'],
  [/办公室/gu, '办'],
  [/人民(?=政府|法院|检察院|武装部)/gu, ''],
  [/街道(?:办事处|办)/gu, '街道'],
  [/(?:有限责任|股份有限|有限|责任)公司/gu, '公司'],
  [/支公司/gu, '分公司'],
  [/^国网(.{2,4}?)(?:电力|供电)/gu, '供电$1'],
  [/(?<=.)以及(?=.)|(?<=.)[和与及、](?=.)/gu, ''],
];

/** Of a park its several names of the same kind; 管委会 behind them changes nothing. */
const PARK =
  /(?:高新技术产业开发区|高新技术产业园区?|经济技术开发区|经济开发区|高新区|经开区|开发区|产业园区?|工业园区?|园区|园)(?:管委会?)?$/u;

const TAIL =
  /(?:分局|分公司|支行|分行|银行|公司|集团|大队|支队|中队|总队|指挥部|专班|中心|街道|政府|政协|人大|法院|检察院|学校|医院|联社|[局委办部厅院所站处室科股会联协社镇乡馆台校组队厂段村])$/u;

const known = new Map<string, NameParts>();

/** The parts of a name. A pure function, remembered: every name is compared with every other. */
export function partsOf(name: string): NameParts {
  const found = known.get(name);
  if (found) return found;
  if (known.size >= 5000) known.clear();
  const made = parted(name);
  known.set(name, made);
  return made;
}

function parted(name: string): NameParts {
  const key = nameKey(name).replace(/\([^()]*\)$/u, '');
  const youth = /^(?:共青团|团)(.{0,3})([省市区县])委(?:员会)?$/u.exec(key);
  if (youth) return parted(`${youth[1] ?? ''}${youth[2] ?? ''}青年团委`);
  const { place, mark, rest } = ledBy(key);
  const full = REWRITTEN.reduce((text, [from, to]) => text.replace(from, to), rest);
  const park = PARK.exec(full);
  const tail = park ? '园' : (TAIL.exec(full)?.[0] ?? '');
  const core = full.slice(0, full.length - (park?.[0] ?? tail).length);
  // 市公安局青溪分局 is of the place that its branch names, not of the city.
  const branch = /^分|^支行/u.test(tail) && /(?:局|公司|集团|行).{2,4}$/u.test(core);
  const level = branch ? undefined : LEVELS[mark];
  const body = park ? `${core}园` : full;
  const numbers = full.replace(/[^0-9一二三四五六七八九十]/gu, '');
  return { body, level, mark: branch ? '' : mark, place, tail, core, numbers };
}

function ledBy(key: string): { place: string; mark: string; rest: string } {
  const bare = AT_START.exec(key)?.[1];
  if (bare !== undefined) return { place: '', mark: bare, rest: key.slice(bare.length) };
  const [whole = '', place = '', mark = ''] = AFTER_PLACE.exec(key) ?? [];
  if (whole === '' || NO_PLACE.test(place) || place.startsWith('国网')) {
    return { place: '', mark: '', rest: key };
  }
  return { place, mark, rest: key.slice(whole.length) };
}
