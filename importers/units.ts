import type { Assignment, Role } from '../domain/plan.ts';
import { isGroupExpression } from '../domain/unitGroup.ts';
import { plain, saysNone } from './plain.ts';
import { continues, isBareKind, isBody, isComplete, isPersonName } from './unitName.ts';

/** How a column wants to be read. */
export interface UnitColumn {
  readonly role: Role;
  /** 牵头单位及负责人: names of persons stand among the units and are left out. */
  readonly persons?: boolean;
  /** 责任单位（第一个为牵头单位）: the first unit leads. */
  readonly firstLeads?: boolean;
}

/** The units of a cell, as printed. `openEnded`: 等 or a group stands for units not named. */
export interface Units {
  readonly assignments: readonly Assignment[];
  readonly openEnded: boolean;
  /** The list ends in 等. */
  readonly open: boolean;
  readonly groups: readonly string[];
  /** Words that neither end like a unit nor are a group; kept as a unit all the same. */
  readonly doubtful: readonly string[];
}

const NOBODY: Units = { assignments: [], openEnded: false, open: false, groups: [], doubtful: [] };

/** Reads a cell of units: separators, broken lines, 等, groups, and roles said inside the cell. */
export function readUnits(raw: string, column: UnitColumn): Units {
  if (raw.trim() === '' || saysNone(raw)) return NOBODY;
  const clauses = roleClauses(unbroken(raw), column);
  const assignments: Assignment[] = [];
  const groups: string[] = [];
  const doubtful: string[] = [];
  let open = false;
  for (const { words, role } of clauses) {
    const list = split(words);
    open ||= list.open;
    for (const name of list.names) {
      const own = OWN_ROLE.exec(name);
      const printed = (own?.[1] ?? name).replace(REMARK, '');
      if (column.persons === true && isPersonName(printed)) continue;
      const unit = column.persons === true ? withoutPerson(printed) : printed;
      if (isGroupExpression(unit)) groups.push(unit);
      else if (!isComplete(unit)) doubtful.push(unit);
      push(assignments, { unit, role: own?.[2] ? roleOf(own[2]) : role });
    }
  }
  const first = assignments[0];
  const said = clauses.some((clause) => clause.said);
  if (column.firstLeads === true && first && !said) assignments[0] = { ...first, role: 'lead' };
  return { assignments, openEnded: open || groups.length > 0, open, groups, doubtful };
}

/** 区甲局（牵头） and 区乙局（分别牵头）: the role of one unit, behind its name. */
const OWN_ROLE =
  /^(.*?)[（(〈<‹《](?:分别|共同|联合|具体)?(牵头|主办|配合|协办|协助|参与|责任|负责)(?:单位|部门)?[）)〉>›》]$/;

/** A remark behind a unit that is not of its name: （除标注外，第一个为牵头单位，下同）, （按职责分工负责）. */
const REMARK =
  /[（(](?:除|注[:：]|以下|下同|第一|首位|排[名在]|依?按照?[^（）()]*(?:职责|分工)|根据|分别|共同|负责)[^（）()]*[）)]$/;

/** 区甲局（某某） and 区甲局某某: the unit without the person behind it. */
function withoutPerson(name: string): string {
  const bracketed = /^(.+?)[（(]([^（）()]+)[）)]$/.exec(name);
  const persons = bracketed?.[2]?.split(/[、，,]/).every(isPersonName) === true;
  if (bracketed?.[1] !== undefined && persons) return bracketed[1];
  for (const size of [3, 2]) {
    const unit = name.slice(0, -size);
    if (isComplete(unit) && !isComplete(name) && isPersonName(name.slice(-size))) return unit;
  }
  return name;
}

function push(list: Assignment[], next: Assignment): void {
  if (!list.some((a) => a.unit === next.unit && a.role === next.role)) list.push(next);
}

function roleOf(word: string): Role {
  if (/牵头|主办|主抓|主管/.test(word)) return 'lead';
  return /配合|协办|协助|协同|参与|参加|相关/.test(word) ? 'cooperating' : 'responsible';
}

