type P = Readonly<Record<string, string | number>>;

/** Faults of a change of regime 制度变更. */
export const REGIME_FAULTS = {
  'regime-replaced': {
    status: 409,
    say: (p: P) =>
      `现行制度已是 ${p.regime} 第${p.version}版，与预览时不同，没有发布。请重新预览。`,
  },
  'regime-unseen': {
    status: 409,
    say: (p: P) =>
      `预览之后台账有变动，清单与所确认的（${p.confirm}）不同，没有发布。请重新预览，核对后再确认。`,
  },
  'regime-other': {
    status: 422,
    say: (p: P) =>
      `新制度的标识是 ${p.other}，专项行动用的是 ${p.regime}，没有发布。请沿用标识 ${p.regime} 并提高版本号；确需另用一套制度的，请另行启动专项行动。`,
  },
  'regime-version': {
    status: 422,
    say: (p: P) =>
      `制度 ${p.regime} 已发布过第${p.highest}版，新版本号 ${p.version} 没有提高，没有发布。请把 version 改为 ${Number(p.highest) + 1}。`,
  },
  'regime-boundary': {
    status: 422,
    say: (p: P) => `生效日 ${p.from} ${p.problem}，没有发布。请另选生效日。`,
  },
  'regime-pending': {
    status: 409,
    say: (p: P) =>
      `制度 ${p.regime} 第${p.version}版已发布、${p.from} 才生效，在此之前不能再发布一版。请等其生效，或先撤回。`,
  },
  'regime-same': {
    status: 409,
    say: () => `新制度与现行制度没有不同（只有版本号变了），不必发布。`,
  },
  'regime-zone': {
    status: 422,
    say: (p: P) => `新制度的时区 ${p.other} 与现行的 ${p.zone} 不同，没有发布。请改为 ${p.zone}。`,
  },
  'regime-bulletin': {
    status: 422,
    say: (p: P) =>
      `新制度的通报“${p.next}”接不上取消的通报${p.gone}：${p.problem}，没有发布。请让通报沿用原标识，或另选生效日。`,
  },
  'regime-fixed': {
    status: 422,
    say: (p: P) =>
      `“${p.list}”的规定在办理过程中不能改，没有发布。请让新制度的这一部分与现行制度一致；确需改变的，请另行启动专项行动。`,
  },
  'regime-not-withdrawn': {
    status: 409,
    say: (p: P) => `制度变更没有撤回：${p.reason}。`,
  },
} as const;
