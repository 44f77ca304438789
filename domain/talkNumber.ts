/**
 * 约谈通知书文号: `督约〔2026〕3号`, one running number a year for the office 督查室 that issues it, over all its campaigns, as its
 * register of papers has it; `试督约〔2026〕1号` in a trial, which uses up no number. It is the year in which the notice is
 * issued 成文, not the one in which they meet.
 *
 * The number is a matter of the paper, not of the process: it is given once, when time and place are entered, and the process is
 * told it like one that the office has typed. So a printed number never changes, and what is replayed needs no counting. A change
 * of time 改期 is the same notice served again and keeps its number; after an absence, and for 二次约谈, it is another notice.
 * An office whose registry gives the numbers types them; a number that another 约谈 bears is refused.
 */
export function talkNumber(year: number, ordinal: number, trial: boolean): string {
  return `${trial ? '试' : ''}督约〔${year}〕${ordinal}号`;
}

/** A number as it is compared: without spaces, and with 六角括号 whatever brackets were typed. */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[[(【［（]/gu, '〔')
    .replace(/[\])】］）]/gu, '〕');
}
