import { plain, saysNone } from './plain.ts';

/**
 * 牵头领导: the persons or posts of a cell. Names of two characters are padded with blanks inside
 * (single letters pair up), longer words are whole; lines and 、 part them.
 */
export function readLeaders(raw: string): readonly string[] {
  if (raw.trim() === '' || saysNone(raw)) return [];
  const lines = plain(raw)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const vertical = lines.length > 1 && lines.every((line) => line.length === 1);
  const text = vertical ? lines.join(' ') : lines.join('、');
  const names = text
    .split(/[、，,；;/]/)
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
