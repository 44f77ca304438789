type P = Readonly<Record<string, string | number>>;

/** Faults of items 督办事项 that are registered without a plan. */
export const ITEM_FAULTS = {
  'items-not-kept': {
    status: 422,
    say: (p: P) =>
      `专项行动 ${p.campaign} 的制度没有写督办事项（items），不能登记。请登记到写有 items 的专项行动，或按写有 items 的制度另设日常督办。`,
  },
  'items-not-in-regime': {
    status: 422,
    say: (p: P) =>
      `制度“${p.regime}”没有写督办事项（items：来源和批准人），不能设立日常督办。请在制度中写明 items。`,
  },
  'item-source-unknown': {
    status: 422,
    say: (p: P) => `制度中没有“${p.source}”这一来源，没有登记。可写：${p.known}。`,
  },
  'item-known': { status: 409, say: (p: P) => `事项 ${p.item} 已经登记，没有重复登记。` },
  'item-day-ahead': {
    status: 422,
    say: (p: P) => `事项的日期 ${p.on} 不是今天（${p.today}）或以前的日子，没有受理。请核对。`,
  },
  'no-such-day': { status: 422, say: (p: P) => `没有 ${p.day} 这一天，没有受理。请核对日期。` },
  'item-due-past': {
    status: 422,
    say: (p: P) =>
      `办结期限 ${p.due} 不在今天（${p.today}）之后，没有受理。请另定期限；已登记的请撤回后重新登记。`,
  },
  'item-beyond-horizon': {
    status: 422,
    say: (p: P) =>
      `办结期限 ${p.due} 超出专项行动的期限（至 ${p.last}），没有受理。请缩短期限，或登记到期限更长的专项行动。`,
  },
  'item-unknown': {
    status: 404,
    say: (p: P) => `没有督办事项 ${p.item}。请核对督办事项的编号。`,
  },
  'item-not-waiting': {
    status: 409,
    say: (p: P) => `事项 ${p.item} ${p.state}，不能再作这一决定，什么都没有改动。`,
  },
  'item-own': {
    status: 403,
    say: (p: P) => `事项 ${p.item} 是本人登记的，登记人不能自己批准，须由制度写明的批准人决定。`,
  },
  'item-not-yours': {
    status: 403,
    say: (p: P) => `事项 ${p.item} 由${p.registrant}登记，${p.actor}不能撤回或再次送批。`,
  },
  'item-twice': {
    status: 409,
    say: (p: P) => `事项 ${p.item} 已再次送批一次，不能第三次。仍需督办的，请重新登记。`,
  },
  'item-paused': {
    status: 409,
    say: (p: P) =>
      `专项行动正在暂停，事项 ${p.item} 暂不能立项。请在恢复之后批准；逾期的可再次送批。`,
  },
  'item-text-empty': { status: 422, say: () => `没有写明事项内容，没有登记。请写明要办什么。` },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
