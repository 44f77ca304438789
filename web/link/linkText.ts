import type { OutputOf } from '../../client/operations.ts';
import { instantText } from '../forms/instantText.ts';

/** A link that has just been made. */
export type MadeLink = OutputOf<'makeLink'>;

export function addressOf({ path }: Pick<MadeLink, 'path'>, origin: string): string {
  return `${origin}${path}`;
}

/** What is passed on to a unit: how much it may report, until when, and where. */
export function messageOf(made: MadeLink, title: string, origin: string): string {
  const { unit, until, obligations } = made;
  const end = until === null ? '' : `，最迟 ${instantText(until)} 截止填报`;
  return (
    `【督办】${unit}：“${title}”有 ${obligations.length} 项可以填报${end}。` +
    `不需要登录，请打开 ${addressOf(made, origin)} 填报；链接只限本单位使用，请勿转发。`
  );
}
