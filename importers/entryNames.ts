/** Entries that are looked at. */
const MAX_ENTRIES = 4_000;
const END = Buffer.from('PK\x05\x06', 'latin1');
const ENTRY = Buffer.from('PK\x01\x02', 'latin1');

/**
 * The names in the directory of a zip file, which tell what kind of file it is; nothing is unpacked.
 * Undefined where the directory is missing, as in a file that was cut off.
 */
export function entryNames(bytes: Uint8Array): readonly string[] | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf(END);
  if (end < 0 || end + 22 > file.length) return undefined;
  const names: string[] = [];
  let at = file.readUInt32LE(end + 16);
  while (names.length < MAX_ENTRIES && at + 46 <= end && ENTRY.equals(file.subarray(at, at + 4))) {
    const name = file.readUInt16LE(at + 28);
    const rest = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    names.push(file.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + rest;
  }
  return names;
}
