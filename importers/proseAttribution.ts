import { isGroupExpression } from '../domain/unitGroup.ts';
import { labelsIn } from './proseLabels.ts';
import type { LabelHit } from './proseLabels.ts';
import type { Range } from './proseWords.ts';
import { isBareKind } from './unitName.ts';
import { readUnits } from './units.ts';

/** Words that say who owes a clause: a bracket, labelled values, or a sentence of units and roles. */
export interface Attribution extends Range {
  readonly form: 'bracket' | 'label' | 'sentence';
  /** The words inside the brackets, or all of them. */
  readonly inside: Range;
}

/** The attributions of a text in order, none inside another. */
export function attributionsIn(text: string): readonly Attribution[] {
  const brackets = bracketsOf(text);
  const outside = (at: number) => !brackets.some((b) => b.from <= at && at < b.to);
  const labels = labelsIn(text).filter(({ from }) => outside(from));
  const found: Attribution[] = [...labelled(text, brackets, labels)];
  const inValue = (range: Range) => found.some((f) => f.from <= range.from && range.to <= f.to);
  for (const bracket of brackets.filter((b) => !inValue(b))) {
    if (isAttribution(text, bracket)) found.push({ ...bracket, form: 'bracket' });
  }
  const taken = (range: Range) => found.some((f) => f.from < range.to && range.from < f.to);
  found.push(...[...sentences(text), ...dashed(text)].filter((range) => !taken(range)));
  return found.sort((a, b) => a.from - b.from);
}

type Bracket = Range & { readonly inside: Range };

const OPEN = '（([〔【［';
const CLOSE = '）)]〕】］';

/** Outermost brackets. */
function bracketsOf(text: string): readonly Bracket[] {
  const found: Bracket[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (OPEN.includes(c)) {
      if (depth === 0) from = i;
      depth += 1;
    } else if (CLOSE.includes(c) && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ from, to: i + 1, inside: { from: from + 1, to: i } });
    }
  }
  // A bracket that is never closed at the end of a text still says who owes.
  if (
    depth > 0 &&
    /^[（(【]/.test(text.slice(from)) &&
    labelsIn(text.slice(from + 1, from + 12)).length
  )
    found.push({ from, to: text.length, inside: { from: from + 1, to: text.length } });
  return found;
}

const ROLE = /牵头|负责|主办|主抓|主管|承办|协办|配合|协助|协同|参与|参加|落实/;

/** Units with roles, labelled values, or nothing but units at the end of a clause. */
function isAttribution(text: string, bracket: Bracket): boolean {
  const words = text.slice(bracket.inside.from, bracket.inside.to).trim();
  if (words.length < 2 || words.length > 900) return false;
  if (labelsIn(words)[0]?.from === 0) return true;
  const { assignments, doubtful, groups } = readUnits(words, { role: 'responsible' });
  if (assignments.length === 0) return false;
  const closes = /^[。；;，,.．]?\s*(?:\n|$)/.test(text.slice(bracket.to));
  if (ROLE.test(words)) {
    const sure = assignments.length - doubtful.length;
    if (!endsWithRole(words) || !(sure > 0 || isShortName(doubtful))) return false;
    return doubtful.length <= Math.max(1, sure) || (sure > 0 && closes && doubtful.every(isFirm));
  }
  if (doubtful.length > 0) return false;
  const stopped = /[。；;！]\s*$/.test(text.slice(0, bracket.from));
  if (!closes && !stopped) return false;
  const names = assignments.map(({ unit }) => unit);
  if (
    names.every(
      (name) => isBareKind(name) || (isGroupExpression(name) && !/^[各相有全所]/.test(name)),
    )
  )
    return false;
  if (NOT_UNITS.test(words)) return false;
  return stopped || names.length > 1 || groups.length > 0 || LEVEL.test(names[0] ?? '');
}

/** 由甲公司负责: one name that does not end like an office may still be one. */
function isShortName(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => name.length <= 20 && !/[的了把将]/.test(name));
}

/** 东湖移动 among units with roles: a firm that goes by a short name, and no words of a sentence. */
function isFirm(name: string): boolean {
  return (
    /^[\u4e00-\u9fffA-Za-z（()）]{3,12}$/.test(name) &&
    !/[的了把将并]|^(?:开展|推进|做好|加强|组织|完成|抓好|建立|落实)/.test(name)
  );
}

const NOT_UNITS = /^(?:含|如|即|见|详见|除|原|简称|以下|包括|不含|其中|注|指)|^[省市区县]属/;
const LEVEL = /^(?:[省市区县州盟旗镇乡]|各|相关|有关|驻)/;
const END_ROLE =
  /(?:牵头|负责|主办|承办|协办|配合|协助|协同|参与|参加|落实|实施|抓总|推进|办理|组织|主抓|主管)(?:落实|实施|推进|完成)?[。；;，,]?$/;

