import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';

/**
 * Limits of a document file. Sizes in bytes; `ratio` is unpacked to packed, asked above `ratioFrom`; `rows` and
 * `cols` of one table; `paragraphs` with words in them and their `characters`, tables left out.
 */
export const LIMITS = {
  file: 50_000_000,
  rows: 20_000,
  cols: 200,
  paragraphs: 50_000,
  characters: 2_000_000,
  entries: 2_000,
  unpacked: 200_000_000,
  ratio: 200,
  ratioFrom: 5_000_000,
} as const;
export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;

/** A file that is refused, with the sentence that says what to do. */
export interface Refusal {
  readonly refused: string;
  /** A password keeps it closed. */
  readonly isLocked?: true;
}

/** The wanted entries of an archive, unpacked and checked. */
export type Archive = ReadonlyMap<string, Uint8Array>;

class Refused extends Error {}

class Locked extends Refused {}

/** Old Office files and encrypted new ones are OLE containers. */
export function isOle(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
}

export function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/**
 * Opens an archive behind the gate: all declared sizes, names and counts are checked first, then only
 * the wanted entries are inflated, and counted again while they come.
 */
export async function openArchive(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: Limits = LIMITS,
): Promise<Archive | Refusal> {
  try {
    return await unpack(Buffer.from(bytes), wanted, limits);
  } catch (error) {
    if (error instanceof Locked) return { refused: error.message, isLocked: true };
    if (error instanceof Refused) return { refused: error.message };
    const text = error instanceof Error ? error.message : String(error);
    if (/relative path|absolute path|invalid characters/.test(text)) {
      return {
        refused: '压缩包内有越出自身目录的文件名，不予读取。请用 WPS 或 Word 打开后另存再导入。',
      };
    }
    return { refused: '文件已损坏或不完整，无法读取。请重新取得文件，能正常打开后再导入。' };
  }
}

async function unpack(bytes: Buffer, wanted: (name: string) => boolean, limits: Limits) {
  if (bytes.length > limits.file) {
    throw new Refused(`文件超过 ${megabytes(limits.file)}，不予读取。请删去图片或拆分后再导入。`);
  }
  const zip = await opened(bytes);
  try {
    if (zip.entryCount > limits.entries) throw new Refused(tooLarge('内部文件过多'));
    const entries = await listed(zip, limits);
    const out = new Map<string, Uint8Array>();
    let total = 0;
    for (const entry of entries) {
      if (!wanted(entry.fileName)) continue;
      if (out.has(entry.fileName)) throw new Error('duplicate entry');
      const content = await inflated(zip, entry, limits.unpacked - total);
      total += content.length;
      if (crc32(content) !== entry.crc32 >>> 0) throw new Error('bad checksum');
      out.set(entry.fileName, content);
    }
    return out;
  } finally {
    zip.close();
  }
}

function opened(bytes: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

function listed(zip: yauzl.ZipFile, limits: Limits): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = [];
  let declared = 0;
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      declared += entry.uncompressedSize;
      if (entry.isEncrypted()) return reject(new Locked(LOCKED));
      const fault = faultOf(entry, declared, entries.length, limits);
      if (fault) return reject(new Refused(fault));
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

const LOCKED = '文件已加密，无法读取。请取消密码后另存再导入。';

function faultOf(entry: yauzl.Entry, declared: number, count: number, limits: Limits) {
  if (count >= limits.entries) return tooLarge('内部文件过多');
  if (declared > limits.unpacked) return tooLarge(`解开后超过 ${megabytes(limits.unpacked)}`);
  const swollen = entry.uncompressedSize > limits.ratio * Math.max(entry.compressedSize, 1);
  if (swollen && entry.uncompressedSize > limits.ratioFrom) return tooLarge('压缩比异常');
  return undefined;
}

function tooLarge(why: string): string {
  return `文件${why}，疑为恶意或损坏的文件，不予读取。请用 WPS 或 Word 打开后另存再导入。`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

function inflated(zip: yauzl.ZipFile, entry: yauzl.Entry, room: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const parts: Buffer[] = [];
      let size = 0;
      stream.on('error', reject);
      stream.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > room) stream.destroy(new Refused(tooLarge('解开后过大')));
      });
      stream.on('end', () => resolve(Buffer.concat(parts)));
    });
  });
}

/**
 * Writes entries as an uncompressed archive. A library that must be given a whole file gets this one
 * in place of the sender's, so that it sees exactly the entries that passed the gate.
 */
export function storedArchive(entries: Archive): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const file = Buffer.from(name, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(file.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, file]);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, file);
    locals.push(local, Buffer.from(content));
    offset += local.length + content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.size, 8);
  end.writeUInt16LE(entries.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
