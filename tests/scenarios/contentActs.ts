/** What a report carries, in the office's words: `报指标 任务 期 invest=30 [减少的原因]`, `报名次 任务 期 air=3/56`, `报同文 任务 期 甲文`. */
export const CONTENT_ACTS = {
  报指标: (who: string, period = '', told = '', fallReason = '') => {
    const [id = '', value = ''] = told.split('=');
    const why = fallReason === '' ? {} : { fallReason };
    return { ...reportOn(who, period), measures: { [id]: Number(value) }, ...why };
  },
  报名次: (who: string, period = '', told = '') => {
    const [id = '', rank = '', population = ''] = told.split(/[=/]/);
    const of = population === '' ? {} : { population: Number(population) };
    return { ...reportOn(who, period), measures: { [id]: { rank: Number(rank), ...of } } };
  },
  报同文: (who: string, period = '', textDigest = '') => ({ ...reportOn(who, period), textDigest }),
} as const;

function reportOn(who: string, period: string): Record<string, unknown> {
  const [duty = '', key = ''] = period.includes(' ') ? period.split(' ') : ['monthly', period];
  const unit = who.replace('unit:', '');
  return { kind: 'report', unit, duty, period: key, digest: 'digest' };
}

/** What a line shows of a measure or of a flag: `invest 30 落后4.5`, `air 3 达到`, `invest 40 完成`, `连续3期`. */
export function contentLine(type: string, payload: Readonly<Record<string, unknown>>): string {
  const { measure, value, behind, reached, met, was, because } = payload;
  if (typeof measure !== 'string') {
    const flag = (type === 'nil-run' || type === 'same-text') && Array.isArray(because);
    return flag ? `连续${because.length}期` : '';
  }
  const told = typeof value === 'number' ? String(value) : '未报';
  const done = (is: unknown) => (is === true ? '完成' : '未完成');
  return [
    measure,
    told,
    typeof behind === 'number' && behind > 0 ? `落后${behind}` : '',
    reached === undefined ? '' : reached === true ? '达到' : '没有达到',
    met === undefined ? '' : done(met),
    was === undefined ? '' : `更正${done(was)}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
}
