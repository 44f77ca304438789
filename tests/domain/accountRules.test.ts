import { expect, test } from '@jest/globals';
import type { Grant } from '../../domain/access.ts';
import { bindsSecondFactor, grantFlaw } from '../../domain/accountRules.ts';
import { maskedPhone, Phone } from '../../domain/phone.ts';

test('a second factor binds the three, administrators and leaders', () => {
  const roles = [
    ...(['administrator', 'verifier', 'reporter', 'head', 'leader', 'observer'] as const),
    ...(['system', 'security', 'audit'] as const),
  ];
  expect(roles.filter((role) => bindsSecondFactor([{ role }]))).toEqual([
    ...['administrator', 'leader', 'system', 'security', 'audit'],
  ]);
  expect(bindsSecondFactor([])).toBe(false);
  expect(bindsSecondFactor([{ role: 'reporter' }, { role: 'leader' }])).toBe(true);
});

test.each<[Grant, string | undefined]>([
  [{ role: 'reporter', unit: '甲局' }, undefined],
  [{ role: 'reporter' }, '填报员和单位负责人须写明单位'],
  [{ role: 'verifier', unit: '甲局' }, '只有填报员和单位负责人才写单位'],
  [{ role: 'leader', post: 'principal', campaign: 'c2026-001' }, undefined],
  [{ role: 'leader' }, '领导须写明职务（主要领导写 principal）'],
  [{ role: 'observer', post: '区长' }, '只有领导才写职务'],
  [{ role: 'audit', campaign: 'c2026-001' }, '系统、安全、审计管理员不限于专项行动'],
])('a grant %j: %s', (grant, words) => {
  expect(grantFlaw(grant)).toBe(words);
});

test.each([
  ['13800001234', '138****1234'],
  ['+8613800001234', '+86****1234'],
  ['05711234567', '057****4567'],
  ['12345', '*****'],
])('%s is shown as %s', (phone, masked) => {
  expect(maskedPhone(phone)).toBe(masked);
});

test('a phone is taken as people write it', () => {
  expect(Phone.parse(' １３８-0000 1234')).toBe('13800001234');
  for (const bad of ['', '12', '138000x1234', '1'.repeat(30)]) {
    expect(Phone.safeParse(bad).success).toBe(false);
  }
});
