import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { OPERATIONS } from '../../client/operations.ts';
import { parseInput } from '../../client/server/body.ts';

const operation = {
  ...OPERATIONS.showTask,
  input: z.object({ task: z.string().min(1), reason: z.string().min(5), count: z.int() }),
};
const said = (value: unknown) => {
  try {
    parseInput(operation, value);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

test('what is not filled in is said without words of software', () => {
  const words = said({ task: '', reason: '短' });
  expect(words).toContain('task：没有填写');
  expect(words).toContain('reason：至少要 5 个字');
  expect(words).toContain('count：没有填写');
  expect(words).not.toMatch(/string|undefined|number|期望/);
  expect(said({ task: 't', reason: '足够长的理由', count: 1 })).toBe('');
});
