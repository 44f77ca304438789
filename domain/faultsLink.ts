type P = Readonly<Record<string, string | number>>;

/** Faults of reporting without an account 免登录填报: by a signed link, a returned workbook, a mail. */
export const LINK_FAULTS = {
  'link-missing': {
    status: 401,
    say: () => '没有带上链接，无法打开。请从收到的通知中重新点开链接；没有链接的，请登录后办理。',
  },
  'link-unknown': {
    status: 401,
    say: () =>
      '这个链接不完整，或者不是本系统发出的。请从收到的通知中完整复制；仍打不开的，请向督查室索取新链接。',
  },
  'link-revoked': {
    status: 410,
    say: (p: P) =>
      `这个链接已于 ${p.at} 停用（${p.reason}）。请向督查室索取新链接，已提交的内容不受影响。`,
  },
  'link-over': {
    status: 410,
    say: (p: P) =>
      `这个链接已经失效：所列 ${p.count} 项都已截止填报、已移交其他单位或不再要求报送。已提交的内容不受影响；确需补报的，请联系督查室。`,
  },
  'link-obligation': {
    status: 403,
    say: (p: P) =>
      `这个链接不能办理任务 ${p.task} 的“${p.obligation}”：不在链接所列事项之内，或已截止、已移交其他单位。请刷新页面后核对。`,
  },
  'entry-over': {
    status: 409,
    say: (p: P) =>
      `任务 ${p.task} 的“${p.obligation}”现在不能填报：已截止填报、已移交其他单位，或不再要求报送。确需补报的，请联系督查室准予补报。`,
  },
  'link-nothing': {
    status: 422,
    say: (p: P) => `${p.unit}目前没有可填报的事项，没有生成链接。到了填报期再生成即可。`,
  },
  'link-notice': {
    status: 404,
    say: (p: P) =>
      `没有找到发给${p.unit}、涉及报送的通知 ${p.notice}。请在${p.unit}的收件箱中核对通知编号。`,
  },
  'link-none': {
    status: 404,
    say: (p: P) => `没有链接 ${p.link}。请在填报链接中核对编号。`,
  },
  'batch-nothing': {
    status: 422,
    say: (p: P) => `${p.unit}目前没有可填报的事项，没有生成填报表。到了填报期再下载即可。`,
  },
  'batch-unreadable': {
    status: 422,
    say: (p: P) => `读不懂这个表（${p.why}）。请用本系统下载的填报表填写后原样上传。`,
  },
  'batch-other': {
    status: 403,
    say: (p: P) => `这个表不是给${p.unit}的填报表，没有导入。请下载本单位的填报表。`,
  },
  'batch-empty': {
    status: 422,
    say: () => '表中没有一行填了新内容，没有可提交的。请填写后再上传。',
  },
  'mail-unreadable': {
    status: 422,
    say: (p: P) => `这封邮件读不出来（${p.why}）。请让对方重新发送，或改用链接填报。`,
  },
  'mail-link': {
    status: 422,
    say: () =>
      '邮件里没有找到填报编号（形如“[督办 …]”）。请直接回复收到的通知邮件，不要删去主题中的编号。',
  },
  'mail-automatic': {
    status: 422,
    say: () => '这是一封自动回复，没有当作报送。',
  },
  'mail-empty': {
    status: 422,
    say: () => '回复的正文是空的，没有当作报送。请把进展写在引用的原文之上。',
  },
  'mail-unclear': {
    status: 422,
    say: (p: P) =>
      `这个链接有 ${p.count} 项可填报，回复里看不出报的是哪一项，一项也没有收。请每项另起一段，以“任务${p.example}：”开头；可填的有：${p.list}。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
