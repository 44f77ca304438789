/** Words evened out: full-width letters and digits to half width, blanks at the ends dropped. */
export function plain(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => (/[０-９Ａ-Ｚａ-ｚ％．－／]/.test(c) ? narrow(c) : c))
    .replace(/[\u00a0\u3000\t]/g, ' ')
    .replace(/[\u200b\ufeff]/g, '')
    .trim();
}

function narrow(c: string): string {
  return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
}

/** Without any blank. */
export function tight(text: string): string {
  return plain(text).replace(/\s+/g, '');
}

/** "/" , "—" or 无 alone: the cell says none. */
export function saysNone(text: string): boolean {
  return /^(?:[/\\—–－\-_～~·.、]+|无|暂无)$/.test(tight(text));
}

const ITEM =
  /^(?:[（(]?\d{1,2}[.．、)）](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])/;

/**
 * Joins lines that a narrow cell broke: vertical letters (治⏎水) and wrapped sentences become one
 * line; a line that begins a numbered item, or follows a full stop, stays a line of its own.
 */
export function unwrapped(text: string): string {
  const lines = plain(text)
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line !== '');
  return lines.reduce((joined, line) => {
    if (joined === '') return line;
    if (ITEM.test(line) || /[。；;!！]$/.test(joined)) return `${joined}\n${line}`;
    const latin = /[A-Za-z]$/.test(joined) && /^[A-Za-z]/.test(line);
    return `${joined}${latin ? ' ' : ''}${line}`;
  }, '');
}

/** A heading without its number: 一、, （二）, 3. */
export function unnumbered(heading: string): string {
  return heading
    .replace(/^第[一二三四五六七八九十]+[章节部分]+\s*/, '')
    .replace(ITEM, '')
    .trim();
}
