type P = Readonly<Record<string, string | number>>;

/** Faults of what the pages keep for themselves. */
export const WEB_FAULTS = {
  'views-full': {
    status: 409,
    say: (p: P) => `常用视图已有 ${p.most} 个，没有再存。请先删除不用的。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
