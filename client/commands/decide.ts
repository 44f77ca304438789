import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '../operations.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { print, type Io } from './io.ts';

export type Act = InputOf<'decide'>['act'];

export interface DecideOptions extends Common {
  readonly reason?: string;
  readonly bulletin?: string;
  readonly duty?: string;
  readonly period?: string;
  readonly unit?: string;
  readonly obligation?: string;
  readonly requestId?: string;
}

export const ACTS: Readonly<Record<Act, string>> = {
  approve: '批准',
  reject: '不批准',
  sign: '签发',
  return: '退回',
  pause: '暂停',
  resume: '恢复',
  close: '结束',
  exempt: '免报',
};

export async function decide(
  io: Io,
  act: Act,
  subject: string | undefined,
  options: DecideOptions,
): Promise<void> {
  const { campaign, reason, bulletin, duty, period, unit, obligation } = options;
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
