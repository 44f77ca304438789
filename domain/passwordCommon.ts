/**
 * Common passwords: most of a long list of leaked ones are one common word with digits around it, a walk over the keys, a
 * sequence, or one short thing repeated. So what is looked for is the manner, not each of them.
 */

const WORDS =
  `password passw0rd passwort admin administrator root superuser user guest test tester testing demo default
  welcome login letmein changeme secret master access iloveyou loveyou monkey dragon sunshine princess football baseball
  basketball superman batman starwars pokemon michael jordan shadow killer freedom whatever trustno computer internet
  server oracle mysql postgres database system windows android iphone huawei alibaba tencent taobao weixin wechat baidu
  hello helloworld china beijing shanghai zhongguo zhonghua woaini woaizhongguo wobuzhidao mima wodemima mimamima
  duban dubanshi dubancha ducha xitong guanliyuan zhengfu zhengwu bangong bangongshi shiwei quwei weiban fagaiju
  summer winter spring autumn january february monday sunday abcdef abcabc asdasd qweasd zxcasd qazwsx qwerty asdfgh
  督办 督查 督查室 办公室 管理员 密码 口令 系统 政府 中国 我爱你`
    .split(/\s+/)
    .filter((word) => word !== '');

const ROWS = ['`1234567890-=', 'qwertyuiop[]\\', "asdfghjkl;'", 'zxcvbnm,./'];
/** Columns of the keyboard: 1qaz2wsx. */
const COLUMNS = ['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.', '0p;/'];
const LINES = [...ROWS, ...COLUMNS.join('').match(/.{4}/gs)!, COLUMNS.join('')];

const SHIFTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'!@#$%^&*()_+{}|:"<>?~'].map((mark, i) => [mark, [..."1234567890-=[]\\;',./`"][i] ?? mark]),
);
const LEET: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g' },
  ...{ '@': 'a', $: 's', '!': 'i', '+': 't' },
};

/** What is common about a password in lower case, as a Chinese word; undefined where nothing is. */
export function commonIn(plain: string): string | undefined {
  if (new Set(plain).size < 5) return '只有几个不同的字符';
  if (isRepeated(plain)) return '同一小段重复';
  const rest = unexplained(plain);
  if (rest <= LEFT) return '常见词、键盘顺序或数字顺序';
  return undefined;
}

/** So few characters beside what is common are no secret. */
const LEFT = 3;

function isRepeated(text: string): boolean {
  const letters = [...text];
  for (let size = 1; size <= letters.length / 3; size += 1) {
    const unit = letters.slice(0, size).join('');
    if (unit.repeat(Math.ceil(letters.length / size)).startsWith(text)) return true;
  }
  return false;
}

/** How many characters remain when words, walks, sequences, years and single marks are taken out. */
function unexplained(plain: string): number {
  const letters = [...plain];
  let left = 0;
  for (let from = 0; from < letters.length;) {
    const step = Math.max(wordAt(letters, from), walkAt(letters, from), dateAt(letters, from));
    if (step === 0) left += 1;
    from += Math.max(1, step);
  }
  return left;
}

function wordAt(letters: readonly string[], from: number): number {
  const plain = letters.slice(from, from + 16);
  const read = [plain.join(''), plain.map((mark) => LEET[mark] ?? mark).join('')];
  const found = WORDS.filter((word) => read.some((text) => text.startsWith(word)));
  return Math.max(0, ...found.map((word) => [...word].length));
}

/** Three or more along a row of keys, a sequence of letters or digits, or one character again and again. */
function walkAt(letters: readonly string[], from: number): number {
  const plain = letters.slice(from).map((mark) => SHIFTED[mark] ?? mark);
  const steps = [...LINES, ...LINES.map((line) => [...line].reverse().join(''))].map((line) =>
    alongLine(plain, line),
  );
  const longest = Math.max(sequence(plain, 1), sequence(plain, -1), sequence(plain, 0), ...steps);
  return longest >= 3 ? longest : 0;
}

function alongLine(plain: readonly string[], line: string): number {
  const at = line.indexOf(plain[0] ?? '\n');
  if (at < 0) return 0;
  let count = 1;
  while (count < plain.length && line[at + count] === plain[count]) count += 1;
  return count;
}

function sequence(plain: readonly string[], by: number): number {
  const code = (i: number) => plain[i]?.codePointAt(0) ?? NaN;
  let count = 1;
  while (code(count) - code(count - 1) === by) count += 1;
  return count;
}

/** A year, or a day: 2026, 20260101, 0101. */
function dateAt(letters: readonly string[], from: number): number {
  const text = letters.slice(from, from + 8).join('');
  const found = /^(?:(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?)/.exec(text);
  return found?.[0].length ?? 0;
}
