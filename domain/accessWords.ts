import { unitActing } from './machine.ts';
import { term } from './terms.ts';

/** Roles 角色 as people read them. */
export const ROLE_LABELS = {
  administrator: '督查室管理员',
  verifier: '核实员',
  reporter: '填报员',
  head: '单位负责人',
  leader: '领导',
  observer: '纪检、审计观察员',
  system: '系统管理员',
  security: '安全管理员',
  audit: '审计管理员',
} as const;

const DESKS: Readonly<Record<string, string>> = {
  office: '督查室',
  principal: '主要领导',
  unit: '责任单位',
  post: '领导',
  auditor: '审计人员',
  system: '系统管理员',
  security: '安全管理员',
  audit: '审计管理员',
  self: '已登录的人',
  nobody: '未登录的人',
  open: '任何人',
};

/** An actor or a desk in words: `unit:区发改局` is 区发改局. */
export function actorLabel(actor: string): string {
  if (actor.startsWith('account:')) return '本人';
  return DESKS[actor] ?? unitActing(actor) ?? term(actor);
}
