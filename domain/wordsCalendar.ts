import { recipientWords, text, type Names, type NoticeWords, type Payload } from './wordsParts.ts';

/** `改用工作日历 cn 第2版（2027年2月1日起）`, `撤回工作日历 cn 第2版，恢复第1版`. */
export function calendarWords({ calendar, version, from, withdraws }: Payload): string {
  const own = `工作日历 ${String(calendar)} 第${Number(version)}版`;
  if (withdraws !== undefined) {
    const { id, version: taken } = withdraws as { id: string; version: number };
    return `撤回工作日历 ${id} 第${taken}版，恢复${own}`;
  }
  return `改用${own}${from === undefined ? '' : `（${dayWords(text(from))}起的日子按新日历）`}`;
}

/** `更新，理由：…；此前暂定的时点自此确定` */
export function calendarReason({ reason, withdraws }: Payload): string {
  const why = text(reason) === '' ? '' : `，理由：${text(reason)}`;
  return withdraws === undefined
    ? `更新${why}；此前暂定的时点自此确定`
    : `撤回${why}；各时点恢复原样`;
}

/** To the office, with how many units are touched; to a unit, with how many of its instants. */
export function calendarNotice(
  { payload }: { readonly payload: Payload },
  names: Names,
): NoticeWords {
  const { changes, units, announcedThrough, withdraws } = payload;
  const title = withdraws === undefined ? '【工作日历已更新】' : '【工作日历已撤回】';
  const certain = `${dayWords(text(announcedThrough))}以前的时点已经确定，其后的仍为暂定`;
  const who = recipientWords(text(payload['by']), names);
  const body = `${who}${calendarReason(payload)}。${calendarWords(payload)}。${certain}。已作的判定不变。`;
  if (changes === undefined) {
    const told = Number(units) > 0 ? `，已告知时点有变动的 ${Number(units)} 家单位` : '';
    return { title: `${title}各任务改按新日历${told}`, body };
  }
  return {
    title: `${title}本单位有 ${Number(changes)} 个时点变动`,
    body,
    ask: '请按变动后的到期日安排报送',
    ifNothing: '各期按变动后的时点提醒、判定',
  };
}

/** 2027年2月1日 */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
