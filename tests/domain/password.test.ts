import { describe, expect, test } from '@jest/globals';
import {
  classesOf,
  passwordFlaw,
  passwordIsOld,
  passwordWords,
  type PasswordProfile,
} from '../../domain/password.ts';

const OWNER = { login: 'wang01', words: ['区水务局', '王某某'] };
const flaw = (password: string, profile: PasswordProfile = 'dengbao') =>
  passwordFlaw(password, profile, OWNER) ?? 'good';

describe('a password', () => {
  test.each([
    'Kite-7-lamp-Harbour',
    'Xk9#mTr4vLq2p',
    '青山绿水Duban-77走',
    'correct Horse 4 battery staple',
    'hX7$kd92_Lqw',
  ])('%s is good', (password) => {
    expect([flaw(password), flaw(password, 'asvs')]).toEqual(['good', 'good']);
  });

  test.each([
    ['Aa1!aaaa', '至少 12 个字符，现在是 8 个'],
    ['correct horse battery', '其中 3 类，现在是 2 类'],
    ['Wang01-lamp-Harbour', '不能含有登录名'],
    ['给区水务局Lamp-77', '不能含有登录名、姓名或单位名称'],
    ['x'.repeat(100) + 'A1!'.repeat(10), '最多 128 个字符'],
  ])('%s: %s', (password, words) => {
    expect(flaw(password)).toContain(words);
  });

  test.each([
    'Password@123456',
    'P@ssw0rd2026!',
    'Admin@2026admin',
    'Qwer1234!@#$',
    '1qaz@WSX3edc',
    'Zxcvbnm,./123',
    'Abcd1234!@#$5678',
    'Duban@20260101',
    'Zhengfu@2026!',
    'Abcabcabcabc1!1',
    'Aa1!Aa1!Aa1!',
    'Welcome@202612',
    '督查室Admin@123456',
    'Qwertyuiop[]1',
    '9876543210aA!',
  ])('%s is common under both profiles', (password) => {
    expect(flaw(password)).toMatch(/过于常见/);
    expect(flaw(password, 'asvs')).toMatch(/过于常见/);
  });

  test('of one class is good where classes are not asked for', () => {
    expect(flaw('correct horse battery staple', 'asvs')).toBe('good');
    expect(flaw('correct horse battery staple')).toContain('类');
  });

  test('is counted in characters, not in units of UTF-16', () => {
    expect(flaw('😀😀😀Aa1-x')).toContain('现在是 8 个');
  });
});

test.each([
  ['abc', 1],
  ['abcD', 2],
  ['abcD1', 3],
  ['abcD1-', 4],
  ['督查', 1],
  ['督查Ab1', 4],
])('%s is of %i classes', (password, count) => {
  expect(classesOf(password)).toBe(count);
});

test('a password is old after ninety days, or never', () => {
  const day = 86_400_000;
  expect(passwordIsOld(0, 'dengbao', 90 * day)).toBe(false);
  expect(passwordIsOld(0, 'dengbao', 90 * day + 1)).toBe(true);
  expect(passwordIsOld(0, 'asvs', 9000 * day)).toBe(false);
});

test('what it must be is one sentence', () => {
  expect(passwordWords('dengbao')).toBe(
    '至少 12 个字符；大写字母、小写字母、数字、其他符号中至少 3 类；不含登录名、姓名、单位名称，不用常见口令；不与最近 5 次相同；每 90 天更换。',
  );
  expect(passwordWords('asvs')).toBe('至少 12 个字符；不含登录名、姓名、单位名称，不用常见口令。');
});
