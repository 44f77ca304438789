import type { Command } from 'commander';
import type { Common } from './campaign.ts';
import type { ExplainOptions } from './explain.ts';
import type { Io } from './io.ts';
import type { VerifyOptions } from './verify.ts';
import type { WhatIfOptions } from './whatIf.ts';

const JSON_OPTION = ['--json', '按 JSON 输出，供程序读取'] as const;
const AS_OPTION = [
  '--as <身份>',
  'office、principal、auditor、unit:单位名称 或 post:职务',
  'office',
] as const;

/** Adds what explains and proves, loaded when it is asked for: `explain`, `verify`, `key`, `archive`, `what-if`. */
export function addProofCommands(program: Command, io: Io): void {
  program
    .command('explain <通知>')
    .description('一条通知为何发出：五句话；通知编号见 duban inbox')
    .option(...JSON_OPTION)
    .option(...AS_OPTION)
    .option('--out <文件>', '写出封存的证明；已有的文件不改写')
    .addHelpText('after', '\n示例：\n  duban explain n1918d4d07e1c --out 证明.json')
    .action(async (notice: string, options: ExplainOptions) => {
      const { explain } = await import('./explain.ts');
      await explain(io, notice, options);
    });
  program
    .command('verify <文件>')
    .description('核对证明或档案，指出第一处不成立的一行；不需要服务和数据库')
    .option(...JSON_OPTION)
    .option('--key <公钥>', '签名机器的公钥（duban key），用来证实来源')
    .addHelpText('after', '\n示例：\n  duban verify 证明.json --key 公钥.pem')
    .action(async (path: string, options: VerifyOptions) => {
      const { verifyFile } = await import('./verify.ts');
      verifyFile(io, path, options);
    });
  program
    .command('key')
    .description('本机台账密钥的公钥，交给核对证明的人')
    .option(...JSON_OPTION)
    .action(async (options: { readonly json?: boolean }) => {
      const { showKey } = await import('./verify.ts');
      showKey(io, options);
    });
  program
    .command('archive <任务>')
    .description('一项任务的档案：方案、台账、通知、材料合成一个可核对的文件')
    .option(...JSON_OPTION)
    .option(...AS_OPTION)
    .option('--campaign <编号>', '专项行动编号；只有一个进行中的可以不写')
    .requiredOption('--out <文件>', '写到哪里；已有的文件不改写')
    .action(async (task: string, options: Common & { readonly out: string }) => {
      const { archive } = await import('./archive.ts');
      await archive(io, task, options);
    });
  program
    .command('what-if <编号>')
    .description('假如用另一份制度：哪些判定和通知会不同；什么都不改动')
    .option(...JSON_OPTION)
    .option(...AS_OPTION)
    .requiredOption('--regime <文件>', '另一份制度（YAML）')
    .option('--from <日期>', '只看从哪一天起到期或发出的（含）')
    .option('--to <日期>', '只看到哪一天止的（含）')
    .addHelpText('after', '\n示例：\n  duban what-if c2026-001 --regime 新制度.yaml')
    .action(async (campaign: string, options: WhatIfOptions) => {
      const { whatIf } = await import('./whatIf.ts');
      await whatIf(io, campaign, options);
    });
}
