type P = Readonly<Record<string, string | number>>;

/** Faults of a request itself 请求: before anything of its content has been looked at. */
export const HTTP_FAULTS = {
  'message-malformed': {
    status: 422,
    say: (p: P) => `内容不符合要求（${p.detail}），未予处理。请按提示改正后重发。`,
  },
  'page-unknown': {
    status: 422,
    say: () => `这个地址不是本清单中的一页：翻页位置写错了，或者清单已有变动。请从第一页看起。`,
  },
  'too-large': {
    status: 413,
    say: (p: P) => `内容过长（上限 ${p.limit}），未予处理。请精简，详细材料作为附件另报。`,
  },
  'register-away': {
    status: 503,
    say: () => `台账数据库暂时无法访问，本次没有收下。请稍后用同一请求编号重报，不会重复。`,
  },
  'register-busy': {
    status: 503,
    say: () => `台账正忙，这一次没有办成。请稍后用同一请求编号再试一次，不会重复。`,
  },
  'temporal-away': {
    status: 503,
    say: () => `流程服务暂时无法访问，本次决定没有生效。请稍后再试。`,
  },
  'request-reused': {
    status: 409,
    say: (p: P) => `请求编号 ${p.request} 已用于另一份内容。请换一个编号。`,
  },
  unauthorised: {
    status: 401,
    say: () => `没有携带有效口令。请在本机用 duban 命令，或带上 .duban/token 中的口令。`,
  },
  'register-unreadable': {
    status: 503,
    say: () => `台账数据库暂时无法访问，查不到结果。请稍后再查。`,
  },
  'no-such-address': { status: 404, say: (p: P) => `没有 ${p.method} ${p.path} 这个地址。` },
  'method-not-allowed': {
    status: 405,
    say: (p: P) => `${p.path} 不能用 ${p.method} 访问，可以用 ${p.allow}。`,
  },
  'media-type': {
    status: 415,
    say: (p: P) => `内容的格式“${p.type}”不能识别，未予处理。请用 application/json 发送。`,
  },
  'too-many-requests': {
    status: 429,
    say: (p: P) => `访问过于频繁，本次未予处理。请过 ${p.seconds} 秒再试。`,
  },
  'host-unknown': {
    status: 421,
    say: (p: P) =>
      `本服务不以“${p.host}”这个地址提供。请用启动时显示的地址打开；经其他地址提供的，请设置 DUBAN_PUBLIC_URL。`,
  },
  'key-malformed': {
    status: 400,
    say: () =>
      `请求头 Idempotency-Key 应为 1–120 个英文字母、数字或符号，不含空格，未予处理。请改正后重发。`,
  },
  'key-differs': {
    status: 400,
    say: () =>
      `请求头 Idempotency-Key 与内容中的请求编号 requestId 不同，未予处理。请只写一处，或写成相同。`,
  },
  'request-done': {
    status: 409,
    say: (p: P) =>
      `请求编号 ${p.request} 的同一请求已经办成，没有再办一次。答复中有只显示一次的内容，不再给出；请在列表中核对，需要的另行重置或重新生成。`,
  },
  'request-running': {
    status: 409,
    say: (p: P) =>
      `请求编号 ${p.request} 的同一请求正在办理。请过一会儿用同一编号重发，不会重复办理。`,
  },
  'events-full': {
    status: 503,
    say: (p: P) =>
      `同时接收变动通知的连接已有 ${p.count} 个，本次没有接通。页面仍可使用，请过一会儿再刷新。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
