import type { Command } from 'commander';
import { common, gathered, groupExamples } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { PlanOptions, PublishPlanOptions } from './plan.ts';

/** Adds `duban plan preview | publish`. */
export function addPlanCommands(program: Command, io: Io): void {
  const group = program
    .command('plan')
    .helpCommand(false)
    .description('方案新版：预览对在办专项行动的影响，确认后发布');
  fileOptions(common(group.command('preview [编号]'), true))
    .description('列出新版会新增、变更、移除的每一项任务和后果；不改动任何东西')
    .action(async (id: string | undefined, options: PlanOptions) => {
      const { previewPlan } = await import('./plan.ts');
      await previewPlan(io, id, options);
    });
  fileOptions(common(group.command('publish [编号]'), true))
    .description('按预览过的清单发布新版；已作的判定不变，发布后不能撤回')
    .requiredOption('--confirm <校验码>', '预览给出的清单校验码：确认的就是看过的')
    .requiredOption('--reason <理由>', '理由，记入台账')
    .option('--request-id <编号>', '请求编号；不写则自动生成')
    .action(async (id: string | undefined, options: PublishPlanOptions) => {
      const { publishPlan } = await import('./plan.ts');
      await publishPlan(io, id, options);
    });
  groupExamples(
    group,
    'duban plan preview c2026-001 --file 方案第二版.xlsx',
    'duban plan publish c2026-001 --file 方案第二版.xlsx --confirm 校验码 --reason 年中调整',
  );
}

function fileOptions(command: Command): Command {
  return command
    .requiredOption(
      '--file <文件>',
      '方案新版：Word、Excel、PDF 原件，或 duban diff --out 写出的 YAML',
    )
    .option('--replace <任务>', '移除原任务、作为新任务重新开始，而不是变更；可重复写', gathered)
    .option('--new-units', '名录中没有的单位是新单位，一并加入')
    .option(
      '--accept <代码>',
      '已看过并接受的问题：list-open（名单以“等”结尾）；可重复写',
      gathered,
    );
}
