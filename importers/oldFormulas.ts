/** Offset of the formula's length in a FORMULA record (BIFF8): after place, value, flags. */
const LENGTH_AT = 20;
/** What the library reads as: no formula follows. */
const NONE = 0xffff;
/** A record that means nothing to a reader of tables (WriteProtect). */
const NOTHING = 0x0086;
const FORMULA = 0x0006;
/** Beginnings of parts: of this version, and of older ones, in which formulas lie elsewhere. */
const BEGINNING = 0x0809;
const OLDER: ReadonlySet<number> = new Set([0x0009, 0x0209, 0x0409]);
const BIFF8 = 0x0600;
/** Records that hold a formula and nothing that a reader of tables wants: names, arrays, shared and conditional ones. */
const OTHERS: ReadonlySet<number> = new Set([
  ...[0x0018, 0x0023, 0x0218, 0x0221, 0x0223, 0x0236],
  ...[0x04bc, 0x01b1, 0x01be, 0x087a, 0x0879],
  ...[0x0206, 0x0406, 0x0021],
]);

/**
 * An old workbook's stream whose formulas are hidden from the library: it would follow a damaged one beyond the end without
 * ever stopping. Cells keep the values that were stored with them. Undefined where a part says that it is of an older version.
 */
export function withoutFormulas(content: Uint8Array): Buffer | undefined {
  const out = Buffer.from(content);
  for (let at = 0; at + 4 <= out.length;) {
    const kind = out.readUInt16LE(at);
    const length = out.readUInt16LE(at + 2);
    const body = at + 4;
    if (OLDER.has(kind)) return undefined;
    if (kind === BEGINNING && (length < 2 || at + 6 > out.length)) return undefined;
    if (kind === BEGINNING && out.readUInt16LE(body) !== BIFF8) return undefined;
    if (kind === FORMULA && length >= LENGTH_AT + 2 && body + LENGTH_AT + 2 <= out.length) {
      out.writeUInt16LE(NONE, body + LENGTH_AT);
    } else if (kind === FORMULA || OTHERS.has(kind)) {
      out.writeUInt16LE(NOTHING, at);
    }
    at = body + length;
  }
  return out;
}
