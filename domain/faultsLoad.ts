type P = Readonly<Record<string, string | number>>;

/** Faults 同一事项. */
export const LOAD_FAULTS = {
  'same-campaign': {
    status: 422,
    say: (p: P) =>
      `两项任务属于同一个专项行动 ${p.campaign}，没有确认。同一事项是指两个专项行动就同一件事要求报送。`,
  },
  'same-already': {
    status: 409,
    say: (p: P) => `这两项任务此前已确认为同一事项（${p.at}，${p.by}），不必再确认。`,
  },
  'same-no-unit': {
    status: 422,
    say: (p: P) =>
      `没有单位同时承担这两项任务（一项由${p.one}，另一项由${p.other}），没有确认。同一事项须由同一单位报送。`,
  },
  'same-unknown': {
    status: 404,
    say: (p: P) => `没有编号为 ${p.matter} 的同一事项，或已经取消。请先列出同一事项。`,
  },
} as const;
