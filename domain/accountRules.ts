import type { Grant, Role } from './access.ts';

/** Roles whose holders must show a second factor 动态口令 besides their password. */
const BOUND: readonly Role[] = ['system', 'security', 'audit', 'administrator', 'leader'];

export function bindsSecondFactor(grants: readonly Pick<Grant, 'role'>[]): boolean {
  return grants.some(({ role }) => BOUND.includes(role));
}

/** The three administrators 三员. */
export const OFFICERS = ['system', 'security', 'audit'] as const;
export type Officer = (typeof OFFICERS)[number];

export function isOfficer(role: Role): role is Officer {
  return (OFFICERS as readonly Role[]).includes(role);
}

/** What a session still lacks before its holder may do anything but complete it. */
export type Needs = 'second-factor' | 'password-change' | null;

/** Idle for so long, or begun so long ago, a session has ended; in milliseconds. */
export const SESSION_IDLE_MS = 30 * 60_000;
export const SESSION_MOST_MS = 12 * 3_600_000;
/** A set-up link holds for so long. */
export const SETUP_MS = 72 * 3_600_000;

/** What is wrong with the shape of a grant, as a Chinese clause. */
export function grantFlaw({ role, unit, post, campaign }: Grant): string | undefined {
  const ofUnit = role === 'reporter' || role === 'head';
  if (ofUnit && unit === undefined) return '填报员和单位负责人须写明单位';
  if (!ofUnit && unit !== undefined) return '只有填报员和单位负责人才写单位';
  if (role === 'leader' && post === undefined) return '领导须写明职务（主要领导写 principal）';
  if (role !== 'leader' && post !== undefined) return '只有领导才写职务';
  if (isOfficer(role) && campaign !== undefined) return '系统、安全、审计管理员不限于专项行动';
  return undefined;
}
