import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { print, type Io } from './io.ts';
import { mustBeNew, writeNew } from './newFile.ts';

/** `duban archive TASK --out FILE`: everything of one task in one file. */
export async function archive(
  io: Io,
  task: string,
  options: Common & { readonly out: string },
): Promise<void> {
  mustBeNew(options.out);
  const answer = await call(io, 'archive', { task, campaign: options.campaign }, options.as);
  writeNew(options.out, answer.file);
  print(
    io,
    options.json,
    { ...answer, file: options.out },
    ({ rows, notices, papers }) =>
      `已写出 ${options.out}：台账 ${rows} 条、通知 ${notices} 条、材料 ${papers} 件。用“duban verify ${options.out}”核对，不需要服务和数据库。`,
  );
}
