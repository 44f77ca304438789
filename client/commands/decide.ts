import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../operations.ts';
import { ACTS, type Act } from '../decisionActs.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { print, type Io } from './io.ts';

export interface DecideOptions extends Common {
  readonly reason?: string;
  readonly bulletin?: string;
  readonly duty?: string;
  readonly period?: string;
  readonly unit?: string;
  readonly obligation?: string;
  readonly commend?: string[];
  readonly requestId?: string;
}

export async function decide(
  io: Io,
  act: Act,
  subject: string | undefined,
  options: DecideOptions,
): Promise<void> {
  const { campaign, reason, bulletin, duty, period, unit, obligation, commend } = options;
  const requestId = options.requestId ?? randomUUID();
  const input = {
    act,
    subject,
    campaign,
    reason,
    bulletin,
    duty,
    period,
    unit,
    obligation,
    commend,
    requestId,
  };
  const answer = await withRequest(io, options, requestId, () =>
    call(io, 'decide', input, options.as),
  );
  print(io, options.json, answer, decisionWords);
}

export function decisionWords(answer: OutputOf<'decide'>): string {
  const { act, what, value, requestId, repeated } = answer;
  const again = repeated ? '（此前已决定，没有重复）' : '';
  const { number } = value as { number?: number };
  const more = number === undefined ? '' : `，编为第 ${number} 号`;
  return `已${ACTS[act as Act]}${again}：${what}${more}。\n请求编号：${requestId}`;
}
