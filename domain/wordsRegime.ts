import {
  recipientWords,
  text,
  type FactWords,
  type Names,
  type NoticeWords,
  type Payload,
} from './wordsParts.ts';

/** `2026年7月1日起开始的报告期改按制度 park 第2版` */
function regimeChangeWords({ regime, version, from }: Payload): string {
  return `${dayWords(text(from))}及以后开始的报告期改按制度 ${text(regime)} 第${Number(version)}版`;
}

function whyWords({ by, reason }: Payload, names: Names, act: string): string {
  return `${recipientWords(text(by), names)}${act}，理由：${text(reason)}`;
}

export const REGIME_FACTS = {
  'regime-amended': ({ payload }: { readonly payload: Payload }, names: Names): FactWords => ({
    what: regimeChangeWords(payload),
    why: `${whyWords(payload, names, '发布')}；此前开始的报告期和已作的判定不变`,
  }),
  'regime-withdrawn': ({ payload }: { readonly payload: Payload }, names: Names): FactWords => ({
    what: `撤回制度 ${text(payload['regime'])} 第${Number(payload['version'])}版，不再生效`,
    why: `${whyWords(payload, names, '撤回')}；各时点恢复原样`,
  }),
};

/** To the office, with how many units are touched; to a unit, with how many of its instants. */
function told(payload: Payload, title: string, body: string): NoticeWords {
  const { changes, units } = payload;
  if (changes === undefined) {
    const count = Number(units) > 0 ? `，已告知时点有变动的 ${Number(units)} 家单位` : '';
    return { title: `${title}各任务已收到${count}`, body };
  }
  return {
    title: `${title}本单位有 ${Number(changes)} 个时点变动`,
    body,
    ask: '请按变动后的报告期和到期日安排报送',
    ifNothing: '各期按变动后的时点提醒、判定、升级',
  };
}

export const REGIME_NOTICES = {
  'regime-amended': ({ payload }: { readonly payload: Payload }, names: Names): NoticeWords =>
    told(
      payload,
      '【制度有变更】',
      `${regimeChangeWords(payload)}。${whyWords(payload, names, '发布')}。此前开始的报告期照原制度办完，已作的判定不变。`,
    ),
  'regime-withdrawn': ({ payload }: { readonly payload: Payload }, names: Names): NoticeWords =>
    told(
      payload,
      '【制度变更已撤回】',
      `制度 ${text(payload['regime'])} 第${Number(payload['version'])}版不再生效，各时点恢复原样。${whyWords(payload, names, '撤回')}。`,
    ),
};

/** 2026年7月1日 */
function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
