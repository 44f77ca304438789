const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, midnight: the first moment that a zip file can say. */
const DAY = 0x21;

/** A zip file in which no entry tells when it was written, so that the same content is the same bytes. */
export function undated(bytes: Uint8Array): Uint8Array {
  const file = Uint8Array.from(bytes);
  const view = new DataView(file.buffer);
  let end = file.length - 22;
  while (end > 0 && view.getUint32(end, true) !== END) end -= 1;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('the archive has no directory');
    date(view, at + 12);
    date(view, view.getUint32(at + 42, true) + 10);
    const [name, extra, note] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    at += 46 + (name ?? 0) + (extra ?? 0) + (note ?? 0);
  }
  return file;
}

function date(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, DAY, true);
}
