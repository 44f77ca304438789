import type { Command } from 'commander';
import type { Common } from './campaign.ts';
import { common, groupExamples } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { PublishRegimeOptions, RegimeOptions, WithdrawRegimeOptions } from './regime.ts';

/** Adds `duban regime show | preview | publish | withdraw`. */
export function addRegimeCommands(program: Command, io: Io): void {
  const group = program
    .command('regime')
    .helpCommand(false)
    .description('制度变更：查看现行制度，预览、发布、撤回新版');
  common(group.command('show [编号]'), true)
    .description('现行制度、待生效的一版和历次变更')
    .action(async (id: string | undefined, options: Common) => {
      const { showRegime } = await import('./regime.ts');
      await showRegime(io, id, options);
    });
  fileOptions(common(group.command('preview [编号]'), true))
    .description('列出新制度会移动、新增、取消的每一个时点；不改动任何东西')
    .action(async (id: string | undefined, options: RegimeOptions) => {
      const { previewRegime } = await import('./regime.ts');
      await previewRegime(io, id, options);
    });
  fileOptions(common(group.command('publish [编号]'), true))
    .description('按预览过的清单发布新制度；已开始的报告期和已作的判定不变')
    .requiredOption('--confirm <校验码>', '预览给出的清单校验码：确认的就是看过的')
    .requiredOption('--reason <理由>', '理由，记入台账')
    .option('--request-id <编号>', '请求编号；不写则自动生成')
    .action(async (id: string | undefined, options: PublishRegimeOptions) => {
      const { publishRegime } = await import('./regime.ts');
      await publishRegime(io, id, options);
    });
  common(group.command('withdraw [编号]'), true)
    .description('撤回尚未生效的新制度')
    .requiredOption('--reason <理由>', '理由，记入台账')
    .option('--request-id <编号>', '请求编号；不写则自动生成')
    .action(async (id: string | undefined, options: WithdrawRegimeOptions) => {
      const { withdrawRegime } = await import('./regime.ts');
      await withdrawRegime(io, id, options);
    });
  groupExamples(
    group,
    'duban regime preview c2026-001 --file 制度第2版.yaml --from 2026-07-01',
    'duban regime publish c2026-001 --file 制度第2版.yaml --from 2026-07-01 --confirm 校验码 --reason 为基层减负改为两月一报',
    'duban regime withdraw c2026-001 --reason 误发',
  );
}

function fileOptions(command: Command): Command {
  return command
    .requiredOption('--file <文件>', '新版制度（YAML），标识与现行的相同、版本号更高')
    .requiredOption('--from <日期>', '生效日：这一天及以后开始的报告期按新制度');
}
