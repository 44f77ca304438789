import { expect, test } from '@jest/globals';
import { detailName } from '../../../web/audit/detailWords.ts';

test.each([
  ['before.phone', '原来·手机号'],
  ['after.unit', '改为·单位'],
  ['reason', '理由'],
  ['没有见过的', '没有见过的'],
])('%s is %s', (name, words) => {
  expect(detailName(name)).toBe(words);
});
