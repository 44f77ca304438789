import { Lexer, type ErrorCode, type YAMLError } from 'yaml';

/** A fault at a UTF-16 offset of the text. */
export interface Misplaced {
  readonly offset: number;
  readonly message: string;
}

/** How large a text may be: in UTF-8 bytes before anything looks at it, then in tokens of the lexer before the composer. */
export interface Bounds {
  /** Whole megabytes. */
  readonly megabytes: number;
  readonly tokens: number;
}

/** A regime, a directory, a calendar, the answers of a review. */
export const DOCUMENT: Bounds = { megabytes: 1, tokens: 600_000 };
/** A plan of 20,000 tasks, as many as a table may have rows. */
export const PLAN: Bounds = { megabytes: 16, tokens: 3_000_000 };

/** Whether a text is too large to be read again. */
export function isTooLarge(text: string, { megabytes }: Bounds): boolean {
  const most = megabytes * 1_048_576;
  return text.length > most || Buffer.byteLength(text) > most;
}

const DEEPEST_FLOW = 50;
const MOST_DASHES_A_LINE = 10;
const DEEPEST_INDENT = 200;

/**
 * Looks at the tokens alone, before the composer: nested brackets and `? ` keys make it overflow,
 * exhaust the memory of the whole process, or never end. The first trap found is enough.
 */
export function trapIn(text: string, most: Bounds): Misplaced | undefined {
  let [offset, tokens, depth, dashes, before] = [0, 0, 0, 0, '\n'];
  for (const token of new Lexer().lex(text)) {
    if (++tokens > most.tokens) return { offset, message: '内容项过多，请检查是否选错了文件' };
    const indents = token.startsWith(' ') && before === '\n';
    if (indents && token.length > DEEPEST_INDENT) {
      return { offset, message: `缩进超过 ${DEEPEST_INDENT} 格，请检查层级` };
    }
    if (before !== SCALAR) {
      if (token === '[' || token === '{') depth++;
      if (token === ']' || token === '}') depth--;
      if (token === BROKEN_FLOW) depth = 0;
      dashes = token.startsWith('\n') ? 0 : dashes + (token === '-' ? 1 : 0);
      const message = trapMessage(token, before, depth, dashes);
      if (message !== undefined) return { offset, message };
    }
    if (!MARKS.includes(token)) offset += token.length;
    if (!token.startsWith(' ')) before = token.startsWith('\n') ? '\n' : token;
  }
  return undefined;
}

/** `before`: the token before this one, spaces left out. */
function trapMessage(
  token: string,
  before: string,
  depth: number,
  dashes: number,
): string | undefined {
  if (token === '?') return '不支持以“? ”开头的键，请写作“键: 值”';
  if (token.startsWith('%')) return SENTENCES.BAD_DIRECTIVE;
  if (token === ',' && [',', '[', '{'].includes(before)) return '多了一个逗号';
  if (depth < 0) return `多了一个“${token}”，没有与它配对的括号`;
  if (depth > DEEPEST_FLOW) return `括号嵌套超过 ${DEEPEST_FLOW} 层`;
  return dashes > MOST_DASHES_A_LINE ? '一行里的“- ”太多，请检查层级' : undefined;
}

const SCALAR = '\u001f';
const BROKEN_FLOW = '\u0018';
/** Marks of the lexer that stand for no character: document, scalar, end of a broken flow. */
const MARKS: readonly string[] = ['\u0002', BROKEN_FLOW, SCALAR];

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: '引用（*）前后不能再加标记',
  BAD_ALIAS: '引用（*）的名字写法不对',
  BAD_DIRECTIVE: '以 % 开头的指令写法不对，请删去',
  BAD_DQ_ESCAPE: '双引号内的反斜杠写法不对；要写反斜杠本身请用单引号',
  BAD_INDENT: '缩进不对，或括号没有配对；同一层的各行请左对齐',
  BAD_SCALAR_START: '文字不能以这个字符开头，请加上引号',
  BLOCK_AS_IMPLICIT_KEY:
    '一行里出现了两个“键: ”，或上一行的值与下一行连在了一起；文字里有冒号请加引号',
  BLOCK_IN_FLOW: '括号内不能用“- ”或换行缩进的写法，请用逗号分隔',
  KEY_OVER_1024_CHARS: '键太长，是否缺了引号或换行？',
  MISSING_CHAR: '缺少配对的引号、括号、冒号或空格',
  MULTILINE_IMPLICIT_KEY: '键必须写在一行内；请检查上一行是否缺冒号、这一行的缩进是否多了空格',
  MULTIPLE_ANCHORS: '一处只能有一个锚点（&）',
  MULTIPLE_DOCS: '一个文件里只能有一份文档，请删去多余的“---”',
  MULTIPLE_TAGS: '一处只能有一个类型标记（!）',
  NON_STRING_KEY: '键必须是文字，请加上引号',
  RESOURCE_EXHAUSTION: '嵌套过深，无法读取',
  TAB_AS_INDENT: '缩进里有制表符（Tab），请改用空格',
  TAG_RESOLVE_FAILED: '不支持自定义类型标记（!），请删去',
  UNEXPECTED_TOKEN: '此处的内容不合 YAML 格式；请检查缩进、括号和冒号后的空格',
  BAD_COLLECTION_TYPE: '类型标记（!）与内容不符，请删去',
};

/**
 * One fault for each cause: where a tab has broken the layout, the tabs alone; else one of a run of
 * the same code, since the parser stumbles over the following lines as well.
 */
export function syntaxFaults(errors: readonly YAMLError[]): readonly Misplaced[] {
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const told =
    tabs.length > 0 ? tabs : errors.filter((error, i) => error.code !== errors[i - 1]?.code);
  return told.map((error) => ({
    offset: error.pos[0],
    message: SENTENCES[error.code] ?? `不合 YAML 格式（${error.code}）`,
  }));
}

/** The first fault of each line. */
export function firstOfLines<F extends { readonly line: number }>(
  faults: readonly F[],
): readonly F[] {
  return faults.filter((fault, i) => faults[i - 1]?.line !== fault.line);
}
