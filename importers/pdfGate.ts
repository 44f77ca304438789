import { inflateSync } from 'node:zlib';

/**
 * Bytes to which the words and drawings of a PDF may unfold: one stream, and all together. A page of print takes some
 * fifty thousand; reading takes sixty times the memory.
 */
export const PDF_LIMITS = { stream: 8_000_000, all: 40_000_000 } as const;
const MAX_STREAMS = 100_000;
/** Bytes before a stream in which its dictionary stands. */
const DICTIONARY = 2_000;
/** Pictures are never unfolded, fonts are large by nature. */
const APART = /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType)\b|\/Length1\b/;

/**
 * True where the words and drawings of a PDF unfold beyond measure, or are compressed several times over. A library
 * that reads PDF unfolds whatever it is given.
 */
export function swellsBeyond(
  bytes: Uint8Array,
  limits: Readonly<Record<keyof typeof PDF_LIMITS, number>> = PDF_LIMITS,
): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  let at = file.indexOf('stream');
  for (let n = 0; at >= 0; n += 1) {
    const before = file.toString('latin1', Math.max(0, at - DICTIONARY), at);
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
    const packed = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
    if (packed > 1 || n > MAX_STREAMS) return true;
    const from = at + (file[at + 6] === 0x0d ? 8 : 7);
    const end = file.indexOf('endstream', from);
    const content = file.subarray(from, end < 0 ? file.length : end);
    if (!APART.test(dictionary)) {
      const size = packed === 1 ? unfolded(content, limits.stream + 1) : content.length;
      total += size;
      if (size > limits.stream || total > limits.all) return true;
    }
    at = file.indexOf('stream', end < 0 ? from : end + 9);
  }
  return false;
}

function unfolded(packed: Buffer, most: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: most, finishFlush: 2 }).length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? most : 0;
  }
}
