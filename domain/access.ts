import { z } from 'zod';

/**
 * Access 权限: who may do what, decided here and nowhere else; the API enforces it, the pages only hide. A *role* 角色 is what
 * an account has been granted; a *desk* 身份 is the capacity in which somebody acts, as the machines and the register know it.
 */

/** 督查室、核实员、填报员、单位负责人、领导、纪检或审计的观察员；系统、安全、审计三员 (GB/T 22239-2019 8.1.5, 三员分立). */
export const Role = z.enum([
  ...(['administrator', 'verifier', 'reporter', 'head', 'leader', 'observer'] as const),
  ...(['system', 'security', 'audit'] as const),
]);
export type Role = z.infer<typeof Role>;

/** `self`: whoever has signed in, about himself; `open`: nobody has to sign in. */
export type Desk =
  | ('office' | 'principal' | 'unit' | 'post' | 'auditor')
  | ('system' | 'security' | 'audit' | 'self' | 'open');

/** Grant 授权: a role, with the unit or post for which it holds; a campaign narrows it to that one. */
export const Grant = z.object({
  role: Role,
  /** The unit's name, of a reporter or head. */
  unit: z.string().min(1).max(200).optional(),
  /** The post 职务 of a leader; `principal` 主要领导 is one. */
  post: z.string().min(1).max(200).optional(),
  campaign: z.string().max(60).optional(),
});
export type Grant = z.infer<typeof Grant>;

/** The actor as which a grant lets its holder act. */
export function actorOfGrant({ role, unit = '', post = '' }: Grant): string {
  switch (role) {
    case 'administrator':
    case 'verifier':
      return 'office';
    case 'reporter':
    case 'head':
      return `unit:${unit}`;
    case 'leader':
      return post === 'principal' ? post : `post:${post}`;
    case 'observer':
      return 'auditor';
    case 'system':
    case 'security':
    case 'audit':
      return role;
  }
}
