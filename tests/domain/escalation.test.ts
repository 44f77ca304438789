import { describe, expect, test } from '@jest/globals';
import { addresses, holds, type Judged, type Verdict } from '../../domain/escalation.ts';
import type { EscalationStep } from '../../domain/regime.ts';
import { Condition } from '../../domain/regime.ts';
import { regimeOf, taskOf } from '../harness/cast.ts';

const LETTERS: Readonly<Record<string, Verdict>> = {
  o: 'on-time',
  l: 'late',
  m: 'missing',
  e: 'exempt',
};

/** `mMl|o`: misses and so on, oldest first; capital letters are spent; `|` begins the next year. */
function history(text: string): Judged[] {
  let year = 2026;
  return [...text].flatMap((letter, n): Judged[] => {
    if (letter === '|') year += 1;
    const verdict = LETTERS[letter.toLowerCase()];
    if (verdict === undefined) return [];
    return [{ key: `p${n}`, year: String(year), verdict, spent: letter !== letter.toLowerCase() }];
  });
}

function counted(condition: unknown, text: string): number | undefined {
  const step = { when: [Condition.parse(condition)] } as unknown as EscalationStep;
  const found = holds(step, history(text));
  return found === true ? 0 : found?.count;
}

describe('consecutive', () => {
  test.each([
    ['missing', 2, 'mm', 2],
    ['missing', 2, 'm', undefined],
    ['missing', 2, 'mom', undefined],
    ['missing', 2, 'mlm', undefined],
    ['missing', 2, 'mem', 2],
    ['missing', 2, 'Mm', undefined],
    ['missing', 2, 'MMmm', 2],
    ['missing', 2, 'm|m', 2],
    ['missing', 2, 'mmo', undefined],
    ['missing', 1, 'mme', 2],
    ['missing', 1, '', undefined],
    ['missing', 1, 'ee', undefined],
    ['missing-or-late', 3, 'mlm', 3],
    ['late', 2, 'mll', 2],
  ])('%s at least %i of %s: %s', (consecutive, atLeast, text, count) => {
    expect(counted({ consecutive, atLeast }, text)).toBe(count);
  });
});

describe('cumulative', () => {
  test.each([
    ['missing', 'campaign', 2, 'mom', 2],
    ['missing', 'campaign', 2, 'm|om', 2],
    ['missing', 'year', 2, 'm|om', undefined],
    ['missing', 'year', 2, 'm|omm', 2],
    ['missing', 'campaign', 2, 'Mom', undefined],
    ['missing', 'campaign', 2, 'mel', undefined],
    ['missing-or-late', 'campaign', 3, 'molol', 3],
  ])('%s within %s at least %i of %s: %s', (cumulative, within, atLeast, text, count) => {
    expect(counted({ cumulative, within, atLeast }, text)).toBe(count);
  });
});

test('the first condition that holds is the reason', () => {
  const when = [
    { consecutive: 'missing', atLeast: 3 },
    { cumulative: 'late', atLeast: 1, within: 'campaign' },
    { cumulative: 'missing', atLeast: 1, within: 'campaign' },
  ].map((condition) => Condition.parse(condition));
  expect(holds({ when } as unknown as EscalationStep, history('lm'))).toEqual({
    condition: when[1],
    count: 1,
    keys: ['p0'],
  });
});

test('a step without conditions always holds', () => {
  expect(holds({} as EscalationStep, [])).toBe(true);
});

describe('addresses', () => {
  const task = taskOf();
  const to = (role: string, members: string[], over: Record<string, unknown> = {}) =>
    addresses(role, regimeOf(over), task, { members });

  test.each([
    ['reporter', ['u001'], [{ recipient: 'u001/reporter' }]],
    ['head', ['u001', 'u002'], [{ recipient: 'u001/head' }, { recipient: 'u002/head' }]],
    ['leader', ['u001'], [{ recipient: 'leader/分管领导甲' }]],
    ['office', ['u001'], [{ recipient: 'office' }]],
    ['principal', ['u001'], [{ recipient: 'principal' }]],
    ['post:秘书长', ['u001'], [{ recipient: 'post/秘书长' }]],
    ['head', ['u004'], [{ recipient: 'office', insteadOf: 'u004/head' }]],
    ['head', ['u999'], [{ recipient: 'office', insteadOf: 'u999/head' }]],
  ])('%s of %j', (role, members, found) => {
    expect(to(role, members)).toEqual(found);
  });

  test('the fallback of the regime', () => {
    expect(to('head', ['u004'], { fallback: 'leader' })).toEqual([
      { recipient: 'leader/分管领导甲', insteadOf: 'u004/head' },
    ]);
  });
});
