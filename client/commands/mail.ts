import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../operations.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { bytesOf } from './documents.ts';
import { print, type Io } from './io.ts';
import { reportWords } from './report.ts';

export interface MailOptions extends Common {
  readonly requestId?: string;
}

/** `duban mail FILE.eml`: the reply to a mail of ours becomes a report. */
export async function mail(io: Io, path: string, options: MailOptions): Promise<void> {
  const requestId = options.requestId ?? randomUUID();
  const input = { mail: Buffer.from(bytesOf(path)).toString('base64'), requestId };
  const answer = await withRequest(io, options, requestId, () =>
    call(io, 'receiveMail', input, options.as),
  );
  print(io, options.json, answer, mailWords);
}

function mailWords({ unit, sentBy, taken, refused }: OutputOf<'receiveMail'>): string {
  return [
    `${unit}，发件人：${sentBy}`,
    ...taken.map((receipt) => reportWords(receipt)),
    ...refused.map(({ what, fault }) => `没有收：${what}。${fault.message}`),
  ].join('\n');
}
