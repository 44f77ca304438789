import { randomUUID } from 'node:crypto';
import { instantWords } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { ZONE } from './documents.ts';
import { print, type Io } from './io.ts';
import { burdenReason, startTimes, type StartTimes } from './startTimes.ts';

export interface GoLiveOptions extends Common, StartTimes {
  readonly requestId?: string;
  readonly burdenReason?: string;
}

export interface WithdrawStartOptions extends Common {
  readonly reason: string;
  readonly requestId?: string;
}

/** `duban campaign withdraw CAMPAIGN --reason …` */
export async function withdrawStart(
  io: Io,
  id: string | undefined,
  options: WithdrawStartOptions,
): Promise<void> {
  const requestId = options.requestId ?? randomUUID();
  const campaign = id ?? options.campaign ?? 'current';
  const { reason } = options;
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'withdrawStart', { campaign, reason, requestId }, options.as),
  );
  print(io, options.json, done, ({ campaign: own, repeated }) =>
    [
      `已撤回启动${repeated ? '（此前已撤回，没有重复）' : ''}：专项行动 ${own} 及各项任务到此结束，没有向任何单位发出通知；编号不再使用。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}

/** `duban campaign go-live TRIAL` */
export async function goLive(io: Io, id: string, options: GoLiveOptions): Promise<void> {
  const requestId = options.requestId ?? randomUUID();
  const input = { campaign: id, ...startTimes(options), ...burdenReason(options), requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'goLive', input, options.as),
  );
  print(io, options.json, done, ({ trial, campaign, startedAt, firstNoticesAt, repeated }) =>
    [
      `已转入正式${repeated ? '（此前已转，没有重复）' : ''}：试运行 ${trial} 结束，专项行动 ${campaign} 自 ${instantWords(startedAt, ZONE)} 启动。`,
      `首批通知 ${instantWords(firstNoticesAt, ZONE)} 发出；在此之前可用 duban campaign withdraw ${campaign} --reason 理由 撤回。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}
