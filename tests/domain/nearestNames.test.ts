import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearestNames } from '../../domain/nearestNames.ts';

const KNOWN = ['区发展改革局', '区住房城乡建设局', '区应急管理局', '区城市管理局', '青石镇'];

describe('the known names nearest to what was written', () => {
  test.each([
    ['发改局', '区发展改革局'],
    ['区发展和改革局', '区发展改革局'],
    ['住建局', '区住房城乡建设局'],
    ['应急局', '区应急管理局'],
    ['青石街道', '青石镇'],
  ])('%s is most like %s', (written, meant) => {
    expect(nearestNames(written, KNOWN, 3)[0]).toBe(meant);
  });

  test.each(['', '某某', '卫健委'])('“%s” is like none of them', (written) => {
    expect(nearestNames(written, KNOWN, 3)).toEqual([]);
  });

  test('are at most as many as asked for, each once, of those that are known', () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom(...'区市发改住建局委') }));
    fc.assert(
      fc.property(fc.string(), names, fc.nat(5), (written, known, most) => {
        const found = nearestNames(written, known, most);
        expect(found.length).toBeLessThanOrEqual(most);
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((name) => known.includes(name))).toBe(true);
      }),
    );
  });

  test('a known name is nearest to itself', () => {
    for (const name of KNOWN) expect(nearestNames(name, KNOWN, 1)).toEqual([name]);
  });
});
