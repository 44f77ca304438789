import { describe, expect, test } from '@jest/globals';
import { placeText } from '../../web/glance/view.ts';

const line = (place: number, onTimeShare: number | null) => ({ place, onTimeShare });

describe('名次', () => {
  test('units with the same share stand beside each other', () => {
    const lines = [line(1, 90), line(2, 50), line(2, 50), line(4, 0)];
    expect(lines.map((one) => placeText(one, lines))).toEqual(['1', '并列 2', '并列 2', '4']);
  });

  test('a unit of which nothing has been judged has no place', () => {
    const lines = [line(1, 0), line(2, null), line(2, null)];
    expect(lines.map((one) => placeText(one, lines))).toEqual(['1', '—', '—']);
  });
});
