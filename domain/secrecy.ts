/** Secrecy 密级: the three levels of state secrets. */
export type Secrecy = '秘密' | '机密' | '绝密';

/** A level that stands as a mark; `words` are the mark itself (`机密★10年`) and nothing around it. */
export interface SecrecyMark {
  readonly mark: Secrecy;
  readonly words: string;
}

const MARK = '([秘机绝]) ?密 ?级?';
const STAR = '[★☆⭐✩✪✫✬✭✮✯✰]';
const NUMBER = '(?:\\d{1,4}|[一二三四五六七八九十]{1,3})';
const UNTIL = '(?:启用|公布|发布|公开|实施|解密|考试结束|正式公布|正式发布)(?:之?前|后)';
/** 保密期限: how long, or until when. */
const TERM = `(?:至?${NUMBER} ?(?:年|个? ?月|[日天])(?: ?\\d{1,2} ?月)?(?: ?\\d{1,2} ?日)?(?:以?前|止)?|${UNTIL}(?: ?长期)?|长期|永久)`;
const STARRED = new RegExp(`${MARK}\\s*(?:${STAR}+\\s*(${TERM})?|\\*+\\s*(${TERM}))`, 'gu');

/** 密级 with or without its level: 密级：, 秘密等级, 保密级别及期限. */
const LABEL =
  '(?:(?<![秘机绝] ?)密 ?级|密别|(?:秘密|保密|涉密|机密|定密)(?:等级|级别|程度))(?:及|和|与|、)?(?:保密)?(?:期限|标识|标志)?';
const LABELLED = new RegExp(
  `${LABEL} ?(?:\\([^()]{0,20}\\))?[ :=为是]*["'“‘【\\[(<《〔]*${MARK}` +
    `(?! ?[、/,;|或和及与] ?[秘机绝] ?密)(?=$|[^\\p{Script=Han}]|(?:保密)?期限)`,
  'u',
);
/** A form of which one level is ticked. */
const TICKED = new RegExp(`[☑☒✓✔√■●▣⊠] ?${MARK}`, 'u');
const OPTIONS = new RegExp(`${LABEL}|□`, 'u');

const DECORATION =
  '[()\\[\\]【】〔〕〖〗「」『』《》<>{}"\'“”‘’*★☆■●◆▲※·.,，。:;!~\\-—_=+#|/\\\\、]*';
const HANDLING =
  '特急|加急|急件|平急|特提|限时|紧急|内部(?:资料|文件)?|注意保存|妥善保管|(?:严禁|不得|请勿)(?:外传|复制|翻印|转载)|(?:阅后|会后)(?:收回|销毁)|№|N[Oo]\\.?|份号|第|号';
const TOKEN = `(?:${LABEL}|${HANDLING}|\\d{3,8}(?!\\d)|[秘机绝]密级?(?:文件|资料|材料|文档|档案|件)?(?:${DECORATION}${TERM})?)`;
const ALONE = new RegExp(`^${DECORATION}(?:${TOKEN}${DECORATION})+$`, 'u');
const LONGEST_ALONE = 60;

const INSIDE = `${MARK}(?: ?${STAR}* ?${TERM})?`;
const IN_SQUARE = new RegExp(`[【\\[〔〖] ?${INSIDE} ?[】\\]〕〗]`, 'u');
const TAIL =
  '的?(?:通知|通报|函|报告|请示|批复|方案|计划|意见|办法|清单|附件|草案|初稿|稿|版|\\.[a-z]{2,5}$)';
const IN_ROUND = new RegExp(
  `^\\( ?${INSIDE} ?\\)(?!投票|方式|进行)|(?<!投票|表决|选举|方式|调查|侦查)\\( ?${INSIDE} ?\\)(?=$|${TAIL})`,
  'u',
);

/** Lines of the head, in which a mark may share its line with a title. */
const HEAD_LINES = 12;
const LEADING = new RegExp(`^${DECORATION}${MARK}(?:${DECORATION}${TERM})?(?: |[:\\-—_|·])`, 'u');
const TRAILING = new RegExp(
  `(?: {2}|[\\-—_|·]|\\d{3}) ?["'“‘(【\\[]*${MARK}(?:${STAR}*${TERM})?["'”’)】\\]]*$`,
  'u',
);

/**
 * The classification mark 密级标志 of a text, if it bears one: with a star (`秘密★1年`), alone on a line, in a cell or in
 * vertical letters, after 密级：, in brackets of a title, or beside the title in the head. The words inside a sentence
 * (商业秘密, 保守国家秘密, 机密性) are none. Blanks between the letters, zero-width characters, full-width and
 * traditional forms make no difference.
 */
export function secrecyMark(text: string): SecrecyMark | undefined {
  if (!/[密\u{2F800}-\u{2FA1F}\uF900-\uFAFF]/u.test(text)) return undefined;
  const even = evened(text);
  if (!even.includes('密')) return undefined;
  const starred = starredMark(even);
  if (starred) return starred;
  let line = 0;
  for (const raw of even.split('\n')) {
    if (raw.trim() === '') continue;
    const found = raw.includes('密') ? lineMark(raw, line < HEAD_LINES) : undefined;
    if (found) return found;
    line += 1;
  }
  return verticalMark(even);
}

