/** A compound file (the container of old Office files): what stands in its root, by name. */
export interface Container {
  /** Streams and storages; what is embedded in storages is not looked at. */
  readonly names: ReadonlySet<string>;
  /** The bytes of a stream; undefined where there is none or its chain is broken. */
  readonly stream: (name: string) => Buffer | undefined;
}

const HEADER = 512;
const ENTRY = 128;
/** Above these numbers a sector number means free, end of chain, or table sector. */
const LAST_SECTOR = 0xfffffffa;
/** Streams that are looked at. */
const MAX_ENTRIES = 4_000;

interface Chains {
  /** The sector after another one. */
  readonly next: (sector: number) => number;
  readonly sector: (sector: number) => Buffer | undefined;
}

/**
 * Opens a compound file ([MS-CFB]). Each chain is followed over as many sectors as the file has at most, so a
 * ring costs nothing; undefined where the container itself is broken.
 */
export function openContainer(bytes: Uint8Array): Container | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < HEADER || file.readUInt32LE(0) !== 0xe011cfd0) return undefined;
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return undefined;
  const size = 1 << shift;
  const sectors = Math.floor((file.length - 1) / size);
  const big = chainsOf(file, size);
  const directory = chained(big, file.readUInt32LE(48), sectors);
  if (!directory || directory.length === 0) return undefined;
  const all = entriesOf(directory);
  const root = all.find((entry) => entry.type === 5);
  const entries = root ? childrenOf(root, all) : [];
  const small = root && smallChains(file, big, root.start, sectors);
  return {
    names: new Set(entries.map((entry) => entry.name)),
    stream: (name) => {
      const entry = entries.find((e) => e.type === 2 && e.name === name);
      if (!entry) return undefined;
      const inSmall = entry.size < file.readUInt32LE(56);
      const chains = inSmall ? small : big;
      const limit = inSmall ? sectors * (size / 64) : sectors;
      return (chains && chained(chains, entry.start, limit))?.subarray(0, entry.size);
    },
  };
}

function chainsOf(file: Buffer, size: number): Chains {
  const sector = (n: number) => {
    const at = (n + 1) * size;
    return n < LAST_SECTOR && at < file.length ? file.subarray(at, at + size) : undefined;
  };
  const tables = tableSectors(file, sector, size);
  return {
    sector,
    next: (n) => {
      const table = sector(tables[Math.floor((n * 4) / size)] ?? LAST_SECTOR);
      const at = (n * 4) % size;
      return table && at + 4 <= table.length ? table.readUInt32LE(at) : LAST_SECTOR;
    },
  };
}

/** The sectors of the allocation table: 109 are named in the header, more in a chain of their own. */
function tableSectors(
  file: Buffer,
  sector: (n: number) => Buffer | undefined,
  size: number,
): readonly number[] {
  const found = Array.from({ length: 109 }, (_, i) => file.readUInt32LE(76 + i * 4));
  let more = sector(file.readUInt32LE(68));
  const most = Math.ceil(file.length / size);
  for (let n = 0; more?.length === size && n < most && found.length < most; n += 1) {
    for (let at = 0; at < size - 4; at += 4) found.push(more.readUInt32LE(at));
    more = sector(more.readUInt32LE(size - 4));
  }
  return found;
}

/** Short streams stand in sectors of 64 bytes inside the root's own stream. */
function smallChains(file: Buffer, big: Chains, start: number, sectors: number) {
  const content = chained(big, start, sectors) ?? Buffer.alloc(0);
  const table = chained(big, file.readUInt32LE(60), sectors) ?? Buffer.alloc(0);
  return {
    sector: (n: number) =>
      n * 64 < content.length ? content.subarray(n * 64, n * 64 + 64) : undefined,
    next: (n: number) => (n * 4 + 4 <= table.length ? table.readUInt32LE(n * 4) : LAST_SECTOR),
  };
}

function chained({ next, sector }: Chains, start: number, limit: number): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = start; at < LAST_SECTOR; at = next(at)) {
    const part = sector(at);
    if (!part || parts.length >= limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

interface Entry {
  readonly name: string;
  /** 1 storage, 2 stream, 5 root. */
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/** Entries of a storage hang together as a tree; each is visited once. */
function childrenOf(root: Entry, all: readonly Entry[]): readonly Entry[] {
  const found = new Set<Entry>();
  const open = [root.child];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const entry = all[at];
    if (!entry || found.has(entry)) continue;
    found.add(entry);
    open.push(entry.left, entry.right);
  }
  return [...found];
}

function entriesOf(directory: Buffer): readonly Entry[] {
  const count = Math.min(MAX_ENTRIES, Math.floor(directory.length / ENTRY));
  return Array.from({ length: count }, (_, i) => {
    const entry = directory.subarray(i * ENTRY, (i + 1) * ENTRY);
    const letters = Math.max(0, Math.min(62, entry.readUInt16LE(64) - 2));
    return {
      name: entry.toString('utf16le', 0, letters),
      type: entry[66] ?? 0,
      left: entry.readUInt32LE(68),
      right: entry.readUInt32LE(72),
      child: entry.readUInt32LE(76),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    };
  });
}
