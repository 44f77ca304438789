import type { Command } from 'commander';
import type { Common } from './campaign.ts';
import { common, examples } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { CallOptions } from './anyCall.ts';
import type { ConfirmOptions, EndOptions } from './load.ts';

/** Adds `duban burden`, `duban same …`, and `duban call`, which reaches every operation of the API. */
export function addLoadCommands(program: Command, io: Io): void {
  common(
    program.command('burden [月份]').description('各单位和填报人每月被要求报多少份'),
    true,
  ).action(async (month: string | undefined, options: Common) => {
    const { showBurden } = await import('./load.ts');
    await showBurden(io, month, options);
  });
  const same = program.command('same').description('同一事项：两个专项行动就一件事只报一次');
  common(same.command('list').description('已确认的同一事项'), true).action(
    async (options: Common) => {
      const { listSame } = await import('./load.ts');
      await listSame(io, options);
    },
  );
  common(same.command('suggest <专项行动>').description('查找可能重复的任务'), true).action(
    async (campaign: string, options: Common) => {
      const { suggestSame } = await import('./load.ts');
      await suggestSame(io, campaign, options);
    },
  );
  common(
    same
      .command('confirm <任务> <另一任务>')
      .description('确认为同一事项；任务写作 专项行动/任务，如 c2026-001/t0004')
      .requiredOption('--reason <理由>', '确认的理由')
      .option('--request-id <编号>', '请求编号；重试时用同一个'),
    true,
  ).action(async (one: string, other: string, options: ConfirmOptions) => {
    const { confirmSame } = await import('./load.ts');
    await confirmSame(io, one, other, options);
  });
  common(
    same
      .command('end <编号>')
      .description('取消同一事项；编号见 duban same list')
      .requiredOption('--reason <理由>', '取消的理由')
      .option('--request-id <编号>', '请求编号；重试时用同一个'),
    true,
  ).action(async (matter: string, options: EndOptions) => {
    const { endSame } = await import('./load.ts');
    await endSame(io, matter, options);
  });
  const any = program
    .command('call [操作]')
    .description('按名称调用接口的任何一项操作，输出 JSON；不写操作时列出全部')
    .option('--input <JSON>', '要送的内容，一个 JSON 对象；以 @ 开头的是文件', '{}')
    .option('--as <身份>', '由谁办理', 'office')
    .option('--file <文件>', '要送的文件，用于收文件的操作，如 sendEvidence')
    .option('--out <文件>', '下载的文件写到哪里，不写则用原文件名；已有的文件不改写')
    .option('--link <链接>', '凭免登录填报链接办理，写整条链接；不必登录，也不必在本机')
    .action(async (name: string | undefined, options: CallOptions) => {
      const { callAny } = await import('./anyCall.ts');
      await callAny(io, name, options);
    });
  examples(
    any,
    `duban call listTasks --input '{"campaign":"c2026-001"}'`,
    'duban call sendEvidence --file 台账.pdf --as unit:区发改局',
    'duban call openLink --link https://duban.example.gov.cn/r#…',
    `duban call sendEvidenceByLink --link … --file 台账.pdf --input '{"task":"t0001","obligation":"…"}'`,
    'duban call reportByLink --link … --input @报送.json',
  );
}
