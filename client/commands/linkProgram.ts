import type { Command } from 'commander';
import type { BatchOptions } from './batch.ts';
import { common, examples } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { ListLinksOptions, MakeLinkOptions, RevokeLinkOptions } from './link.ts';
import type { MailOptions } from './mail.ts';

const REQUEST = '请求编号：同一编号重复提交只算一次；不写则自动生成';

/** Adds `link`, `batch` and `mail`, loaded when they are asked for. */
export function addLinkCommands(program: Command, io: Io): void {
  addLinks(program, io);
  addBatch(program, io);
  const mail = common(program.command('mail <文件>'), true)
    .description('收取一封邮件回复（.eml）：引用以上的正文作为报送，附件作为佐证')
    .option('--request-id <编号>', REQUEST)
    .action(async (path: string, options: MailOptions) => {
      const { mail: receive } = await import('./mail.ts');
      await receive(io, path, options);
    });
  examples(mail, 'duban mail 回复.eml');
}

function addLinks(program: Command, io: Io): void {
  const group = program
    .command('link')
    .helpCommand(false)
    .description('免登录填报链接：生成、列出、停用');
  const make = common(group.command('make'), true)
    .description('为一个单位生成链接：凭它可填报所列事项，截止、移交或停用后失效')
    .requiredOption('--unit <单位>', '给哪个单位')
    .option('--notices <编号>', '只含这些通知所涉的事项（duban inbox 列出的编号），逗号分开')
    .option('--base <地址>', '网页的地址，写在链接前面，如 https://duban.example.gov.cn')
    .option('--request-id <编号>', REQUEST)
    .action(async (options: MakeLinkOptions) => {
      const { makeLink } = await import('./link.ts');
      await makeLink(io, options);
    });
  examples(make, 'duban link make --unit 区发改局');
  common(group.command('list'), true)
    .description('列出生成过的链接')
    .option('--unit <单位>', '只看某个单位的')
    .option('--after <编号>', '从哪里接着列（上一页末尾给出）')
    .action(async (options: ListLinksOptions) => {
      const { listLinks } = await import('./link.ts');
      await listLinks(io, options);
    });
  common(group.command('revoke <编号>'), true)
    .description('停用一个链接')
    .requiredOption('--reason <理由>', '理由，打开链接的人会看到')
    .option('--request-id <编号>', REQUEST)
    .action(async (link: string, options: RevokeLinkOptions) => {
      const { revokeLink } = await import('./link.ts');
      await revokeLink(io, link, options);
    });
}

function addBatch(program: Command, io: Io): void {
  const group = program
    .command('batch')
    .helpCommand(false)
    .description('批量填报：下载一张表，填好后整张交回');
  const out = common(group.command('export'), true)
    .description('下载本单位可填报事项的表（.xlsx）')
    .option('--unit <单位>', '督查室办理时写明单位')
    .option('--out <文件>', '存为哪个文件')
    .action(async (options: BatchOptions) => {
      const { exportBatch } = await import('./batch.ts');
      await exportBatch(io, options);
    });
  examples(out, 'duban batch export --as unit:区发改局');
  const back = common(group.command('import <文件>'), true)
    .description('预览填好的表；加 --submit 提交，同一个表交两次不会重复')
    .option('--unit <单位>', '督查室代录时写明单位')
    .option('--submit', '提交可报的行')
    .option('--request-id <编号>', REQUEST)
    .action(async (path: string, options: BatchOptions) => {
      const { importBatch } = await import('./batch.ts');
      await importBatch(io, path, options);
    });
  examples(back, 'duban batch import 填报表.xlsx --as unit:区发改局 --submit');
}