/** The mark in a file's name: 方案(秘密).docx, 机密-方案.docx; a path's folders count too. */
export function secrecyMarkOfName(name: string): SecrecyMark | undefined {
  const whole = secrecyMark(name);
  if (whole) return whole;
  const parts = evened(name).split(/[/\\.\s_\-—+,，、()[\]【】〔〕《》“”"'&@#]+/u);
  return parts.map(aloneMark).find((found) => found !== undefined);
}

/** The first mark in any text of a value, however deep it lies; the names of fields are texts too. */
export function markIn(value: unknown): SecrecyMark | undefined {
  const seen = new Set<unknown>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (seen.has(next)) continue;
    if (typeof next === 'string') {
      seen.add(next);
      const found = secrecyMark(next);
      if (found) return found;
    } else if (typeof next === 'object' && next !== null) {
      seen.add(next);
      for (const [key, own] of Object.entries(next)) waiting.push(own, key);
    }
  }
  return undefined;
}

const OLD_FORMS: Readonly<Record<string, string>> = { 祕: '秘', 機: '机', 絕: '绝' };

/** One form for what looks the same; an ideographic blank stays wider than an ordinary one. */
function evened(text: string): string {
  return text
    .replaceAll('\u3000', '  ')
    .normalize('NFKC')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{M}]|(?![\n\t])\p{Cc}/gu, '')
    .replace(/[\p{Zs}\u2800]/gu, ' ')
    .replace(/[祕機絕]/gu, (c) => OLD_FORMS[c] ?? c);
}

/** A star makes a mark wherever it stands, unless it only parts two phrases (保守秘密★严守纪律). */
function starredMark(even: string): SecrecyMark | undefined {
  const close = even.replace(/([秘机绝])\s+(?=密)/gu, '$1');
  for (const match of close.matchAll(STARRED)) {
    const [whole, letter = '', term, afterAsterisk] = match;
    const until = term ?? afterAsterisk;
    const before = /\p{Script=Han}$/u.test(close.slice(Math.max(0, match.index - 2), match.index));
    const end = match.index + whole.length;
    const after = /^[\p{L}\p{N}]/u.test(close.slice(end, end + 2));
    if (until === undefined && before && after) continue;
    const words = `${letter}密★${until?.replace(/\s/gu, '') ?? ''}`;
    return { mark: `${letter}密` as Secrecy, words };
  }
  return undefined;
}

function lineMark(raw: string, head: boolean): SecrecyMark | undefined {
  const cells = raw.split('\t');
  for (const cell of cells) {
    const wide = spelled(cell.replace(/ {3,}/gu, '  ').trim());
    const line = wide.replace(/ +/gu, ' ');
    const found =
      aloneMark(line) ??
      markAt(LABELLED.exec(line)) ??
      markAt(IN_SQUARE.exec(line)) ??
      markAt(IN_ROUND.exec(line)) ??
      (OPTIONS.test(line) ? markAt(TICKED.exec(line)) : undefined) ??
      (head ? (markAt(LEADING.exec(line)) ?? markAt(TRAILING.exec(wide))) : undefined);
    if (found) return found;
  }
  return undefined;
}

/** 秘  密 as 秘密: blanks between the two letters go. */
function spelled(text: string): string {
  return text.replace(/([秘机绝]) +(?=密)/gu, '$1');
}

/** A text that says nothing but the mark; several levels side by side (秘密、机密、绝密) are a list, and none. */
function aloneMark(text: string): SecrecyMark | undefined {
  const compact = text.replace(/\s+/gu, '');
  if (compact.length > LONGEST_ALONE || !compact.includes('密') || !ALONE.test(compact)) {
    return undefined;
  }
  const unlabelled = compact.replace(new RegExp(LABEL, 'gu'), '');
  const letters = new Set([...unlabelled.matchAll(/([秘机绝])密/gu)].map(([, letter]) => letter));
  const [letter] = letters;
  return letters.size === 1 && letter !== undefined ? marked(letter) : undefined;
}

/** Letters below one another: short lines that together say nothing but the mark. */
function verticalMark(even: string): SecrecyMark | undefined {
  for (const segment of even.split('\t')) {
    let run = '';
    for (const line of [...segment.split('\n'), ' '.repeat(LONGEST_ALONE)]) {
      const compact = line.replace(/\s+/gu, '');
      if (compact !== '' && compact.length <= 4) run += compact;
      else if (line !== '') {
        const found = aloneMark(run);
        if (found) return found;
        run = '';
      }
    }
  }
  return undefined;
}

function markAt(match: RegExpExecArray | null): SecrecyMark | undefined {
  const letter = match?.slice(1).find((group) => group !== undefined);
  return letter === undefined ? undefined : marked(letter);
}

function marked(letter: string): SecrecyMark {
  const mark = `${letter}密` as Secrecy;
  return { mark, words: mark };
}
