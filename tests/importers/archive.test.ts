import { describe, expect, test } from '@jest/globals';
import type { Limits } from '../../importers/archive.ts';
import { LIMITS, openArchive, storedArchive } from '../../importers/archive.ts';
import { zipBytes } from '../fixtures/import/build.ts';

const everything = () => true;
const small = { ...LIMITS, entries: 3, unpacked: 1_000, ratioFrom: 100 };

async function refusal(bytes: Uint8Array, limits: Limits = LIMITS): Promise<string> {
  const archive = await openArchive(bytes, everything, limits);
  return 'refused' in archive ? archive.refused : 'read';
}

describe('the gate before an archive', () => {
  test('reads what is wanted and nothing else', async () => {
    const bytes = zipBytes([
      { name: 'a.xml', content: '甲' },
      { name: 'b.bin', content: '乙' },
    ]);
    const archive = await openArchive(bytes, (name) => name.endsWith('.xml'));
    expect(archive).toEqual(new Map([['a.xml', Buffer.from('甲')]]));
  });

  test('what it writes again can be read again', async () => {
    const entries = new Map([['甲.xml', Buffer.from('乙')]]);
    expect(await openArchive(storedArchive(entries), everything)).toEqual(entries);
  });

  test.each([['../甲.xml'], ['/甲.xml'], ['a/../../甲.xml'], ['..\\甲.xml']])(
    'the name %s is refused',
    async (name) => {
      expect(await refusal(zipBytes([{ name, content: 'x' }]))).toMatch('越出自身目录');
    },
  );

  test('an encrypted entry is refused', async () => {
    expect(await refusal(zipBytes([{ name: 'a', content: 'x', flags: 1 }]))).toMatch('加密');
  });

  test('entries, size and ratio have limits', async () => {
    const few = [1, 2, 3, 4].map((n) => ({ name: `${n}.xml`, content: 'x' }));
    expect(await refusal(zipBytes(few.slice(1)), small)).toBe('read');
    expect(await refusal(zipBytes(few), small)).toMatch('内部文件过多');
    const bomb = Buffer.alloc(6_000_000);
    expect(await refusal(zipBytes([{ name: 'a', content: bomb }]))).toMatch('压缩比异常');
    const large = Buffer.from(Array.from({ length: 1_001 }, (_, i) => (i * 7919) % 251));
    expect(await refusal(zipBytes([{ name: 'a', content: large }]), small)).toMatch('解开后超过');
  });

  test('a size that lies is found while inflating', async () => {
    const bytes = zipBytes([{ name: 'a', content: Buffer.alloc(5_000, 'ab') }]);
    const at = bytes.indexOf('PK\x01\x02', 0, 'latin1') + 24;
    bytes.writeUInt32LE(10, at);
    expect(await refusal(bytes)).toMatch('损坏');
  });

  test('a wrong checksum, twins and a cut file are damage', async () => {
    const bytes = zipBytes([{ name: 'a', content: 'xyz' }]);
    const at = bytes.indexOf('PK\x01\x02', 0, 'latin1') + 16;
    const wrong = Buffer.from(bytes);
    wrong.writeUInt32LE(1, at);
    const entry = { name: 'a', content: 'x' };
    expect(await refusal(wrong)).toMatch('损坏');
    expect(await refusal(zipBytes([entry, entry]))).toMatch('损坏');
    expect(await refusal(bytes.subarray(0, bytes.length - 10))).toMatch('损坏');
  });
});