function endsWithRole(words: string): boolean {
  return END_ROLE.test(words) || words.split(/[，,；;。]/).some((piece) => END_ROLE.test(piece));
}

const LABEL_WORDS = /^[\s；;，,。、]*$/;

/** Labelled values outside brackets; values that follow one another are one attribution. */
function labelled(
  text: string,
  brackets: readonly Bracket[],
  labels: readonly LabelHit[],
): readonly Attribution[] {
  const found: Attribution[] = [];
  labels.forEach((label, i) => {
    const limit = labels[i + 1]?.from ?? text.length;
    const to = valueEnd(text, brackets, { from: label.to, to: limit });
    if (!/[\p{L}\p{N}]/u.test(text.slice(label.to, to))) return;
    const last = found.at(-1);
    if (last && LABEL_WORDS.test(text.slice(last.to, label.from))) {
      found[found.length - 1] = { ...last, to, inside: { from: last.from, to } };
    } else {
      found.push({ from: label.from, to, form: 'label', inside: { from: label.from, to } });
    }
  });
  return found;
}

/** A value ends with its sentence or line; one that ends in 、 goes on. */
function valueEnd(text: string, brackets: readonly Bracket[], value: Range): number {
  for (let i = value.from; i < value.to; i += 1) {
    const bracket = brackets.find((b) => b.from === i);
    if (bracket) i = bracket.to - 1;
    else if (/[。！？]/.test(text.charAt(i))) return i + 1;
    else if (text.charAt(i) === '\n' && !/[、，,]\s*$/.test(text.slice(value.from, i))) return i;
  }
  return value.to;
}

const LEAD_IN = /^(?:(?:此项|该项|以上|上述|本项)(?:工作|任务|行动)?|此|该)?(?:均|统一)?由/;

/** Whole sentences that only say who leads, owes and helps: 由甲局牵头，乙局配合。 */
function sentences(text: string): readonly Attribution[] {
  const found: Attribution[] = [];
  for (const match of text.matchAll(/[^。；;！\n]+[。；;！]?/g)) {
    const words = match[0].trim().replace(/[。；;！]$/, '');
    if (words.length < 4 || words.length > 200 || !ROLE_END.test(words)) continue;
    const bare = words.replace(LEAD_IN, '');
    if (!isRoleSentence(bare) || (bare === words && isAppeal(bare))) continue;
    const from = match.index + match[0].search(/\S/);
    const range = { from, to: match.index + match[0].trimEnd().length };
    found.push({
      ...range,
      form: 'sentence',
      inside: { from: range.from + words.length - bare.length, to: range.to },
    });
  }
  return found;
}

/** ——甲局、乙局 at the end of a line: whole units behind a dash. */
function dashed(text: string): readonly Attribution[] {
  return [
    ...text.matchAll(/(?:——|―{1,2}|—)[\s\u3000]*([^。；;—―\n]{3,120})[。；;]?(?=\s*(?:\n|$))/g),
  ].flatMap((match) => {
    const words = match[1]?.trimEnd() ?? '';
    const { assignments, doubtful, groups } = readUnits(words, { role: 'responsible' });
    const named = assignments.length > groups.length && doubtful.length === 0;
    const level = LEVEL.test(assignments[0]?.unit ?? '') || assignments.length > 1;
    if (!named || !level) return [];
    const from = match.index + match[0].indexOf(words);
    const to = match.index + match[0].length;
    return [{ from: match.index, to, form: 'sentence', inside: { from, to: from + words.length } }];
  });
}

const ROLE_END =
  /(?:牵头(?:负责|抓总|落实|组织|实施|推进)?|(?:具体|共同|分别|分工|统筹)?负责(?:落实|组织实施|实施)?|主办|主抓|承办|协办|(?:抓好|做好|具体|组织|推进)?(?:落实|实施)|(?:积极|协同|共同|予以)?配合|协助|(?:共同)?参与|参加)$/;

/** Every piece is a whole unit or ends in a role, and the last one ends in a role. */
function isRoleSentence(words: string): boolean {
  if (!ROLE_END.test(words)) return false;
  const { assignments, doubtful } = readUnits(words, { role: 'responsible' });
  const goesOn = assignments.some(({ unit }) => DOES.test(unit));
  return assignments.length > 0 && doubtful.length === 0 && !goesOn;
}

/** 各级各部门抓好落实: all are called upon, and nobody is named. */
function isAppeal(words: string): boolean {
  const { assignments, groups } = readUnits(words, { role: 'responsible' });
  return groups.length === assignments.length && !/牵头|负责|主[办抓]|配合|职责|分工/.test(words);
}

/** 甲局负责新建学校一所: what follows the role is a task and no name, however it ends. */
const DOES =
  /(?:牵头|负责|主办|承办|配合).+|(?:要|应|须|应当|必须|切实|认真)$|^(?:督促|指导|推动|推进|确保|引导|组织|支持|要求|压实|协调|鼓励|帮助|督导)/;
