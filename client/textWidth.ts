import stringWidth from 'string-width';

/** ASCII, Chinese characters, their punctuation and full-width forms: each stands alone, so that its width is known. */
const PLAIN = /^[ -~‘’“”…—·\u3000-\u3020\u4e00-\u9fff\uff01-\uff60]*$/u;
const WIDE = /[\u3000-\u3020\u4e00-\u9fff\uff01-\uff60]/gu;

/** How many columns a text takes on a terminal; a Chinese character takes two. */
export function textWidth(text: string): number {
  if (!PLAIN.test(text)) return stringWidth(text);
  return text.length + (text.match(WIDE)?.length ?? 0);
}
