import { randomUUID } from 'node:crypto';
import { isRealDay } from '../../domain/instant.ts';
import { term } from '../../domain/terms.ts';
import type { InputOf } from '../operations.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { print, usage, type Io } from './io.ts';

type Input = InputOf<'backfill'>;

export interface BackfillOptions extends Common {
  readonly period: string;
  readonly result: Input['result'];
  readonly source: string;
  readonly duty?: string;
  readonly unit?: string;
  readonly at?: string;
  readonly requestId?: string;
}

/** `duban backfill TASK --period … --result … --source …` */
export async function backfill(io: Io, task: string, options: BackfillOptions): Promise<void> {
  const { campaign, period, result, source, duty, unit, at } = options;
  if (at !== undefined && !isRealDay(at)) usage(`--at ${at} 不是日期，应写作 2026-01-24。`);
  const requestId = options.requestId ?? randomUUID();
  const input = { task, campaign, period, result, source, duty, unit, at, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'backfill', input, options.as),
  );
  print(io, options.json, done, ({ unit: name, occasion, corrects, repeated }) =>
    [
      `已补录${repeated ? '（此前已补录，没有重复）' : ''}：${name} ${occasion}（启动前）${term(done.result)}${corrects === null ? '' : `，更正此前补录的${term(corrects)}`}。只作历史记录，不计入应报、计数和通报。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}
