type P = Readonly<Record<string, string | number>>;

/** Faults of 销号, 回头看, 挂牌督办, 异议 and of the choice of whom to praise. */
export const CLOSURE_FAULTS = {
  'closure-not-asked': {
    status: 409,
    say: (p: P) =>
      `任务 ${p.task} 的制度没有销号办法，不能申请。任务已完成的，请督查室结束该任务。`,
  },
  'closure-open': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的销号已于 ${p.at} 申请，正在审核，不必重复申请。`,
  },
  'closure-none': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 没有待审核的销号申请，没有改动。请先申请销号。`,
  },
  'closure-listed': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 正在挂牌督办，须先申请摘牌并经验收，才能申请销号。`,
  },
  'closure-evidence': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 申请销号必须附佐证，未予受理。请写明佐证材料。`,
  },
  'closure-reviewed': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的销号申请已经初审，请等待审定。`,
  },
  'closure-unreviewed': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的销号申请尚未初审，不能审定。请先由${p.desk}初审。`,
  },
  'grade-unknown': {
    status: 422,
    say: (p: P) => `销号等次“${p.grade}”不在制度之内，没有销号。可评的等次：${p.known}。`,
  },
  'grade-none': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 的制度不评等次，没有销号。请不写等次，重新办理。`,
  },
  'day-past': {
    status: 422,
    say: (p: P) => `所给日期 ${p.day} 已过（今天是 ${p.today}），没有办理。请另给日期。`,
  },
  'day-rests': {
    status: 422,
    say: (p: P) => `所给日期 ${p.day} 是休息日，制度规定遇休息日不调整，没有办理。请改为工作日。`,
  },
  'look-back-none': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 没有待办的回头看，没有改动。`,
  },
  'look-back-early': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的回头看要到 ${p.at} 才开始，现在不能登记结果。`,
  },
  'look-back-until': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 回头看合格，不需要新的时限。请不写时限，重新办理。`,
  },
  'listing-not-asked': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的制度没有挂牌督办办法，不能办理。`,
  },
  'listing-open': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 已经提请或正在挂牌督办，不必重复提请。`,
  },
  'listing-none': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 目前不在可以这样办理的挂牌环节，没有改动。请先查看任务。`,
  },
  'listing-nothing-to-do': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的挂牌目前没有待${p.act}的事项，没有改动。`,
  },
  'listing-asked': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的${p.act}正在审核，不必重复申请。`,
  },
  'listing-extension-late': {
    status: 409,
    say: (p: P) =>
      `任务 ${p.task} 的挂牌延期最迟应在 ${p.last} 之前申请，本次未受理。请按原期限完成并申请摘牌。`,
  },
  'listing-extension-none': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 的挂牌期限是 ${p.limit}，所给日期并不更晚。请核对日期。`,
  },
  'listing-too-long': {
    status: 422,
    say: (p: P) => `挂牌最长一年，所给日期 ${p.until} 超过了 ${p.longest}，未受理。请改早。`,
  },
  'objection-not-asked': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的制度没有异议办法，未受理。请与督查室联系。`,
  },
  'objection-not-own': {
    status: 403,
    say: (p: P) => `异议只能由结论所涉及的单位自己提出或撤回（任务 ${p.task}），没有办理。`,
  },
  'objection-not-adverse': {
    status: 409,
    say: (p: P) => `“${p.obligation}”目前判定为${p.verdict}，没有不利结论可以异议。`,
  },
  'objection-twice': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 的这一结论已经提过异议，不能再提。请查看复核结果。`,
  },
  'objection-late': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 这一结论的异议期已于 ${p.ends} 届满，未受理。`,
  },
  'objection-early': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 的这一结论尚未作出，不能异议。请核对所针对的结论。`,
  },
  'objection-none': {
    status: 409,
    say: (p: P) => `任务 ${p.task} 没有待复核的异议，没有改动。`,
  },
  'objection-unclear': {
    status: 422,
    say: (p: P) => `任务 ${p.task} 有几项异议待复核（${p.list}）。请指明是哪一项。`,
  },
  'objection-took-part': {
    status: 403,
    say: (p: P) => `${p.actor}参与过所异议的结论，应当回避，不能复核。请由${p.decider}决定。`,
  },
  'objection-verdict': {
    status: 422,
    say: () =>
      `只有异议成立、且针对的是报送判定时，才能写更正为何种判定，没有办理。请不写更正后的判定，重新办理。`,
  },
  'objection-same': {
    status: 422,
    say: (p: P) =>
      `“${p.obligation}”已判定为${p.verdict}，更正后没有不同，没有办理。请改写更正后的判定。`,
  },
  'conclusion-unknown': {
    status: 404,
    say: (p: P) =>
      `任务 ${p.task} 没有该单位的不利结论“${p.against}”，异议未受理${p.hint}。请核对是对哪一项结论有异议。`,
  },
  'commend-unknown': {
    status: 422,
    say: (p: P) =>
      `${p.unit}不在本期拟表扬的单位之内（拟表扬：${p.list}），没有签发。请核对表扬名单。`,
  },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;