/** Lines of a cell as one text in which a line break stands only between two units. */
function unbroken(raw: string): string {
  const text = plain(raw).replace(/^[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]。?$/, '$1');
  const lines = text
    .split('\n')
    .map(spaced)
    .filter((line) => line !== '' && line !== '/');
  const joined = lines.reduce((joined, line) => {
    const last =
      joined
        .replaceAll(BROKEN, '')
        .split(/[\n、，,；;。：:]/)
        .at(-1) ?? '';
    if (joined === '' || last === '') return joined + line;
    const head = line.split(/[、，,；;。]/)[0] ?? line;
    const inBrackets = /[（(][^）)]*$/.test(joined) || /^[（(）)、，,；;。]/.test(line);
    return inBrackets
      ? joined + line
      : `${joined}${continuesUnit(last, head) ? BROKEN : '\n'}${line}`;
  }, '');
  return joined.replace(/[^\n、，,；;。：:]+/g, mended);
}

/** Marks a line break that seems to cut a unit in two, until the whole is seen. */
const BROKEN = '\u0001';

/** Pieces that together still end in no organ were no broken unit after all, but a list. */
function mended(words: string): string {
  const whole = words.replaceAll(BROKEN, '');
  const unit = whole.replace(SUFFIX, '$1').replace(ETC, '');
  const person = words.split(BROKEN).some(isPersonName);
  return isComplete(unit) || isGroupExpression(unit) || person
    ? whole
    : words.replaceAll(BROKEN, '\n');
}

function continuesUnit(last: string, head: string): boolean {
  if (/(?:牵头|配合|负责|参与|等|等单位|等部门)$/.test(last) || LABEL.test(`${head}：`))
    return false;
  return (
    !isPersonName(head) && !isPersonName(last) && !isGroupExpression(last) && continues(last, head)
  );
}

/** Blanks inside a line: padding between single letters goes, a blank after a whole unit parts two. */
function spaced(line: string): string {
  const words = line.trim().split(/\s+/);
  if (words.length > 1 && words.every((word) => word.length === 1)) return words.join('');
  return words.reduce((joined, word) => {
    const last = joined.split(/[\n、，,；;。：:]/).at(-1) ?? '';
    const parts = last !== '' && (isComplete(last) || isPersonName(last)) && word.length > 1;
    return parts ? `${joined}、${word}` : joined + word;
  }, '');
}

interface Clause {
  readonly words: string;
  readonly role: Role;
  /** The cell itself names the role. */
  readonly said: boolean;
}

const LABEL = /^(牵头|责任|配合|主办|协办|承办|参与|参加|相关|落实)(?:责任)?(?:单位|部门)?[：:]/;
/** 按职责分工, 依职责, 共同, 具体 …: how a role is held says nothing about which one. */
const MANNER =
  '(?:主要|(?:依法|依|按照?|根据)?(?:各自|相关|有关)?(?:工作)?(?:职责|职能|职权)(?:任务)?(?:范围)?(?:内|和?分工)?|分工|共同|分别|具体|协同|协助|联合|统筹|总|全面|积极|密切|主动|予以|给予|做好|各自)*';
const DOING = '(?:抓好|做好)?(?:组织)?(?:落实|实施|推进|办理|协调|抓总|组织|完成)?';
const SUFFIX = new RegExp(
  `^(.*?)(${MANNER}(?:牵头(?:负责)?${DOING}|负总责|负责(?:牵头)?${DOING}|主办|承办|主抓|主管|(?:抓好|做好|组织|推进)?(?:落实|实施)|配合(?:落实|实施|推进|做好)?|协办|协助|协同|参与|参加)(?:相关|有关|相应)?(?:工作)?)$`,
);

