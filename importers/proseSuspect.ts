import { isGroupExpression } from '../domain/unitGroup.ts';
import { readUnits } from './units.ts';
import { isComplete } from './unitName.ts';

/** Something that a person should look at, and where. */
export interface Sighting {
  readonly what: string;
  readonly where: string;
}

/** Likely misprints: slips of the pen in fixed words, and figures that were left out. */
const MISPRINTS = [
  /的通和(?=$|[》〉\s])/g,
  /(?:新建|新增|建成|新开通|新布设|新改建|增设|改造|新培育|新引进)多(?:个|家|座|处|条|所|台|套)[\u4e00-\u9fffA-Za-z0-9]{1,8}/g,
  /(?:达到?|增长|提高|下降|降低|不低于|超过|完成)(?:[%％]|个百分点|[万亿]元)(?!以)/g,
  /[，、；]{2,}|。{2}(?!。)|[，、；]。/g,
  /[X×Ｘ]{2,}|\*{2,}|(?<![a-zA-Z])[xX]{2,}(?![a-zA-Z])/g,
];
const LEAST_SENTENCE = 6;
const SHOWN = 24;

/** Words that look misprinted or scrubbed, and sentences that stand twice in a row. */
export function suspects(
  texts: readonly { readonly text: string; readonly where: string }[],
): readonly Sighting[] {
  return texts.flatMap(({ text, where }) => {
    const slips = MISPRINTS.flatMap((pattern) => [...text.matchAll(pattern)].map(([hit]) => hit));
    const sentences = text.split(/(?<=[。；！])/).map((sentence) => sentence.trim());
    const twice = sentences.filter(
      (sentence, i) => sentence.length >= LEAST_SENTENCE && sentence === sentences[i - 1],
    );
    return [...slips, ...twice].map((what) => ({ what: what.slice(0, SHOWN), where }));
  });
}

const SUBJECT =
  /^([^，,。；;：:！]{2,80}?)(?:谋划)?(?:要(?!求)|应当?(?!用|急)|须|必须|负责(?!人)|牵头(?!单位|部门|领导|人|的|抓总)(?=.{4}))/;

/** Units that stand only as subjects of sentences: 甲局、乙局要做好…. */
export function subjectUnits(text: string, known: ReadonlySet<string>): readonly string[] {
  return text.split(/[。；;！]/).flatMap((sentence) => {
    const words = SUBJECT.exec(sentence.trim().replace(/^.*?[）)]\s*/, ''))?.[1];
    if (words === undefined) return [];
    const { assignments } = readUnits(words, { role: 'responsible' });
    const names = assignments.map(({ unit }) => unit);
    const whole =
      names.length > 0 && names.every((name) => isComplete(name) || isGroupExpression(name));
    const office = (name: string) => known.has(name) || /^[省市区县州]|园区$|高新区$/.test(name);
    return whole ? names.filter((name) => !isGroupExpression(name) && office(name)) : [];
  });
}
