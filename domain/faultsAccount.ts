type P = Readonly<Record<string, string | number>>;

/** Faults of accounts 账号, sign-in 登录, grants 授权 and set-up links 启用链接. */
export const ACCOUNT_FAULTS = {
  'sign-in-refused': {
    status: 401,
    say: () => '登录名或口令不对，没有登录。连续 5 次不对，将锁定 30 分钟。',
  },
  'sign-in-locked': {
    status: 429,
    say: (p: P) =>
      `失败次数过多，已锁定到 ${p.until}，没有登录。届时再试，或请系统管理员重置口令。`,
  },
  'second-factor-wrong': {
    status: 401,
    say: () => '动态口令不对或已经用过，请等下一个6位数字再试。连续 5 次不对，将锁定 30 分钟。',
  },
  'second-factor-needed': {
    status: 401,
    say: () => '还没有输入动态口令，不能继续。请先完成动态口令。',
  },
  'second-factor-asked': {
    status: 422,
    say: () => '这个账号须设置动态口令。请用手机上的身份验证器扫码，并填写它显示的6位数字。',
  },
  'second-factor-none': { status: 409, say: () => '这个账号还没有设置动态口令，请先设置。' },
  'session-none': { status: 401, say: () => '没有登录，或登录已经过期。请重新登录。' },
  'session-unknown': { status: 404, say: () => '没有这个会话，或它已经结束。请刷新后核对。' },
  csrf: {
    status: 403,
    say: () => '页面已经过期（缺少防伪标记），没有办理。请刷新页面后重做，所填内容请先复制。',
  },
  'origin-foreign': {
    status: 403,
    say: (p: P) => `请求来自别的网站（${p.origin}），没有办理。请从督办的页面办理。`,
  },
  'password-weak': { status: 422, say: (p: P) => `口令不符合要求：${p.flaw}，没有设置。` },
  'password-used': {
    status: 422,
    say: (p: P) => `不能与最近 ${p.kept} 次用过的口令相同，没有设置。`,
  },
  'account-unknown': { status: 404, say: (p: P) => `没有账号 ${p.account}。请核对账号编号。` },
  'account-left': { status: 409, say: (p: P) => `账号 ${p.account} 已经离任停用，没有办理。` },
  'login-taken': { status: 409, say: () => '这个登录名已被使用，没有办理。请换一个。' },
  'subject-taken': {
    status: 409,
    say: () =>
      '这个统一认证标识已绑定别的账号，或正等待确认绑定别的账号，没有办理。请先核对那个账号。',
  },
  'subject-moved': {
    status: 409,
    say: (p: P) =>
      `账号 ${p.account} 的统一认证标识已有变动，或已由别人办理，这一批都没有办理。请刷新后重新核对。`,
  },
  'password-wrong': {
    status: 422,
    say: () => '口令不对，没有办理。连续 5 次不对，将锁定 30 分钟。',
  },
  'password-none': {
    status: 409,
    say: () =>
      '这个账号还没有设置口令，不能自行绑定或解除。请系统管理员重置口令，或由安全管理员确认绑定。',
  },
  'grant-unknown': { status: 404, say: () => '没有这项授权，或它已经撤销。请刷新后核对。' },
  'grant-shape': { status: 422, say: (p: P) => `授权不完整：${p.problem}。没有授权。` },
  'grant-unit-unknown': {
    status: 422,
    say: (p: P) => `没有单位“${p.unit}”，没有授权。${p.hint}。`,
  },
  'grant-same': { status: 409, say: () => '这个账号已有同样的授权，不必重复。' },
  'grant-self': {
    status: 403,
    say: () => '不能给自己授权、撤销自己的授权或重置自己，没有办理。请由另一位管理员办理。',
  },
  'officer-last': {
    status: 409,
    say: (p: P) => `这是最后一位${p.role}，没有办理。请先授权另一位${p.role}。`,
  },
  'inboxes-held': {
    status: 409,
    say: (p: P) =>
      `只有该账号承担${p.desks}，还有未了结的事项，不能离任。请先由安全管理员移交给接任的账号。`,
  },
  'hand-over-none': { status: 409, say: () => '该账号没有可以移交的授权，没有办理。' },
  'link-used': {
    status: 410,
    say: () => '这个启用链接不对、已经用过或已经过期。请向系统管理员索取新的链接。',
  },
  'link-other-use': { status: 422, say: () => '这个启用链接不是这种用途。请重新打开链接。' },
  'token-unknown': { status: 404, say: () => '没有这个接口口令，或它已经撤销。请刷新后核对。' },
  'token-weak': {
    status: 403,
    say: () =>
      '这个接口口令生成时没有动态口令，账号现在须有动态口令，因此不能再用。请登录后重新生成。',
  },
  'scope-unknown': {
    status: 422,
    say: (p: P) => `没有“${p.scope}”这一权限，没有生成。可写 read（全部查询）或操作名称。`,
  },
  'oidc-absent': { status: 404, say: () => '没有设置统一认证。请用登录名和口令登录。' },
  'oidc-refused': {
    status: 401,
    say: (p: P) => `统一认证没有通过（${p.reason}），没有登录。请重新登录。`,
  },
  'oidc-stranger': {
    status: 403,
    say: () =>
      '统一认证已通过，但没有对应的账号。请先用登录名和口令登录，在“我的账号”绑定统一认证；没有口令的，请系统管理员登记、安全管理员确认。',
  },
  'oidc-unconfirmed': {
    status: 403,
    say: () =>
      '统一认证已通过，但账号的绑定还没有确认，没有登录。请先用登录名和口令登录，在“我的账号”自行绑定；没有口令的，请安全管理员确认。',
  },
  'accounts-faulty': {
    status: 422,
    say: (p: P) => `名单有 ${p.count} 行不能导入，一个账号也没有建立：\n${p.list}`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
