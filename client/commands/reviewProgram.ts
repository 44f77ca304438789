import { Option, type Command } from 'commander';
import { examples, REVIEWER } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { ReviewOptions } from './review.ts';

/** Adds `duban review`. */
export function addReviewCommand(program: Command, io: Io): void {
  const command = program
    .command('review <方案>')
    .description('核对：逐处看导入时没有把握的字段，接受、更正或请示')
    .option('--json', '按 JSON 输出，供程序读取')
    .option('--list', '只列出待核对的地方')
    .addOption(several('--accept <编号>', '接受现在的读法；可写几个编号'))
    .addOption(several('--accept-all <代码>', '接受同一类的全部，如 list-open；可写几个代码'))
    .option('--correct <编号>', '更正；与 --to 同用，不写 --to 时照上次的改法')
    .option(
      '--to <内容>',
      '改为：区甲局(牵头)、区乙局(配合)；2026-06-30、持续推进、每季度、无；文字',
    )
    .option('--ask <编号>', '请示：仍待核对，列为问题')
    .option('--of <谁>', '请示谁')
    .option('--note <说明>', '说明，记入核对记录')
    .option('--by <姓名或岗位>', '由谁核对', REVIEWER)
    .option('--rebase', '方案文件有改动：沿用疑点仍在的意见')
    .action(async (path: string, options: ReviewOptions) => {
      const { review } = await import('./review.ts');
      await review(io, path, options);
    });
  examples(
    command,
    'duban review 方案.docx',
    'duban review 方案.docx --accept-all list-open --by 督查室某岗位',
    'duban review 方案.docx --correct 1a2b3c4d --to "区甲局(牵头)、区乙局(配合)"',
    'duban review 方案.docx --ask 1a2b3c4d --of 区政府办',
  );
}

/** An option that takes several values; commander's own dots stand only behind Latin letters. */
function several(flags: string, description: string): Option {
  const option = new Option(flags, description);
  option.variadic = true;
  return option;
}
