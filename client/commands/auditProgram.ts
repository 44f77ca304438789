import { Option, type Command } from 'commander';
import type { AuditListOptions, CheckOptions, ExportOptions } from './audit.ts';
import { common, groupExamples } from './commandOptions.ts';
import type { Io } from './io.ts';

/** Adds `duban audit`: search, check of the chain, export. */
export function addAuditCommands(program: Command, io: Io): void {
  const group = program
    .command('audit')
    .helpCommand(false)
    .description('审计：查记录，核对审计链，导出');
  filters(common(group.command('list'), true))
    .description('谁、何时、从何处、做了什么；新的在前')
    .option('--after <位置>', '从哪里接着列（上一页末尾给出）')
    .option('--limit <数量>', '每页多少条')
    .action(async (options: AuditListOptions) => {
      const { listAudit } = await import('./audit.ts');
      await listAudit(io, options);
    });
  common(group.command('check'), true)
    .description('从头核对审计链，指出第一处不成立的')
    .option('--noted <序号:校验码>', '以前记下的末条，用来查出末尾是否被截去')
    .action(async (options: CheckOptions) => {
      const { checkAudit } = await import('./audit.ts');
      await checkAudit(io, options);
    });
  filters(common(group.command('export <文件>'), true))
    .description('导出符合条件的记录；导出本身也记入审计')
    .addOption(new Option('--format <格式>', '不写时按文件名').choices(['jsonl', 'csv']))
    .action(async (file: string, options: ExportOptions) => {
      const { exportAudit } = await import('./audit.ts');
      await exportAudit(io, file, options);
    });
  groupExamples(
    group,
    'duban audit list --outcome refused --from 2026-03-01',
    'duban audit list --subject task/c2026-001/t0003',
    'duban audit check',
    'duban audit export 审计.csv --from 2026-01-01 --to 2026-06-30',
  );
}

function filters(command: Command): Command {
  return command
    .option('--from <日期>', '从哪一天起（含）')
    .option('--to <日期>', '到哪一天止（含）')
    .option('--actor <身份>', '办理的身份，如 office')
    .option('--account <账号>', '账号，或 本机令牌')
    .option('--act <办理>', '做了什么，如 submitReport、approve')
    .option('--subject <事项>', '任务、专项行动或约谈的编号，写开头即可')
    .option('--address <地址>', '来自哪个网络地址')
    .option('--request <编号>', '请求编号')
    .option('--outcome <结果>', 'done 已办，refused 未获受理，或具体代码')
    .option('--text <文字>', '内容中有这些字');
}
