/** Words of a file with the encoding in which they were written. */
export interface Decoded {
  /** Without the byte order mark; line ends as they stand. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
  /** The file was not UTF-8. */
  readonly converted: boolean;
}

/** Shares (of 1) at which characters beyond ASCII are taken for words of an encoding. */
const PLAUSIBLE = 0.8;
/** Code units that are looked at to tell UTF-16 without a mark. */
const SAMPLE = 4_000;

/**
 * Text of a file: a byte order mark decides, else strict UTF-8, else UTF-16 without a mark, else GB18030
 * (of which GBK and GB2312 are parts) where the result looks like Chinese. Undefined for binary content.
 */
export function decodeText(bytes: Uint8Array): Decoded | undefined {
  if (begins(bytes, [0xef, 0xbb, 0xbf])) return checked(bytes.subarray(3), 'utf-8');
  if (begins(bytes, [0xff, 0xfe])) return checked(bytes.subarray(2), 'utf-16le');
  if (begins(bytes, [0xfe, 0xff])) return checked(bytes.subarray(2), 'utf-16be');
  return (
    checked(bytes, 'utf-8') ??
    checked(bytes, 'utf-16le', looksUtf16) ??
    checked(bytes, 'utf-16be', looksUtf16) ??
    checked(bytes, 'gb18030', looksChinese)
  );
}

function begins(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}

function checked(
  bytes: Uint8Array,
  encoding: Decoded['encoding'],
  looksRight: (text: string) => boolean = () => true,
): Decoded | undefined {
  try {
    const decoded = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    // Ctrl-Z ends the text in files that old editors wrote.
    const text = decoded.replace(/\u001a$/, '');
    return BINARY.test(text) || !looksRight(text)
      ? undefined
      : { text, encoding, converted: encoding !== 'utf-8' };
  } catch {
    return undefined;
  }
}

/** Control characters that no text holds: all but tab, line ends, page and field separators. */
const BINARY = /[\u0000-\u0008\u000e-\u001b\u007f\ufffe\uffff]/;

/** GB2312 writes its characters as two bytes from A1 up; words of other encodings fall elsewhere. */
const COMMON =
  /[\u3000-\u301f\uff01-\uff5e\u2010-\u203b\u2160-\u216b\u2460-\u249b\u25a0-\u25cf\u2605\u2606\u4e00-\u9fa5]/g;
/** Characters that hardly any Chinese text holds, but that GB18030 has room for. */
const RARE =
  /[\u0080-\u00a6\ue000-\uf8ff\u3400-\u4dbf\u3040-\u30ff\u0400-\u04ff\u2550-\u2590]|[\ud800-\udbff][\udc00-\udfff]/g;
/** The characters that make up most of any Chinese text. */
const FREQUENT =
  /[，。、；：（）“”《》的是在和有一二三四五六七八九十年月日人工作任务单位部门责时完成情况区县市镇街道建设发展推进加强落实进行中以上下为等及各项]/;

function looksChinese(text: string): boolean {
  const beyond = count(text, /[^\u0000-\u007f]/gu);
  if (beyond === 0) return false;
  const rare = count(text, RARE);
  return count(text, COMMON) >= beyond * PLAUSIBLE && rare * 20 <= beyond && FREQUENT.test(text);
}

/** Blanks, figures, letters and common Chinese characters; the wrong byte order gives hardly any. */
function looksUtf16(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const known = count(sample, COMMON) + count(sample, /[\t\r\n -~]/g);
  return /[\t\r\n -~，。、]/.test(sample) && known >= sample.length * PLAUSIBLE;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