/** `X牵头，Y、Z配合`, `牵头单位：X；配合单位：Y`: the role words rule the units before or after them. */
function roleClauses(text: string, column: UnitColumn): readonly Clause[] {
  const clauses: Clause[] = [];
  let held = '';
  let ruling: Role | undefined;
  const flush = (role: Role, said: boolean) => {
    const [first = '', helpers] = together(held);
    if (first.trim() !== '') clauses.push({ words: first, role, said });
    if (helpers !== undefined) clauses.push({ words: helpers, role: 'cooperating', said: true });
    held = '';
  };
  for (const piece of pieces(text)) {
    const label = LABEL.exec(piece.words);
    if (label) {
      flush(ruling ?? column.role, ruling !== undefined);
      ruling = roleOf(label[1] ?? '');
    }
    const words = piece.words.replace(LABEL, '').replace(/^由/, '');
    const suffix = SUFFIX.exec(words);
    if (suffix) {
      held += suffix[1] ?? '';
      const role = roleOf(suffix[2] ?? '');
      const owing = role === 'cooperating' && clauses.length === 0 ? owingUntil(held) : -1;
      if (owing > 0) {
        const helpers = held.slice(owing + 1);
        held = held.slice(0, owing);
        flush(ruling ?? column.role, true);
        held = helpers;
      }
      flush(role, true);
    } else held += words + piece.after;
  }
  flush(ruling ?? column.role, ruling !== undefined);
  return clauses;
}

/** 甲局、乙局，丙局配合: where 、 joins units, the comma parts those who owe from those who help. */
function owingUntil(words: string): number {
  return words.includes('、') ? Math.max(words.lastIndexOf('，'), words.lastIndexOf(',')) : -1;
}

/** 甲局会同乙局、丙局负责: the first has the role, who are joined help. */
function together(words: string): readonly string[] {
  const at = words.indexOf('会同');
  const left = words.slice(0, at).replace(/[，,、]$/, '');
  const last = left.split(/[、，,；;\n]/).at(-1) ?? '';
  return at > 1 && (isComplete(last) || isGroupExpression(last))
    ? [left, words.slice(at + 2)]
    : [words];
}

/** The text cut at every separator outside brackets, each piece with the separator after it. */
function pieces(text: string): readonly { words: string; after: string }[] {
  const out: { words: string; after: string }[] = [];
  let depth = 0;
  let words = '';
  for (const c of text) {
    if (/[（(〔［[]/.test(c)) depth += 1;
    if (/[）)〕］\]]/.test(c)) depth = Math.max(0, depth - 1);
    if (depth === 0 && /[、，,；;。\n/]/.test(c)) {
      out.push({ words: words.trim(), after: c });
      words = '';
    } else words += c;
  }
  return [...out, { words: words.trim(), after: '' }];
}

const ETC =
  /(?:等|等等)(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:各)?(?:相关|有关|责任|职能|成员)?(?:职能)?(?:部门单位|单位部门|部门和单位|单位和部门|单位|部门|企业|地|乡镇|镇街|(?:社会|群团|行业)?组织|社会团体|(?:金融|社会)?机构|(?:通信|电信)?运营商|(?:高等)?院校)?$/;

function split(words: string): { names: readonly string[]; open: boolean } {
  let open = false;
  const names: string[] = [];
  for (const piece of pieces(words)) {
    const named = piece.words.replace(/[.:：]+$/, '').replace(ETC, '');
    open ||= named !== piece.words.replace(/[.:：]+$/, '');
    for (const name of conjoined(named)) {
      const last = names.at(-1);
      if (last !== undefined && belongsToGroup(last, name))
        names[names.length - 1] = `${last}、${name}`;
      else if (name !== '') names.push(name);
    }
  }
  return { names, open };
}

/** 各镇、街道 is one group; 区安委会、区减灾委相关成员单位 is one group; 区发改局、各镇 are two. */
function belongsToGroup(last: string, name: string): boolean {
  if (isBareKind(name)) return isGroupExpression(last) || /^各/.test(last);
  return (
    isBody(last) && isBody(name.replace(/(?:各|相关|有关)?成员单位$/, '')) && /成员单位$/.test(name)
  );
}

/** 及, 和, 与, 以及 join two units where both sides are whole ones. */
function conjoined(words: string): readonly string[] {
  for (const match of words.matchAll(/以及|及其|及|和|与/g)) {
    const left = words.slice(0, match.index);
    const right = words.slice(match.index + match[0].length);
    const whole = (name: string) =>
      isGroupExpression(name) || (isComplete(name) && name.length > 2);
    const bracketed = /[（(][^）)]*$/.test(left);
    if (!bracketed && whole(left) && (whole(right) || conjoined(right).length > 1)) {
      return [left, ...conjoined(right)];
    }
  }
  return [words];
}
