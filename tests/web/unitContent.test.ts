import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentOf, openPoints, typedOf, type Entry } from '../../web/unit/content.ts';
import { sha256 } from '../../web/unit/sha256.ts';

const entry = {
  ...{ draft: null, sent: null, title: '修订规划' },
  form: {
    stage: null,
    fields: [{ id: 'plan', label: '工作安排', kind: 'text', required: true }],
    evidence: { required: false, words: '' },
    value: null,
    measures: [{ id: 'place', title: '排名', kind: 'rank', unit: '名', aim: '', told: '' }],
  },
} as unknown as Entry;

describe('what a unit types', () => {
  const empty = typedOf(entry);

  test('nothing typed is nothing said, and what is missing is named', () => {
    expect(contentOf(entry, empty)).toEqual({});
    expect(openPoints(entry, empty)).toEqual([
      '请填写本期进展；没有新情况的，请选“本期没有新情况”并说明原因',
      '请填写“工作安排”',
    ]);
  });

  test('no news needs its reason and nothing else', () => {
    const nil = { ...empty, nil: '' };
    expect(openPoints(entry, nil)).toEqual(['请说明本期为什么没有新情况']);
    expect(openPoints(entry, { ...nil, nil: '汛期停工' })).toEqual([]);
    expect(contentOf(entry, { ...nil, nil: '汛期停工' })).toEqual({ nil: '汛期停工' });
  });

  test('numbers are read as people write them', () => {
    const typed = {
      ...empty,
      text: '好',
      fields: { plan: '先征求意见' },
      measures: { place: '第3名/56' },
    };
    expect(contentOf(entry, typed).measures).toEqual({ place: { rank: 3, population: 56 } });
    expect(openPoints(entry, { ...typed, measures: { place: '靠前' } })).toEqual([
      '“排名”请写名次，如 3 或 3/56',
    ]);
  });

  test('a draft comes back as it was typed', () => {
    const typed = { ...empty, text: '写了一半', obstacle: '用地', asks: '自然资源部门' };
    const draft = { content: contentOf(entry, typed), at: '', words: '' };
    expect(typedOf({ ...entry, draft })).toEqual(typed);
  });
});

test('the checksum is SHA-256 with the browser’s own and without', async () => {
  const known = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  const both = async (bytes: Uint8Array<ArrayBuffer>) => {
    const own = await sha256(bytes);
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    const without = await sha256(bytes);
    if (known) Object.defineProperty(globalThis, 'crypto', known);
    const right = createHash('sha256').update(bytes).digest('hex');
    expect([own, without]).toEqual([right, right]);
  };
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    await both(new Uint8Array(length).fill(0x61));
  }
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), (bytes) => both(new Uint8Array(bytes))),
    { numRuns: 30 },
  );
});
