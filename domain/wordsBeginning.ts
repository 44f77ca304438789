import { momentWords, recipientWords, text, type Names, type Payload } from './wordsParts.ts';

/** `2026年2月24日` */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** What was recorded when a start was withdrawn. */
export function withdrawnWords(payload: Payload, names: Names) {
  return {
    what: '撤回启动：专项行动及各项任务到此结束，没有向任何单位发出通知',
    why: `${recipientWords(text(payload['by']), names)}在首批通知（${momentWords(payload['firstNoticesAt'], names)}）之前撤回，理由：${text(payload['reason'])}`,
  };
}
