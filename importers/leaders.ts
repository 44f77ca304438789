import { plain, saysNone } from './plain.ts';

/**
 * 牵头领导: the persons or posts of a cell. Names of two characters are padded with blanks inside
 * (single letters pair up), longer words are whole; lines and 、 part them, but not the two posts of one person
 * (区委常委、副区长).
 */
export function readLeaders(raw: string): readonly string[] {
  if (raw.trim() === '' || saysNone(raw)) return [];
  const lines = plain(raw)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    // A line that begins with a bracket goes on with the post above.
    .reduce<readonly string[]>(
      (all, line) =>
        /^[（(]/.test(line) && all.length > 0
          ? [...all.slice(0, -1), `${all.at(-1) ?? ''}${line}`]
          : [...all, line],
      [],
    );
  const vertical = lines.length > 1 && lines.every((line) => line.length === 1);
  const text = vertical ? lines.join(' ') : lines.join('、');
  const names = text
    .split(
      /(?<!(?:^|[、，,；;/])\s*[^、，,；;/]{0,6}(?:委常委|党组(?:成员|副书记)|工委(?:委员|副书记)))、|[，,；;/]/,
    )
    .flatMap(padded)
    .map((name) => name.replace(/等$/, ''))
    .filter((name) => name !== '' && !saysNone(name));
  return [...new Set(names)];
}

function padded(part: string): readonly string[] {
  const names: string[] = [];
  let letters = '';
  const flush = () => {
    const size = letters.length > 3 && letters.length % 2 === 0 ? 2 : letters.length;
    for (let i = 0; i < letters.length; i += size) names.push(letters.slice(i, i + size));
    letters = '';
  };
  for (const word of part.trim().split(/\s+/)) {
    if (word.length === 1) letters += word;
    else {
      flush();
      names.push(word);
    }
  }
  flush();
  return names;
}
