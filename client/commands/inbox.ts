import type { OutputOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import { call } from './call.ts';
import { trialWords, type Common } from './campaign.ts';
import { print, type Io } from './io.ts';
import { item } from './words.ts';

export interface InboxOptions extends Common {
  readonly skip?: string;
  readonly limit?: string;
}

export async function inbox(io: Io, recipient: string, options: InboxOptions): Promise<void> {
  const { campaign, skip, limit } = options;
  const answer = await call(io, 'readInbox', { recipient, campaign, skip, limit }, options.as);
  print(io, options.json, answer, (view) => inboxWords(view, Number(skip ?? 0), io.width));
}

type View = OutputOf<'readInbox'>;

export function inboxWords(view: View, skipped: number, width: number): string {
  const { recipient, total, notices, zone, campaign } = view;
  const year = Number(campaign.slice(1, 5));
  if (total === 0) return `${recipient} 的收件箱是空的。`;
  const shown = skipped + notices.length;
  const more = shown < total ? `，其余请加 --skip ${shown}` : '';
  return [
    `${recipient} 的收件箱${trialWords(view.trial)}：共 ${total} 条，这里是第 ${skipped + 1}—${shown} 条（新的在前）${more}`,
    ...notices.flatMap(({ id, at, recipient: to, text, reason }) => [
      '',
      ...item(`${instantWords(at, zone, year)}　${text}（${to}） ${id}`, width),
      ...(reason ?? '').split('\n').flatMap((line) => item(line, width, '  ')),
    ]),
  ].join('\n');
}
