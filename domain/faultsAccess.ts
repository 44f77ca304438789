type P = Readonly<Record<string, string | number>>;

/** Faults 权限、审计: who may not do what, and what the audit cannot give. */
export const ACCESS_FAULTS = {
  'sign-in-needed': {
    status: 401,
    say: (p: P) => `“${p.act}”须登录后办理。请先登录。`,
  },
  'desk-not-held': {
    status: 403,
    say: (p: P) => `您的账号没有“${p.actor}”这一身份，没有办理。${p.hint}`,
  },
  'grants-none': {
    status: 403,
    say: () => '您的账号还没有任何授权，没有办理。请联系安全管理员。',
  },
  'role-not-enough': {
    status: 403,
    say: (p: P) => `${p.role}不能做“${p.act}”，没有办理。请由${p.by}办理。`,
  },
  'beyond-scope': {
    status: 403,
    say: (p: P) =>
      `所用的接口口令没有“${p.act}”的权限，没有办理。请换用有此权限的口令，或登录后办理。`,
  },
  'link-beyond': {
    status: 403,
    say: (p: P) => `这个免登录链接只供填报所列事项，不能做“${p.act}”，没有办理。请登录后办理。`,
  },
  'campaign-limited': {
    status: 403,
    say: (p: P) => `您的授权只限 ${p.campaigns}，不能做“${p.act}”，没有办理。`,
  },
  'duties-clash': {
    status: 409,
    say: (p: P) =>
      `${p.held}不能兼任${p.wanted}，没有授权。系统、安全、审计三员互不兼任，也不兼任办理业务的角色。`,
  },
  'audit-keep': {
    status: 422,
    say: (p: P) => `审计记录至少保存 ${p.days} 天，${p.before} 以后的不能清理，什么都没有删除。`,
  },
  'audit-too-many': {
    status: 422,
    say: (p: P) =>
      `符合条件的审计记录有 ${p.count} 条，一次最多导出 ${p.most} 条。请缩短起止时间。`,
  },
} as const;
