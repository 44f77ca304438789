import { expect, test } from '@jest/globals';
import { didYouMean, nearest } from '../../domain/spelling.ts';

test.each([
  ['titel', ['title', 'time'], 'title'],
  ['monthly', ['month', 'two-months'], 'month'],
  ['Head', ['head', 'leader'], 'head'],
  ['workday', ['days', 'workdays'], 'workdays'],
  ['区发改委', ['区住建局', '区发改局'], '区发改局'],
  ['daily', ['week', 'month'], undefined],
  ['x'.repeat(100_000), ['title'], undefined],
])('%.20s is nearest to %p', (word, candidates, found) => {
  expect(nearest(word, candidates)).toBe(found);
});

test('a suggestion is a question, or nothing', () => {
  expect(didYouMean('titel', ['title'])).toBe('（是否想写“title”？）');
  expect(didYouMean('daily', ['week'])).toBe('');
});
