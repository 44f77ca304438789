/** Faults 演示: the clock of a sandbox. */
export const DEMO_FAULTS = {
  'demo-only': {
    status: 404,
    say: () => '这里不是演示环境，时钟不能拨动。要看演示，请管理员另行打开演示环境。',
  },
  'demo-moving': {
    status: 409,
    say: () => '时钟正在拨动，请等它停下后再试。',
  },
} as const;
