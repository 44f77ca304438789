/** Roles in the order in which an office thinks of them. */
export const ROLE_CHOICES = [
  ['reporter', '填报员'],
  ['head', '单位负责人'],
  ['leader', '领导'],
  ['administrator', '督查室管理员'],
  ['verifier', '核实员'],
  ['observer', '纪检、审计观察员'],
  ['system', '系统管理员'],
  ['security', '安全管理员'],
  ['audit', '审计管理员'],
] as const;

export type RoleName = (typeof ROLE_CHOICES)[number][0];

/** What a role lets its holder do, in a sentence. */
export const ROLE_HINTS: Readonly<Record<RoleName, string>> = {
  reporter: '替本单位报送、存草稿。',
  head: '报送，并代表本单位签收、申请延期和销号、提交说明。',
  leader: '批准或不批准呈报给他这一职务的事项，看总览和台账。',
  administrator: '办理督查室的全部事项。',
  verifier: '看督查室能看的，核实报送。',
  observer: '只看，不能办。可限定一个专项行动。',
  system: '建账号、管单位和联系人、看运行情况；看不到督办内容。',
  security: '授权、结束登录、停用链接；不能给自己授权。',
  audit: '只查审计记录。',
};
