/** A stretch of a text in UTF-16 offsets, `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * A text without blanks, widths evened out (，→ ","), in which clauses are looked for; every character knows where it
 * stands in the original. Tabs and line breaks that end a line of their own are full stops.
 */
export interface BareText {
  readonly words: string;
  /** The original stretch of bare characters [from, to). */
  readonly original: (from: number, to: number) => Stretch;
}

const LIST_MARK =
  /^\s*(?:\d{1,3}(?:[.．、)）]|\.\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章节条]|[①-⑳●○■◆▪•])/;

/** 17:30 is a time and no list after a colon. */
const CLOCK = /^[\d０-９].[0-5０-５][\d０-９]/;

export function bareText(text: string): BareText {
  const chars: string[] = [];
  const places: number[] = [];
  const push = (char: string, at: number) => {
    chars.push(char);
    places.push(at);
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '\t') push('。', i);
    else if (char === '\n' && LIST_MARK.test(text.slice(i + 1, i + 12))) push('。', i);
    else if (/[:：]/.test(char) && CLOCK.test(text.slice(i - 1, i + 3))) push('∶', i);
    else if (!/[\s\u200b\ufeff]/.test(char)) push(evened(char), i);
  }
  return {
    words: chars.join(''),
    original: (from, to) => ({ from: places[from] ?? 0, to: (places[to - 1] ?? -1) + 1 }),
  };
}

function evened(char: string): string {
  const plain = char.normalize('NFKC');
  return plain.length === 1 ? plain : char;
}

/** What is hidden from the grammar: attributions and numbers of lists. It parts phrases like a comma. */
export const HIDDEN = '\u0001';
/** 10日、20日 is one phrase. */
const DAYS_LISTED = /(?<=\d[日号月]?[底末]?)、(?=\d{1,2}[日号月]|月?[底末])/g;
const ATTRIBUTION = /\([^()]*(?:负责|牵头|配合|责任单位|责任部门|参与)[^()]*\)/g;

/** No sentence of an office is longer; what is, would cost the square of its length. */
const LONGEST_SENTENCE = 1_000;

/** Sentences as stretches of the bare words; one that never ends is cut. */
export function sentencesOf(words: string): readonly Stretch[] {
  return split(words, /[。;!?]/).flatMap(({ from, to }) =>
    Array.from({ length: Math.ceil((to - from) / LONGEST_SENTENCE) }, (_, i) => {
      const start = from + i * LONGEST_SENTENCE;
      return { from: start, to: Math.min(to, start + LONGEST_SENTENCE) };
    }),
  );
}

/** A sentence with its attributions and its number hidden and listed days joined; of the same length. */
export function unattributed(sentence: string): string {
  const number = LIST_MARK.exec(sentence)?.[0].length ?? 0;
  const blank = (part: string) => HIDDEN.repeat(part.length);
  const rest = sentence.slice(number).replace(ATTRIBUTION, blank);
  return blank(sentence.slice(0, number)) + rest.replace(DAYS_LISTED, '及');
}

/** A phrase of a sentence, and the mark that parts it from the one before. */
export interface Phrase extends Stretch {
  readonly words: string;
  readonly mark: string;
}

/** Phrases between the marks of `separator`, without the marks. */
export function phrasesOf(sentence: string, separator: RegExp): readonly Phrase[] {
  return split(sentence, separator).map(({ from, to }) => ({
    from,
    to,
    words: sentence.slice(from, to),
    mark: from === 0 ? '' : sentence.charAt(from - 1),
  }));
}

function split(words: string, separator: RegExp): readonly Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (let i = 0; i <= words.length; i += 1) {
    if (i < words.length && !separator.test(words.charAt(i))) continue;
    if (i > from) found.push({ from, to: i });
    from = i + 1;
  }
  return found;
}

const PAIRS: Readonly<Record<string, string>> = {
  '”': '“',
  '’': '‘',
  '」': '「',
  '》': '《',
  ')': '(',
};
const OPENERS = Object.values(PAIRS);
const EDGE = /[\s"'·•\-—–,、:.…\u0001]/;

/** A stretch without marks at its edges; of a quotation that it cuts through, the longer part stays. */
export function trimmed(words: string, stretch: Stretch): Stretch {
  let { from, to } = stretch;
  for (const i of unpaired(words, stretch)) {
    if (i < from || i >= to) continue;
    if (i - from >= to - i - 1) to = i;
    else from = i + 1;
  }
  while (from < to - 1 && EDGE.test(words.charAt(from))) from += 1;
  while (to > from + 1 && EDGE.test(words.charAt(to - 1))) to -= 1;
  return { from, to };
}

/** Where quotation marks and brackets stand that have no partner inside the stretch. */
function unpaired(words: string, { from, to }: Stretch): readonly number[] {
  const open: number[] = [];
  const lone: number[] = [];
  for (let i = from; i < to; i += 1) {
    const opener = PAIRS[words.charAt(i)];
    if (OPENERS.includes(words.charAt(i))) open.push(i);
    else if (opener === undefined) continue;
    else if (words.charAt(open.at(-1) ?? -1) === opener) open.pop();
    else lone.push(i);
  }
  return [...lone, ...open];
}
