type P = Readonly<Record<string, string | number>>;

/** Faults of the beginning of a campaign (撤回启动、试运行、补录) and of acts for a chosen set 成批办理. */
export const BEGINNING_FAULTS = {
  'start-not-withdrawn': {
    status: 409,
    say: (p: P) => `首批通知已于 ${p.at} 发出，不能撤回启动。不再办的，请写明理由结束该专项行动。`,
  },
  'trial-not': {
    status: 409,
    say: (p: P) => `专项行动 ${p.campaign} 不是试运行，不必转入正式，没有改动。`,
  },
  'trial-live-already': {
    status: 409,
    say: (p: P) => `试运行 ${p.campaign} 已转入正式（${p.live}），没有再次启动。`,
  },
  'trial-not-live': {
    status: 422,
    say: (p: P) => `试运行 ${p.campaign} 没有转入正式：\n${p.list}`,
  },
  'backfill-not-before': {
    status: 409,
    say: (p: P) =>
      `任务 ${p.task} 的“${p.period}”期不在启动前，没有补录。启动后的各期请照常报送或代录。`,
  },
  'backfill-unknown-period': {
    status: 422,
    say: (p: P) =>
      `任务 ${p.task} 启动前没有“${p.duty} ${p.period}”这一期，没有补录。请查看该任务启动前的各期。`,
  },
  'backfill-wrong-unit': {
    status: 422,
    say: (p: P) =>
      `${p.unit} 不是任务 ${p.task} 这一期的报送单位，没有补录。请核对任务编号和单位。`,
  },
  'backfill-day': {
    status: 422,
    say: (p: P) => `报送日期 ${p.at} ${p.problem}，没有补录。${p.hint}`,
  },
  'backfill-same': {
    status: 409,
    say: (p: P) => `“${p.period}”期已补录过同样的内容，没有再记。更正请写明不同的内容。`,
  },
  'bulk-early': {
    status: 409,
    say: (p: P) =>
      `首批通知要到 ${p.at} 才发出，此前不向单位发出任何通知，没有成批办理。请在此之后再办。`,
  },
  'bulk-settled': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的各项均已判定或不能再办，${p.number} 对它没有改动。`,
  },
  'bulk-paused': {
    status: 409,
    say: (p: P) => `专项行动已于 ${p.at} 整体暂停，没有成批办理。请先恢复，或待恢复后再办。`,
  },
  'bulk-empty': {
    status: 422,
    say: (p: P) => `没有可以${p.act}的任务或报送义务，什么都没有改动。请用同样的条件预览后核对。`,
  },
  'bulk-unchosen': {
    status: 422,
    say: () =>
      `没有写明对哪些任务成批办理，什么都没有改动。请按类别、单位、任务编号或到期日期选定。`,
  },
  'bulk-window': {
    status: 422,
    say: (p: P) => `到期的起止 ${p.between} ${p.problem}，什么都没有改动。请改正起止。`,
  },
  'bulk-days': {
    status: 422,
    say: (p: P) => `顺延的工作日数${p.problem}，什么都没有改动。请写明 1 到 250 个工作日。`,
  },
  'bulk-too-many': {
    status: 422,
    say: (p: P) =>
      `选定的报送义务有 ${p.count} 项，超过一次 ${p.most} 项的上限，什么都没有改动。请分几次办理。`,
  },
  'bulk-voided': {
    status: 409,
    say: (p: P) => `${p.number}已作废，没有办理：${p.reason}请用新的请求编号重新办理。`,
  },
  'bulk-unseen': {
    status: 409,
    say: (p: P) =>
      `预览之后台账有变动，清单与所确认的（${p.confirm}）不同，什么都没有改动。请重新预览，核对后再确认。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
