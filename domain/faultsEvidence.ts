type P = Readonly<Record<string, string | number>>;

/** Faults of evidence files 佐证材料. */
export const EVIDENCE_FAULTS = {
  'evidence-type': {
    status: 422,
    say: (p: P) => `“${p.name}”不是可以存入的文件类型，没有存入。可存 ${p.kinds}，请另存后再选。`,
  },
  'evidence-content': {
    status: 422,
    say: (p: P) =>
      `“${p.name}”打不开：内容不是 ${p.kind}，或者加了密码、已经损坏，没有存入。请换成能正常打开的文件后再选。`,
  },
  'evidence-locked': {
    status: 422,
    say: (p: P) =>
      `“${p.name}”加了密码，别人打不开，系统也无法核对，没有存入。请取消密码、另存后重新上传。`,
  },
  'evidence-broken': {
    status: 422,
    say: (p: P) =>
      `“${p.name}”已经损坏或者不完整，打不开，没有存入。请从原件重新导出 ${p.kind}，能正常打开后再上传。`,
  },
  'evidence-macro': {
    status: 422,
    say: (p: P) => `“${p.name}”带有宏，没有存入。请另存为不带宏的文件后再选。`,
  },
  'evidence-empty': {
    status: 422,
    say: (p: P) => `“${p.name}”是空文件，没有存入。请核对后再选。`,
  },
  'evidence-damaged': {
    status: 422,
    say: (p: P) => `“${p.name}”没有完整传到（校验值不符），没有存入。请再选一次。`,
  },
  'evidence-too-large': {
    status: 413,
    say: (p: P) =>
      `文件超过每个 ${p.limit} MB 的上限，没有存入。请压缩图片、拆成几个文件，或只附关键的几页。`,
  },
  'evidence-full': {
    status: 409,
    say: (p: P) =>
      `${p.unit}存入而还没有随报送或申请提交的文件已达 ${p.limit}，“${p.name}”没有存入。请先提交；用不上的文件满 ${p.days} 天会自动清理。`,
  },
  'evidence-not-sent': {
    status: 422,
    say: (p: P) =>
      `佐证材料“${p.name}”没有由本单位存入系统，没有提交。请先选择文件存入再提交；没有电子文件的，在情况中写明材料名称。`,
  },
  'evidence-unknown': {
    status: 404,
    say: () =>
      '没有可以下载的这份文件：它没有存入系统，或不在您的查看范围内。需要查看的，请向报送单位索取。',
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
