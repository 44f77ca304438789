import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { OutputOf } from '../operations.ts';
import { table } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { bytesOf } from './documents.ts';
import { print, type Io } from './io.ts';
import { writeNew } from './newFile.ts';
import { brief } from './words.ts';

export interface BatchOptions extends Common {
  readonly unit?: string;
  readonly out?: string;
  readonly submit?: boolean;
  readonly requestId?: string;
}

/** `duban batch export`: the workbook with one row for each report that the unit may send now. */
export async function exportBatch(io: Io, options: BatchOptions): Promise<void> {
  const { campaign, unit } = options;
  const answer = await call(io, 'exportBatch', { campaign, unit }, options.as);
  const path = options.out ?? answer.name;
  const { file, ...rest } = answer;
  writeNew(path, Buffer.from(file, 'base64'));
  print(io, options.json, { ...rest, path }, () =>
    [
      `已生成 ${path}：${answer.unit}，${answer.rows} 行。`,
      `填好后先预览：duban batch import ${path}；确认无误再加 --submit 提交。`,
    ].join('\n'),
  );
}

/** `duban batch import FILE`: what it would do; with `--submit` it does so. */
export async function importBatch(io: Io, path: string, options: BatchOptions): Promise<void> {
  const { campaign, unit } = options;
  const file = Buffer.from(bytesOf(path)).toString('base64');
  const input = { campaign, unit, name: basename(path), file };
  if (options.submit !== true) {
    const answer = await call(io, 'previewBatch', input, options.as);
    return print(io, options.json, answer, (view) => batchWords(view, io.width, false));
  }
  const requestId = options.requestId ?? randomUUID();
  const answer = await withRequest(io, options, requestId, () =>
    call(io, 'submitBatch', { ...input, requestId }, options.as),
  );
  print(io, options.json, answer, (view) => batchWords(view, io.width, true));
}

function batchWords(view: OutputOf<'previewBatch'>, width: number, sent: boolean): string {
  const rows = view.rows.map(({ row, no, title, stateWords, text, reasons }) => [
    ...[String(row), no ?? '', brief(title, 30), stateWords],
    reasons.length > 0 ? reasons.join('；') : brief(text, 40),
  ]);
  const next = sent || view.ready === 0 ? [] : ['提交请加 --submit；有误的行不会提交。'];
  return [
    `${view.unit}：${view.words}。`,
    table(['行', '序号', '事项', '状态', '内容或原因'], rows, { width }),
    ...next,
  ].join('\n');
}
