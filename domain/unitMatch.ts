import { namesOfUnit, nameKey, type Directory, type Unit } from './unit.ts';
import { partsOf, type NameParts } from './unitNameParts.ts';

/** Why two names may be one unit, and how sure that is, from 0 to 1. Only a person merges them. */
export interface Likeness {
  readonly score: number;
  readonly why: string;
}

/** Match 候选单位: a unit that a printed name may mean, by the nearest of its names. */
export interface Match extends Likeness {
  readonly unit: Unit;
  readonly name: string;
}

/** Below this nothing is proposed. */
const LEAST = 0.5;
/** From this on two names printed in one plan are told as one unit's. */
export const SURELY_ALIKE = 0.65;
const MOST = 3;

const known = new WeakMap<Directory, Map<string, readonly Match[]>>();

/** The units of a directory that an unknown name may mean, likeliest first. */
export function proposals(directory: Directory, printed: string): readonly Match[] {
  const byName = known.get(directory) ?? new Map<string, readonly Match[]>();
  known.set(directory, byName);
  const found = byName.get(printed) ?? proposed(directory, printed);
  byName.set(printed, found);
  return found;
}

function proposed(directory: Directory, printed: string): readonly Match[] {
  return directory.units
    .flatMap((unit): Match[] => {
      const found = namesOfUnit(unit).flatMap((name): Match[] => {
        const likeness = alike(printed, name);
        return likeness === undefined ? [] : [{ ...likeness, unit, name }];
      });
      return found.sort((a, b) => b.score - a.score).slice(0, 1);
    })
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST);
}

/** Whether two names may be one unit's: by abbreviation, by what stands before the name, by an older name. */
export function alike(a: string, b: string): Likeness | undefined {
  if (nameKey(a) === nameKey(b)) return { score: 1, why: '只差标点或写法' };
  const [one, two] = [partsOf(a), partsOf(b)];
  if (one.numbers !== two.numbers || placesDiffer(one, two)) return undefined;
  const found = bodiesAlike(one, two);
  if (found === undefined) return undefined;
  if (one.level === undefined || two.level === undefined || one.level === two.level) return found;
  return { score: Math.min(found.score, 0.55), why: `${found.why}，但层级不同` };
}

function placesDiffer(a: NameParts, b: NameParts): boolean {
  return a.place !== '' && b.place !== '' && a.place !== b.place;
}

function bodiesAlike(a: NameParts, b: NameParts): Likeness | undefined {
  if (a.body === b.body) {
    const led = a.mark === b.mark && a.place === b.place;
    if (led && a.tail === '园') return { score: 0.8, why: '园区名称的两种写法' };
    return led ? { score: 0.95, why: '规范简称' } : { score: 0.9, why: '前缀不同' };
  }
  const star = FAMILIES.some(
    ([head, ...others]) =>
      (head === a.body && others.includes(b.body)) || (head === b.body && others.includes(a.body)),
  );
  if (star) return { score: 0.7, why: '一个机构两个名称' };
  const tails = tailsAlike(a.tail, b.tail);
  if (tails === 0) return undefined;
  const [short, long] = a.core.length <= b.core.length ? [a.core, b.core] : [b.core, a.core];
  const cores = coresAlike(short, long) ?? (tails < 0.9 ? undefined : headed(short, long));
  return cores && { ...cores, score: cores.score * tails };
}

/** Endings that the same organ goes by: 卫健局 and 卫健委, 生态环境局 and its 分局. */
const SAME_TAILS: readonly (readonly [string, string, number])[] = [
  ['局', '委', 0.85],
  ['局', '分局', 0.85],
  ['公司', '分公司', 0.95],
  ['公司', '集团', 0.85],
  ['局', '办', 0.7],
  ['局', '中心', 0.7],
  ['办', '中心', 0.7],
];

function tailsAlike(a: string, b: string): number {
  if (a === b) return 1;
  const same = SAME_TAILS.find(([x, y]) => (x === a && y === b) || (x === b && y === a));
  return same?.[2] ?? 0;
}

function coresAlike(short: string, long: string): Likeness | undefined {
  if (short === long) return short === '' ? undefined : { score: 0.9, why: '名称后缀不同' };
  if (abbreviates(short, long)) return { score: 0.85, why: '简称' };
  if (sameFunction(short, long)) return { score: 0.62, why: '机构改革前后的名称' };
  return undefined;
}

/** The long name has a place, the party's 委 or its mother organ before what the short one says. */
function headed(short: string, long: string): Likeness | undefined {
  for (const size of [1, 2, 3, 4]) {
    const [head, rest] = [long.slice(0, size), long.slice(size)];
    if (rest.length < 2) break;
    if (size === 1 && head !== '委') continue;
    if (rest === short) return { score: size === 1 ? 0.9 : 0.8, why: `多出“${head}”` };
    if (size > 1 && abbreviates(short, rest)) return { score: 0.69, why: `简称，多出“${head}”` };
  }
  if (
    short.length >= 3 &&
    long.endsWith(short) &&
    /(?:集团|公司|局|委|政府)$/u.test(long.slice(0, -short.length))
  ) {
    return { score: 0.75, why: '前面多出上级单位' };
  }
  return undefined;
}

/** 商粮 of 商务粮食, 住建 of 住房城乡建设: begins alike, and its letters stand in the long name in order. */
function abbreviates(short: string, long: string): boolean {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  let from = 0;
  for (const letter of short) {
    const found = long.indexOf(letter, from);
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}

/** Functions under the several names that reforms and offices gave them, without 和. */
const FUNCTIONS: readonly (readonly string[])[] = [
  [
    '科学技术工业信息化',
    '科技工业信息化',
    '科工信',
    '科工',
    '工业信息化',
    '工信',
    '经信',
    '经济信息化',
  ],
  ['自然资源', '自然资源规划', '自规', '国土资源', '国土'],
  ['生态环境', '环境保护', '环保'],
  ['应急管理', '应急', '安全生产监督管理', '安监'],
  ['卫生健康', '卫健', '卫生计划生育', '卫计'],
  ['市场监督管理', '市场监管', '市监', '工商行政管理', '食品药品监督管理'],
  [
    '文化旅游广电体育',
    '文化旅游广电',
    '文旅广电',
    '文旅广体',
    '文旅',
    '文化广电新闻出版',
    '文广新',
  ],
  ['城市管理综合执法', '城市管理', '城管执法', '城管', '综合执法', '城市管理行政执法'],
  ['行政审批服务', '行政审批', '政务服务', '数据政务服务', '政务服务数据管理'],
  ['发展改革', '发改', '发展计划'],
  ['金融工作', '金融', '金融事务', '地方金融监督管理', '地方金融监管'],
  ['优化营商环境', '优化经济发展环境', '优化'],
];

function sameFunction(a: string, b: string): boolean {
  return FUNCTIONS.some(
    (names) =>
      (names.includes(a) && names.some((name) => name === b || abbreviates(b, name))) ||
      (names.includes(b) && names.some((name) => name === a || abbreviates(a, name))),
  );
}

/** The first is also called each of the others; the others are not each other. */
const FAMILIES: readonly (readonly string[])[] = [
  ['纪委监委', '纪委', '监委', '纪律检查委监察委', '纪检监察委'],
  ['两办督查室', '委督查室', '政府督查室', '督查室'],
  ['委督查室', '督查室'],
  ['政府督查室', '督查室'],
  ['编办', '委编办', '机构编制委办', '委机构编制委办'],
  ['政府办', '两办'],
  ['委办', '两办'],
  ['国资委', '国有资产监督管理委', '国资局', '国资中心'],
  ['工商联', '工商业联合会'],
  ['残联', '残疾人联合会'],
  ['妇联', '妇女联合会'],
  ['科协', '科学技术协会'],
  ['文联', '文学艺术界联合会'],
  ['总工会', '工会'],
];
